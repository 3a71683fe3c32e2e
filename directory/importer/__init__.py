"""From a source's file to the published directory. The pipeline is run.py, to be read from top to bottom."""
