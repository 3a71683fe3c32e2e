"""A payer's file may not send whoever imports it to a server of their own network."""

import json

import pytest
import tic_files as tic

NAMED = "https://127.0.0.1:9/groups.json"
WORDS = "of this machine or of a private network"


@pytest.fixture
def typed(tmp_path):
    """Writes a file of rates of which the groups are elsewhere, or a table of contents that names one; its path."""

    def write(content):
        path = tmp_path / "rates.json"
        path.write_text(json.dumps(content))
        return path

    return write


def test_groups_at_an_address_of_this_network_are_not_asked_for(run, nppes, typed, monkeypatch):
    monkeypatch.delenv("PRIVATE_NETWORKS", raising=False)
    elsewhere = [{"provider_group_id": 1, "location": NAMED}]
    path = typed(tic.network(elsewhere, [tic.service("97810", ([1], [tic.price(44)]))]))
    _, out, err = run("import", "tic", path, "--dry-run")
    assert WORDS in out + err


def test_nor_files_of_a_table_of_contents(run, nppes, typed, monkeypatch):
    monkeypatch.delenv("PRIVATE_NETWORKS", raising=False)
    path = typed(tic.contents(([tic.plan("Elm Gold")], ["https://127.0.0.1:9/in-network.json"])))
    code, _, err = run("import", "tic", path, "--plans", "Elm")
    assert code == 2 and WORDS in err


def test_whoever_keeps_copies_in_their_own_network_may(run, nppes, typed, monkeypatch):
    monkeypatch.setenv("PRIVATE_NETWORKS", "yes")
    path = typed(
        tic.network([{"provider_group_id": 1, "location": NAMED}], [tic.service("97810", ([1], [tic.price(44)]))])
    )
    _, out, err = run("import", "tic", path, "--dry-run")
    assert WORDS not in out + err and "cannot be reached" in out + err
