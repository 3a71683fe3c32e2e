"""Answers of the NPI Registry API, saved from a browser. Everybody here is made up but in the real answers."""

import json
import shutil

import nppes_files as files
import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace
from nppes_answers import FAMILY, MAILING, NPI, address, answer, result

from directory.core.practitioner import to_json
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext, Removed
from directory.importer.sources.nppes import api, providers


@pytest.fixture
def items_of(tmp_path):
    """What a saved answer gives: (statements, NPIs no longer listed, problems, the context)."""

    def read_file(content):
        path = tmp_path / "answer.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        context = ReadContext(whole=False)
        with Opened(path, api.is_source_file) as opened:
            items = list(api.statements(opened, context))
        read = [normalise(item) for item in items if isinstance(item, RawStatement)]
        problems = [item for item in items if isinstance(item, Problem)]
        return (
            [statement for statement, _ in read if statement],
            [item.id for item in items if isinstance(item, Removed)],
            problems + [problem for _, more in read for problem in more],
            context,
        )

    return read_file


def test_it_states_the_same_facts_as_the_file_of_nppes(items_of, tmp_path):
    path = files.plain(tmp_path / "npidata.csv", [files.row(npi=NPI, credentials="L.Ac.", suffix="")])
    with Opened(path, providers.is_source_file) as opened:
        (raw,) = providers.statements(opened, ReadContext())
    (statement,), removed, problems, _ = items_of(answer(result()))
    of_file = normalise(raw)[0]
    assert to_json(replace(statement, registrations=())) == to_json(replace(of_file, registrations=()))
    ours, theirs = statement.registrations[0], of_file.registrations[0]
    assert (ours.name, ours.updated_on, ours.certified_on) == (theirs.name, theirs.updated_on, theirs.certified_on)
    assert [replace(each, description="") for each in ours.taxonomies] == list(theirs.taxonomies)
    assert (removed, problems, statement.kind, statement.gender) == ([], [], "licensed_acupuncturist", "female")


def test_the_mailing_address_is_never_a_place_where_patients_are_seen(items_of):
    elsewhere = {
        key: value for key, value in address(city="SALEM", postal_code="97301").items() if key != "address_purpose"
    }
    (statement,), _, _, _ = items_of(answer(result(practiceLocations=[elsewhere])))
    assert [place.city for place in statement.locations] == ["Portland", "Salem"]
    fax = {"fax_number": "503-555-0144"}
    (statement,), _, _, _ = items_of(
        answer(result(addresses=[MAILING | fax, address()], practiceLocations=[elsewhere | fax]))
    )
    assert [place.fax for place in statement.locations] == [None, "+15035550144"], "nor is its fax that of the practice"
    (statement,), _, _, _ = items_of(answer(result(addresses=[MAILING])))
    assert statement.locations == ()


def test_an_organization_has_its_other_names_and_a_person_a_former_one(items_of):
    clinic = result(
        {"organization_name": "ELM CLINIC LLC", "last_name": "", "first_name": ""},
        number=int(NPI),
        enumeration_type="NPI-2",
        other_names=[{"organization_name": "ELM ACUPUNCTURE", "type": "Doing Business As", "code": "3"}],
    )
    former = [{"first_name": "MAEVE", "last_name": "KELLY", "type": "Former Name", "code": "1"}]
    (one, other), _, _, _ = items_of(answer(clinic, result(other_names=former)))
    assert (one.kind, one.name, one.other_names, one.npi) == ("clinic", "Elm Clinic LLC", ("Elm Acupuncture",), NPI)
    assert other.other_names == ("Maeve Kelly",)


@pytest.mark.parametrize(
    ("changes", "deactivated"),
    [
        ({"taxonomies": [FAMILY]}, 0),
        ({"taxonomies": []}, 0),
        ({"basic": {"status": "D"}}, 1),
        ({"basic": {"deactivation_date": "2024-01-02"}}, 1),
    ],
)
def test_who_is_deactivated_or_no_acupuncturist_is_listed_no_longer(items_of, changes, deactivated):
    statements, removed, problems, context = items_of(answer(result(**changes)))
    assert (statements, removed, problems) == ([], [NPI], [])
    assert (context.tally.deactivated, context.tally.other_taxonomy) == (deactivated, 1 - deactivated)


def test_who_was_reactivated_is_listed(items_of):
    back = {"deactivation_date": "2024-01-02", "reactivation_date": "2024-02-02"}
    assert len(items_of(answer(result(back)))[0]) == 1


