"""What programs are told, whichever door they come by: the API, HSDS, an assistant."""
