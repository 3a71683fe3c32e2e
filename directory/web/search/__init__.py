"""The search, its results, downloads, map and shortlist."""
