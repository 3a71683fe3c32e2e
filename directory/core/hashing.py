"""Telling contents from each other without keeping them."""

import hashlib


def content_hash(content: bytes) -> bytes:
    """16 bytes that tell a content from any other."""
    return hashlib.blake2b(content, digest_size=16).digest()
