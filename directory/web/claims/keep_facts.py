"""The facts of a listing about which its practice is asked, each with its value, whose word that is, and its day."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from directory.core import phones
from directory.core.i18n import N_
from directory.core.practitioner import ListedLocation, ListedPlan, Practitioner
from directory.core.sources import CLAIMS
from directory.resolve.denied import as_text
from directory.web.claims.keep_fields import ACCEPTING, CHOICES, QUESTIONS, label
from directory.web.listing.phrases import price
from directory.web.shell.language import hours_in_words, language_name, translated

Way = Literal["text", "long text", "yes or no", "several", "address", "photograph"]
OF_PLACE: dict[str, tuple[str, Way]] = {  # what is asked of each place, and how it is changed
    "here": (N_("Do you see patients here?"), "address"),
    "phone": (N_("Telephone"), "text"),
    "hours": (N_("Office hours"), "text"),
    "accepting": (N_("Do you take new patients here?"), "yes or no"),
}
PLANS, PHOTOGRAPH = "plans", "photograph"
OF_PRACTICE = (  # what is asked of the practice as a whole, in this order
    *QUESTIONS,
    *("languages", "website", "email", "booking_link", "first_visit_fee", "later_visit_fee"),
    *(PLANS, *CHOICES, PHOTOGRAPH, "getting_there", "description"),
)
WAYS: dict[str, Way] = {  # of the practice as a whole
    **dict.fromkeys(QUESTIONS, "yes or no"),
    **dict.fromkeys(CHOICES, "several"),
    "description": "long text",
    PHOTOGRAPH: "photograph",
}


class Asked(NamedTuple):
    """A fact about which the practice is asked. key: of its answer; label: what it is called; shown: its value as its
    field has it, "" where nobody states one; source, as_of: whose word that is; way: how it is changed.
    """

    key: str
    label: str
    shown: str
    source: str
    as_of: str
    way: Way


def places_asked(listing: Practitioner) -> list[tuple[int, ListedLocation]]:
    """The places about which the practice is asked, each with its number in the listing."""
    return [(number, each) for number, each in enumerate(listing.locations) if not each.on_file]


def facts_of_place(listing: Practitioner, number: int) -> Iterator[Asked]:
    """What is asked of a place: of new patients only where there are several."""
    place = listing.locations[number]
    shown = {
        "here": ("yes", place.source, place.as_of),
        "phone": (
            phones.shown(place.phone) if place.phone else "",
            place.phone_by or place.source,
            place.phone_as_of or place.as_of,
        ),
        "hours": (place.hours or "", place.hours_by, place.hours_as_of),
        "accepting": (_text(place.accepting), place.accepting_by, place.accepting_as_of),
    }
    for name, (words, way) in OF_PLACE.items():
        if name != "accepting" or len(places_asked(listing)) > 1:
            text, source, day = shown[name]
            yield Asked(f"{name}-{number}", translated(words), text, source or "", day or "", way)


def facts_of_practice(listing: Practitioner) -> Iterator[Asked]:
    """What is asked of the practice as a whole."""
    for name in OF_PRACTICE:
        if name == PLANS:
            yield _plans(listing)
        elif name != ACCEPTING or _is_asked_as_a_whole(listing):
            origin = listing.facts.get(name)
            said = (origin.source, origin.as_of) if origin else ("", "")
            yield Asked(name, label(name), _text(getattr(listing, name)), *said, WAYS.get(name, "text"))


def facts_of_registers(listing: Practitioner) -> Iterator[Asked]:
    """What only registers and boards state: a practice can say that it is not theirs, and somebody looks."""
    for name in ("name", "npi"):
        if origin := listing.facts.get(name):
            words = label(name) if name == "name" else "NPI"
            yield Asked(name, words, getattr(listing, name), origin.source, origin.as_of, "text")
    for number, each in enumerate(listing.licences):
        shown = f"{each.state} {each.number}"
        yield Asked(f"license-{number}", translated(N_("License")), shown, each.source, each.as_of, "text")


def in_words(fact: Asked) -> str:
    """What is shown of a fact now, in the reader's language."""
    name, texts = fact.key.partition("-")[0], [fact.shown]
    if fact.way == "yes or no":
        texts = [translated({"yes": N_("Yes"), "no": N_("No")}[fact.shown])]
    elif fact.way == "several":
        texts = [translated(CHOICES[name][each]) for each in fact.shown.split() if each in CHOICES[name]]
    elif name == "languages":
        texts = [language_name(each) for each in fact.shown.split(", ")]
    elif name == "hours":
        texts = [hours_in_words(fact.shown)]
    elif name in ("first_visit_fee", "later_visit_fee"):
        texts = [price(float(fact.shown))]
    return ", ".join(texts)


def _is_asked_as_a_whole(listing: Practitioner) -> bool:
    """Whether new patients are asked for once: there is one place, or somebody else has said it of all of them."""
    origin = listing.facts.get(ACCEPTING)
    return len(places_asked(listing)) < 2 or bool(origin and origin.source != CLAIMS)


def _plans(listing: Practitioner) -> Asked:
    taken = {plan.payer: day for plan in listing.insurance for word, day in [own_word(plan)] if word not in ("", "out")}
    return Asked(PLANS, label(PLANS), ", ".join(taken), CLAIMS, max(taken.values(), default=""), "text")


def own_word(plan: ListedPlan) -> tuple[str, str]:
    """What the practice itself says of a plan, as PlanTaken.network_status has it, and of which day; "" where it says
    nothing.
    """
    if plan.source == CLAIMS:
        return plan.network_status, plan.as_of
    stated = next((each for each in plan.also if each.source == CLAIMS), None)
    return (stated.network_status or plan.network_status, stated.as_of) if stated else ("", "")


def _text(value: object) -> str:
    """A value as its field has it."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else as_text(value)
