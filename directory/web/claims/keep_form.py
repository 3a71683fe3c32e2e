"""The form with which a practice keeps its listing true: each fact as it is shown, and how the practice answers it."""

from typing import Any, Literal

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from directory.core.hashing import content_hash
from directory.core.offered import LONGEST_DESCRIPTION
from directory.core.practitioner import Practitioner
from directory.core.sources import CLAIMS
from directory.web.claims.keep_facts import (
    OF_PRACTICE,
    PHOTOGRAPH,
    Asked,
    facts_of_place,
    facts_of_practice,
    own_word,
    places_asked,
)
from directory.web.claims.keep_fields import CHOICES
from directory.web.shell.language import translated

LONGEST_FIELD = LONGEST_DESCRIPTION + 100  # characters of a field: a little too much is told, not cut
Answer = Literal["right", "change", "not ours", ""]
ANSWERS: tuple[Answer, ...] = ("right", "change", "not ours")
OTHERWISE = {"yes": "no", "no": "yes"}


class KeepForm:
    """What a practice answers. It is not a WTForms form: its fields are those of the listing.

    typed: what was sent, None to show it as it is; upload: a photograph as it was sent, and `photograph` as it is to be
    shown; all_right: whether whatever is shown, and was not answered otherwise, is right as of today; errors: by field.
    Of a fact nobody answered, nothing is said.
    """

    def __init__(
        self,
        listing: Practitioner,
        typed: MultiDict[str, str] | None = None,
        upload: bytes = b"",
        all_right: bool = False,
    ):
        self.listing, self.typed, self.upload, self.all_right = listing, typed, upload, all_right
        self.photograph = b""
        self.errors: dict[str, str] = {}
        self.places = places_asked(listing)
        self.of_places = {number: list(facts_of_place(listing, number)) for number, _ in self.places}
        self.of_practice = list(facts_of_practice(listing))
        every = [*(fact for facts in self.of_places.values() for fact in facts), *self.of_practice]
        self.facts: dict[str, Asked] = {fact.key: fact for fact in every}

    def answer(self, key: str) -> Answer:
        """What the practice says of a fact; "" where it says nothing. Who sees the fields of all facts, without a style
        sheet, has only to write over one, or to empty it.
        """
        fact, chosen = self.facts[key], self.sent(f"is-{key}")
        if fact.shown and chosen in ANSWERS:
            return next(each for each in ANSWERS if each == chosen)
        if key == PHOTOGRAPH and (self.upload or self.value("photograph_words") != self.words_shown()):
            return "change"
        is_written = fact.way in ("text", "long text") or not fact.shown
        if is_written and self.is_sent(key) and self.sent(key) != fact.shown:
            return "change" if self.sent(key) else "not ours"
        return "right" if self.all_right and fact.shown else ""

    def words_shown(self) -> str:
        """What the photograph shows that is shown now."""
        return self.listing.photograph_words or ""

    def says_all(self) -> bool:
        """Whether every fact that is shown is answered: the listing then counts as confirmed."""
        return all(self.answer(key) for key, fact in self.facts.items() if fact.shown)

    def answers_anything(self) -> bool:
        """Whether the practice says anything by it."""
        is_any = any(map(self.answer, self.facts)) or self.all_right or bool(self.sent("new_place"))
        return is_any or {payer for payer, denied in self.listed_payers().items() if denied} != self.denied_payers()

    def has_news(self, facts: list[Asked]) -> bool:
        """Whether one of these facts is answered, or cannot be read."""
        return any(self.answer(fact.key) or fact.key in self.errors for fact in facts)

    def is_sent(self, name: str) -> bool:
        """Whether a field came with the form."""
        return self.typed is not None and name in self.typed

    def sent(self, name: str) -> str:
        """A field as it was sent, "" where it was not."""
        return " ".join(self.typed.getlist(name)).strip()[:LONGEST_FIELD] if self.typed is not None else ""

    def value(self, name: str) -> str:
        """A field as the page has it: as it was sent, else as it is shown now."""
        if self.is_sent(name):
            return self.sent(name)
        if name == "photograph_words":
            return self.words_shown()
        return self.facts[name].shown if name in self.facts else ""

    def changed(self, key: str) -> str:
        """What a fact is to be, where the practice changes it."""
        fact = self.facts[key]
        return OTHERWISE[fact.shown] if fact.way == "yes or no" and fact.shown else self.sent(key)

    def read(self, name: str, read: Any, text: Any) -> Any:
        """What a field's text stands for, None where it cannot be read, which `errors` then says."""
        if not text:
            self.errors[name] = gettext("Write what it is, or choose “Not ours”.")
            return None
        try:
            return read(text)
        except ValueError as error:
            self.errors[name] = translated(error.args[0])
            return None

    def shown(self) -> str:
        """What tells one state of the listing from another, for a form that was opened before it changed."""
        places = [(p.address, p.city, p.state, p.phone, p.hours, p.on_file) for p in self.listing.locations]
        facts = [getattr(self.listing, name, None) for name in (*OF_PRACTICE, *CHOICES, "photograph_words")]
        takes = [(plan.payer, own_word(plan)[0]) for plan in self.listing.insurance if own_word(plan)[0]]
        return content_hash(repr((places, facts, takes)).encode()).hex()

    def is_outdated(self) -> bool:
        """Whether the listing has changed since the page of this form was opened."""
        return self.typed is not None and self.typed.get("shown") != self.shown()

    def listed_payers(self) -> dict[str, bool]:
        """The payers in whose lists the practice is, and of each whether it says that it does not take it."""
        denied = self.denied_payers() if self.typed is None else set(self.typed.getlist("not_taken"))
        named = [plan for plan in self.listing.insurance if plan.source != CLAIMS and plan.network_status != "out"]
        return {payer: payer in denied for payer in dict.fromkeys(plan.payer for plan in named)}

    def denied_payers(self) -> set[str]:
        """The payers of which it has said that it does not take them."""
        return {plan.payer for plan in self.listing.insurance if plan.source != CLAIMS and own_word(plan)[0] == "out"}
