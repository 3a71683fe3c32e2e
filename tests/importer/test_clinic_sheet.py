"""An admin brings a clinic's own sheet of 200 practitioners: proposed, looked over, imported, every cell right."""

import json

import clinic_sheet
import pytest
from clinic_sheet import LAYOUTS, PEOPLE
from workbooks import workbook_of

from directory.store.listings.reader import Current

TITLES = 3 + 1  # between the rows, and the line below them


@pytest.fixture(params=LAYOUTS)
def layout(request):
    """How the clinic keeps its sheet."""
    return LAYOUTS[request.param]


@pytest.fixture
def people(layout):
    """Who is in the sheet."""
    return layout.people()


@pytest.fixture(params=["xlsx", "csv"])
def sheet(request, tmp_path, people):
    """The sheet as a file."""
    path = tmp_path / f"clinic.{request.param}"
    sheets = {"Practitioners": clinic_sheet.rows(people), "Old": [["Name", "City"], ["Gone Away", "Salem"]]}
    path.write_bytes(workbook_of(sheets) if request.param == "xlsx" else clinic_sheet.as_csv(people))
    return path


def shown(listing):
    """What a listing shows, by the names of clinic_sheet."""
    (place,) = listing.locations or (None,)
    return {
        **{
            field: getattr(place, field, None)
            for field in ("address", "city", "state", "postal_code", "phone", "hours")
        },
        "licence": next(((each.state, each.number.removeprefix("AC ")) for each in listing.licences), None),
        "languages": sorted(listing.languages),
        "payers": sorted(plan.payer for plan in listing.insurance),
    }


def test_a_clinics_sheet_is_proposed_previewed_and_imported_with_every_cell_right(run, data, sheet, layout, people):
    code, _, told = run("import", "csv", sheet)
    assert code == 2 and "Nothing was imported." in told
    assert f"Columns not read: {layout.lost}." in told and f"{TITLES} × row: the row has one value only" in told
    assert "do not tell the kind" not in told
    map_file = data / f"{sheet.name}.map.toml"

    report = json.loads(run("import", "csv", sheet, "--map", map_file, "--dry-run", "--json")[1])
    assert (report["rows_read"], report["new"], report["refused"]) == (PEOPLE + TITLES, PEOPLE, TITLES)

    report = json.loads(run("import", "csv", sheet, "--map", map_file, "--json")[1])
    assert (report["listings"], report["problems"]) == (PEOPLE, TITLES)
    assert any(layout.lost in note for note in report["notes"])

    directory = Current(data / "directory.db").get()
    listings = {listing.npi: listing for number in range(len(directory)) for listing in directory.listings([number])}
    wrong = [
        f"{person.npi} {fact}: {found!r}, where {value!r} is right"
        for person in people
        for fact, value in person.facts.items()
        if (found := (shown(listing := listings[person.npi])).get(fact, getattr(listing, fact, None))) != value
    ]
    cells = sum(len(person.facts) for person in people)
    assert not wrong, f"{cells - len(wrong)} of {cells} cells are right:\n" + "\n".join(wrong[:40])
