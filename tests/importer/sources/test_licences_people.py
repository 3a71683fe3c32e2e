"""Whom the rows of one list of licences are about: names that change, permits that end, addresses abroad."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from licence_lists import HEADERS, STATUS, text

from directory.core.licence_layout import STATUSES
from directory.importer.normalise import normalise
from directory.importer.record import RawLicence, RawStatement
from directory.importer.sources.licence_rows import LicenceRow, of_each_licensee
from directory.store.reference import files

PERMIT = {
    "CredentialNumber": "TP90000009",
    "CredentialType": "Acupuncture/East Asian Medicine Practitioner Temporary Practice Permit",
    "Status": "CLOSED",
    "ExpirationDate": "20250131",
}


def names(statements):
    """{number: (family name, status)} of what a list gives."""
    return {raw.licences[0].number: (raw.last_name, raw.licences[0].status) for raw in statements}


class TestNameChanges:
    """Washington's list has a licence once for each name that its holder has had."""

    def test_the_newest_row_of_a_number_counts_wherever_it_stands_and_the_name_before_is_a_former_name(
        self, statements_of
    ):
        old = {"LastName": "MAIDEN", "Status": "Superseded", "LastIssueDate": "20190201", "ExpirationDate": "20200131"}
        new = {"LastName": "MARRIED", "LastIssueDate": "20250201"}
        for rows in ((old, new), (new, old)):
            (raw,), problems, *_ = statements_of("WA", text("WA", *rows))
            statement, _ = normalise(raw)
            assert (statement.name, statement.other_names, problems) == ("Jane Q. Married", ("Jane Maiden",), [])
            assert (statement.licences[0].status, statement.licences[0].expires_on) == ("active", "2027-01-31")
            assert statement.confirmed_on == "2026-01-05"

    def test_a_bad_standing_under_the_newest_name_is_not_hidden_by_a_better_one_under_the_former(self, statements_of):
        old = {"LastName": "MAIDEN", "LastIssueDate": "20190201"}
        new = {"LastName": "MARRIED", "LastIssueDate": "20250201", "Status": "Suspended"}
        (raw,), *_ = statements_of("WA", text("WA", old, new))
        assert names([raw]) == {"AC90000001": ("MARRIED", "suspended")} and raw.confirmed_on == ""

    def test_where_no_date_tells_which_name_is_newer_the_worse_status_counts_and_both_names_are_kept(
        self, statements_of
    ):
        rows = {"LastName": "ONE", "Status": "Suspended"}, {"LastName": "TWO"}
        (raw,), problems, *_ = statements_of("WA", text("WA", *rows))
        assert (raw.last_name, raw.other_last_name, problems) == ("TWO", "ONE", [])
        assert (raw.licences[0].status, raw.confirmed_on) == ("suspended", "")

    @pytest.mark.parametrize("other", [{"FirstName": "ROBERT"}, {"FirstName": ""}, {"BirthYear": "1950"}])
    def test_another_given_name_or_birth_year_under_one_number_is_no_change_of_name(self, statements_of, other):
        rows = {"BirthYear": "1980"}, {"BirthYear": "1980", "LastName": "SAMPLE", "LastIssueDate": "20250201"} | other
        (raw,), (problem,), *_ = statements_of("WA", text("WA", *rows))
        assert raw.last_name == "EXAMPLE"
        assert (problem.row, problem.refused, problem.reason) == (3, True, "row 2 has this number with another name")

    @pytest.mark.parametrize("state", [state for state in HEADERS if state != "WA"])
    def test_in_every_other_list_a_second_family_name_under_a_number_is_refused(self, state):
        assert not files.licence_layout(state).name_changes and files.licence_layout("WA").name_changes

    def test_father_and_son_under_one_number_are_not_one(self, statements_of):
        rows = {"firstName": "Robert", "licenseStatusDescription": "Revoked"}, {"firstName": "Jane"}
        (raw,), (problem,), *_ = statements_of("CO", text("CO", *rows))
        assert (raw.first_name, problem.row, problem.refused) == ("Robert", 3, True)

    def test_an_initial_in_a_repeated_row_is_the_same_name(self, statements_of):
        (raw,), problems, *_ = statements_of("CO", text("CO", {}, {"firstName": "J"}))
        assert (raw.first_name, problems) == ("Jane", [])

    def test_an_expiry_that_is_no_date_does_not_make_history_of_the_other_rows(self, statements_of):
        rows = {"licenseExpirationDate": "soon"}, {"licenseStatusDescription": "Suspended"}
        (raw,), *_ = statements_of("CO", text("CO", *rows))
        assert raw.licences[0].status == "suspended"


