"""What changed, for readers of feeds."""
