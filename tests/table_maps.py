"""Maps of tables for tests."""

import json

import nppes_files as files

PLAIN = '[columns]\nname = "Name"\ncity = "City"\nstate = "State"\n'
NPI = files.npi(1)


def mapped(sections="", **columns):
    """A map of these columns, and further sections."""
    lines = [f"{field} = {json.dumps(names)}" for field, names in columns.items()]
    return "\n".join(["[columns]", *lines, sections])


PLACED = {"name": "Name", "city_state_zip": "Place"}
