"""A made-up file of NPPES with 140 rows, as programs that speak the register's API expect to find people in it.

NPIs begin with 2, so that nobody has them, but for the one that a client's own tests ask for.
"""

import nppes_files as files
from nppes_companions import LOCATIONS, NAMES, location

from directory.core.registration import OTHER_NAMES

ASKED_FOR = "1417367343"  # by npyi's tests
CLINIC, MAEVE, ROBERT, MARY, EXCLUDED, DEACTIVATED, NURSE, ABROAD, REMOVED = (
    files.npi(700_000 + place) for place in range(9)
)
JEFFREYS, JAMESES = 124, 6
CALIFORNIA = {
    "city": "OAKLAND",
    "state": "CA",
    "postal_code": "946121234",
    "Provider Business Mailing Address State Name": "CA",
    "Provider Business Mailing Address City Name": "OAKLAND",
}
OFFICIAL = {
    "Authorized Official Last Name": "ROE",
    "Authorized Official First Name": "ANN",
    "Authorized Official Middle Name": "B",
    "Authorized Official Credential Text": "DAOM",
    "Authorized Official Title or Position": "OWNER",
    "Authorized Official Telephone Number": "5035550111",
}
NEEDLES = ("171100000X", "AC900001", "OR", "Y")


def _identifier(place, *values):
    return {name.format(place): value for name, value in zip(files.OTHER, values, strict=True)}


def _told():
    """Those of whom much is stated."""
    yield files.row(
        npi=MAEVE,
        middle_name="J",
        credentials="L.AC.",
        **{
            "Provider Enumeration Date": "05/06/2010",
            "Provider Name Prefix Text": "DR.",
            "Is Sole Proprietor": "Y",
            "Provider Other Last Name": "O'CASEY",
            "Provider Other First Name": "MAEVE",
            "Provider Other Last Name Type Code": "1",
        },
        **_identifier(1, "500600700", "05", "OR", ""),
        **_identifier(3, "A-77", "01", "OR", "ACME HEALTH"),
    )
    yield files.row(
        NEEDLES,
        ("261QP2000X", "", "", "N"),
        npi=CLINIC,
        entity="2",
        organisation_name="ELM STREET ACUPUNCTURE LLC",
        other_organisation_name="ELM NEEDLES",
        last_name="",
        first_name="",
        **{
            "Provider Other Organization Name Type Code": "3",
            "Provider Enumeration Date": "02/03/2012",
            "Is Organization Subpart": "N",
            "Healthcare Provider Taxonomy Group_1": "193400000X",
            "Provider Gender Code": "",
            **OFFICIAL,
        },
    )
    yield files.row(
        npi=ROBERT, last_name="ABERNATHY", first_name="ROBERT", state="WA", city="SEATTLE", postal_code="98101"
    )
    yield files.row(npi=MARY, last_name="DE LA CRUZ", first_name="MARY ANN", **CALIFORNIA)
    yield files.row(npi=REMOVED, last_name="GROUSE", first_name="GRETA")
    yield files.row(npi=EXCLUDED, last_name="VOGEL", first_name="PETRA")
    yield files.row(npi=ASKED_FOR, last_name="ABBOTT", first_name="ZELDA")


def rows():
    """The rows, 140 of them."""
    told = list(_told())
    jeffreys = [
        files.row(npi=files.npi(710_000 + place), first_name="JEFFREY", last_name=f"LARK{chr(65 + place % 26)}")
        for place in range(JEFFREYS)
    ]
    jameses = [
        files.row(
            npi=files.npi(720_000 + place), first_name="JAMES", last_name="FINCH", **(CALIFORNIA if place else {})
        )
        for place in range(JAMESES)
    ]
    others = [files.deactivated(DEACTIVATED), files.other(npi=NURSE, last_name="WREN", first_name="NINA")]
    others.append(files.row(npi=ABROAD, **{f"{files.PRACTICE} Country Code (If outside U.S.)": "MX"}))
    made = [*told, *jeffreys, *jameses, *others]
    assert len(made) == 140, len(made)
    return made


def write(folder):
    """Writes the register's files into a folder: [(source, file)], in the order of their import."""
    main = files.plain(folder / "npidata_pfile_20050523-20260308.csv", rows())
    places = files.plain(
        folder / "pl_pfile_20050523-20260308.csv",
        [location(MAEVE, "9 NW OAK ST", "Salem"), location(CLINIC, "800 Fir Ave", "Bend", phone="5415550150")],
        columns=LOCATIONS,
    )
    names = [dict(zip(NAMES, (CLINIC, "HERON HEALING", code), strict=True)) for code in OTHER_NAMES if code == "4"]
    other_names = files.plain(folder / "othername_pfile_20050523-20260308.csv", names, columns=NAMES)
    return [("nppes", main), ("nppes-locations", places), ("nppes-names", other_names)]
