"""One practitioner's page, and reports that something on it is wrong."""
