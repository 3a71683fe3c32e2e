#!/usr/bin/env python3
"""Writes the sample directory: some 600 listings to try the program with, in directory.ndjson beside this file.

.venv/bin/python data/samples/make.py

Every listing is made up. The cities, ZIP codes and area codes are real, so that distances are. Nothing else is: NPIs
begin with 2, which is never assigned; telephone numbers are 555-0100 to 555-0199, which are kept for fiction; the
serial part of a license number begins with 9, higher than boards have counted as far as we know; the insurance
companies do not exist (the public programs do).

One JSON object a line, with the fields of directory.core.practitioner.Statement; a field at its default is left out.
The same bytes come out at every run: the seed (chance.py) and the span of dates are fixed. To change the sample, change
tables.toml or this file and run it again; check.py says what must hold of it.
"""

import calendar
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from chance import likely, new_npi, once, rng
from check import check_sample
from drafts import Draft, Licence, Location, stated
from payments import agree_on_prices, insurance, name_fees
from tables import KINDS, NO_LICENCE, ORIGINS, OUTPUT, PLACES, STANDINGS, TABLES, Origin, Place

from directory.core.practitioner import statement_from_json

FIRST_DAY, LAST_DAY = TABLES["first_day"], TABLES["last_day"]
STREETS, CALLES, EMBLEMS, TRADES = (TABLES[name] for name in ("streets", "calles", "emblems", "trades"))
HOURS = ("Mon-Fri 9 am - 5 pm", "Mon, Wed, Fri 10 am - 6 pm, Sat 9 am - 1 pm", "Tue-Sat by appointment only")
NO_SUITE = ("", "", "")  # as likely as the three forms of one


def main() -> None:
    """Makes the listings, checks them, writes them."""
    listings = sorted(everybody(), key=state_city_and_name)
    lines = [json.dumps(stated(listing), ensure_ascii=False) for listing in listings]
    for line in lines:
        statement_from_json(line)  # raises where a draft is no statement
    check_sample([json.loads(line) for line in lines])
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{OUTPUT.name}: {len(lines)} listings, {OUTPUT.stat().st_size:,} bytes. Checked.")


def state_city_and_name(listing: Draft) -> tuple[str, str, str]:
    """The order of the file."""
    return listing.locations[0].state, listing.locations[0].city, listing.name


def everybody() -> list[Draft]:
    """All listings: the clinics first, because some people work in them."""
    clinics = [clinic(place) for place in some_places(KINDS["clinic"])]
    kinds = [kind for kind, count in KINDS.items() if kind != "clinic" for _ in range(count)]
    rng.shuffle(kinds)
    rooms = [location for listing in clinics for location in listing.locations]
    people = [person(kind, *who, rooms) for kind, who in zip(kinds, names_and_places(len(kinds)), strict=True)]
    report_standings(people)
    forget_npis(people)
    name_fees(people)
    name_websites(clinics)
    name_hours(clinics)
    agree_on_prices(people)
    return clinics + people


def names_and_places(count: int) -> list[tuple[Origin, str | None, Place]]:
    """Origin, family name (None: any of the origin) and place of each person.

    The hard names come first, then one person for every place, then the others by the places' weight.
    """
    hard: list[tuple[Origin, str | None, Place]] = []
    for row in TABLES["hard_names"]:
        hard += [(ORIGINS[row["origin"]], row["family"], PLACES[place]) for place in row["places"]]
    places = list(PLACES.values()) + some_places(count - len(hard) - len(PLACES))
    weights = [origin.weight for origin in ORIGINS.values()]
    return hard + [(rng.choices(list(ORIGINS.values()), weights)[0], None, place) for place in places]


def some_places(count: int) -> list[Place]:
    """Places by weight."""
    return rng.choices(list(PLACES.values()), [place.weight for place in PLACES.values()], k=count)


