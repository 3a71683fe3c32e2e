"""What a board has said of a licence that permits nothing any more, in its own sense."""

import pytest
from licence_lists import text

from directory import create_app
from directory.settings import Settings

SEARCH = "near=Denver,+CO&within=25&license=any"


@pytest.mark.parametrize(
    ("word", "said", "spanish"),
    [
        ("Retired", "License retired: ask before you book.", "Licencia inactiva por retiro: pregunte"),
        ("Surrendered", "License surrendered: ask before you book.", "Licencia entregada a la junta: pregunte"),
        ("Relinquished", "License surrendered: ask before you book.", "Licencia entregada a la junta: pregunte"),
    ],
)
def test_a_license_retired_or_given_back_is_called_that_and_no_day_is_made_of_the_one_it_would_have_run_out(
    run, tmp_path, client, word, said, spanish
):
    path = tmp_path / "CO_20260105.csv"
    other = {"lastName": "Sample", "licenseNumber": "0009002"}
    path.write_text(text("CO", {"licenseStatusDescription": word}, other))
    assert run("import", "licences", path, "--state", "CO")[0] == 0
    site = type(client)(create_app(Settings()))
    page = site.get("/practitioners/CO-0009001")
    assert said in page.text and "2027" not in page.text
    assert spanish in site.get("/practitioners/CO-0009001", headers={"Accept-Language": "es"}).text
    assert [each["id"] for each in site.json(f"/api/v1/search?{SEARCH}")["results"]] == ["CO-0009002", "CO-0009001"]
    assert said in site.get(f"/search?{SEARCH}").text