@pytest.mark.parametrize(
    ("basic", "epoch", "day"),
    [
        ({}, "1709510400000", "2024-03-04"),
        ({"last_updated": None}, "1709510400000", "2024-03-04"),
        ({"last_updated": ""}, 1552906835, "2019-03-18"),
        ({"last_updated": "soon"}, None, None),
        ({"last_updated": None}, "9" * 20, None),
    ],
)
def test_the_answer_speaks_of_the_newest_day_on_which_the_register_changed_a_result(items_of, basic, epoch, day):
    old = result({"last_updated": "2009-01-05"}, number=files.npi(702), last_updated_epoch=None)
    assert items_of(answer(result(basic, last_updated_epoch=epoch), old))[3].as_of == (day or "2009-01-05")


@pytest.mark.parametrize(
    "content",
    [
        answer(result()),
        [result()],
        [answer(), answer(result())],
        result(),
        json.dumps(answer(result())) + "\n" + json.dumps(answer(result())),
        "\ufeff" + json.dumps(answer(result()), indent=4),
    ],
)
def test_however_people_save_results_they_are_found(items_of, content):
    assert {statement.id for statement in items_of(content)[0]} == {NPI}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            {"Errors": [{"description": "No valid search criteria provided", "number": "04"}]},
            "No valid search criteria",
        ),
        ({"Errors": "x"}, "answered with an error"),
        (answer(), "found nobody"),
        ("[]", "found nobody"),
        ("", "the file is empty"),
        ("npi,name\n1,2\n", "no answer of the NPI Registry"),
        ("<html>", "web page"),
        ('{"results": [', "cut off or damaged"),
    ],
)
def test_what_is_no_answer_with_results_is_refused_in_words(items_of, content, words):
    with pytest.raises(FileRefused, match=words) as refusal:
        items_of(content)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("odd", [{"a": 1}, 3, None, "x", result(number="123"), result(number=None, basic=3)])
def test_a_result_that_is_none_is_refused_and_the_others_stay(items_of, odd):
    statements, _, problems, context = items_of(answer(odd, result()))
    assert len(statements) == 1 and context.tally.rows_read == 2
    assert [(problem.row, problem.refused) for problem in problems if problem.refused] == [(1, True)]


@given(
    some.recursive(
        some.none() | some.integers() | some.text(max_size=5) | some.booleans(),
        lambda inner: (
            some.lists(inner, max_size=3)
            | some.dictionaries(
                some.sampled_from([*result(), *address(), "results", "last_updated", "status"]), inner, max_size=4
            )
        ),
    )
)
def test_any_json_gives_statements_problems_or_a_refusal(tmp_path_factory, value):
    path = tmp_path_factory.getbasetemp() / "fuzzed answer.json"
    for content in (
        value,
        answer(value),
        result(basic=value),
        result(addresses=value, taxonomies=value),
        result(value if isinstance(value, dict) else {}),
    ):
        path.write_text(json.dumps(content))
        try:
            with Opened(path, api.is_source_file) as opened:
                for item in api.statements(opened, ReadContext(whole=False)):
                    assert isinstance(item, Problem | Removed) or normalise(item)
        except FileRefused as error:
            assert str(error)


class TestRealAnswers:
    @pytest.mark.parametrize("name", ["ropensci_api-1f9cef.json", "andrewallenbruce_nppes_type2.json"])
    def test_they_are_read_without_a_problem(self, real, items_of, name):
        text = (real / "npi-api" / name).read_text()
        statements, removed, problems, context = items_of(text)
        assert (statements, problems) == ([], []) and len(removed) == context.tally.rows_read > 0
        needles = text.replace('"207L00000X"', '"171100000X"').replace('"207VE0102X"', '"171100000X"')
        (statement,), _, problems, _ = items_of(needles)
        assert (statement.kind, problems) == ("clinic", []) and statement.locations

    @pytest.mark.parametrize("name", ["ropensci_api-8d2d52.json", "ropensci_api-a2f836.json"])
    def test_an_error_and_an_answer_without_results_are_told(self, real, run, tmp_path, name):
        path = shutil.copy(real / "npi-api" / name, tmp_path)
        code, out, err = run("import", "nppes-api", path)
        assert (code, out, err.count("\n")) == (2, "", 1) and "Search again" in err
