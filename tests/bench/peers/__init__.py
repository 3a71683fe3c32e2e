"""Peers that a bench stands beside, as somebody who uses them would write them."""
