"""Whose statement is it (match, owners), and what all statements about one practitioner come to (merge)."""
