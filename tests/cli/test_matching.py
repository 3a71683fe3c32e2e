"""The pairs that wait for an admin's decision, for programs."""

import json

from source_files import ANA, GOOD


def test_a_pair_comes_with_what_each_source_states_of_both(run, tmp_path):
    for source in ("nppes", "licences", "csv"):
        run("import", *GOOD[source].written(tmp_path))
    (pair,) = json.loads(run("matches", "--json")[1])
    assert set(pair) == {"id", "one", "other", "reason", "statements", "evidence", "weight", "band", "because"}
    assert pair["reason"] and pair["other"] == f"npi:{ANA}"
    assert set(pair["statements"]) == {pair["one"], pair["other"]}
    (table,) = pair["statements"][pair["one"]]
    assert (table["source"], table["as_of"], table["name"]) == ("csv", "2026-01-07", "Ana Lopez")
    assert table["locations"] == [{"address": "", "city": "Denver", "state": "CO", "phone": "+13035550101"}]
    (register,) = pair["statements"][pair["other"]]
    assert (register["source"], register["as_of"], register["npi"]) == ("nppes", "2024-03-10", ANA)
    assert register["licences"] == [{"state": "CO", "number": "9001", "status": "unknown", "expires_on": None}]


def test_a_pair_comes_with_each_piece_of_evidence_both_values_its_weight_and_the_sum(run, tmp_path):
    for source in ("nppes", "licences", "csv"):
        run("import", *GOOD[source].written(tmp_path))
    (pair,) = json.loads(run("matches", "--json")[1])
    assert pair["evidence"] == [
        {"what": "the same family name", "weight": 7, "one": "lopez", "other": "lopez"},
        {"what": "the same given name", "weight": 6, "one": "ana", "other": "ana"},
        {"what": "the same city", "weight": 2, "one": "denver, CO", "other": "denver, CO"},
    ]
    assert (pair["weight"], pair["band"], pair["because"]) == (15, "can't tell", None)
    assert pair["reason"] == "the same family name (+7), the same given name (+6), the same city (+2)"


def test_where_nothing_waits_the_answer_is_an_empty_list(run):
    assert run("matches", "--json") == (0, "[]\n", "")
