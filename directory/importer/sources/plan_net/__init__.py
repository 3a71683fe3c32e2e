"""A payer's FHIR directory (HL7 Da Vinci PDex Plan-Net)."""
