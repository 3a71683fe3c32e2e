"""Where a practice is: from a geocoding service, else from its ZIP code or city."""
