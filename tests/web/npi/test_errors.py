"""What is asked wrongly gets the register's own errors, with status 200."""

import pytest

UNSUPPORTED = ("Unsupported Version", "version", "17")
WRONG = "Field contains special character(s) or wrong number of characters"
NO_CRITERIA = ("No valid search criteria provided", "generic", "04")
STATE_ALONE = ("Field state requires additional search criteria", "state", "07")
MIXED = ("Cannot mix type 1 and type 2 search criteria", "generic", "13")
TYPE_ALONE = ("enumeration_type requires additional search criteria", "enumeration_type", "09")
WILD = "Wildcards require at least two leading characters"
ERRORS = [
    ({"version": ""}, [UNSUPPORTED]),
    ({"version": "2.0", "number": "x"}, [UNSUPPORTED]),
    ({"version": "1.0"}, [UNSUPPORTED]),
    ({}, [NO_CRITERIA]),
    ({"last_name": "  "}, [NO_CRITERIA]),
    ({"use_first_name_alias": "True"}, [NO_CRITERIA]),
    ({"name_purpose": "AO", "address_purpose": "LOCATION", "limit": "5"}, [NO_CRITERIA]),
    ({"within": "5"}, [NO_CRITERIA]),
    ({"anything": "else"}, [NO_CRITERIA]),
    ({"state": "OR"}, [STATE_ALONE]),
    ({"state": "OR", "enumeration_type": "NPI-1"}, [STATE_ALONE]),
    ({"state": "OR", "country_code": "US"}, [STATE_ALONE]),
    ({"enumeration_type": "NPI-1"}, [TYPE_ALONE]),
    ({"enumeration_type": "NPI-3"}, [(WRONG, "enumeration_type", "05")]),
    ({"country_code": "us"}, [("Field country_code requires additional search criteria", "country_code", "07")]),
    ({"number": "200000001"}, [("NPI must be 10 digits", "number", "06")]),
    ({"number": "20000000100"}, [("NPI must be 10 digits", "number", "06")]),
    ({"number": "٢٠٠٠٠٠٠٠١٠"}, [("NPI must be 10 digits", "number", "06")]),
    ({"last_name": "f*"}, [(WILD, "last_name", "03")]),
    ({"last_name": "*"}, [(WILD, "last_name", "03")]),
    ({"postal_code": "9*"}, [(WILD, "postal_code", "03")]),
    ({"last_name": "f*inch"}, [(WRONG, "last_name", "05")]),
    ({"last_name": "<b>"}, [(WRONG, "last_name", "05")]),
    ({"last_name": "a@b"}, [(WRONG, "last_name", "05")]),
    ({"last_name": "--"}, [(WRONG, "last_name", "05")]),
    ({"last_name": "f" * 151}, [(WRONG, "last_name", "05")]),
    ({"city": "x\x00"}, [(WRONG, "city", "05")]),
    ({"postal_code": "--"}, [(WRONG, "postal_code", "05")]),
    ({"last_name": "finch", "state": "Oregon"}, [(WRONG, "state", "05")]),
    ({"last_name": "finch", "name_purpose": "X"}, [(WRONG, "name_purpose", "05")]),
    ({"last_name": "finch", "address_purpose": "HOME"}, [(WRONG, "address_purpose", "05")]),
    ({"last_name": "finch", "use_first_name_alias": "yes"}, [(WRONG, "use_first_name_alias", "05")]),
    ({"last_name": "finch", "limit": "0"}, [(WRONG, "limit", "05")]),
    ({"last_name": "finch", "limit": "-1"}, [(WRONG, "limit", "05")]),
    ({"last_name": "finch", "skip": "1.5"}, [(WRONG, "skip", "05")]),
    ({"last_name": "f*", "number": "1"}, [(WILD, "last_name", "03"), ("NPI must be 10 digits", "number", "06")]),
    ({"last_name": "finch", "organization_name": "elm"}, [MIXED]),
    ({"first_name": "ann", "organization_name": "elm", "enumeration_type": "NPI-2"}, [MIXED]),
    ({"last_name": "finch", "enumeration_type": "NPI-2"}, [MIXED]),
    ({"organization_name": "elm", "enumeration_type": "NPI-1"}, [MIXED]),
    ({"last_name": "roe", "name_purpose": "AO", "enumeration_type": "NPI-1"}, [MIXED]),
]


@pytest.mark.parametrize(("parameters", "errors"), ERRORS)
def test_a_wrong_question_is_answered_with_its_errors(ask, parameters, errors):
    answer, total = ask(**parameters)
    assert [tuple(each.values()) for each in answer["Errors"]] == errors
    assert list(answer) == ["Errors"] and list(answer["Errors"][0]) == ["description", "field", "number"]
    assert total == -1, "an error has no total"


def test_a_place_that_is_not_known_is_an_error_of_near_and_a_radius_of_within(ask):
    answer, _ = ask(near="Atlantis, ZZ", within="-3")
    assert [(each["field"], each["number"]) for each in answer["Errors"]] == [("near", "05"), ("within", "05")]
    assert all(each["description"] for each in answer["Errors"])


def test_broken_letters_are_an_error_and_no_fault(registry):
    response = registry.test_client().get("/api/npi/?version=2.1&last_name=%FF%FE")
    assert response.status_code == 200 and response.json["Errors"][0]["number"] == "05"
