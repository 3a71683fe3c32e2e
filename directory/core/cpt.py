"""The codes by which a visit is billed: CPT's, each for a quarter of an hour that the practitioner spends with one.

CMS, NCD 30.3.3 (change request 11755) names them; 20560 and 20561, dry needling, are not acupuncture.
"""

FIRST_QUARTER, FURTHER_QUARTER = "97810", "97811"
ELECTRIC_FIRST_QUARTER, ELECTRIC_FURTHER_QUARTER = "97813", "97814"
ACUPUNCTURE = (FIRST_QUARTER, FURTHER_QUARTER, ELECTRIC_FIRST_QUARTER, ELECTRIC_FURTHER_QUARTER)
DRY_NEEDLING = ("20560", "20561")
OFFICE = "11"  # CMS's place-of-service code
