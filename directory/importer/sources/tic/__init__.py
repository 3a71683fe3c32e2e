"""Insurers' files of the rates that they have agreed with providers (Transparency in Coverage)."""
