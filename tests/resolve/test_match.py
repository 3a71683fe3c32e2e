"""Telling whether two statements are about the same practitioner."""

import importlib.util
from itertools import combinations

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from directory.core.practitioner import Licence, Location, Statement
from directory.resolve.evidence import Verdict
from directory.resolve.identity import blocking_keys, identity, narrower
from directory.resolve.match import compare

YES, NO, CANT_TELL = Verdict.YES, Verdict.NO, Verdict.CANT_TELL
ELM = {
    "address": "12 SE Elm St, Ste 4",
    "city": "Portland",
    "state": "OR",
    "postal_code": "97214-1234",
    "phone": "+15035550123",
}
OAK = {"address": "7 Oak Ave", "city": "Portland", "state": "OR", "postal_code": "97201", "phone": "+15035550177"}


def person(
    name="Maeve O'Brien", licence=("OR", "AC900001"), place=ELM, npi=None, other_names=(), kind="licensed_acupuncturist"
):
    """An identity."""
    statement = Statement(
        id="1",
        npi=npi,
        kind=kind,
        name=name,
        other_names=tuple(other_names),
        licences=(Licence(*licence),) if licence else (),
        locations=(Location(**place),) if place else (),
    )
    return identity("x:1", statement)


@pytest.mark.parametrize(
    ("why", "one", "other", "expected"),
    [
        ("one NPI", person(npi="1", name="A B"), person(npi="1", name="C D"), YES),
        ("two NPIs, all else alike", person(npi="1"), person(npi="2"), NO),
        ("one license, however it is written", person(), person(licence=("OR", "ac 900-001"), place=None), YES),
        ("one license, a married name", person(), person(name="Maeve O'Brien-Walker", place=None), YES),
        (
            "one license, a former name on file",
            person(other_names=["Maeve Lindqvist"]),
            person(name="Maeve Lindqvist", place=None),
            YES,
        ),
        (
            "one license, a slip in the name",
            person(name="Ana Hernandez"),
            person(name="Ana Hernandes", place=None),
            YES,
        ),
        ("one license, the first name an initial", person(), person(name="M O'Brien", place=None), YES),
        ("one license, another name", person(), person(name="Kenji Sato", place=None), CANT_TELL),
        (
            "the digits of a license, as practitioners write them",
            person(licence=("CA", "19125")),
            person(licence=("CA", "AC19125"), place=None),
            YES,
        ),
        (
            "the digits, not the letters, and the phone",
            person(licence=("CA", "19125")),
            person(licence=("CA", "AC19125")),
            YES,
        ),
        ("the same number in another state", person(), person(licence=("WA", "AC900001"), place=None), NO),
        (
            "the name and the address",
            person(),
            person(licence=None, place=ELM | {"phone": None, "address": "12 S.E. ELM STREET SUITE 4"}),
            YES,
        ),
        (
            "the name, in another unit of the building",
            person(),
            person(licence=None, place=ELM | {"phone": None, "address": "12 S.E. ELM STREET SUITE 9"}),
            CANT_TELL,
        ),
        ("the name and the phone", person(), person(licence=None, place=OAK | {"phone": ELM["phone"]}), YES),
        ("the name and the city", person(), person(licence=None, place=OAK), CANT_TELL),
        ("the name alone", person(), person(licence=None, place=None), NO),
        ("licensed anew, or father and son at one address", person(), person(licence=("OR", "AC900077")), CANT_TELL),
        (
            "a license number with a digit mistyped, all else equal",
            person(),
            person(licence=("OR", "AC900002")),
            CANT_TELL,
        ),
        ("namesakes in a city with numbers a digit apart", person(), person(licence=("OR", "AC900002"), place=OAK), NO),
        (
            "a name that a sister may have, and the telephone number",
            person(),
            person(name="Maeve Lindqvist", licence=None),
            CANT_TELL,
        ),
        (
            "Min and Min Soo at one telephone",
            person(name="Min Lee"),
            person(name="Min Soo Lee", licence=None),
            CANT_TELL,
        ),
        ("Min and Min Soo under one license", person(name="Min Lee"), person(name="Min Soo Lee", place=None), YES),
        (
            "a Vietnamese middle name left out",
            person(name="Mai Thi Nguyen"),
            person(name="Mai Nguyen", licence=None),
            YES,
        ),
        ("an English middle name left out", person(name="Grace Soo Kim"), person(name="Grace Kim", licence=None), YES),
        (
            "middle names with one initial",
            person(name="John Allen Kim"),
            person(name="John Arthur Kim", licence=None),
            CANT_TELL,
        ),
        ("Kim Lee and Lee Kim", person(name="Kim Lee"), person(name="Lee Kim", licence=None), CANT_TELL),
        ("Kim Lee and Lee Kim, one license", person(name="Kim Lee"), person(name="Lee Kim", place=None), YES),
        (
            "one name at one telephone in two states",
            person(licence=None),
            person(licence=None, place=OAK | {"state": "FL", "city": "Tampa", "phone": ELM["phone"]}),
            CANT_TELL,
        ),
        (
            "one name at one telephone in two towns",
            person(licence=None),
            person(licence=None, place=OAK | {"city": "Salem", "phone": ELM["phone"]}),
            YES,
        ),
        (
            "two branches with one telephone",
            person("Elm Clinic", None, kind="clinic"),
            person("Elm Clinic", None, OAK | {"city": "Salem", "phone": ELM["phone"]}, kind="clinic"),
            CANT_TELL,
        ),
        ("an initial at one address may be a relative", person(), person(name="M O'Brien", licence=None), CANT_TELL),
        (
            "a name and its beginning are two names",
            person(name="An Nguyen"),
            person(name="Anna Nguyen", licence=None),
            CANT_TELL,
        ),
        ("a middle name and its initial", person(name="Mary A. Kim"), person(name="Mary Ann Kim", licence=None), YES),
        (
            "an initial that the middle name ends with",
            person(name="Mary N. Kim"),
            person(name="Mary Ann Kim", licence=None),
            CANT_TELL,
        ),
        ("different middle names", person(name="Mary A. Kim"), person(name="Mary B. Kim", licence=None), CANT_TELL),
        (
            "two whose license number is no number",
            person(licence=("OR", "N/A")),
            person("Kenji Sato", ("OR", "n/a"), place=None),
            NO,
        ),
        ("one without a license number, and the phone", person(licence=("OR", "PENDING")), person(), YES),
        ("colleagues at one address", person(), person(name="Kenji Sato", licence=None), NO),
        ("a person and the clinic of that name", person(), person(kind="clinic", licence=None), NO),
        ("one clinic", person("Elm Clinic", None, kind="clinic"), person("ELM CLINIC", None, kind="clinic"), YES),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_evidence_decides(why, one, other, expected):
    assert compare(one, other).verdict is expected
    assert compare(other, one).verdict is expected, "whichever comes first"


GENERATIONS = {"Sr.": 1, "Senior": 1, "Jr.": 2, "junior": 2, "2nd": 5, "II": 5, "III": 3, "3rd": 3, "IV": 4}


@pytest.mark.parametrize("word", GENERATIONS)
def test_each_word_for_a_generation_is_known_and_is_no_family_name(word):
    alone = compare(person("John Kim"), person(f"John Kim {word}", place=None))
    assert alone.verdict is YES and "the same family name" in alone.reason
    for other, generation in GENERATIONS.items():
        verdict = compare(person(f"John Kim {word}"), person(f"John Kim {other}", place=None)).verdict
        jr_and_ii = {generation, GENERATIONS[word]} == {2, 5}  # as some sons are known
        assert verdict is (YES if generation == GENERATIONS[word] else CANT_TELL if jr_and_ii else NO), other


def test_each_piece_of_evidence_has_both_values():
    compared = compare(
        person(name="Maeve Ann O'Brien Jr.", licence=("OR", "AC 900-001")), person(licence=("OR", "900001"), place=OAK)
    )
    assert [(each.what, each.one, each.other) for each in compared.evidence] == [
        ("the same license digits", "OR AC900001", "OR 900001"),
        ("the same family name", "obrien", "obrien"),
        ("the same given name", "maeve ann", "maeve"),
        ("a generation that only one tells", "jr", ""),
        ("the same city", "portland, OR", "portland, OR"),
    ]
    assert compared.weight == sum(each.weight for each in compared.evidence) == 24
    address = compare(person(licence=None), person(licence=None)).evidence[-2]
    assert (address.what, address.one) == ("the same address", "12 se elm st 4")
    assert [each[2:] for each in compare(person(npi="1"), person(npi="2")).evidence] == [("1", "2")]
    assert [each[2:] for each in compare(person(), person(kind="clinic")).evidence] == [("a person", "a clinic")]


@pytest.mark.parametrize("expires_on", ["2022-01-31", None])
def test_a_license_that_has_run_out_wants_the_proof_of_a_bad_standing(expires_on):
    board = Statement(
        id="1",
        kind="licensed_acupuncturist",
        name="Maeve O'Brien",
        licences=(Licence("OR", "AC900001", "active", expires_on),),
        locations=(Location(**ELM),),
    )
    assert compare(person(licence=None), identity("x:2", board)).verdict is (CANT_TELL if expires_on else YES)


def test_every_answer_says_why_in_words():
    assert compare(person(), person(place=None)).reason == (
        "the same license number (+15), the same family name (+7), the same given name (+6)"
    )


NAMES = (
    "Maeve O'Brien",
    "Maeve Obrian",
    "M O'Brien",
    "Maeve O'Brien-Walker",
    "Maeve Walker",
    "Maeve de la O'Brien Jr",
    "Maeva O'Brien",
    "Cher",
    "Ché",
    "Elm Clinic",
    "Elm Clinics",
)
SOMEBODY = st.builds(
    person,
    name=st.sampled_from(NAMES),
    licence=st.sampled_from([None, ("OR", "AC900001"), ("OR", "900001"), ("OR", "2")]),
    place=st.sampled_from([None, ELM, OAK]),
    npi=st.sampled_from([None, "1"]),
    other_names=st.lists(st.sampled_from(NAMES), max_size=1),
    kind=st.sampled_from(["clinic", "licensed_acupuncturist"]),
)


@given(st.lists(SOMEBODY, min_size=2, max_size=6))
def test_only_those_who_share_a_key_can_be_one_and_in_a_crowd_only_those_who_share_a_narrower_one_are(people):
    for one, other in combinations(people, 2):
        verdict, reason = compare(one, other).verdict, compare(one, other).reason
        shared = blocking_keys(one) & blocking_keys(other)
        if verdict is not NO and not (one.npi and other.npi):
            assert shared
        if verdict is YES and not (one.npi and other.npi) and "license" not in reason:
            assert any(narrower(key, one) & narrower(key, other) for key in shared)


@pytest.mark.real_data
def test_on_distorted_copies_of_real_people_hardly_any_answer_is_wrong(real):
    spec = importlib.util.spec_from_file_location("matching", ROOT / "tests/bench/matching.py")
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    measured = bench.measure(real)
    assert measured["precision"] >= 0.999 and measured["recall"] >= 0.95, measured
