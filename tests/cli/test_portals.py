"""A clerk fetches a state's list with one command, and nobody loses a license by it that the board did not take."""

import csv
import json

import pytest
from licence_lists import EXPIRES, HEADERS, NUMBER, STATUS
from portal_server import DAY, NOVEMBER_4, complaint, holds, running_for_every_state, sends
from published import content

STATES = ("CO", "CT", "DE", "IL", "TX", "WA")


@pytest.fixture
def portal(monkeypatch):
    """A portal at the address of every state's portal."""
    with running_for_every_state(monkeypatch) as server:
        yield server


def snapshots(run):
    return json.loads(run("imports", "--json")[1])


@pytest.mark.parametrize("state", STATES)
def test_each_states_acupuncturists_are_fetched_and_published_and_nobody_else(run, data, portal, state):
    holds(portal, state, {})
    code, out, err = run("fetch", "licences", "--state", state)
    assert (code, "1 rows read: 1 listings" in out) == (0, True), err
    (listing,) = content(data)
    (licence,) = listing.licences
    assert "Jane" in listing.name and (licence.state, licence.status) == (state, "active")
    assert (licence.expires_on, licence.as_of, licence.source) == (EXPIRES[state], "2024-11-04", "licences")


def test_the_version_of_the_list_is_kept_and_the_day_is_that_of_its_last_change(run, portal):
    holds(portal, "TX", {})
    run("fetch", "licences", "--state", "tx")
    (snapshot,) = snapshots(run)
    assert snapshot["file"] == "TX_tm3v-pfq9_20241104T100000Z.csv"
    assert (snapshot["as_of"], snapshot["state"]) == ("2024-11-04", "TX")


def test_whoever_a_newer_list_no_longer_has_is_gone_and_a_suspended_license_is_told(run, data, portal):
    people = [{NUMBER["TX"]: f"AC9000{n}", "last_name": f"EXAMPLE{n}"} for n in range(9)]
    holds(portal, "TX", *people)
    run("fetch", "licences", "--state", "TX")
    suspended = people[0] | {STATUS["TX"]: "SUSPENDED"}
    holds(portal, "TX", suspended, *people[2:], updated_at=NOVEMBER_4 + 7 * DAY)
    report = json.loads(run("fetch", "licences", "--state", "TX", "--json")[1])
    assert (report["changed"], report["removed"], report["published"]) == (8, 1, True)
    statuses = {listing.id: listing.licences[0].status for listing in content(data)}
    assert len(statuses) == 8 and statuses["TX-AC90000"] == "suspended"


def test_a_list_that_has_not_changed_is_not_fetched_again(run, portal):
    holds(portal, "CO", {})
    run("fetch", "licences", "--state", "CO")
    portal.asked.clear()
    code, out, _ = run("fetch", "licences", "--state", "CO")
    assert code == 0 and "Nothing new: the list of CO last changed on 2024-11-04.\nImport 1 (CO_7s5z-vewr_2024" in out
    assert "not published" not in out
    assert portal.asked == [{}] and len(snapshots(run)) == 1
    answer = json.loads(run("fetch", "licences", "--state", "CO", "--json")[1])
    assert (answer["nothing_new"], answer["snapshot"], answer["state"]) == (True, 1, "CO")


def test_a_second_version_of_the_same_day_is_fetched_for_it_may_take_a_license_away(run, data, portal):
    holds(portal, "CO", {})
    run("fetch", "licences", "--state", "CO")
    holds(portal, "CO", {STATUS["CO"]: "Suspended"}, updated_at=NOVEMBER_4 + 3600)
    assert run("fetch", "licences", "--state", "CO")[0] == 0
    assert content(data)[0].licences[0].status == "suspended"


def test_rows_that_a_clerk_has_mended_are_not_overwritten_by_the_list_they_come_from(run, data, portal):
    holds(portal, "CO", {}, {NUMBER["CO"]: "", "lastName": "Mended"})
    assert run("fetch", "licences", "--state", "CO")[0] == 1
    (mend,) = data.glob("mend-1_20241104-20241104.csv")
    header, *rows = csv.reader(mend.read_text(encoding="utf-8-sig").splitlines())
    mended = [
        [value or "0009002" if name == "licensenumber" else value for name, value in zip(header, row, strict=True)]
        for row in rows
    ]
    with mend.open("w", newline="") as file:
        csv.writer(file).writerows([header, *mended])
    assert run("import", "licences", mend, "--state", "CO")[0] == 0
    assert "Nothing new" in run("fetch", "licences", "--state", "CO")[1]
    assert {listing.id for listing in content(data)} == {"CO-0009001", "CO-0009002"}


def test_a_list_older_than_one_that_was_imported_by_hand_is_not_put_in_its_place(run, data, portal, tmp_path):
    (tmp_path / "co_20241105.csv").write_text(
        "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription\n"
        "Example,Jane,Denver,CO,ACU,0009001,12/31/2027,Suspended\n"
    )
    run("import", "licences", tmp_path / "co_20241105.csv", "--state", "co")
    holds(portal, "CO", {})
    assert "Import 1 (co_20241105.csv) is of 2024-11-05." in run("fetch", "licences", "--state", "CO")[1]
    assert content(data)[0].licences[0].status == "suspended"


