"""The referral letter: one object (letter.py), what speaks against it (warnings.py), its formats (render.py)."""
