"""State licence lists: made-up rows in each state's own layout, a good and a broken file each. Numbers are made up."""

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from licence_lists import CITIES, EXPIRES, HEADERS, NUMBER, OTHER, STATES, STATUS, text

from directory.core.licence_layout import LicenceLayout, parse_layout
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, ReadContext
from directory.importer.sources import licences
from directory.store.reference import files


@pytest.mark.parametrize("state", STATES)
def test_a_row_in_each_layout_becomes_a_statement(statements_of, state):
    (raw,), problems, _, tally = statements_of(
        state, text(state, {}, {OTHER[state]: "NURSE", "License Type": "NURSE", "Agency Name": "NURSES"})
    )
    assert (problems, tally.rows_read, tally.other_taxonomy) == ([], 2, 1)
    statement, complaints = normalise(raw)
    assert complaints == []
    assert (statement.kind, statement.confirmed_on) == ("licensed_acupuncturist", "2026-01-05")
    assert (
        statement.name.startswith("Jane")
        and "Example" in statement.name
        and "None" not in statement.name
        and "N/A" not in statement.name
    )
    (licence,) = statement.licences
    assert (licence.state, licence.status, licence.expires_on) == (state, "active", EXPIRES[state])
    assert [location.city for location in statement.locations] == CITIES[state]
    assert statement.id.startswith(f"{state}-") and statement.id[3:].isalnum()


@pytest.mark.parametrize("state", STATES)
def test_a_list_without_its_number_column_is_refused(statements_of, state):
    columns = [name for name in HEADERS[state].split(",") if name != NUMBER[state]]
    with pytest.raises(FileRefused, match="is missing"):
        statements_of(state, text(state, {}, columns=columns))


@pytest.mark.parametrize("column", ["LastName", "CredentialType", "Status"])
def test_a_list_that_cannot_say_who_is_licensed_for_what_or_how_it_stands_is_refused(statements_of, column):
    columns = [name for name in HEADERS["WA"].split(",") if name != column]
    with pytest.raises(FileRefused, match=f"the column “{column}” is missing"):
        statements_of("WA", text("WA", {}, columns=columns))


@pytest.mark.parametrize("state", STATES)
def test_a_row_without_a_number_and_one_cut_short_are_refused_and_the_rest_is_read(statements_of, state):
    content = text(state, {}, {NUMBER[state]: " - "}) + "x\n"
    statements, problems, _, tally = statements_of(state, content)
    assert (len(statements), tally.rows_read) == (1, 3)
    assert [(problem.row, problem.refused) for problem in problems] == [(3, True), (4, True)]


@pytest.mark.parametrize("state", STATES)
def test_a_status_that_the_layout_does_not_name_is_a_problem_and_unknown(statements_of, state):
    (raw,), (problem,), *_ = statements_of(state, text(state, {STATUS[state]: "Astonishing"}))
    assert (raw.licences[0].status, raw.confirmed_on) == ("unknown", "")
    assert (problem.field, problem.value, problem.refused) == ("licence_status", "Astonishing", False)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "status", ["expired", "retired", "surrendered", "suspended", "revoked", "probation", "deceased"]
)
def test_every_status_word_means_what_the_layout_says_and_confirms_nothing(statements_of, state, status):
    words = tomllib.loads((files.FOLDER / "licences" / f"{state}.toml").read_text(encoding="utf-8"))["status"][status]
    for word in words:
        (raw,), problems, *_ = statements_of(state, text(state, {STATUS[state]: word.upper()}))
        assert (raw.licences[0].status, raw.confirmed_on, problems) == (status, "", [])


@pytest.mark.parametrize("state", STATES)
def test_column_names_count_without_case_spacing_and_order(statements_of, state):
    columns = HEADERS[state].split(",")[::-1]
    head, _, rest = text(state, {}, columns=columns).partition("\n")
    (raw,), problems, *_ = statements_of(state, f"{head.upper().replace('_', ' ')}\n{rest}")
    assert (raw.licences[0].status, problems) == ("active", [])


@pytest.mark.parametrize("state", ["", "ZZ", "NY", "../WA", "wa/../WA"])
def test_a_state_without_a_layout_is_refused_with_the_states_that_have_one(statements_of, state):
    with pytest.raises(FileRefused, match="CA, CO, CT, DE, FL, IL, MO, TX, WA"):
        statements_of(state, text("WA", {}))


def test_the_state_may_be_typed_small(statements_of):
    assert len(statements_of(" wa ", text("WA", {}))[0]) == 1


def test_one_licence_in_several_rows_is_one_statement_with_the_worst_current_status(statements_of):
    said = [
        {"licenseStatusDescription": word, "caseNumber": str(case)}
        for case, word in enumerate(["Active", "Suspended", "Active - With Conditions"])
    ]
    (raw,), problems, *_ = statements_of("CO", text("CO", *said))
    assert (raw.licences[0].status, raw.confirmed_on, problems) == ("suspended", "", [])


