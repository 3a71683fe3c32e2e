"""Labelled pairs of made-up practitioners, 10 or 15 of each kind, as files that the commands import.

The first of a pair is a row of NPPES; the second is a row of a society's list, of a practice's table, or of Illinois's
list of licenses. Both names are written by hand, as their sources write them. Everybody has a place of their own.
"""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

import nppes_files as nppes

CITIES = (
    ("Chicago", "60614"),
    ("Evanston", "60201"),
    ("Springfield", "62701"),
    ("Peoria", "61602"),
    ("Joliet", "60432"),
    ("Naperville", "60540"),
    ("Elgin", "60120"),
    ("Rockford", "61101"),
    ("Champaign", "61820"),
    ("Bloomington", "61701"),
    ("Moline", "61265"),
    ("Decatur", "62521"),
    ("Waukegan", "60085"),
    ("Urbana", "61801"),
    ("Quincy", "62301"),
    ("Galena", "61036"),
    ("Skokie", "60076"),
)
STREETS = ("Elm St", "Oak Ave", "Birch Rd", "N Grand Blvd", "W Cedar Ln", "Maple Dr", "S Ash Ct")
WRITINGS = ("198{}", "198-{}", "LAc 198.{}", "#198.{}", "Lic. 198.{}", "AC198{}", "198 {}", "L.Ac. #198.{}")
AREAS = ("217", "309", "312", "618", "630", "708", "773", "815", "847", "872", "331", "224", "447", "464", "730", "779")


class Kind(NamedTuple):
    """A kind of pairs. same: one person. shared: what the second row repeats of the first: N the NPI, L the licence
    number, P the telephone number, A the address, C the city; X: another licence number of the state, T: two digits of
    it swapped, D: one digit another, F: it in another writing, O: as another state's; 0: the register has no number;
    S: the place is the named one's own; M: an NPI that
    nobody has. by: r a society's list, t a practice's table, b the board, who says "revoked".
    names: pairs, "LAST,FIRST,MIDDLE,SUFFIX|the name as the other source writes it".
    """

    name: str
    same: bool
    by: str
    shared: str
    names: str

    @property
    def pairs(self) -> list[tuple[list[str], str]]:
        """The names of each pair: the parts of the first, and the other."""
        halves = [each.strip().split("|", 1) for each in self.names.strip().split(";")]
        return [((one.split(",") + [""] * 4)[:4], other) for one, other in halves]


class Pair(NamedTuple):
    """One pair, numbered, with its NPI, its kind and the key of the second row's statement where that has a number."""

    number: int
    kind: Kind
    npi: str
    one: list[str]
    other: str

    @property
    def licence(self) -> str:
        """The first one's licence number: six digits, those at two places different."""
        return f"198.{(self.number * 7919) % 900000 + 100000:06d}"

    @property
    def others_licence(self) -> str:
        """The second one's licence number, "" where that row has none."""
        digits = self.licence.removeprefix("198.")
        if "T" in self.kind.shared:
            place = next(place for place in range(2, 5) if digits[place] != digits[place + 1])
            return f"198.{digits[:place]}{digits[place + 1]}{digits[place]}{digits[place + 2 :]}"
        if "D" in self.kind.shared:
            return f"198.{digits[:3]}{(int(digits[3]) + 4) % 10}{digits[4:]}"
        if "X" in self.kind.shared:
            return f"198.{(self.number * 6007 + 431) % 900000 + 100000:06d}"
        if "F" in self.kind.shared:
            return WRITINGS[self.number % len(WRITINGS)].format(digits)
        return self.licence if "L" in self.kind.shared else ""

    @property
    def npi_in_table(self) -> str:
        """The NPI that a practice's table gives the second one."""
        return nppes.npi(900000 + self.number) if "M" in self.kind.shared else self.npi * ("N" in self.kind.shared)

    def place(self, other: bool = False) -> list[str]:
        """Street, city, ZIP code and telephone number; another street and number where the row does not repeat them."""
        apart = 800 if other else 0
        at = self.number + (apart if not set("AC") & set(self.kind.shared) else 0)
        street = self.number + (0 if "A" in self.kind.shared else apart)
        phone = self.number + (0 if "P" in self.kind.shared else apart)
        if other and "O" in self.kind.shared:
            return [f"{100 + street} SE Pine St", "Portland", "97214", f"503-555-01{phone % 100:02d}"]
        city, postal_code = CITIES[at % len(CITIES)] if not apart or at < apart else CITIES[(at + 3) % len(CITIES)]
        line = f"{100 + street} {STREETS[street % len(STREETS)]}"
        return [line, city, postal_code, f"{AREAS[phone // 100]}-555-01{phone % 100:02d}"]


