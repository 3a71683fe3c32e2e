"""What a practice states from now on: its answers, and what it said before of all that it did not answer."""

from typing import Any, NamedTuple

from flask_babel import gettext
from msgspec.structs import replace

from directory.core import dates
from directory.core.facts import same_location
from directory.core.hashing import content_hash
from directory.core.offered import plain_words
from directory.core.practitioner import ListedLocation, Location, PlanTaken, SourcedStatement, Statement
from directory.core.sources import CLAIMS
from directory.core.table_cells import insurer, split_insurers
from directory.resolve.denied import as_text
from directory.resolve.earlier import still_said
from directory.resolve.entries import NONE_OF_THESE
from directory.store.reference.files import payers
from directory.web.claims.keep_facts import PHOTOGRAPH, PLANS
from directory.web.claims.keep_fields import ACCEPTING, CHOICES, DENIABLE, QUESTIONS, READS
from directory.web.claims.keep_form import KeepForm
from directory.web.claims.photographs import made_anew
from directory.web.listing import stated_values
from directory.web.shell.site import site

SEPARATORS, LONGEST_INSURER = (",", ";"), 80  # between insurers; characters
LONGEST_PLACE = 200  # characters of an address


class Before(NamedTuple):
    """What the practice stated until now. word: None where it stated nothing; plans: of the insurance it takes."""

    word: SourcedStatement | None
    plans: tuple[PlanTaken, ...] = ()


def statement_of(form: KeepForm, own_id: str, npi: str | None, before: Before) -> Statement | None:
    """What the practice states from today on; None where a field cannot be read, which the form's `errors` then say."""
    values, places, plans = _values(form), _Places(form), _plans(form)
    if not form.answers_anything():
        form.errors["keep"] = gettext("Nothing was answered yet. Is all right? Press “All right as of today”.")
    if form.errors:
        return None
    said: dict[str, Any] = {"confirmed_on": dates.today(), "denied": _denied(form, values, before)}
    said |= values | places.accepting()
    if before.word:
        said["earlier"] = still_said(before.word, said, places.answered)
        if plans is None and before.plans:
            said["plans_said_on"] = before.word.statement.plans_said_on or before.word.as_of
    plans = before.plans if plans is None else plans
    return Statement(id=own_id, npi=npi, locations=tuple(places.stated), insurance=plans, **said)


def _values(form: KeepForm) -> dict[str, Any]:
    """Of every answered fact of the practice as a whole what it is to be; None or () for what is not theirs."""
    values: dict[str, Any] = {}
    for fact in form.of_practice:
        answer = form.answer(fact.key)
        if fact.key == PHOTOGRAPH and answer:
            values |= _photograph(form, answer)
        elif fact.key != PLANS and answer:
            blank = () if fact.key == "languages" else None
            right = getattr(form.listing, fact.key)
            values[fact.key] = right if answer == "right" else blank if answer == "not ours" else _read(form, fact.key)
    return values


def _read(form: KeepForm, key: str) -> Any:
    """What a fact is to be, as it was typed or chosen."""
    text = form.changed(key)
    if text == form.facts[key].shown:  # others may write it as nobody types it
        return getattr(form.listing, key)
    if key in CHOICES:
        chosen = text.split()
        return form.read(key, " ".join, [each for each in CHOICES[key] if each in chosen])
    return form.read(key, READS.get(key, stated_values.yes_or_no), text)


def _photograph(form: KeepForm, answer: str) -> dict[str, str | None]:
    """The photograph by its digest, and what it shows."""
    digest, words = form.listing.photograph, form.listing.photograph_words
    if answer == "not ours":
        digest = None
    elif answer == "change":
        if form.upload:
            form.photograph = form.read(PHOTOGRAPH, made_anew, form.upload) or b""
            digest = content_hash(form.photograph).hex()
        elif not digest:
            form.errors[PHOTOGRAPH] = gettext("Choose the file of the photograph.")
        words = form.sent("photograph_words") or None
        words = words and form.read("photograph_words", READS["photograph_words"], words)
        if not words and "photograph_words" not in form.errors:
            form.errors["photograph_words"] = gettext("Say what the photograph shows, for people who cannot see it.")
    return {"photograph": digest, "photograph_words": words if digest else None}


def _denied(form: KeepForm, values: dict[str, Any], before: Before) -> tuple[tuple[str, str], ...]:
    """What is shown and the practice does not state where it was asked: whoever else states it is not believed."""
    names = [name for name in DENIABLE if name in values]  # a "no" is no denial: it grows old, and others' word counts
    names = [name for name in names if name not in QUESTIONS or form.answer(name) == "not ours"]
    shown = [(name, each) for name in names for each in _each(getattr(form.listing, name))]
    stated = {(name, each) for name in names for each in _each(values[name])}
    denied = before.word.statement.denied if before.word else ()
    return tuple(pair for pair in dict.fromkeys((*denied, *shown)) if pair not in stated)


def _each(value: Any) -> list[str]:
    return [as_text(each) for each in (value if isinstance(value, tuple) else (value,)) if each is not None]


