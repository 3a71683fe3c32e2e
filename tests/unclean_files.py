"""A made-up list of a board and an insurer's entry, for tests of values that need cleaning."""

import nppes_files as files

ANA = files.npi(1)


BOARD = (
    "license_number,business,last_name,first_name,middle,suffix,business_name,businessdba,city,state,zip,"
    "expiration_date,last_modified_date,description,license_type,license_status\n"
)


ENTRY = {
    "npi": ANA,
    "type": "INDIVIDUAL",
    "name": {"first": "Ana", "last": "Lopez"},
    "addresses": [{"address": "12 Elm St", "city": "Portland", "state": "OR", "zip": "97214"}],
    "specialty": ["Acupuncture"],
    "plans": [{"plan_id": "12345OR9876543"}],
}


WEEK = "npidata_pfile_20240304-20240310.csv"
