"""A sender and Medicare's list of who may order and refer; and where a letter may be sent. All made up."""

from datetime import date, timedelta

import nppes_files as files
import pytest
from ordering_files import COLUMNS, JO, RUTH, SAM, ordering_row
from quick_letters import MEDICARE
from source_files import GOOD

from directory import create_app

ASKED = files.npi(1)
NOTICE = "of who may order and refer, as of"
LETTER = MEDICARE | {"format": "txt"}


@pytest.fixture
def listed(run, tmp_path):
    """A directory with one physician to write to."""
    rows = [files.row(npi=ASKED, credentials="MD", city="SAN DIEGO", state="CA", postal_code="92101")]
    assert run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))[0] == 0


@pytest.fixture
def ordering(run, tmp_path, listed):
    """Imports a list with Ruth, and with Sam for other things than Part B."""

    def imported(days=1):
        path = tmp_path / f"OrderReferring_{date.today() - timedelta(days)}.csv"
        path.write_text("\n".join([COLUMNS, ordering_row(RUTH), ordering_row(SAM, "N"), ""]))
        assert run("import", "order-and-referring", path)[0] == 0

    return imported


def sent(address=f"/referrals/new?practitioner={ASKED}", **typed):
    """The answer to a letter."""
    return create_app().test_client().post(address, data=LETTER | typed)


def is_made(answer):
    return "attachment" in answer.headers.get("Content-Disposition", "")


def test_a_sender_who_is_not_on_the_list_is_told_and_may_say_why_it_goes(ordering):
    ordering()
    answer = sent(sender_npi=JO)
    assert (
        NOTICE in answer.text and f"does not have NPI {JO}" in answer.text and "CMS, Order and Referring" in answer.text
    )
    assert is_made(sent(sender_npi=JO, **{"because-order": "My enrollment came through this week."}))


def test_one_who_is_there_but_not_for_part_b_is_told_that(ordering):
    ordering()
    assert f"has NPI {SAM}, but not for Part B" in sent(sender_npi=SAM).text


def test_one_who_is_on_the_list_is_told_nothing_but_a_line_at_the_look_up(ordering):
    ordering()
    assert is_made(sent(sender_npi=RUTH))
    assert "refer has it, as of" in sent(sender_npi=RUTH, look="npi").text
    assert "order and refer" not in sent(sender_npi=JO, look="npi").text


@pytest.mark.parametrize("payer", ["medicare", "medicare_advantage"])
def test_it_counts_for_medicare_of_both_kinds(ordering, payer):
    ordering()
    assert NOTICE in sent(sender_npi=JO, payer=payer).text


@pytest.mark.parametrize("typed", [{"sender_npi": ""}, {"sender_npi": JO, "payer": "employer"}])
def test_without_an_npi_or_for_another_payer_nothing_is_told(ordering, typed):
    ordering()
    assert NOTICE not in sent(**typed).text


def test_without_a_list_or_with_an_old_one_nothing_is_told(listed, ordering):
    assert is_made(sent(sender_npi=JO)), "that there is no list says nothing of anybody"
    ordering(days=60)
    assert is_made(sent(sender_npi=JO))
    assert "order and refer" not in sent(sender_npi=RUTH, look="npi").text


def test_in_spanish_too(ordering):
    ordering()
    answer = sent(f"/referrals/new?practitioner={ASKED}&lang=es", sender_npi=JO)
    assert f"no tiene el NPI {JO}" in answer.text and NOTICE not in answer.text


def test_a_recipients_direct_address_stands_beside_them_with_its_source(run, tmp_path):
    for source in ("nppes", "nppes-endpoints"):
        assert run("import", *GOOD[source].written(tmp_path))[0] == 0
    ana, ken = (files.npi(serial) for serial in (901, 902))
    form = create_app().test_client().get(f"/referrals/new?practitioner={ana}&practitioner={ken}").text
    assert " ".join(form.split()).count("Direct address for letters") == 1
    assert "ana.lopez@direct.example.com" in form and "NPPES, addresses of electronic mail, Mar 4, 2024" in form