def _plans(form: KeepForm) -> tuple[PlanTaken, ...] | None:
    """The insurers named: whether a practice is in a network is their word, not its own; that it takes one no more, its
    own. None where it was not answered.
    """
    answer, left = form.answer(PLANS), {payer for payer, is_denied in form.listed_payers().items() if is_denied}
    if not (answer or form.all_right) and left == form.denied_payers():
        return None
    named = {"change": form.changed(PLANS), "not ours": ""}.get(answer, form.facts[PLANS].shown)
    names = dict.fromkeys(split_insurers(named, SEPARATORS, payers().knows))
    taken = dict.fromkeys(filter(None, (_payer(form, name) for name in names)))
    out = [
        PlanTaken(plan.payer, plan.plan, "out", plan.plan_id)
        for plan in form.listing.insurance
        if plan.payer in left - set(taken) and plan.source != CLAIMS
    ]
    return (*(PlanTaken(payer, None, "unknown") for payer in taken), *out)


def _payer(form: KeepForm, name: str) -> str:
    try:
        return insurer(plain_words(name, LONGEST_INSURER))
    except ValueError:
        form.errors[PLANS] = gettext("Write names of insurers with commas between them, such as Aetna, Cigna.")
        return ""


class _Places:
    """What the practice says of each place. stated: the places, with what is answered of them; answered: by what makes
    two places one, what is answered of each, as resolve.earlier.still_said takes it.
    """

    def __init__(self, form: KeepForm):
        self.form = form
        self.stated: list[Location] = []
        self.answered: dict[tuple[object, ...], set[str]] = {}
        for number, listed in form.places:
            self._take(number, listed)
        if form.sent("new_place"):
            typed = form.sent("new_phone")
            phone = form.read("new_phone", stated_values.phone, typed) if typed else None
            self._add("new_place", form.sent("new_place"), phone)

    def accepting(self) -> dict[str, bool | None]:
        """Whether new patients are taken at any place, where the practice answers that of one; None where it has not
        said so of another, and no other takes them.
        """
        if not any("accepting" in names for names in self.answered.values()):
            return {}
        today = {same_location(place): place.accepting for place in self.stated}
        answers = [self._accepting(listed, today) for _, listed in self.form.places if not self._is_left(listed)]
        return {ACCEPTING: True if True in answers else None if None in answers or not answers else False}

    def _accepting(self, listed: ListedLocation, today: dict[tuple[object, ...], bool | None]) -> bool | None:
        own = listed.accepting if listed.accepting_by == CLAIMS else None
        return today.get(same_location(listed)) if "accepting" in self.answered.get(same_location(listed), ()) else own

    def _is_left(self, listed: ListedLocation) -> bool:
        return "gone" in self.answered.get(same_location(listed), ())

    def _take(self, number: int, listed: ListedLocation) -> None:
        form, key = self.form, same_location(listed)
        place = Location(listed.address, listed.city, listed.state, listed.postal_code)
        here = form.answer(f"here-{number}")
        if here in ("change", "not ours"):
            self.answered[key] = {"gone"}
            self.stated.append(replace(place, ends_on=dates.day_before(dates.today())))
            if here == "change":
                self._add(f"here-{number}", form.sent(f"here-{number}"), self._phone_there(number))
            return
        names = {name for name in ("here", "phone", "hours", "accepting") if form.facts.get(f"{name}-{number}")}
        names = {name for name in names if form.answer(f"{name}-{number}")}
        if names:
            self.answered[key] = names
            told = {name: self._told(name, number, listed) for name in names - {"here"}}
            told |= {"starts_on": listed.starts_on, "ends_on": listed.ends_on, "phone_unsaid": "phone" not in names}
            self.stated.append(replace(place, **told))

    def _told(self, name: str, number: int, listed: ListedLocation) -> Any:
        """What a fact of a place is to be."""
        key, form = f"{name}-{number}", self.form
        match form.answer(key):
            case "right":
                return getattr(listed, name)
            case "not ours":
                return NONE_OF_THESE if name == "hours" else None
        if name == "accepting":
            return stated_values.ANSWERED.get(form.changed(key))
        return form.read(key, getattr(stated_values, name), form.changed(key))

    def _phone_there(self, number: int) -> str | None:
        """The number at the place to which the practice moved: it has to say whether that is the old one."""
        fact = self.form.facts[f"phone-{number}"]
        if fact.shown and not self.form.answer(fact.key):
            self.form.errors[fact.key] = gettext("Say whether this number reaches you at the new place.")
            return None
        listed = self.form.listing.locations[number]
        return self._told("phone", number, listed) if self.form.answer(fact.key) else None

    def _add(self, field: str, text: str, phone: str | None) -> None:
        if place := self.form.read(field, self._new_place, text):
            self.answered.setdefault(same_location(place), set()).update(("here", "phone"))
            self.stated.append(replace(place, phone=phone))

    def _new_place(self, text: str) -> Location:
        place = stated_values.place(plain_words(text, LONGEST_PLACE), site().gazetteer)
        if same_location(place) in [same_location(each) for each in self.form.listing.locations if not each.on_file]:
            raise ValueError(gettext("This place is listed already."))
        return place
