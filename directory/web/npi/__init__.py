"""The interface of the federal register (NPPES), for programs that speak it."""
