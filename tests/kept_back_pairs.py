"""Labelled pairs of made-up practitioners of Florida, a few of each kind, as files that the commands import.

The first of a pair is a row of NPPES, or of a practice's table; the second is a row of a society's list, of a
practice's table, of Florida's list of licenses with the standing of its kind, or of OIG's list of the excluded.
"""

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

import licence_lists
import nppes_files as nppes

CITIES = (
    ("Tampa", "33602"),
    ("Orlando", "32801"),
    ("Ocala", "34470"),
    ("Naples", "34102"),
    ("Sarasota", "34236"),
    ("Gainesville", "32601"),
    ("Pensacola", "32502"),
    ("Key West", "33040"),
    ("Lakeland", "33801"),
    ("Melbourne", "32901"),
    ("Kissimmee", "34741"),
)
STREETS = ("Elm St", "Oak Ave", "Birch Rd", "N Grand Blvd", "W Cedar Ln", "Maple Dr", "S Ash Ct")
AREAS = ("305", "321", "352", "386", "407", "561", "727", "754", "772", "786", "813", "850", "863", "904", "941", "954")
EXCLUDED = (
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
    "REINDATE,WAIVERDATE,WVRSTATE"
)
ROW = "NPI,Name,License No,License State,Address,City,State,Zip,Phone"


class Kind(NamedTuple):
    """A kind of pairs. same: one person. shared: what the second row repeats of the first: N the NPI, L the licence
    number, P the telephone number, A the address, C the city; X: another number of the state, T: two digits of it
    swapped, D: one digit another, G: the same number, the first one's Oregon's; 0: the first one has no number; Q: the
    first has no NPI and is a row of a table. by: r a society's list, t a table, b the board, x OIG's list.
    """

    name: str
    same: bool
    by: str
    shared: str
    status: str
    names: str

    @property
    def pairs(self) -> list[tuple[str, str, dict[str, list[str]]]]:
        """Both names of each pair, and what is written of numbers (n), streets (a), cities (c) and telephones (p)."""
        halves = [" ".join(each.split()).split("|") for each in self.names.strip().split(";")]
        told = [dict(word.split("=", 1) for word in words) for _, _, *words in halves]
        each_of = [{key: value.split(">") for key, value in words.items()} for words in told]
        return [(one, other, words) for (one, other, *_), words in zip(halves, each_of, strict=True)]


class Pair(NamedTuple):
    """One pair, numbered."""

    number: int
    kind: Kind
    one: str
    other: str
    told: dict[str, list[str]]

    def has(self, letter: str) -> bool:
        """Whether this is among what the kind says of both."""
        return letter in self.kind.shared

    @property
    def npi(self) -> str:
        """The first one's NPI."""
        return nppes.npi(800000 + self.number)

    @property
    def licences(self) -> tuple[str, str]:
        """Both licence numbers, "" where a row has none."""
        if "n" in self.told:
            return tuple(self.told["n"])
        digits = f"{(self.number * 7919) % 90000 + 10000}"
        place = next(place for place in range(4) if digits[place] != digits[place + 1])
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        ways = {"T": swapped, "D": digits[:4] + str((int(digits[4]) + 1) % 10), "X": str(99999 - int(digits))}
        other = next((ways[letter] for letter in ways if self.has(letter)), digits)
        has_one = self.kind.by == "b" or not {"L", "T", "D", "X"}.isdisjoint(self.kind.shared)
        return "AP" * (not self.has("G")) + digits, f"AP{other}" * has_one

    def place(self, other: bool = False) -> list[str]:
        """Street, city, state, ZIP code and telephone number; others where the second row does not repeat them."""
        if self.has("G") and not other:
            return [f"{100 + self.number} SE Pine St", "Portland", "OR", "97214", self.phone()]
        here = not other or not {"A", "C"}.isdisjoint(self.kind.shared)
        city, postal_code = CITIES[(self.number + (0 if here else 4)) % len(CITIES)]
        street = self.number + (800 if other and not self.has("A") else 0)
        line = f"{100 + street} {STREETS[street % len(STREETS)]}"
        if "c" in self.told:
            both, _, postal_code = "|".join(self.told["c"]).partition("/")
            city = both.split("|")[other]
        return [self.told["a"][other] if "a" in self.told else line, city, "FL", postal_code, self.phone(other)]

    def phone(self, other: bool = False, plainly: bool = False) -> str:
        """The telephone number; the second row has it as it is told, but plainly."""
        if self.has("0") and self.kind.by == "b" and other:
            return ""
        number = self.number + (800 if other and not self.has("P") else 0)
        plain = f"{AREAS[number // 100]}-555-01{number % 100:02d}"
        return self.told["p"][0].format(plain) if "p" in self.told and other and not plainly else plain


