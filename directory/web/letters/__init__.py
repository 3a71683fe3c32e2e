"""Referral letters: the form, the files, following them up, the reply slip."""
