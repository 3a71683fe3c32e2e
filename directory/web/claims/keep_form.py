"""The form with which a practice keeps its listing true: all of it on one page."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from msgspec.structs import replace

from directory.core import dates
from directory.core.facts import BY_NAME
from directory.core.hashing import content_hash
from directory.core.offered import plain_words
from directory.core.practitioner import Location, PlanTaken, Statement
from directory.core.sources import CLAIMS
from directory.core.table_cells import insurer, split_insurers
from directory.resolve.denied import as_text
from directory.store.reference.files import payers
from directory.web.claims.keep_fields import ACCEPTING, CHOICES, DENIABLE, READS
from directory.web.claims.keep_values import KeepFields
from directory.web.claims.photographs import made_anew
from directory.web.listing import stated_values
from directory.web.shell.site import site

SEPARATORS, LONGEST_INSURER = (",", ";"), 80  # between insurers; characters
LONGEST_PLACE = 200  # characters of an address
SAME_PLACE = BY_NAME["locations"].same


class KeepForm(KeepFields):
    """What a practice states when it sends the form."""

    def statement(self, own_id: str, npi: str | None, denied: tuple[tuple[str, str], ...] = ()) -> Statement | None:
        """What the practice states from today on; None where a field cannot be read, which `errors` then says.

        denied: what it denied before.
        """
        places = tuple(self._places())
        values: dict[str, Any] = {name: stated_values.ANSWERED.get(self.value(name)) for name in self.questions()}
        if self.asks_by_place:
            values[ACCEPTING] = _together([place.accepting for place in places if not place.ends_on])
        values |= {name: self.read(name, read, self.value(name)) for name, read in READS.items()}
        values["languages"] = values["languages"] or ()
        if self.value("languages") == self.shown_value("languages"):  # others may write them as nobody types them
            values["languages"] = self.listing.languages
            self.errors.pop("languages", None)
        for name, offers in CHOICES.items():
            chosen = self.value(name).split()
            values[name] = " ".join(key for key in offers if key in chosen) or None
        values |= self._photograph(values["photograph_words"])
        plans = tuple(self._plans())
        if self.errors:
            return None
        said = {"confirmed_on": dates.today(), "denied": self._denied(values, denied), **values}
        return Statement(id=own_id, npi=npi, locations=places, insurance=plans, **said)

    def _denied(self, values: dict[str, Any], before: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """What is shown and the practice does not state: whoever else states it is not believed."""
        shown = [(name, each) for name in DENIABLE for each in _each(getattr(self.listing, name))]
        stated = {(name, each) for name in DENIABLE for each in _each(values[name])}
        return tuple(pair for pair in dict.fromkeys((*before, *shown)) if pair not in stated)

    def _photograph(self, words: str | None) -> dict[str, str | None]:
        """The photograph by its digest, and what it shows: a new one, or the one shown unless it is taken away."""
        digest = self.listing.photograph
        if self.upload:
            self.photograph = self.read("photograph", made_anew, self.upload) or b""
            digest = content_hash(self.photograph).hex()
        elif self.typed and self.typed.get("photograph_gone"):
            digest = None
        if digest and not words and "photograph_words" not in self.errors:
            self.errors["photograph_words"] = gettext("Say what the photograph shows, for people who cannot see it.")
        return {"photograph": digest, "photograph_words": words if digest else None}

    def _plans(self) -> Iterator[PlanTaken]:
        """The insurers named: whether a practice is in a network is their word, not its own; that it takes one no more,
        its own.
        """
        names = dict.fromkeys(split_insurers(self.value("plans"), SEPARATORS, payers().knows))
        taken = [payer for payer in map(self._payer, names) if payer]
        yield from (PlanTaken(payer, None, "unknown") for payer in dict.fromkeys(taken))
        left = {payer for payer, is_denied in self.listed_payers().items() if is_denied} - set(taken)
        for plan in self.listing.insurance:
            if plan.payer in left and plan.source != CLAIMS:
                yield PlanTaken(plan.payer, plan.plan, "out", plan.plan_id)

    def _payer(self, name: str) -> str:
        try:
            return insurer(plain_words(name, LONGEST_INSURER))
        except ValueError:
            self.errors["plans"] = gettext("Write names of insurers with commas between them, such as Aetna, Cigna.")
            return ""

    def _places(self) -> Iterator[Location]:
        for number, listed in self.places:
            place = Location(**{name: getattr(listed, name) for name in Location.__struct_fields__})
            if self.value(f"here-{number}") == "no":
                yield replace(place, ends_on=dates.day_before(dates.today()))
                continue
            told = {
                name: self.read(f"{name}-{number}", getattr(stated_values, name), self.value(f"{name}-{number}"))
                for name in ("phone", "hours")
            }
            takes = stated_values.ANSWERED.get(self.value(f"accepting-{number}")) if self.asks_by_place else None
            yield replace(place, accepting=takes, **told)
        if place := self.read("new_place", self._new_place, self.value("new_place")):
            yield replace(place, phone=self.read("new_phone", stated_values.phone, self.value("new_phone")))

    def _new_place(self, text: str) -> Location:
        place = stated_values.place(plain_words(text, LONGEST_PLACE), site().gazetteer)
        assert SAME_PLACE
        if SAME_PLACE(place) in [SAME_PLACE(each) for each in self.listing.locations if not each.on_file]:
            raise ValueError(gettext("This place is listed already."))
        return place


def _each(value: Any) -> list[str]:
    return [as_text(each) for each in (value if isinstance(value, tuple) else (value,)) if each is not None]


def _together(answers: list[bool | None]) -> bool | None:
    """Whether new patients are taken at any place; None where it is not said of one and no other takes them."""
    return True if True in answers else None if None in answers or not answers else False
