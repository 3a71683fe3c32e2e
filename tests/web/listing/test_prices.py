"""The price that a plan has agreed with a practice, as a patient reads it on the practice's page."""

import nppes_files as files
import pytest
import tic_files as tic

from directory import create_app
from directory.settings import Settings

ANA = files.npi(1)
QUARTERS = (
    tic.service("97810", ([1], [tic.price(44.51)])),
    tic.service("97811", ([1], [tic.price(33.1)])),
)


def fetched(address):
    """A page on one line, of a site over what is published now."""
    response = create_app(Settings()).test_client().get(address)
    assert response.status_code == 200
    return " ".join(response.text.split())


@pytest.fixture
def page(run, tmp_path):
    """Ana's page, with a plan that has these services."""

    def read(*services, lang="en"):
        register = files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [files.row(npi=ANA)])
        assert run("import", "nppes", register)[0] == 0
        rates = tmp_path / "in-network.json"
        rates.write_bytes(tic.text(tic.network([tic.group(1, int(ANA))], services, plan_name="Acme Choice")))
        assert run("import", "tic", rates)[0] == 0
        return fetched(f"/practitioners/{ANA}?lang={lang}")

    return read


def test_a_plan_with_prices_says_what_a_usual_visit_comes_to(page):
    shown = page(*QUARTERS)
    assert (
        "Acme Choice has agreed $44.51 with this practice for the first 15 minutes and $33.10 for each 15 more."
        in shown
    )
    assert "A usual visit of 30 to 45 minutes comes to about $78 to $111." in shown
    assert "You may owe your copay or, before the deductible is met, all of it." in shown
    assert "ask whether acupuncture is covered" in shown, "a price may be one of a schedule for everybody"


def test_a_plan_with_a_price_of_the_first_quarter_only_says_no_more(page):
    shown = page(QUARTERS[0])
    assert "Acme Choice has agreed $44.51 with this practice for the first 15 minutes." in shown
    assert "usual visit" not in shown


def test_a_plan_without_a_price_in_dollars_says_none(page):
    shown = page(tic.service("97810", ([1], [tic.price(60, negotiated_type="percentage")])))
    assert "Acme Choice" in shown
    assert "with this practice" not in shown


def test_prices_are_told_in_spanish_too(page):
    shown = page(*QUARTERS, lang="es")
    assert "$44.51" in shown and "with this practice" not in shown and "$78" in shown


def test_an_estimate_begins_with_the_price_that_the_plan_has_agreed_and_says_so(page):
    shown = page(*QUARTERS)
    assert "What would I pay?" in shown
    estimate = fetched(f"/coverage/costs?practitioner={ANA}&agreed=Acme+Choice&visits=2&copay=20")
    assert 'value="94.16"' in estimate and "Acme Choice has agreed $44.51" in estimate
    assert "2 visits at $94.16" in estimate and "about $40" in estimate
    typed = fetched(f"/coverage/costs?practitioner={ANA}&agreed=Acme+Choice&first=50&later=50")
    assert 'value="94.16"' not in typed
    assert "has agreed $44.51" not in fetched(f"/coverage/costs?practitioner={ANA}&agreed=Other")


def test_many_plans_are_folded(run, page, tmp_path):
    page(*QUARTERS)
    for number in range(9):
        rates = tmp_path / f"plan-{number}.json"
        network = tic.network([tic.group(1, int(ANA))], QUARTERS, plan_name=f"Plan {number}")
        rates.write_bytes(tic.text(network))
        assert run("import", "tic", rates)[0] == 0
    shown = fetched(f"/practitioners/{ANA}")
    assert "Acme Health: 10 plans" in shown and shown.count("What would I pay?") == 10


def test_the_insurance_that_was_looked_for_stands_first(run, page, tmp_path):
    page(*QUARTERS)
    for payer in ("Aardvark Mutual", "Zebra Trust"):
        rates = tmp_path / f"{payer}.json"
        network = tic.network([tic.group(1, int(ANA))], QUARTERS, plan_name=payer, reporting_entity_name=payer)
        rates.write_bytes(tic.text(network))
        assert run("import", "tic", rates)[0] == 0
    shown = fetched(f"/practitioners/{ANA}?insurance=Zebra+Trust")
    first, also = shown.index("What you looked for"), shown.index("Also taken")
    assert first < shown.index("Zebra Trust", first) < also < shown.index("Aardvark Mutual", also)
    for asked in ("", "nobody+names+this", "%00"):
        assert "What you looked for" not in fetched(f"/practitioners/{ANA}?insurance={asked}")