def numbered(kinds: Iterable[Kind]) -> list[Pair]:
    """All pairs of these kinds, numbered from 0."""
    flat = [(kind, *each) for kind in kinds for each in kind.pairs]
    return [Pair(n, kind, *each) for n, (kind, *each) in enumerate(flat)]


def register(pairs: list[Pair]) -> str:
    """NPPES's file."""
    rows = []
    for pair in pairs:
        if pair.has("Q"):
            continue
        (street, city, state, postal_code, phone), number = pair.place(), pair.licences[0]
        last, first, middle, suffix = (pair.one.split(",") + [""] * 4)[:4]
        at = {"address_1": street.upper(), "city": city.upper(), "state": state, "postal_code": postal_code}
        slot = ("171100000X", "" if pair.has("0") else number, state, "Y")
        named = {"last_name": last, "first_name": first, "middle_name": middle, "suffix": suffix}
        rows.append(nppes.row(slot, npi=pair.npi, phone=phone.replace("-", ""), **named, **at, sex="", gender=""))
    return nppes.text(rows)


def _written(header: str, rows: Iterable[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([header.split(","), *rows])
    return file.getvalue()


def society(pairs: list[Pair]) -> str:
    """A society's list, of the pairs whose second row it is."""
    rows = ([pair.other, "L.Ac.", *pair.place(other=True)] for pair in pairs if pair.kind.by == "r")
    return _written("Name,Credentials,Address,City,State,Zip,Phone", rows)


def practices(pairs: list[Pair]) -> str:
    """A table of practices: second rows, and the first ones of those who have no NPI."""
    firsts = ((pair, pair.one, False) for pair in pairs if pair.has("Q"))
    seconds = ((pair, pair.other, True) for pair in pairs if pair.kind.by == "t")
    rows = []
    for pair, name, other in (*firsts, *seconds):
        number = "" if pair.has("0") and not other else pair.licences[other]
        npi = pair.npi if pair.has("N") else ""
        rows.append([npi, name, number, "FL" if number else "", *pair.place(other)])
    return _written(ROW, rows)


def board(pairs: list[Pair]) -> str:
    """Florida's list, likewise, with the standing of each kind."""
    rows = []
    for pair in pairs:
        if pair.kind.by == "b":
            street, city, _, postal_code, _ = pair.place(other=True)
            last, first, middle, suffix = pair.other.split(",")
            named = {"last_name": last, "first_name": first, "middle_name": middle, "name_suffix": suffix}
            at = {"address_line1": street, "address_city": city, "address_zipcode": postal_code}
            told = {"license_number": pair.licences[1], "license_status_description": pair.kind.status}
            rows.append(named | told | {f"practice_location_{key}": value for key, value in at.items()})
    return licence_lists.text("FL", *rows)


def excluded(pairs: list[Pair]) -> str:
    """OIG's list, likewise."""
    rows = []
    for pair in pairs:
        if pair.kind.by == "x":
            street, city, state, postal_code, _ = pair.place(other=True)
            named = [
                *pair.other.split(",")[:3],
                "",
                "",
                "ACUPUNCTURIST",
                "",
                pair.npi if pair.has("N") else "0000000000",
            ]
            days = ["1128a1", "20190320", "00000000", "00000000", ""]
            rows.append([*named, "19600101", street, city, state, postal_code, *days])
    return _written(EXCLUDED, rows)


def kinds_written(text: str) -> tuple[Kind, ...]:
    """The kinds in a text like WRITTEN of kept_back_kinds.py."""
    kinds = []
    for each in text.strip().removeprefix("= ").split("\n= "):
        head, _, names = each.partition("\n")
        persons, by, shared, status, name = head.split(" ", 4)
        kinds.append(Kind(name, persons == "one", by, shared, status, names))
    return tuple(kinds)
