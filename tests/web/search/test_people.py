"""One box understands where or who: a name, an NPI, a license or telephone number; a place of the name wins."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import nppes_files as files
import pytest
from source_files import xlsx

from directory import create_app
from directory.core import phones


@pytest.fixture(scope="module")
def somebody(sample_directory):
    """A practitioner with a phone and a license, whose name nobody else has."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    return next(
        each
        for each in listings
        if each.kind != "clinic" and each.licences and each.locations[0].phone and len(each.name.split()) == 2
    )


def found(client, **typed):
    """The texts of the page that answers."""
    return client.get(f"/search?{urlencode(typed)}").texts


@pytest.mark.parametrize(
    "typed",
    [
        "{name}",
        "Dr. {name}",
        "{name}, L.Ac.",
        "{family}, {given}",
        "{npi}",
        "NPI {npi}",
        "{phone}",
        "{e164}",
        "{licence}",
        "{state} {licence}",
        "{name} acupuncture",
    ],
)
@pytest.mark.parametrize("field", ["near", "name"])
def test_somebody_is_found_without_a_place_by_whatever_is_known_of_them(client, somebody, typed, field):
    given, family = somebody.name.split()
    phone = somebody.locations[0].phone
    text = typed.format(
        name=somebody.name,
        given=given,
        family=family,
        npi=somebody.npi,
        phone=phones.shown(phone),
        e164=phone,
        licence=somebody.licences[0].number,
        state=somebody.licences[0].state,
    )
    texts = found(client, **{field: text})
    assert somebody.name in texts and any("called “" in each for each in texts)


def test_a_place_wins_where_it_has_the_name_and_the_people_are_one_tap_away(client, sample_directory, gazetteer):
    listings = sample_directory.listings(list(range(len(sample_directory))))
    names = sorted({word for each in listings if each.kind != "clinic" for word in each.name.split()})
    name = max(names, key=lambda each: max((city.population for city in gazetteer.named(each)), default=0))
    page = client.get(f"/search?near={name}")
    assert "Acupuncture near" in page.text
    assert f"/search?name={name}" in page.links
    assert "Acupuncture near" not in client.get(f"/search?near=Dr.+{name}").text


def test_a_nickname_finds_whom_it_stands_for(client, sample_directory):
    listings = sample_directory.listings(list(range(len(sample_directory))))
    short = {"David": "Dave", "Daniel": "Danny", "Susan": "Sue", "Michael": "Mike", "Samuel": "Sam", "Rachel": "Rae"}
    formal = [each.name for each in listings if each.name.split()[0] in short]
    assert formal
    for name in formal[:3]:
        given, family = name.split()[0], name.split()[-1]
        assert name in found(client, near=f"{short[given]} {family}")


def test_a_misspelled_name_is_offered_as_it_is_spelled(client):
    page = client.get("/search?name=Nguyem")
    assert "Nobody here is called" in page.text and "/search?name=nguyen" in page.links
    assert "/search?name=nguyen" in client.get("/search?near=Nguyem+L.Ac.", status=400).links


@pytest.mark.parametrize("number", ["5035550123", "(503) 555-0123", "1234567890"])
def test_a_number_that_nobody_has_is_not_called_a_place(client, number):
    text = client.get(f"/search?{urlencode({'near': number})}").text
    assert "No listing here has this number." in text and "place called" not in text


def test_nothing_typed_says_what_may_be_typed(client):
    assert "Please look at this again" in client.get("/search", status=400).text


def test_another_filter_narrows_people_too(client, somebody):
    assert any("Nobody here is called" in each for each in found(client, name=somebody.name, kind="clinic"))


def test_programs_find_somebody_without_a_place_too(client, somebody, run_search):
    answer = client.json(f"/api/v1/search?{urlencode({'name': somebody.name})}")
    assert answer["total"] == 1 and answer["results"][0]["id"] == somebody.id and answer["place"] is None
    assert somebody.id in run_search(somebody.name)


@pytest.fixture
def run_search(sample_data, capsys):
    """What the command prints for a name."""
    from argparse import Namespace

    from directory.cli.searching import search
    from directory.search.query import PARAMETERS

    def asked(name):
        search(Namespace(**dict.fromkeys(PARAMETERS) | {"name": name, "json": False}), sample_data)
        return capsys.readouterr().out

    return asked


