"""What the register itself has answered, recorded by others: no value of ours has another type, nothing else is left
out than what docs/api-npi.md says. The recorded answers are real people's and not here; without them the tests say so.
"""

import json

import pytest
import registered_people as people
from conftest import REAL

FOLDERS = (REAL.parent / "specs" / "samples" / "npi-api", REAL / "npi-api")
RECORDED = sorted(path for folder in FOLDERS if folder.is_dir() for path in folder.glob("*.json"))
SINCE_2021_TEXT = {".results[].number", ".results[].created_epoch", ".results[].last_updated_epoch"}  # numbers before
# Of the register, and not kept here. A mailing address has the same fields as one of practice.
LEFT_OUT = {
    *(".results[].addresses[].fax_number", ".results[].practiceLocations[].fax_number"),
    *(".results[].practiceLocations[].update_date", ".results[].basic.deactivation_date"),
    *(".results[].basic.reactivation_date", ".results[].basic.authorized_official_name_suffix"),
}
SOMETIMES = (".address_2", ".authorized_official_name_prefix", ".other_names[].middle_name")  # where it is stated


def shape(value, path=""):
    """{path: the JSON types found there}."""
    found = {}
    children = value.items() if isinstance(value, dict) else [("[]", each) for each in value]
    for name, child in children:
        at = f"{path}.{name}" if isinstance(value, dict) else f"{path}[]"
        if not isinstance(child, dict) or name != "[]":
            found.setdefault(at, set()).add(type(child).__name__)
        if isinstance(child, dict | list):
            for more, types in shape(child, at).items():
                found.setdefault(more, set()).update(types)
    return found


@pytest.fixture(scope="module")
def ours(registry):
    """The shape of all that we answer of a register in which everything is stated."""
    asked = [f"number={people.MAEVE}", f"number={people.CLINIC}", "state=OR", "number=2000000011", "last_name=*", ""]
    asked += ["enumeration_type=NPI-1"]
    found = {}
    for each in asked:
        answer = registry.test_client().get(f"/api/npi/?version=2.1&{each}").json
        for path, types in shape(answer).items():
            found.setdefault(path, set()).update(types)
    return found


def test_the_recorded_answers_are_here():
    if not RECORDED:
        pytest.skip("the recorded answers are not here (../shared)")
    assert len(RECORDED) >= 11


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_no_value_has_another_type_than_in_a_recorded_answer(ours, path):
    for where, types in shape(json.loads(path.read_text())).items():
        if where in LEFT_OUT or where.endswith(SOMETIMES):
            continue
        assert where in ours, f"we never answer {where}"
        expected = {"str"} if where in SINCE_2021_TEXT else types - {"NoneType"} or {"str"}
        assert ours[where] <= expected, where
