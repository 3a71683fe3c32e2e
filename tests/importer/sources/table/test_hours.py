"""A table of one's own: office hours, of each place by itself."""

import json

from table_maps import NPI, mapped

HOURS_MAP = {"npi": "NPI", "name": "Name", "address_1": "Street", "city": "City", "state": "State", "hours": "Hours"}


def test_each_office_has_its_own_hours_and_a_remark_in_their_column_is_told_and_left_out(imported, problems, run):
    rows = ["12 Elm St,Portland,OR,Mon-Wed 9-5", "7 Oak Ave,Salem,OR,Thu 10-6", "9 Lake Dr,Salem,OR,ask Ana"]
    lines = "\n".join(f"{NPI},Jane Example,{row}" for row in rows)
    report = imported(f"NPI,Name,Street,City,State,Hours\n{lines}\n", mapped(**HOURS_MAP))
    shown = json.loads(run("why", NPI, "--json")[1])["facts"]["locations"]
    assert {place["address"]: place.get("hours") for place in shown} == {
        "12 Elm St": "Mon-Wed 9-5",
        "7 Oak Ave": "Thu 10-6",
        "9 Lake Dr": None,
    }
    assert shown[0]["hours_by"] == "csv"
    ((_, field, value, _),) = problems(report)
    assert (field, value) == ("hours", "ask Ana")


def test_hours_of_no_place_are_told(imported, problems):
    report = imported(f"NPI,Name,Hours\n{NPI},Jane Example,Mon 9-5\n", mapped(npi="NPI", name="Name", hours="Hours"))
    assert [problem[1:] for problem in problems(report)] == [("hours", "Mon 9-5", "office hours without a place")]
