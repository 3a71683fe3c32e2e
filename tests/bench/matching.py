"""How well match.py tells people apart.

Precision and recall on pairs made from real people, distorted as sources distort them.

    python3 tests/bench/matching.py FOLDER     (the folder of the real files; prints the table of docs/matching.md)

Every person of the files with a licence number is one practitioner. For each of a sample, a second statement without an
NPI is made, as a board or a society would give it, and distorted; the right answer is the person it was made from, or
nobody where that person is left out of the directory.
"""

import random
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from msgspec import Struct, convert

from directory.core.practitioner import Statement
from directory.importer.formats import byte_scan
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import RawLicence, RawStatement
from directory.importer.sources.nppes import providers
from directory.resolve.blocks import Blocks
from directory.resolve.identity import identity
from directory.resolve.judging import judge

FILES = ("nppes/npidata_pfile_20240101-20240107.REBUILT.zip", "nppes/raw_329col_2018.csv")


def people(folder):
    """The listings of all persons with a licence number in the real files, whatever their profession."""
    persons = {}
    for name in FILES:
        with Opened(folder / name, providers.is_source_file) as opened:
            columns = None
            for chunk in byte_scan.chunks(opened.blocks()):
                for place in range(len(chunk)):
                    row = byte_scan.parsed(chunk.record(place))
                    if columns is None:
                        columns = providers.NppesColumns(row, name)
                    elif person := _person(row, columns):
                        persons[person["npi"]] = person
    return list(persons.values())


def _person(row, columns):
    values = {field: columns.value(row, field) for field in columns.at}
    licences = [RawLicence(slot.licence_state, slot.licence_number) for slot in columns.slots_of(row)]
    if values["entity"] != "1" or not any(licence.number and licence.state for licence in licences):
        return None
    place = providers.RawLocation(**{field: values[field] for field in providers.LOCATION})
    kept = {
        field: values[field]
        for field in ("npi", "first_name", "middle_name", "last_name", "other_last_name", "other_first_name")
    }
    read, _ = normalise(RawStatement(1, licences=licences, locations=[place], **kept))
    return plain(read) if read and read.licences else None


def plain(record):
    """A record with every field, as dicts and lists that can be distorted."""
    if isinstance(record, Struct):
        return {name: plain(getattr(record, name)) for name in record.__struct_fields__}
    return [plain(each) for each in record] if isinstance(record, list | tuple) else record


def known(ref, values):
    """The identity in such values."""
    return identity(ref, convert(values, Statement))


def distort(person, chance):
    """A second statement about a person, as another source might give it; and which distortions it has."""
    copy = person | {
        "npi": None,
        "locations": [dict(place) for place in person["locations"][:1]],
        "licences": [dict(chance.choice(person["licences"]))],
    }
    done = [change for change in CHANGES if chance.random() < CHANGES[change]]
    for change in done:
        change(copy, chance)
    return copy, [change.__name__ for change in done]


def middle_name_left_out(copy, chance):
    words = copy["name"].split()
    copy["name"] = " ".join([words[0], words[-1]])


def first_name_to_an_initial(copy, chance):
    first, _, rest = copy["name"].partition(" ")
    copy["name"] = f"{first[0]} {rest}"


def married_name_added(copy, chance):
    copy["name"] += "-" + chance.choice(("Walker", "Okafor", "Lindqvist", "Moreau"))


def name_misspelled(copy, chance):
    at = chance.randrange(1, max(2, len(copy["name"]) - 2))
    copy["name"] = copy["name"][:at] + copy["name"][at + 1] + copy["name"][at] + copy["name"][at + 2 :]


def license_without_letters(copy, chance):
    for licence in copy["licences"]:
        licence["number"] = "".join(char for char in licence["number"] if char.isdigit()) or licence["number"]


def license_digits_swapped(copy, chance):
    for licence in copy["licences"]:
        number = licence["number"]
        at = chance.randrange(max(1, len(number) - 1))
        licence["number"] = number[:at] + number[at + 1 : at + 2] + number[at] + number[at + 2 :]


def license_left_out(copy, chance):
    copy["licences"] = []


def moved(copy, chance):
    for place in copy["locations"]:
        place.update(address=f"{chance.randrange(1, 999)} New Rd", postal_code="00601", phone=None)


def phone_left_out(copy, chance):
    for place in copy["locations"]:
        place["phone"] = None


CHANGES = {
    middle_name_left_out: 0.3,
    first_name_to_an_initial: 0.05,
    married_name_added: 0.04,
    name_misspelled: 0.05,
    license_without_letters: 0.05,
    license_digits_swapped: 0.01,
    license_left_out: 0.05,
    moved: 0.2,
    phone_left_out: 0.3,
}


def measure(folder, size=4000, left_out=1000, seed=1):
    """(right, wrong, in doubt, missed, everybody to be found) of distorted statements matched against all people."""
    chance = random.Random(seed)
    everybody = people(folder)
    chance.shuffle(everybody)
    chosen, absent = everybody[:size], everybody[size : size + left_out]
    loose, truth = [], {}
    for number, person in enumerate(chosen + absent):
        copy, _ = distort(person, chance)
        ref = f"board:{number}"
        loose.append(known(ref, copy))
        truth[ref] = f"npi:{person['npi']}" if number < size else None
    gone = {person["npi"] for person in absent}
    listed = [known(f"npi:{person['npi']}", person) for person in everybody if person["npi"] not in gone]
    fits, doubts, _ = judge(Blocks(loose, ()).pairs(listed), {})
    said = {ref: next(iter(found)) for ref, found in fits.items() if len(found) == 1}
    right = sum(truth[ref] == other for ref, other in said.items())
    doubted = {doubt.one for doubt in doubts} | {ref for ref, found in fits.items() if len(found) > 1}
    return {
        "people": len(listed),
        "statements": len(loose),
        "to be found": size,
        "right": right,
        "wrong": len(said) - right,
        "in doubt": sum(truth[ref] is not None for ref in doubted - set(said)),
        "precision": right / max(1, len(said)),
        "recall": right / size,
    }


if __name__ == "__main__":
    if not Path(sys.argv[1]).is_dir():
        sys.exit(f"NOT MEASURED: the real files are not in {sys.argv[1]}.")
    for seed in (1, 2, 3):
        print(seed, measure(Path(sys.argv[1]), seed=seed))
