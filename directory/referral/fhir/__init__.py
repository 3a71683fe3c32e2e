"""The letter as FHIR R4 (4.0.1): bundle.py puts together what the other modules make."""