def clinic(place: Place) -> Draft:
    """A clinic, named for its street or with an emblem."""
    street = rng.choice(CALLES if place.state == "PR" else STREETS)
    named_for = patron(street)
    title, other = f"{named_for} {rng.choice(TRADES)}", [f"{named_for} {rng.choice(TABLES['short_trades'])}"]
    branches = [location(place) for _ in range(likely(0.12))]
    number = new_npi()
    return Draft(
        number,
        number,
        "clinic",
        title + rng.choice(("", "", "", " LLC", " PLLC")),
        other_names=other if likely(0.15) else [],
        locations=[location(place, street), *branches],
        insurance=insurance("clinic", place.state, []),
        languages=languages(["Mandarin", "Korean", "Spanish"], place, (0, 0, 0, 1, 2)),
        **details(),
        **dates(confirmed=likely(0.6)),
    )


def patron(street: str) -> str:
    """What a clinic is named for: "Cedar Street", or "Heron & Thistle"."""
    words = [TABLES["long_forms"].get(word, word) for word in street.split() if len(word) > 1]
    return " ".join(words) if likely(0.6) else " & ".join(rng.sample(EMBLEMS, 2))


def person(kind: str, origin: Origin, family: str | None, place: Place, rooms: list[Location]) -> Draft:
    """A person of this kind; in a clinic's rooms where there is one in the city and chance has it."""
    woman, confirmed = likely(0.68), likely(0.67)
    given, family = given_and_family(origin.women if woman else origin.men, [family] if family else origin.families)
    letters, number = credentials(kind, place.state), new_npi()
    return Draft(
        number,
        number,
        kind,
        full_name(given, family),
        other_names=former_names(given, family, origin, woman),
        credentials=letters,
        gender=None if likely(0.15) else "female" if woman else "male",
        locations=practices(place, rooms),
        licences=licences(kind, place.state, confirmed),
        insurance=insurance(kind, place.state, letters),
        languages=languages(origin.languages, place, (0, 1, 1, 1, 2)),
        **details(),
        **dates(confirmed),
    )


def given_and_family(given: list[str], families: list[str]) -> tuple[str, str]:
    """A name that nobody here has yet; hard family names may meet the same given name again, as in life."""

    def draw() -> str:
        return f"{rng.choice(given)}|{rng.choice(families)}"

    return tuple((draw() if len(families) == 1 else once(draw)).split("|"))


def full_name(given: str, family: str) -> str:
    """A name in reading order, with a middle initial now and then."""
    return f"{given} {rng.choice('ABCDEHJKLMRST')}. {family}" if likely(0.2) else f"{given} {family}"


def former_names(given: str, family: str, origin: Origin, woman: bool) -> list[str]:
    """A former family name, or the name a practitioner does business under."""
    if woman and likely(0.05):
        return [f"{given} {former}" for former in rng.sample(origin.families, 2) if former != family][:1]
    return [f"{family} Acupuncture"] if likely(0.02) else []


def credentials(kind: str, state: str) -> list[str]:
    """The letters after a name, in the order they are written."""
    if kind == "other_clinician":
        return list(rng.choice(TABLES["other_clinicians"]))
    if kind == "medical_acupuncturist":
        more = rng.choice(([], [], ["FAAMA"], ["DABMA"], ["DABMA", "FAAMA"], ["MPH"]))
        return [rng.choice(("M.D.", "M.D.", "D.O.")), *more]
    titles = TABLES["titles"].get(state, ["L.Ac."])
    return [rng.choice(titles), *rng.sample(TABLES["degrees"], rng.choice((0, 0, 1, 1, 1, 2)))]


def practices(place: Place, rooms: list[Location]) -> list[Location]:
    """Where a person sees patients: mostly one address."""
    here = [room for room in rooms if room.city == place.city and room.state == place.state]
    first = rng.choice(here) if here and likely(0.2) else location(place)
    return [first, location(place)] if likely(0.06) else [first]


def location(place: Place, street: str | None = None) -> Location:
    """A made-up address in a real ZIP code of the place; now and then without ZIP code or telephone."""
    street = street or rng.choice(CALLES if place.state == "PR" else STREETS)
    suites = (f"Ste {rng.randrange(1, 40)}", f"Ste {rng.randrange(100, 420)}", f"Unit {rng.choice('ABCD')}")
    suite = rng.choice((*NO_SUITE, *(f", {each}" for each in suites)))
    phone = None if likely(0.05) else once(lambda: f"+1{place.area_code}55501{rng.randrange(100):02}")
    postal_code = None if likely(0.02) else rng.choice(place.zips)
    line = once(lambda: f"{rng.randrange(12, 4900)} {street}{suite}")
    return Location(line, place.city, place.state, postal_code, phone)


