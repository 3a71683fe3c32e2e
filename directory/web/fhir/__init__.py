"""The directory for programs that speak HL7 FHIR: /fhir (docs/api-fhir.md)."""
