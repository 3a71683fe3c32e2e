"""Insurers' rates from the command to the listing: months that follow each other, employers' plans."""

import gzip
import json

import nppes_files as files
import pytest
import tic_files as tic
from rates_reading import ANA, GOLD, KEN, LEO, NEEDLES, SHOP, refusal


def month(day, *npis, amount=44.51, **head):
    """A month's file of an employer's plan."""
    services = [tic.service("97810", ([1], [tic.price(amount)]))]
    return tic.network([tic.group(1, *map(int, npis))], services, **SHOP | {"last_updated_on": day} | head)


def test_a_patient_finds_by_the_employers_name_who_is_in_the_plan_and_what_it_pays(imported, found):
    report = imported(month("2026-10-01", ANA, KEN))
    assert (report["listings"], report["new"], report["published"]) == (2, 2, True)
    plan = ("Acme Issuer", "ACME small auto shop: Plan A PPO", "tic", [44.51])
    assert found("ACME small auto shop") == {ANA: [plan], KEN: [plan]}
    assert set(found("")) == {ANA, KEN, LEO}


def test_a_newer_month_takes_the_olders_place_and_who_has_left_is_gone(imported, found, run):
    imported(month("2026-09-01", ANA, KEN))
    report = imported(month("2026-10-01", ANA, amount=50), name="newer.json")
    assert (report["changed"], report["removed"]) == (1, 1)
    assert {npi: plans[0][3] for npi, plans in found("ACME small auto shop").items()} == {ANA: [50]}
    imported(month("2026-08-01", KEN), name="older.json")
    assert set(found("ACME small auto shop")) == {ANA}
    run("rollback", json.loads(run("imports", "--json")[1])[1]["snapshot"])
    assert set(found("ACME small auto shop")) == {ANA, KEN}


def test_an_insurer_that_is_called_otherwise_does_not_leave_its_older_file_standing_unnoticed(imported, found, run):
    def notes(day, name, *npis, words=()):
        report = imported(month(day, *npis, issuer_name=name), *words, name=f"{day}_acme_in-network-rates.json")
        return [note for note in report.get("notes", ()) if "still stands" in note], report["snapshot"]

    assert notes("2026-09-01", "Acme Health", ANA, KEN)[0] == []
    (note,), otherwise = notes("2026-10-01", "Acme Health Plans, Inc.", ANA)
    assert "2026-09-01" in note and "--payer" in note
    assert {npi for npi, plans in found("").items() if plans} == {ANA, KEN}
    run("rollback", otherwise)
    assert notes("2026-10-01", "Acme Health Plans, Inc.", ANA, words=("--payer", "Acme Health"))[0] == []
    assert {npi for npi, plans in found("").items() if plans} == {ANA}
    assert notes("2026-11-01", "Acme Health", ANA)[0] == []


def test_when_all_have_left_nobody_stays(imported, found):
    imported(month("2026-09-01", ANA))
    imported(month("2026-10-01", files.npi(9)), name="newer.json")
    assert found("")[ANA] == []


@pytest.mark.parametrize("head", [{"network_name": ["Acme Choice"]}, {}], ids=["a network", "neither plan nor network"])
def test_who_leaves_a_network_is_gone_too(imported, found, head):
    """Of a file that names its network, and of one that only its own name tells from the payer's others."""
    for day, npis in (("2026-09-01", (ANA, KEN)), ("2026-10-01", (KEN,))):
        groups = [tic.group(1, *map(int, npis), **head)]
        imported(tic.network(groups, [NEEDLES], last_updated_on=day), name=f"{day}_acme_PPO_in-network-rates.json")
    other = tic.network([tic.group(1, int(LEO), **{name: ["Acme Plus"] for name in head})], [NEEDLES])
    imported(other, name="2026-10-01_acme_HMO_in-network-rates.json")
    assert {npi for npi, plans in found("").items() if plans} == {KEN, LEO}


def test_a_file_that_only_adds_takes_nobody_out(imported, found):
    imported(month("2026-09-01", ANA))
    imported(month("2026-10-01", KEN), "--update", name="more.json")
    assert set(found("ACME small auto shop")) == {ANA, KEN}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"{",
        b"[1]",
        gzip.compress(b"{}")[:-9],
        b'{"in_network": ' + b"[" * 5000,
        b'{"reporting_structure": [3]}',
    ],
    ids=range(7),
)
def test_what_cannot_be_read_is_refused_in_a_line_and_changes_nothing(imported, run, found, tmp_path, content):
    imported(month("2026-09-01", ANA))
    (tmp_path / "bad.json").write_bytes(content)
    assert "bad.json" in refusal(run, "import", "tic", tmp_path / "bad.json")
    assert set(found("ACME small auto shop")) == {ANA}


def test_why_tells_the_rates_in_words(imported, run):
    services = [
        tic.service("97810", ([1], [tic.price(44.5), tic.price(65, negotiated_type="percentage", service_code=[])]))
    ]
    imported(tic.network([tic.group(1, int(ANA))], services))
    assert (
        "Acme Health, in, 97810 $44.50 (negotiated, at 11), 97810 65% (percentage)  [tic, 2026-10-01]"
        in run("why", ANA)[1]
    )


def test_another_plan_and_another_payer_stay_as_they_are(imported, found):
    imported(month("2026-09-01", ANA))
    imported(month("2026-10-01", KEN, plan_name="Plan B HMO"), name="b.json")
    imported(tic.network([tic.group(1, int(ANA))], [NEEDLES], **GOLD), name="gold.json")
    assert set(found("ACME small auto shop: Plan A PPO")) == {ANA}
    assert set(found("ACME small auto shop: Plan B HMO")) == {KEN}
    assert set(found("Elm Gold")) == {ANA}


def test_the_same_file_again_is_skipped_unless_it_is_of_other_plans(imported, run, tmp_path):
    content = tic.network([tic.group(1, int(ANA))], [NEEDLES])
    (tmp_path / "index.json").write_bytes(
        tic.text(tic.contents(([SHOP, GOLD], ["https://acme.example/in-network.json"])))
    )
    imported(content)
    assert imported(content)["skipped"]
    for words, skipped in (
        (("--plans", "Elm Gold"), False),
        (("--plans", "Elm Gold"), True),
        (("--plans", "shop"), False),
    ):
        code, out, err = run("import", "tic", tmp_path / "index.json", *words, "--json")
        assert (code, json.loads(out).get("skipped", False)) == (0, skipped), err


def test_a_rate_lists_nobody(imported, found, run):
    report = imported(month("2026-10-01", files.npi(7), ANA))
    assert report["passed_over"]["other_taxonomy"] == 1 and set(found("")) == {ANA, KEN, LEO}


def test_one_whom_only_another_insurer_calls_an_acupuncturist_is_somebody_too(imported, found, run, tmp_path):
    place = {"address": "12 Elm St", "city": "New York", "state": "NY", "zip": "10003"}
    max_mori = {"npi": files.npi(5), "type": "INDIVIDUAL", "name": {"first": "Max", "last": "Mori"}}
    entry = max_mori | {"addresses": [place], "specialty": ["Acupuncture"], "last_updated_on": "2026-01-05"}
    (tmp_path / "providers.json").write_text(json.dumps([entry]))
    code, _, err = run("import", "qhp", tmp_path / "providers.json")
    assert code == 0, err
    imported(month("2026-10-01", files.npi(5)))
    assert set(found("ACME small auto shop")) == {files.npi(5)}
