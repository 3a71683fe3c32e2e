"""A clerk sees every source: what it gives, how old it is here, and the one command that renews it."""

import json

import nppes_files as nppes
import pytest

from directory.cli import sources
from directory.cli.main import COMMANDS
from directory.core import dates
from directory.core.facts import FACTS
from directory.core.sources import REAL

BOARD = "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription"
# For all: a state, a payer, an insurer, a society, the admin.
PUBLISHED_BY_NOBODY = {"licences", "plan-net", "tic", "roster", "csv"}


@pytest.fixture
def listed(run, monkeypatch):
    """The sources as programs get them, by name; on 2024-12-05."""
    monkeypatch.setattr(dates, "today", lambda: "2024-12-05")
    return lambda: {row["source"]: row for row in json.loads(run("sources", "--json")[1])}


def imported(run, tmp_path, name, text, *words):
    (tmp_path / name).write_text(text)
    code, _, err = run("import", *words, tmp_path / name)
    assert code == 0, err


def list_of(state, run, tmp_path, day):
    row = "Lopez,Ana,Denver,CO,ACU,9001,01/31/2027,Active"
    imported(run, tmp_path, f"{state}_{day}.csv", f"{BOARD}\n{row}\n", "licences", "--state", state)


def test_before_anything_is_imported_each_source_is_there_and_nothing_is_made(run, listed, data):
    code, out, _ = run("sources")
    assert code == 0 and "never read here" in out and not data.exists()
    assert set(listed()) == set(REAL)
    assert all(row["as_of"] is None for row in listed().values())


LOOKED_UP = "order-and-referring"  # states no fact of a listing: letters look senders up in it


@pytest.mark.parametrize("name", REAL)
def test_each_source_says_what_it_gives_whom_it_comes_from_and_what_renews_it(listed, name):
    row = listed()[name]
    assert row["title"] and row["publisher"]
    assert bool(row["gives"]) == (name != LOOKED_UP) and set(row["gives"]) <= {fact.name for fact in FACTS}
    assert bool(row["address"].startswith("https://")) == (name not in PUBLISHED_BY_NOBODY)
    command = row["command"].removeprefix("python3 run.py ").split()
    assert command[0] in {each.words for each in COMMANDS} and command[1] in REAL


def test_what_was_read_last_is_told_with_its_age(run, listed, tmp_path):
    imported(run, tmp_path, "npidata_pfile_20240304-20240310.csv", nppes.text([nppes.row()]), "nppes")
    row = listed()["nppes"]
    assert (row["as_of"], row["days"], row["snapshot"]) == ("2024-03-10", 270, 1)
    assert "    read    2024-03-10, 9 months old\n" in run("sources")[1]


@pytest.mark.parametrize("name", REAL)
def test_what_a_clerk_reads_is_what_a_program_gets_on_four_lines_of_at_most_a_hundred_characters(run, listed, name):
    row = listed()[name]
    out = run("sources")[1]
    block = next(each for each in out.split("\n\n") if each.startswith(f"{name}: {row['title']}\n"))
    entries, label = dict.fromkeys(("gives", "from", "read", "renew"), ""), ""
    for line in block.splitlines()[1:]:
        label = line[4:12].strip() or label
        entries[label] = f"{entries.get(label, '')} {line[12:]}".strip()
        assert len(line) <= 100 or "://" in line
    assert entries["from"] == ": ".join(filter(None, (row["publisher"], row["address"])))
    assert entries["read"] == "never read here"
    assert len(entries["gives"].split(", ")) == len(row["gives"]) or name == LOOKED_UP
    assert name == "licences" or entries["renew"] == row["command"]


def test_each_states_list_has_an_age_and_a_command_of_its_own(run, listed, tmp_path):
    list_of("CO", run, tmp_path, "20241105")
    states = {part["part"]: part for part in listed()["licences"]["parts"]}
    assert (states["CO"]["as_of"], states["CO"]["days"], states["WA"]["as_of"]) == ("2024-11-05", 30, None)
    assert states["WA"]["command"] == "python3 run.py fetch licences --state WA"
    assert states["CA"]["command"] == "python3 run.py import licences FILE --state CA"
    assert (
        states["CA"]["address"].startswith("https://")
        and states["CA"]["publisher"] == "the California Acupuncture Board"
    )
    line = next(line for line in run("sources")[1].splitlines() if line.startswith("    CO"))
    assert line.endswith("  python3 run.py fetch licences --state CO") and "2024-11-05, 30 days old" in line


