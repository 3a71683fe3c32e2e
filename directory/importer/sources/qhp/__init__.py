"""A marketplace insurer's machine-readable directory (CMS QHP)."""