LEIE = (
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
    "REINDATE,WAIVERDATE,WVRSTATE"
)


def test_a_deactivated_npi_is_explained_and_an_excluded_one_reads_as_any_that_nobody_lists(run, tmp_path):
    """Whoever is held back may not be accused by a page, nor told apart from somebody who was never known."""
    gone, excluded, never = (files.npi(serial) for serial in (1, 2, 3))
    rows = [files.row(npi=npi, first_name="ANA", last_name="LOPEZ") for npi in (gone, excluded)]
    keeps = files.row(npi=files.npi(4), last_name="SATO")
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [*rows, keeps]))
    report = tmp_path / "NPPES Deactivated NPI Report 20240311.xlsx"
    report.write_bytes(xlsx([[gone, "03/10/2024"]]))
    assert run("import", "nppes-deactivated", report)[0] == 0
    values = "LOPEZ,ANA,,,,,,{},19600101,900 OAK ST,DENVER,CO,80202,1128a1,20190320,00000000,00000000,"
    (tmp_path / "UPDATED_20260110.csv").write_text("\r\n".join((LEIE, values.format(excluded), "")))
    run("import", "leie", tmp_path / "UPDATED_20260110.csv")
    site = create_app().test_client()
    page = {npi: site.get(f"/search?name={npi}").text for npi in (gone, excluded, never)}
    assert "out of use" in page[gone] and "not listed here" not in page[gone]
    assert page[excluded].replace(excluded, never) == page[never] and "not listed here" in page[never]
    assert "xcluded" not in page[excluded]


def test_a_clinic_that_is_listed_is_rather_meant_than_the_city_in_its_name(run, tmp_path):
    """Whoever types a clinic's name in full wants its number, not everybody in that city."""
    clinic = files.row(entity="2", organisation_name="HERON PORTLAND MEDICAL CENTER", last_name="", first_name="")
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [clinic]))
    site = create_app().test_client()
    page = site.get("/search?near=Heron+Portland+Medical+Center").text
    assert "called “Heron Portland Medical Center”" in page and f"/practitioners/{clinic['NPI']}" in page
    assert "Acupuncture near" in site.get("/search?near=Cascade+Portland+Medical+Center").text


@pytest.mark.parametrize(
    ("typed", "goes_to"),
    [
        ("Medicaid 97214", {"near": "97214", "insurance": "Medicaid"}),
        ("Medicare", {"insurance": "Medicare"}),
        ("{name} {city} {state}", {"near": "{city} {state}", "name": "{name}"}),
    ],
)
def test_what_was_typed_for_a_place_is_sorted_into_the_fields_of_the_form(client, somebody, typed, goes_to):
    at = somebody.locations[0]
    known = {"name": somebody.name, "city": at.city, "state": at.state}
    where = client.get(f"/search?{urlencode({'near': typed.format(**known), 'kind': 'clinic'})}", 303)
    asked = dict(parse_qsl(urlsplit(where).query))
    assert asked == {"kind": "clinic"} | {field: text.format(**known) for field, text in goes_to.items()}


def test_an_insurance_that_was_chosen_is_not_replaced_by_a_word_of_the_place(client):
    client.get("/search?near=Medicaid+97214&insurance=Acme+Health", 200)


def test_a_town_of_an_insurers_name_is_shown_and_the_insurance_offered(client):
    page = client.get("/search?near=Anthem,+AZ")
    assert not [link for link in page.links if "insurance=Anthem%2C" in link]
    assert [link for link in client.get("/search?near=Anthem").links if link.startswith("/search?insurance=Anthem")]


@pytest.mark.parametrize("typed", ["back pain", "migraine"])
def test_what_hurts_is_no_place_spelled_so_and_the_page_asks_where(client, typed):
    page = client.get(f"/search?{urlencode({'near': typed})}", 400)
    assert any(typed in each for each in page.texts)


def test_a_telephone_number_is_known_with_an_extension_and_a_clinic_by_its_street_written_short(client, somebody):
    phone = phones.shown(somebody.locations[0].phone)
    assert somebody.name in found(client, near=f"{phone} ext. 3")
    assert any("Pine Street" in each for each in found(client, near="Pine St Acupuncture"))
