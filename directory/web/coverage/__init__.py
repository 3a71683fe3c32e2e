"""Will a plan pay, what will it cost, does it help."""
