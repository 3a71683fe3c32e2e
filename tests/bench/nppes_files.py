"""Writes an NPPES full file of any size as CMS ships it: a ZIP with one CSV of 330 columns, everybody in it made up.

The same arguments, the same bytes.

    python3 tests/bench/nppes_files.py --rows 9000000 [--acupuncturists 0.0055] OUT.zip

Rows are written out once, BLOCKS times ROWS of them; after that each block comes again with other NPIs, which is quick.
The shares are those of the real weekly file of January 2024 (19,785 rows), but for acupuncturists: 5.5 in a thousand,
as many as the whole register is said to have.
"""

import argparse
import random
import sys
import time
import zipfile
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import nppes_files as files

BLOCKS, ROWS = 8, 4000
DEACTIVATED, ORGANISATIONS, ACUPUNCTURISTS = 0.03, 0.2, 0.0055
MEMBER = "npidata_pfile_20050523-20240310.csv"
LAST = [
    "NGUYEN",
    "SMITH",
    "GARCIA",
    "O'BRIEN",
    "LEE",
    "KIM",
    "PATEL",
    "JOHNSON",
    "CHEN",
    "LOPEZ-RUIZ",
    "WILLIAMS",
    "TANAKA",
    "DE",
    "LA",
    "CRUZ",
    "BROWN",
]
FIRST = ["MAEVE", "ANA", "KEN", "SO-YOUNG", "LINH", "JAMES", "MARIA", "WEI", "SARAH", "DAVID", "PETRA", "JOSE"]
LETTERS = ("", "", "MD", "LAC", "L.AC.", "DC", "PT", "RN", "DACM", "LCSW")
TAXONOMIES = (
    "207Q00000X",
    "225100000X",
    "101YM0800X",
    "163W00000X",
    "111N00000X",
    "1041C0700X",
    "122300000X",
    "183500000X",
)
AREAS = (212, 303, 312, 415, 503, 617, 713, 808, 907, 211)  # the last is none: a telephone number in ten cannot be read
LUHN_PREFIX = 24  # what 80840 before an NPI adds to its sum (NPPES, "Check Digit Calculation")


def block(chance: random.Random, places: list[tuple[str, str, str]], share: float) -> bytes:
    """The text of ROWS rows, whose NPIs are still all the same."""
    rows = [_row(chance, places, share) for _ in range(ROWS)]
    return files.text(rows).split("\n", 1)[1].encode()


def _row(chance: random.Random, places: list[tuple[str, str, str]], share: float) -> dict[str, str]:
    if chance.random() < DEACTIVATED:
        return files.deactivated(files.npi(0))
    postal_code, city, state = chance.choice(places)
    code = "171100000X" if chance.random() < share / (1 - DEACTIVATED) else chance.choice(TAXONOMIES)
    slots = [(code, f"{chance.choice('ACLPM')}C{chance.randrange(99999)}", state, "Y")]
    slots += [(chance.choice(TAXONOMIES), "", "", "N") for _ in range(chance.choice((0, 0, 0, 1, 2)))]
    who = {
        "last_name": chance.choice(LAST),
        "first_name": chance.choice(FIRST),
        "middle_name": chance.choice("ABCDE "),
        "credentials": chance.choice(LETTERS),
    }
    if chance.random() < ORGANISATIONS:
        business = {
            "organisation_name": f"{chance.choice(LAST)} {chance.choice(LAST)} HEALTH LLC",
            "Authorized Official Last Name": chance.choice(LAST),
            "Authorized Official First Name": chance.choice(FIRST),
            "Authorized Official Telephone Number": f"{chance.choice(AREAS)}5550{chance.randrange(100, 200)}",
            "Is Organization Subpart": "N",
        }
        who = {"entity": "2", "last_name": "", "first_name": ""} | business
    place = {
        "city": city.upper(),
        "state": state,
        "postal_code": f"{postal_code}{chance.randrange(10000):04d}",
        "phone": f"{chance.choice(AREAS)}5550{chance.randrange(100, 200)}",
    }
    street = {
        "address_1": f"{chance.randrange(1, 9999)} {chance.choice(LAST)} {chance.choice(('ST', 'AVE', 'BLVD'))}",
        "address_2": chance.choice(("", "", f"STE {chance.randrange(500)}")),
    }
    return files.row(*slots, npi=files.npi(0), **who, **place, **street, **_registered(chance, state))


def _registered(chance: random.Random, state: str) -> dict[str, str]:
    """What the register holds beside: the day of enumeration, other identifiers."""
    numbers = range(1, 1 + chance.choice((0, 0, 0, 1, 2, 4)))
    identifiers = {
        name.format(number): value
        for number in numbers
        for name, value in zip(files.OTHER, (str(chance.randrange(10**9)), "05", state, ""), strict=True)
    }
    enumerated = f"{chance.randrange(1, 13):02}/{chance.randrange(1, 29):02}/{chance.randrange(2005, 2024)}"
    return identifiers | {"Provider Enumeration Date": enumerated, "Is Sole Proprietor": chance.choice("YN")}


def numbered(text: bytes, starts: np.ndarray, serial: int) -> bytes:
    """The block's text with other NPIs: 2, the next serial numbers from `serial` on, and the check digit."""
    array = np.frombuffer(text, np.uint8).copy()
    array[starts[:, None] + np.arange(1, 11)] = npis(np.arange(serial, serial + len(starts))) + ord("0")
    return array.tobytes()


def npis(serials: np.ndarray) -> np.ndarray:
    """The ten digits of each NPI, a row each; the last by the Luhn formula."""
    digits = np.concatenate(
        (np.full((len(serials), 1), 2), serials[:, None] // 10 ** np.arange(7, -1, -1) % 10), axis=1
    )
    doubled = digits[:, ::2] * 2
    total = LUHN_PREFIX + (doubled // 10 + doubled % 10).sum(axis=1) + digits[:, 1::2].sum(axis=1)
    return np.concatenate((digits, (-total % 10)[:, None]), axis=1).astype(np.uint8)


def write(path: Path, rows: int, share: float = ACUPUNCTURISTS) -> None:
    """Writes the file; ROWS at a time, so `rows` is rounded up. share: how many of them are acupuncturists."""
    chance = random.Random(rows)
    with (Path(__file__).parents[2] / "data/reference/zips.csv").open(encoding="utf-8") as lines:
        places = [
            (code, city, state)
            for code, city, state, latitude, *_ in (line.split(",") for line in lines)
            if latitude and code.isdigit()
        ]
    texts = [block(chance, places, share) for _ in range(BLOCKS)]
    starts = [
        np.concatenate(([0], np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))[:-1] + 1)) for text in texts
    ]
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(MEMBER, "w", force_zip64=True) as member,
    ):
        member.write(files.text([]).encode())
        for place, serial in enumerate(range(0, rows, ROWS)):
            member.write(numbered(texts[place % BLOCKS], starts[place % BLOCKS], serial))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Writes an NPPES full file of made-up providers.")
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--acupuncturists", type=float, default=ACUPUNCTURISTS, help="their share of the rows")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    began = time.monotonic()
    write(options.out, options.rows, options.acupuncturists)
    print(f"{options.rows:,} rows, {options.out.stat().st_size:,} bytes, {time.monotonic() - began:.0f} s")