def licences(kind: str, state: str, confirmed: bool) -> list[Licence]:
    """Acupuncture licenses. A physician's or nurse's own license is none, so that few of them have one."""
    if state in NO_LICENCE or (kind != "licensed_acupuncturist" and not likely(0.06)):
        return []
    neighbors = TABLES["neighbors"]
    states = [state, neighbors[state]] if state in neighbors and likely(0.12) else [state]
    return [licence(each, confirmed) for each in states]


def licence(state: str, confirmed: bool) -> Licence:
    """A license of a state: active if a board has said so, else unknown."""
    form = TABLES["licence_numbers"].get(state, TABLES["licence_numbers"]["elsewhere"])
    written = once(lambda: f"{state}-" + re.sub("#", lambda _: str(rng.randrange(10)), form))
    year, month = rng.choice((2027, 2028)), rng.randrange(1, 13)
    expires_on = date(year, month, calendar.monthrange(year, month)[1]).isoformat()
    number = written.removeprefix(f"{state}-")
    return Licence(state, number, "active", expires_on) if confirmed else Licence(state, number)


def report_standings(people: list[Draft]) -> None:
    """Gives some active licenses the standings that are not good."""
    active = [(who, each) for who in people for each in who.licences if each.status == "active"]
    standings = [standing for standing, count in STANDINGS.items() for _ in range(count)]
    for (who, each), each.status in zip(rng.sample(active, len(standings)), standings, strict=True):
        if each.status == "expired":  # before the board said so
            each.expires_on = (date.fromisoformat(who.confirmed_on) - timedelta(rng.randrange(20, 400))).isoformat()


def forget_npis(people: list[Draft]) -> None:
    """Takes the NPI from a few people: they are known by their license."""
    licensed = [who for who in people if who.licences and who.kind == "licensed_acupuncturist"]
    for who in rng.sample(licensed, TABLES["without_npi"]):
        who.id, who.npi = f"{who.licences[0].state}-{who.licences[0].number}", None


def languages(spoken: list[str], place: Place, how_many: tuple[int, ...]) -> list[str]:
    """Languages besides English, one of `how_many` of those spoken. Everybody in Puerto Rico speaks Spanish."""
    found = ["Spanish"] if place.state == "PR" else []
    found += rng.sample(spoken, min(len(spoken), rng.choice(how_many)))
    found += [rng.choice(TABLES["more_languages"])] if likely(0.12) else []
    return list(dict.fromkeys(found))


def details() -> dict[str, bool | None]:
    """What practitioners say of their practice, and often do not say."""
    return {
        "accepting_new_patients": rng.choices((True, False, None), (50, 12, 38))[0],
        "telehealth": rng.choices((True, False, None), (15, 25, 60))[0],
        "home_visits": rng.choices((True, False, None), (8, 27, 65))[0],
        "wheelchair_access": rng.choices((True, False, None), (35, 8, 57))[0],
    }


def name_websites(clinics: list[Draft]) -> None:
    """Every third clinic gets a website, every sixth a mailbox, in the top level domain that is nobody's (RFC 2606)."""
    for clinic in clinics[::3]:
        words = re.findall("[a-z]+", clinic.name.lower())
        clinic.website = f"https://{'-'.join(words[:4])}.example"
    for clinic in clinics[::6]:
        clinic.email = f"office@{(clinic.website or '').removeprefix('https://')}"


def name_hours(clinics: list[Draft]) -> None:
    """Gives every second clinic its office hours, those of whoever practises in its rooms too."""
    for number, clinic in enumerate(clinics[::2]):
        clinic.locations[0].hours = HOURS[number % len(HOURS)]


def dates(confirmed: bool) -> dict[str, str | None]:
    """When the record was changed and, if ever, confirmed: more of it lately, some of it years ago."""
    return {"updated_on": some_day(), "confirmed_on": some_day() if confirmed else None}


def some_day() -> str:
    """A day of the sample's span, the later the likelier."""
    span = (LAST_DAY - FIRST_DAY).days
    return (FIRST_DAY + timedelta(round(rng.triangular(0, span, span)))).isoformat()


if __name__ == "__main__":
    main()
