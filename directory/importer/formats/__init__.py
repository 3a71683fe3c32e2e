"""Reading files of any size and origin: their packing (ZIP, gzip, https) and layout (CSV, XLSX, JSON, FHIR)."""