def test_the_newest_day_counts_in_whatever_order_files_were_imported_and_not_what_was_taken_out(run, listed, tmp_path):
    for day in ("20241105", "20241001", "20241120"):
        list_of("CO", run, tmp_path, day)
    run("rollback", 3)
    state = next(part for part in listed()["licences"]["parts"] if part["part"] == "CO")
    assert (state["as_of"], state["snapshot"], state["file"]) == ("2024-11-05", 1, "CO_20241105.csv")


def test_an_update_makes_a_states_list_newer_too(run, listed, tmp_path):
    list_of("CO", run, tmp_path, "20241105")
    text = f"{BOARD}\nSato,Kei,Denver,CO,ACU,9002,01/31/2027,Active\n"
    imported(run, tmp_path, "co_20241110.csv", text, "licences", "--update", "--state", "co")
    assert next(part for part in listed()["licences"]["parts"] if part["part"] == "CO")["as_of"] == "2024-11-10"


def test_insurers_are_told_apart_the_oldest_first_and_many_are_cut_short(run, listed, tmp_path):
    for number in range(10):
        plan = {
            "plan_id_type": "HIOS-PLAN-ID",
            "plan_id": f"1000{number}OR0010001",
            "network_tier": "X",
            "years": [2024],
        }
        entry = {"npi": nppes.npi(1), "type": "INDIVIDUAL", "name": {"first": "Ana", "last": "Lopez"}, "addresses": []}
        entry |= {
            "specialty": ["Acupuncture"],
            "accepting": "accepting",
            "plans": [plan],
            "last_updated_on": "2024-01-01",
        }
        text, name = json.dumps([entry]), f"providers_2024-11-{28 - number}.json"
        (tmp_path / name).write_text(text)
        run("import", "qhp", tmp_path / name, "--full", "--hold")
    parts = listed()["qhp"]["parts"]
    assert [part["part"] for part in parts] == [f"1000{number}" for number in reversed(range(10))]
    assert (listed()["qhp"]["as_of"], listed()["qhp"]["days"]) == (parts[-1]["as_of"], parts[-1]["days"])
    out = run("sources")[1]
    assert f"            {parts[0]['as_of']}, 16 days old: {parts[0]['file']} (insurer 10009)\n" in out
    assert "and 2 more, not so old: sources --json" in out


def test_a_day_that_has_not_come_is_not_older_than_today(run, listed, tmp_path):
    imported(
        run,
        tmp_path,
        "list.csv",
        f"{BOARD}\nLopez,Ana,Denver,CO,ACU,9001,,Active\n",
        "licences",
        "--state",
        "CO",
        "--as-of",
        "2024-12-06",
    )
    assert listed()["licences"]["days"] == 0
    assert "    read    2024-12-06, of today\n" in run("sources")[1]


def test_an_address_stands_whole_on_its_line(run, listed):
    out = run("sources")[1]
    addresses = [row["address"] for row in listed().values()]
    assert len(addresses) > 10 and [each for each in addresses if each not in out] == []


def test_the_made_up_sample_is_no_source_and_counts_as_nothing_read(run, sample_data, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATA", str(sample_data.data))
    rows = json.loads(run("sources", "--json")[1])
    assert "nppes" in {row["source"] for row in rows} and "sample" not in {row["source"] for row in rows}
    assert {row["as_of"] for row in rows} == {None}


def test_the_list_is_readable_in_a_hundred_columns(run, listed, tmp_path):
    list_of("CO", run, tmp_path, "20241105")
    assert max(len(line) for line in run("sources")[1].splitlines()) <= 100


def test_insurers_lists_that_are_not_shown_are_counted_and_programs_get_all(run, listed, monkeypatch):
    none = {name: {"count": 0, "ids": []} for name in sources.MEASURES}
    lists = [{"source": "tic", "payer": f"Elm {number}", "listed": 100 - number} | none for number in range(11)]
    monkeypatch.setattr(sources, "about_at", lambda path: {"insurer_lists": {"lists": lists}})
    out = run("sources")[1]
    assert "Elm 7, 93 listed" in out and "Elm 8" not in out
    assert "and 3 more insurers, with shorter lists: sources --json\n" in out
    assert listed()["tic"]["lists"] == lists
