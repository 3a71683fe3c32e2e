"""Practitioners and their own listings: claiming one, keeping it true, and being asked again."""
