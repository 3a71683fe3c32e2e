"""The three databases and the reference files: the only folder that opens either."""
