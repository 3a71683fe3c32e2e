"""The referral letter: one object (letter.py), what it makes one think of (warnings.py), and its formats (render.py)."""
