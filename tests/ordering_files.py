"""CMS's Order and Referring lists, made up: who may order and refer for Medicare's patients."""

import nppes_files as files

COLUMNS = "NPI,LAST_NAME,FIRST_NAME,PARTB,DME,HHA,PMD,HOSPICE"
RUTH, SAM, JO = (files.npi(serial) for serial in (21, 22, 23))  # physicians whom no directory of acupuncture lists


def ordering_row(npi, part_b="Y"):
    """A row of the list."""
    return f"{npi},OKAFOR,RUTH,{part_b},Y,N,N,Y"


def crowd(count, start=100):
    """The rows of so many others."""
    return [ordering_row(files.npi(serial)) for serial in range(start, start + count)]