def numbered(kinds: tuple[Kind, ...]) -> list[Pair]:
    """All pairs of these kinds, numbered from 0."""
    flat = [(kind, *names) for kind in kinds for names in kind.pairs]
    return [Pair(n, kind, nppes.npi(700000 + n), one, other) for n, (kind, one, other) in enumerate(flat)]


def register(pairs: list[Pair]) -> str:
    """NPPES's file."""
    rows = []
    for pair in pairs:
        (street, city, postal_code, phone), (last, first, middle, suffix) = pair.place(), pair.one
        at = {"address_1": street.upper(), "city": city.upper(), "state": "IL", "postal_code": postal_code}
        slot = ("171100000X", "" if "0" in pair.kind.shared else pair.licence, "IL", "Y")
        named = {"last_name": last, "first_name": first, "middle_name": middle, "suffix": suffix}
        rows.append(nppes.row(slot, npi=pair.npi, phone=phone.replace("-", ""), **named, **at, sex="", gender=""))
    return nppes.text(rows)


def _written(header: list[str], rows: Iterator[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return file.getvalue()


def society(pairs: list[Pair]) -> str:
    """A society's list, of the pairs whose second row it is."""
    rows = ([pair.other, "L.Ac.", *_in_columns(pair.place(other=True))] for pair in pairs if pair.kind.by == "r")
    return _written(["Name", "Credentials", "Address", "City", "State", "Zip", "Phone"], rows)


def _state(pair: Pair) -> str:
    """Where the second one's number of a licence is from."""
    return "" if not pair.others_licence else "OR" if "O" in pair.kind.shared else "IL"


def practices(pairs: list[Pair]) -> str:
    """A table of practices, likewise."""
    known = {f"{pair.one[1]} {pair.one[0]}".title(): pair.place() for pair in pairs}
    rows = (
        [
            pair.npi_in_table,
            pair.other,
            pair.others_licence,
            _state(pair),
            *_in_columns(known.get(pair.other) if "S" in pair.kind.shared else pair.place(other=True)),
        ]
        for pair in pairs
        if pair.kind.by == "t"
    )
    return _written(["NPI", "Name", "License No", "License State", "Address", "City", "State", "Zip", "Phone"], rows)


def board(pairs: list[Pair]) -> str:
    """Illinois's list, likewise: every licence of it is revoked."""
    told = ("12/31/2027", "01/05/2026", "LICENSED ACUPUNCTURIST", "ACUPUNCTURIST", "REVOKED")
    rows = (
        [pair.others_licence, "N", *pair.other.split(","), city, "IL", postal_code, *told]
        for pair in pairs
        for _, city, postal_code, _ in [pair.place(other=True)]
        if pair.kind.by == "b"
    )
    names = "license_number,business,last_name,first_name,middle,suffix,city,state,zip,expiration_date"
    return _written([*names.split(","), "last_modified_date", "description", "license_type", "license_status"], rows)


def _in_columns(place: list[str]) -> list[str]:
    street, city, postal_code, phone = place
    return [street, city, "OR" if postal_code == "97214" else "IL", postal_code, phone]
