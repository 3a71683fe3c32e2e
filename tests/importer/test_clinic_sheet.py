"""An admin brings a clinic's own sheet of 200 practitioners: proposed, looked over, imported, every cell right."""

import json

import clinic_sheet
import pytest
from workbooks import workbook_of

from directory.store.listings.reader import Current

SECTIONS = 3 + 1  # titles within the sheet, and the line below it


@pytest.fixture(scope="module")
def wanted():
    return clinic_sheet.people()


@pytest.fixture(params=["xlsx", "csv"])
def sheet(request, tmp_path, wanted):
    """The sheet as a file."""
    path = tmp_path / f"clinic.{request.param}"
    sheets = {"Practitioners": clinic_sheet.rows(wanted), "Old": [["Name", "City"], ["Gone Away", "Salem"]]}
    path.write_bytes(workbook_of(sheets) if request.param == "xlsx" else clinic_sheet.as_csv(wanted))
    return path


def shown(listing):
    """What a listing shows, by the names of clinic_sheet."""
    (place,) = listing.locations or (None,)
    return {
        **{field: getattr(listing, field) for field in ("name", "kind", "credentials", "verified_on")},
        **{field: getattr(place, field, None) for field in ("address", "city", "state", "postal_code", "phone")},
        "licence": next(((licence.state, licence.number) for licence in listing.licences), None),
        "languages": sorted(listing.languages),
        "payers": sorted(plan.payer for plan in listing.insurance),
        **{
            field: getattr(listing, field)
            for field in ("accepting_new_patients", "telehealth", "home_visits", "wheelchair_access", "website")
        },
        "first_visit_fee": listing.first_visit_fee,
    }


def test_a_clinics_sheet_is_proposed_previewed_and_imported_with_every_cell_right(run, data, sheet, wanted):
    code, _, told = run("import", "csv", sheet)
    assert code == 2 and "Nothing was imported." in told
    assert '  payer = "Insurance Accepted", "Insurance 2"' in told and '  licence_number = "L.Ac. License #"' in told
    lost = 'Columns not read: "Home Phone" (200 values), "Hours" (200 values), "Notes" (67 values).'
    assert lost in told and "4 × row: the row has one value only" in told
    map_file = data / f"{sheet.name}.map.toml"

    report = json.loads(run("import", "csv", sheet, "--map", map_file, "--dry-run", "--json")[1])
    assert (report["rows_read"], report["new"], report["refused"]) == (200 + SECTIONS, 200, SECTIONS)

    report = json.loads(run("import", "csv", sheet, "--map", map_file, "--json")[1])
    assert (report["listings"], report["problems"]) == (200, SECTIONS)
    assert any(lost in note for note in report["notes"])

    directory = Current(data / "directory.db").get()
    listings = {listing.npi: listing for number in range(len(directory)) for listing in directory.listings([number])}
    wrong = [
        f"{person.npi} {fact}: {found!r}, where {value!r} is right"
        for person in wanted
        for fact, value in person.facts.items()
        if (found := shown(listings[person.npi])[fact]) != value
    ]
    cells = sum(len(person.facts) for person in wanted)
    assert not wrong, f"{cells - len(wrong)} of {cells} cells are right:\n" + "\n".join(wrong[:40])