def test_a_row_that_expired_earlier_is_history(statements_of):
    old = {"licenseStatusDescription": "Expired", "licenseExpirationDate": "12/31/2019"}
    (raw,), *_ = statements_of("CO", text("CO", old, {}))
    assert (raw.licences[0].status, raw.licences[0].expires_on) == ("active", "2027-12-31")


def test_two_people_with_one_number_stay_two(statements_of):
    statements, (problem,), *_ = statements_of("CO", text("CO", {}, {"lastName": "Sample"}))
    assert [raw.last_name for raw in statements] == ["Example"]
    assert (problem.row, problem.refused) == (3, True)


def test_a_firm_is_a_clinic(statements_of):
    firm = {"Business": "Y", "Business Name": "ELM ACUPUNCTURE LLC", "First Name": "None", "Last Name": "None"}
    (raw,), *_ = statements_of("IL", text("IL", firm))
    statement, _ = normalise(raw)
    assert (statement.kind, statement.name) == ("clinic", "Elm Acupuncture LLC")
    (raw,), *_ = statements_of("CA", text("CA", {"Indiv/Org": "O", "Org/Last Name": "ELM CLINIC", "First Name": ""}))
    assert (raw.organisation, raw.organisation_name) == (True, "ELM CLINIC")


def test_a_chiropractor_of_colorado_who_does_acupuncture_besides_has_no_license_to_practice_it(statements_of):
    (raw,), _, _, tally = statements_of(
        "CO",
        text(
            "CO",
            {},
            {"licenseType": "CHR", "specialty": "Acupuncture", "subcategory": "Acupuncture", "lastName": "Other"},
        ),
    )
    assert (raw.last_name, tally.other_taxonomy) == ("Example", 1)


def test_none_is_a_blank_in_illinois_and_a_family_name_elsewhere(statements_of):
    (raw,), *_ = statements_of("IL", text("IL", {"Last Name": "NONE"}))
    assert (raw.last_name, raw.middle_name) == ("NONE", "")


def test_missouri_is_read_as_latin_1_with_quotes_as_they_stand(statements_of):
    (raw,), *_ = statements_of("MO", text("MO", {"prc_last_name": "Núñez"}).encode("latin-1"), "ACU.TXT")
    assert (raw.last_name, raw.locations[0].address_1, raw.confirmed_on) == ("Núñez", '12 "Old" Elm St', "")


def test_florida_shows_no_mailing_address(statements_of):
    without = [name for name in HEADERS["FL"].split(",") if not name.startswith("practice")]
    (raw,), (problem,), *_ = statements_of("FL", text("FL", {}, columns=without))
    assert raw.locations == []
    assert (problem.row, problem.refused) == (1, False) and "practice_location_address_city" in problem.value


def test_florida_is_active_only_where_both_columns_say_so(statements_of):
    (raw,), *_ = statements_of("FL", text("FL", {"license_active_status_description": "INACTIVE"}))
    assert raw.licences[0].status == "expired"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({}, "active"),
        ({"disciplinary_status": "CLEARED"}, "active"),
        ({"disciplinary_status": "COMPLAINT DISMISSED"}, "active"),
        ({"disciplinary_status": "UNDER BOARD ORDER"}, "probation"),
        ({"disciplinary_status": "SUSPENDED BY BOARD"}, "suspended"),
        ({"license_status": "REVOKED"}, "revoked"),
        ({"currently_licensed": "N"}, "expired"),
        ({"registration_status": "", "currently_licensed": "", "disciplinary_status": "NONE"}, "unknown"),
        ({"registration_status": "", "currently_licensed": "", "disciplinary_status": "CLEARED"}, "unknown"),
    ],
)
def test_of_texas_the_worst_column_counts_and_an_old_case_says_nothing_good_or_bad(statements_of, words, status):
    (raw,), problems, *_ = statements_of("TX", text("TX", words))
    assert (raw.licences[0].status, problems) == (status, [])


def test_delaware_names_a_firm_where_it_names_no_person(statements_of):
    firm = {"last_name": "", "first_name": "", "combined_name": "Elm Acupuncture LLC"}
    (raw,), *_ = statements_of("DE", text("DE", firm))
    assert (raw.organisation, raw.organisation_name) == (True, "Elm Acupuncture LLC")


def test_california_is_read_with_commas_too(statements_of):
    content = text("CA", {}).replace("\t", ",")
    assert [raw.last_name for raw in statements_of("CA", content)[0]] == ["EXAMPLE"]


def test_an_application_is_no_licence(statements_of):
    statements, problems, _, tally = statements_of(
        "WA", text("WA", {}, {"CredentialNumber": "AC90000002", "Status": "PENDING"})
    )
    assert (len(statements), problems, tally.other_taxonomy) == (1, [], 1)


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