class TestTemporaryPermits:
    """A permit to practise until the licence comes is closed when it has come."""

    @pytest.mark.parametrize("years", [{}, {"BirthYear": "1980"}])
    def test_a_closed_permit_is_no_second_person_beside_the_license(self, statements_of, years):
        for rows in ((years, PERMIT | years), (PERMIT | years, years)):
            statements, problems, _, tally = statements_of("WA", text("WA", *rows))
            assert (names(statements), problems) == ({"AC90000001": ("EXAMPLE", "active")}, [])
            assert tally.rows_read == 2

    def test_a_permit_still_open_is_no_second_person_either(self, statements_of):
        statements, *_ = statements_of("WA", text("WA", {}, PERMIT | {"Status": "ACTIVE"}))
        assert list(names(statements)) == ["AC90000001"]

    def test_an_open_permit_beside_an_expired_license_is_what_permits_practice(self, statements_of):
        rows = {"Status": "EXPIRED", "BirthYear": "1980"}, PERMIT | {"Status": "ACTIVE", "BirthYear": "1980"}
        assert names(statements_of("WA", text("WA", *rows))[0]) == {"TP90000009": ("EXAMPLE", "active")}

    def test_who_has_a_closed_permit_only_is_told_of_as_that(self, statements_of):
        assert names(statements_of("WA", text("WA", PERMIT))[0]) == {"TP90000009": ("EXAMPLE", "expired")}

    @pytest.mark.parametrize(
        "other",
        [{"FirstName": "JANET"}, {"LastName": "SAMPLE"}, {"MiddleName": "R"}, {"BirthYear": "1950"}],
    )
    def test_a_namesakes_closed_permit_stays(self, statements_of, other):
        rows = {"BirthYear": "1980"}, PERMIT | {"BirthYear": "1980"} | other
        assert len(statements_of("WA", text("WA", *rows))[0]) == 2

    def test_the_closed_permit_of_somebody_who_has_died_is_history_too(self, statements_of):
        statements, *_ = statements_of("WA", text("WA", {"Status": "DECEASED"}, PERMIT))
        assert names(statements) == {"AC90000001": ("EXAMPLE", "deceased")} and statements[0].adds_only

    @pytest.mark.parametrize("status", ["SUSPENDED", "REVOKED", "SURRENDERED", "ACTIVE ON PROBATION"])
    def test_discipline_of_a_permit_is_never_history(self, statements_of, status):
        statements, *_ = statements_of("WA", text("WA", {}, PERMIT | {"Status": status}))
        assert len(statements) == 2

    def test_a_better_permit_does_not_hide_a_suspended_license(self, statements_of):
        statements, *_ = statements_of("WA", text("WA", {"Status": "SUSPENDED"}, PERMIT | {"Status": "ACTIVE"}))
        assert ("EXAMPLE", "suspended") in names(statements).values()


