"""Will a plan pay, and what will it cost: pure functions on the rules in data/reference/. No answer is a promise."""
