"""Editions of the directory sent from the machine that publishes to any number that only read."""