class TestNumbersOfOnePerson:
    """A licence that ran out, and the new one with another number."""

    @pytest.mark.parametrize("word", ["Cancelled", "Retired"])
    def test_an_expired_number_at_the_same_address_is_history_beside_an_active_one(self, statements_of, word):
        old = {"License Number": "80001", "License Status": word, "Middle Name": "Q"}
        assert names(statements_of("CA", text("CA", old, {}))[0]) == {"90001": ("EXAMPLE", "active")}

    @pytest.mark.parametrize(
        "other",
        [
            {"Address Line 1": "9 OAK ST"},
            {"Address Line 1": ""},
            {"City": "FRESNO"},
            {"First Name": "JOHN"},
            {"Suffix": "SR"},
            {"License Status": "Revoked"},
        ],
    )
    def test_without_the_same_full_name_and_address_an_expired_license_stands(self, statements_of, other):
        old = {"License Number": "80001", "License Status": "Cancelled"} | other
        assert len(statements_of("CA", text("CA", old, {}))[0]) == 2

    def test_an_expired_license_stands_beside_one_whose_status_nobody_knows(self, statements_of):
        rows = {"License Number": "80001", "License Status": "Cancelled"}, {"License Status": ""}
        assert len(statements_of("CA", text("CA", *rows))[0]) == 2

    def test_a_namesake_of_another_birth_year_stays_expired(self, statements_of):
        rows = (
            {"CredentialNumber": "AC80000001", "Status": "EXPIRED", "BirthYear": "1950"},
            {"BirthYear": "1980"},
        )
        assert len(statements_of("WA", text("WA", *rows))[0]) == 2
        statements, *_ = statements_of("WA", text("WA", *({**row, "BirthYear": ""} for row in rows)))
        assert len(statements) == 2  # nothing tells that they are one

    @given(
        some.lists(
            some.tuples(
                some.sampled_from(STATUSES[1:]),
                some.sampled_from(["", "Q", "Quinn", "Rae"]),
                some.sampled_from(["", "1980", "1950"]),
                some.booleans(),
            ),
            max_size=6,
        )
    )
    def test_no_discipline_and_no_best_standing_is_ever_lost(self, people):
        rows = [
            LicenceRow(
                RawStatement(
                    n,
                    last_name="Example",
                    first_name="Jane",
                    middle_name=middle,
                    licences=[RawLicence("WA", str(n), status)],
                ),
                birth_year=year,
                is_temporary=is_temporary,
            )
            for n, (status, middle, year, is_temporary) in enumerate(people)
        ]
        kept = [statement.licences[0].status for statement in of_each_licensee(rows)]
        for status in ("revoked", "surrendered", "suspended", "probation"):
            assert kept.count(status) == [status for status, *_ in people].count(status)
        assert ("active" in kept) == any(status == "active" for status, *_ in people)


class TestAddresses:
    """A board vouches for the licence, whatever the licensee gave as an address."""

    @pytest.mark.parametrize("state", ["CA", "MO", "DE"])
    @pytest.mark.parametrize("status", ["active", "revoked"])
    def test_an_address_abroad_leaves_the_standing_and_is_told(self, statements_of, state, status):
        country = {"CA": "Country", "MO": "ba_cntry", "DE": "country"}[state]
        words = {"active": {}, "revoked": {STATUS[state]: "Revoked"}}[status]
        (raw,), (problem,), *_ = statements_of(state, text(state, {country: "CANADA"} | words))
        statement, complaints = normalise(raw)
        assert (statement.locations, statement.licences[0].status, complaints) == ((), status, [])
        assert (problem.row, problem.field, problem.value, problem.refused) == (2, "country", "CANADA", False)

    @pytest.mark.parametrize(
        "country", ["", "US", "USA", "U.S.A.", "United States", "United States of America", "Puerto Rico"]
    )
    def test_home_has_many_names(self, statements_of, country):
        (raw,), problems, *_ = statements_of("CA", text("CA", {"Country": country}))
        assert len(normalise(raw)[0].locations) == 1 and problems == []

    def test_a_province_without_its_country_leaves_the_standing_and_is_told(self, statements_of):
        (raw,), *_ = statements_of("CA", text("CA", {"State": "BC", "City": "VANCOUVER"}))
        statement, (complaint,) = normalise(raw)
        assert (statement.locations, statement.licences[0].status) == ((), "active")
        assert (complaint.field, complaint.value, complaint.refused) == ("state", "BC", False)

    @pytest.mark.parametrize("missing", [("City",), ("State",), ("Address Line 1", "City", "State", "Zip")])
    def test_a_row_without_a_whole_address_keeps_its_standing(self, statements_of, missing):
        (raw,), *_ = statements_of("CA", text("CA", dict.fromkeys(missing, "")))
        statement, _ = normalise(raw)
        assert (statement.locations, statement.licences[0].status) == ((), "active")

    def test_the_report_tells_of_who_is_found_by_no_place(self, run, tmp_path):
        rows = {"City": "", "License Number": "90002"}, {"Country": "KOREA", "License Number": "90003"}, {}
        path = tmp_path / "CA_20260105.csv"
        path.write_text(text("CA", *rows))
        code, out, err = run("import", "licences", path, "--state", "CA")
        assert code == 0 and "3 listings" in out + err
        assert (out + err).count("no search by place finds this listing") == 2
