"""What a board has said of a licence that permits nothing any more, in its own sense."""

from datetime import date

import pytest
from licence_lists import text

from directory import create_app
from directory.settings import Settings

NEXT_YEAR = str(date.today().year + 1)
SEARCH = "near=Denver,+CO&within=25&license=any"


@pytest.mark.parametrize(
    ("word", "said", "spanish"),
    [
        ("Inactive", "License expired: ask before you book.", "Licencia vencida: pregunte"),
        ("Retired", "License retired: ask before you book.", "Licencia inactiva por retiro: pregunte"),
        ("Surrendered", "License surrendered: ask before you book.", "Licencia entregada a la junta: pregunte"),
        ("Relinquished", "License surrendered: ask before you book.", "Licencia entregada a la junta: pregunte"),
    ],
)
def test_a_license_that_ended_early_is_called_what_the_board_calls_it_and_not_expired_since_a_day_to_come(
    run, tmp_path, client, word, said, spanish
):
    path = tmp_path / "CO_20260105.csv"
    runs_out = {"licenseExpirationDate": f"12/31/{NEXT_YEAR}"}
    other = {"lastName": "Sample", "licenseNumber": "0009002"} | runs_out
    path.write_text(text("CO", {"licenseStatusDescription": word} | runs_out, other))
    assert run("import", "licences", path, "--state", "CO")[0] == 0
    site = type(client)(create_app(Settings()))
    page = site.get("/practitioners/CO-0009001")
    assert said in page.text and NEXT_YEAR not in page.text and "may have been renewed" not in page.text
    assert spanish in site.get("/practitioners/CO-0009001", headers={"Accept-Language": "es"}).text
    assert [each["id"] for each in site.json(f"/api/v1/search?{SEARCH}")["results"]] == ["CO-0009002", "CO-0009001"]
    assert said in site.get(f"/search?{SEARCH}").text
