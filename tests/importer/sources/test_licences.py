"""States' lists of licences: what a row says, by the layout of its state."""

import tomllib

import pytest
from licence_lists import CITIES, EXPIRES, HEADERS, NUMBER, OTHER, STATES, STATUS, text

from directory.importer.normalise import normalise
from directory.importer.record import FileRefused
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
