"""Listings for 211s and other directories of help: HSDS 3.0."""
