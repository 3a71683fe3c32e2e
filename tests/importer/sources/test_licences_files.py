"""States' lists of licences: which files are read, of which day, and layouts that are checked."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from licence_lists import STATES, text

from directory.core.licence_layout import LicenceLayout, parse_layout
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, ReadContext
from directory.importer.sources import licences
from directory.store.reference import files


def test_a_list_is_the_whole_of_its_state_only(statements_of):
    assert statements_of("WA", text("WA", {}))[2] == {"WA"} and licences.is_full("list.csv")


def test_a_list_in_which_nothing_is_acupuncture_is_refused_and_says_what_is(statements_of):
    with pytest.raises(FileRefused, match=r"license types begin: Wellness License\. If"):
        statements_of("WA", text("WA", {"CredentialType": ""}, {"CredentialType": "Wellness License"}))
    with pytest.raises(FileRefused, match=r"license types begin: nothing\. If"):
        statements_of("WA", text("WA", {"CredentialType": ""}))


def test_a_date_that_is_none_is_reported(statements_of):
    (raw,), *_ = statements_of("WA", text("WA", {"ExpirationDate": "soon"}))
    statement, problems = normalise(raw)
    assert (statement.licences[0].expires_on, [problem.field for problem in problems]) == (None, ["expires_on"])


def test_a_web_page_and_an_empty_file_are_refused(statements_of):
    for content in ("", "<!DOCTYPE html><html></html>", "\n\n"):
        with pytest.raises(FileRefused):
            statements_of("WA", content)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Health_Care_Provider_Credential_Data_20260105.csv", "2026-01-05"),
        ("CO 2026-01-05.csv", "2026-01-05"),
        ("ACU.TXT", None),
        ("list_20261305.csv", None),
        ("list_20250101_20260105.csv", "2026-01-05"),
        ("120260105.csv", None),
    ],
)
def test_the_day_is_in_the_files_name(name, day):
    assert licences.day_in_name(name) == day


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("list.csv", True),
        ("ACU.TXT", True),
        ("list.tsv", True),
        ("list.xls", True),
        ("filedesc.txt", False),
        ("._ACU.TXT", False),
        ("a.pdf", False),
    ],
)
def test_of_a_zip_the_table_is_read_not_missouris_description_of_its_columns(name, wanted):
    assert licences.is_source_file(name) == wanted


@settings(max_examples=60)
@given(some.sampled_from(STATES), some.binary(max_size=300), some.integers(0, 600), some.integers(0, 255))
@example("WA", b"\x00\xff", 0, 34)
def test_any_bytes_give_statements_problems_or_a_refusal(tmp_path_factory, state, tail, place, byte):
    content = bytearray(text(state, {}, {}).encode() + tail)
    content[place % len(content)] = byte
    for data in (bytes(content), bytes(content[: place % len(content)]), tail):
        path = tmp_path_factory.getbasetemp() / "fuzzed.csv"
        path.write_bytes(data)
        try:
            with Opened(path, licences.is_source_file) as opened:
                for item in licences.statements(opened, ReadContext(state=state)):
                    assert isinstance(item, Problem) or normalise(item)
        except FileRefused as error:
            assert "\n" not in str(error).strip()


class TestLayouts:
    @pytest.mark.parametrize("state", files.licence_states())
    def test_every_layout_is_in_order(self, state):
        found = files.licence_layout(state)
        assert isinstance(found, LicenceLayout) and found.state == state
        assert set(found.statuses.values()) >= {"active", "expired", "suspended", "revoked"}

    def test_the_states_of_the_first_lists_have_one(self):
        assert set(files.licence_states()) >= set(STATES)

    @pytest.mark.parametrize(
        ("old", "new", "complaint"),
        [
            ('state = "WA"', "", "state"),
            ("as_of = 2026", "as_of = 'x' #", "as_of"),
            ('number = "C', 'numbr = "C', "numbr"),
            ('active = ["Active"', 'active = ["Expired"', "twice"),
            ('encoding = "cp1252"', 'encoding = "klingon"', "klingon"),
            ('pattern = "', 'pattern = "(', "pattern"),
            ("[status]", "[statuses]", "statuses"),
            ('columns = ["Status"]', 'columns = "Status"', "list"),
            ("[columns]", "[columns", ""),
            ('"WA"', '"OR"', "another state"),
            ('"WA"', '"Wa"', "capitals"),
            ('encoding = "cp1252"', "delimiter = '\"'", "delimiter"),
            ('encoding = "cp1252"', "quoting = 1", "quoting"),
            ('pattern = "', 'pattern = 1 #"', "pattern"),
            ('["CredentialType"]', "[]", "types"),
            ('last_name = "LastName"', "", "last_name"),
        ],
    )
    def test_a_layout_that_is_wrong_says_where(self, tmp_path, old, new, complaint):
        content = (files.FOLDER / "licences" / "WA.toml").read_text(encoding="utf-8")
        assert old in content
        (tmp_path / "licences").mkdir()
        (tmp_path / "licences" / "WA.toml").write_text(content.replace(old, new), encoding="utf-8")
        with pytest.raises(ValueError, match=f"WA.toml: .*{complaint}"):
            files.licence_layout("WA", tmp_path)

    @given(
        some.dictionaries(
            some.sampled_from(["state", "title", "as_of", "file", "columns", "types", "status", "dates", "business"]),
            some.recursive(
                some.text(max_size=3) | some.integers() | some.booleans(),
                lambda inner: (
                    some.lists(inner, max_size=2) | some.dictionaries(some.text(max_size=3), inner, max_size=2)
                ),
            ),
        )
    )
    def test_no_values_break_the_check(self, values):
        with pytest.raises(ValueError):
            parse_layout(values)

    def test_a_new_state_needs_a_file_only(self, tmp_path):
        (tmp_path / "licences").mkdir()
        content = (files.FOLDER / "licences" / "WA.toml").read_text(encoding="utf-8").replace('"WA"', '"NV"')
        (tmp_path / "licences" / "NV.toml").write_text(content, encoding="utf-8")
        assert files.licence_states(tmp_path) == ["NV"]
        assert files.licence_layout("NV", tmp_path).state == "NV"
