"""What every page shares: the application, who may enter, sessions, languages, errors, caching."""
