"""The directory as HL7 FHIR R4 has it: Da Vinci PDex Plan-Net 1.1.0, its resources and its searches.

Resources are made of listings when they are asked for. What is searched by has a term (core.index_terms), a column or a
table of directory.db; whether a resource is found is told from the resource itself.
"""
