"""Reading files of any size and origin: what holds them (ZIP, gzip, https) and how they are written (CSV, XLSX, JSON, FHIR)."""
