"""Direct addresses, out of the endpoints that NPPES lists. All made up."""

import zipfile

import nppes_files as files
import pytest

pytestmark = pytest.mark.usefixtures("two_physicians_and_a_clinic")
ANA, KEN, NOBODY = files.npi(1), files.npi(2), files.npi(7)
COLUMNS = '"NPI","Endpoint Type","Endpoint Type Description","Endpoint","Affiliation"'
FILE = "endpoint_pfile_20240304-20240310.csv"


def endpoint(npi, endpoint="ana.lopez@direct.example.com", kind="DIRECT"):
    return f'"{npi}","{kind}","","{endpoint}","N"'


@pytest.fixture
def endpoints(import_rows):
    return lambda *rows, code=0: import_rows("nppes-endpoints", FILE, COLUMNS, rows, code=code)


def test_a_direct_address_stands_beside_the_letter_with_its_source_and_day(endpoints, page):
    endpoints(endpoint(ANA))
    text = page(ANA)
    assert "Direct address for letters: ana.lopez@direct.example.com" in text
    assert "NPPES, addresses of electronic mail" in text
    assert "Direct address" not in page(KEN)


def test_addresses_of_programs_and_of_strangers_are_passed_over(endpoints, page):
    report = endpoints(endpoint(ANA, "https://fhir.example.com/r4", "FHIR"), endpoint(NOBODY))
    assert (report["listings"], report["passed_over"]["other_taxonomy"]) == (0, 2)
    assert "fhir.example.com" not in page(ANA)


def test_a_website_among_the_endpoints_is_shown_as_nppes_gives_it(endpoints, page):
    endpoints(endpoint(ANA), endpoint(ANA, "www.lopez-acupuncture.example.com", "OTHERS"))
    assert "https://www.lopez-acupuncture.example.com" in page(ANA) and "ana.lopez@direct.example.com" in page(ANA)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://ehr.example.com/soap/ws?wsdl", "OTHERS"),
        ("https://hospital.example.com/fhir/r4", "OTHERS"),
        ("https://portal.example.com/login", "OTHERS"),
        ("https://lopez-acupuncture.example.com", "CONNECT"),
        ("ana@example.com", "OTHERS"),
        ("203.0.113.9", "OTHERS"),
        ("javascript:alert(1)", "OTHERS"),
        ("N/A", "OTHERS"),
    ],
)
def test_what_only_programs_speak_with_is_nobodys_website(endpoints, page, address, kind):
    """A patient who follows it would stand before a login, or before a page of an error."""
    report = endpoints(endpoint(ANA, address, kind))
    assert report["listings"] == 0 and address not in page(ANA)


def test_a_hostile_value_is_told_and_on_no_page(endpoints, page):
    report = endpoints(endpoint(ANA, "<script>alert(1)</script>@direct.example.com"))
    assert report["problems"] == 1 and "<script>alert" not in page(ANA) and "Direct address" not in page(ANA)


def test_they_come_with_the_monthly_zip(run, tmp_path, page):
    rows = [files.row(npi=ANA, last_name="LOPEZ", first_name="ANA", city="DENVER", state="CO", postal_code="80202")]
    path = files.packed(tmp_path / "NPPES.zip", rows)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("endpoint_pfile_20050523-20240310.csv", f"{COLUMNS}\n{endpoint(ANA)}\n")
    run("import", "nppes", path)
    run("publish", "--force")
    assert "ana.lopez@direct.example.com" in page(ANA)
