"""What people type for a place, and what they want: rows written by hand, and rows made from the gazetteer by a seed.

`ABROAD`: the wanted answer is that the place is abroad.
"""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from string import ascii_lowercase

from directory.core.addresses import TRADITIONAL

ABROAD = "abroad"
SEED = 20261129

# The keys around some on a keyboard: enough for a slip in any name.
BESIDE = {"a": "qsz", "e": "wrd", "i": "uok", "o": "ipl", "n": "bmj", "r": "etf", "s": "adwx", "t": "ryg", "l": "kop"}

BY_HAND = Path(__file__).parent / "search" / "typed_places.txt"
BY_STRANGERS = Path(__file__).parent / "search" / "typed_by_strangers.txt"


def typed_places(gazetteer) -> list[tuple[str, str, str]]:
    """The kind, what is typed and what is wanted, of every row; the same at each call."""
    return list(dict.fromkeys([*by_hand(), *_made(gazetteer, random.Random(SEED))]))


def by_hand(table: Path = BY_HAND) -> Iterator[tuple[str, str, str]]:
    """The kind, what is typed and what is wanted, of every row of a table."""
    for block in table.read_text(encoding="utf-8").split("\n# ")[1:]:
        kind, *rows = block.strip().splitlines()
        for row in rows:
            typed, _, wanted = row.partition(" = ")
            yield kind, typed, wanted or ABROAD


def _made(gazetteer, chance) -> Iterator[tuple[str, str, str]]:
    largest = sorted(gazetteer.cities, key=lambda city: -city.population)
    places = [place for place in gazetteer.zips.values() if place.latitude is not None]
    for place in chance.sample(places, 40):
        form = chance.choice(("{0}", "{0}, {1}", "{2} {0}", "{2}, {1} {0}"))
        yield "ZIP codes", form.format(place.code, place.state, place.city), f"ZIP {place.code}"
    for city in chance.sample(largest[:6_000], 120):
        form = chance.choice(("{0}, {1}", "{0} {1}", "{0}, {1}, USA"))
        typed = form.format(city.name, city.state)
        yield "cities", chance.choice((str, str.lower, str.upper))(typed), _label(city)
    for city in chance.sample(largest[:250], 100):
        form = chance.choice(("{0}", "{0}, {1}"))
        yield "slips", form.format(_with_slip(city.name, chance), city.state), _label(city)
    for city in chance.sample(largest[:400], 100):
        yield "slips of a thumb", f"{_with_thumb(city.name, chance)} {city.state.lower()}", _label(city)
    for part in chance.sample(gazetteer.parts, 60):
        yield "parts of cities", f"{part.name}, {part.state}" if chance.random() < 0.5 else part.name, _label(part)
    for county in chance.sample(gazetteer.counties, 60):
        yield "counties", f"{county.name}, {county.state}", _label(county)
    for region in chance.sample(gazetteer.regions, 100):
        name = chance.choice([name for name in region.names if len(gazetteer.regions_named(name)) == 1])
        yield (
            "regions",
            f"{name}, {chance.choice(region.states)}" if chance.random() < 0.3 else name,
            _label(region.place),
        )
    for written, state in TRADITIONAL.items():
        if cities := list(islice((city for city in largest if city.state == state), 3)):
            city = chance.choice(cities)
            yield "old abbreviations", f"{city.name}, {written.title()}.", _label(city)


def _with_thumb(name: str, chance) -> str:
    """The name as a phone's keyboard may leave it: a key beside the right one, instead of a space too, or no space."""
    name = name.lower()
    kind = chance.choice(("key", "key", "space", "none"))
    if kind == "none":
        return name.replace(" ", "")
    if kind == "space" and " " in name:
        return name.replace(" ", chance.choice("bnvm"), 1)
    at = chance.choice([place for place, letter in enumerate(name) if place and letter in BESIDE])
    return name[:at] + chance.choice(BESIDE[name[at]]) + name[at + 1 :]


def _label(place) -> str:
    return ", ".join(filter(None, (place.name, place.state)))


def _with_slip(name: str, chance) -> str:
    """The name with a letter left out, added, changed or swapped with the next, but never its first."""
    at = chance.randrange(1, len(name) - 1)
    before, here, after = name[:at], name[at], name[at + 1 :]
    letter = chance.choice(ascii_lowercase)
    changed = (after, letter + here + after, letter + after, after[0] + here + after[1:])
    return before + chance.choice(changed)