def test_a_list_downloaded_by_hand_on_the_day_of_its_last_change_stays(run, portal, tmp_path):
    (tmp_path / "0list_20241104.csv").write_text(
        "lastName,firstName,licenseType,licenseNumber,licenseStatusDescription\nExample,Jane,ACU,0009001,Suspended\n"
    )
    run("import", "licences", tmp_path / "0list_20241104.csv", "--state", "CO")
    holds(portal, "CO", {})
    assert "Nothing new" in run("fetch", "licences", "--state", "CO")[1]


def test_an_update_of_one_row_does_not_keep_a_newer_list_out(run, data, portal, tmp_path):
    holds(portal, "CO", {}, {NUMBER["CO"]: "0009002", "lastName": "Sato"})
    run("fetch", "licences", "--state", "CO")
    (tmp_path / "co_20241120.csv").write_text(
        "lastName,firstName,licenseType,licenseNumber,licenseStatusDescription\nExample,Jane,ACU,0009001,Suspended\n"
    )
    run("import", "licences", tmp_path / "co_20241120.csv", "--update", "--state", "CO")
    revoked = {NUMBER["CO"]: "0009002", "lastName": "Sato", STATUS["CO"]: "Revoked"}
    holds(portal, "CO", {}, revoked, updated_at=NOVEMBER_4 + 7 * DAY)
    assert "Nothing new" not in run("fetch", "licences", "--state", "CO")[1]
    assert {listing.id: listing.licences[0].status for listing in content(data)} == {
        "CO-0009001": "suspended",
        "CO-0009002": "revoked",
    }


def test_what_was_rolled_back_is_fetched_again_when_it_is_asked_for(run, data, portal):
    holds(portal, "CO", {})
    run("fetch", "licences", "--state", "CO")
    run("rollback", 1, "--force")
    assert run("fetch", "licences", "--state", "CO")[0] == 0
    assert len(content(data)) == 1


def test_another_states_list_is_no_reason_not_to_fetch(run, data, portal):
    for state in ("CO", "DE"):
        holds(portal, state, {})
        assert "Nothing new" not in run("fetch", "licences", "--state", state)[1]
    assert {listing.licences[0].state for listing in content(data)} == {"CO", "DE"}


def test_an_empty_answer_leaves_everybody_licensed(run, data, portal):
    holds(portal, "DE", {})
    run("fetch", "licences", "--state", "DE")
    holds(portal, "DE", updated_at=NOVEMBER_4 + DAY)
    code, _, err = run("fetch", "licences", "--state", "DE")
    assert (code, err.count("\n")) == (2, 2) and "nobody would be licensed any more" in err
    assert len(content(data)) == 1 and len(snapshots(run)) == 1


def test_a_column_that_was_renamed_is_named_and_nothing_is_imported(run, data, portal):
    holds(portal, "DE", {})
    portal.columns = ["number" if name == "license_no" else name for name in portal.columns]
    code, _, err = run("fetch", "licences", "--state", "DE")
    assert code == 2 and "the column “license_no” is missing" in err and "DE.toml" in err
    portal.columns = ["type" if name == "license_type" else name for name in HEADERS["DE"].split(",")]
    code, _, err = run("fetch", "licences", "--state", "DE")
    assert code == 2 and "no such column: license_type" in err
    assert content(data) is None


def test_nothing_new_is_no_comfort_where_the_list_waits_to_be_published(run, data, portal):
    holds(portal, "CO", {})
    run("fetch", "licences", "--state", "CO", "--hold")
    assert "imported and not published: python3 run.py publish" in run("fetch", "licences", "--state", "CO")[1]
    assert json.loads(run("fetch", "licences", "--state", "CO", "--json")[1])["published"] is False


def test_a_dry_run_and_a_held_fetch_publish_nothing(run, data, portal):
    holds(portal, "DE", {})
    assert "this was a dry run" in run("fetch", "licences", "--state", "DE", "--dry-run")[1]
    assert snapshots(run) == []
    assert json.loads(run("fetch", "licences", "--state", "DE", "--hold", "--json")[1])["published"] is False
    assert content(data) is None and len(snapshots(run)) == 1


@pytest.mark.parametrize("trouble", [sends("", status=429), complaint("no"), sends("<html>", "text/html")])
def test_a_portal_that_does_not_answer_is_one_line_and_leaves_nothing_behind(run, data, portal, trouble):
    portal.trouble = [trouble] * 4
    code, out, err = run("fetch", "licences", "--state", "WA")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert not data.exists()


def test_a_state_without_a_portal_is_told_how_its_list_is_imported(run):
    for state in ("CA", "ZZ", "../x"):
        code, _, err = run("fetch", "licences", "--state", state)
        assert (code, err.count("\n")) == (2, 1)
        assert "only for CO, CT, DE, IL, TX, WA" in err and "import licences FILE --state XX" in err


def test_without_a_state_or_of_another_source_there_is_nothing_to_fetch(run):
    for words in (("fetch",), ("fetch", "licences"), ("fetch", "nppes", "--state", "WA")):
        code, _, err = run(*words)
        assert (code, err.count("\n")) == (2, 1), words
