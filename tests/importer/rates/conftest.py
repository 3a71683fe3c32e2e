"""Insurers' rates, imported and asked about."""

import json

import nppes_files as files
import pytest
import tic_files as tic
from rates_reading import ANA, KEN, LEO


@pytest.fixture
def nppes(run, tmp_path):
    """NPPES imported, with Ana, Ken and Leo in New York."""
    rows = [
        files.row(
            ("171100000X", "", "", "Y"),
            npi=npi,
            last_name=last,
            first_name=first,
            city="NEW YORK",
            state="NY",
            postal_code="10003",
        )
        for npi, last, first in ((ANA, "LOPEZ", "ANA"), (KEN, "SATO", "KEN"), (LEO, "KIM", "LEO"))
    ]
    assert run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))[0] == 0


@pytest.fixture
def imported(run, nppes, tmp_path):
    """Imports a file of rates: its report."""

    def do(content, *words, name="in-network.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else tic.text(content))
        code, out, err = run("import", "tic", path, *words, "--json")
        assert code == 0, err
        return json.loads(out)

    return do


@pytest.fixture
def found(run):
    """Who is found near New York with an insurance: {NPI: [(payer, plan, source, amounts of 97810)]}."""

    def search(insurance):
        words = ("--insurance", insurance) if insurance else ()
        code, out, err = run("search", "--near", "10003", *words, "--json")
        assert code == 0, err
        return {each["id"]: [plan_in_short(plan) for plan in each["insurance"]] for each in json.loads(out)["results"]}

    return search


def plan_in_short(plan):
    """(payer, plan, source, amounts of 97810)"""
    rates = [rate["amount"] for rate in plan.get("rates", ()) if rate["code"] == "97810"]
    return plan["payer"], plan["plan"], plan["source"], rates
