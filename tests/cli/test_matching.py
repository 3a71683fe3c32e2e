"""The pairs that wait for an admin's decision, for programs."""

import json

from source_files import ANA, GOOD


def test_a_pair_comes_with_what_each_source_states_of_both(run, tmp_path):
    for source in ("nppes", "licences", "csv"):
        run("import", *GOOD[source].written(tmp_path))
    (pair,) = json.loads(run("matches", "--json")[1])
    assert set(pair) == {"id", "one", "other", "reason", "statements"}
    assert pair["reason"] and pair["other"] == f"npi:{ANA}"
    assert set(pair["statements"]) == {pair["one"], pair["other"]}
    (table,) = pair["statements"][pair["one"]]
    assert (table["source"], table["as_of"], table["name"]) == ("csv", "2026-01-07", "Ana Lopez")
    assert table["locations"] == [{"address": "", "city": "Denver", "state": "CO", "phone": "+13035550101"}]
    (register,) = pair["statements"][pair["other"]]
    assert (register["source"], register["as_of"], register["npi"]) == ("nppes", "2024-03-10", ANA)
    assert register["licences"] == [{"state": "CO", "number": "9001", "status": "unknown", "expires_on": None}]


def test_where_nothing_waits_the_answer_is_an_empty_list(run):
    assert run("matches", "--json") == (0, "[]\n", "")
