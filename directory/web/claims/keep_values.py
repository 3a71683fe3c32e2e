"""The fields of the form with which a practice keeps its listing: as they are shown now, or as they were typed."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from directory.core import phones
from directory.core.hashing import content_hash
from directory.core.offered import LONGEST_DESCRIPTION
from directory.core.practitioner import ListedLocation, Practitioner
from directory.core.sources import CLAIMS
from directory.resolve.denied import as_text
from directory.web.claims.keep_fields import CHOICES, QUESTIONS, READS, own_word
from directory.web.shell.language import translated

LONGEST_FIELD = LONGEST_DESCRIPTION + 100  # characters of a field: a little too much is told, not cut


class KeepFields:
    """What a practice says of itself: every place and every question, as they are shown now or as they were typed.

    It is not a WTForms form: its fields are those of the listing. typed: what was sent, None to show it as it is;
    changes: fields that are other than the page shows, by name; upload: a photograph as it was sent, and `photograph`
    as it is to be shown; errors: by field.
    """

    def __init__(
        self,
        listing: Practitioner,
        typed: MultiDict[str, str] | None = None,
        upload: bytes = b"",
        changes: Mapping[str, str] | None = None,
    ):
        self.listing, self.typed, self.upload, self.changes = listing, typed, upload, changes or {}
        self.photograph = b""
        self.errors: dict[str, str] = {}
        self.places = [(number, each) for number, each in enumerate(listing.locations) if not each.on_file]
        self.asks_by_place = len(self.places) > 1

    def value(self, name: str) -> str:
        """A field as text: what was typed, or what is shown of it now."""
        if name in self.changes:
            return self.changes[name]
        if self.typed is not None:
            return " ".join(self.typed.getlist(name)).strip()[:LONGEST_FIELD]
        return self.shown_value(name)

    def shown_value(self, name: str) -> str:
        """A field as text as the listing shows it now."""
        if name == "plans":
            taken = (plan.payer for plan in self.listing.insurance if own_word(plan) not in ("", "out"))
            return ", ".join(dict.fromkeys(taken))
        field, _, place = name.partition("-")
        if place:
            return self._of_place(field, self.listing.locations[int(place)])
        shown = getattr(self.listing, name, None)
        if isinstance(shown, tuple):
            return ", ".join(shown)
        if isinstance(shown, bool):
            return "yes" if shown else "no"
        return "" if shown is None else as_text(shown)

    def _of_place(self, field: str, place: ListedLocation) -> str:
        takes = self.listing.accepting_new_patients if place.accepting is None else place.accepting
        return {
            "here": "yes",
            "phone": phones.shown(place.phone) if place.phone else "",
            "hours": place.hours or "",
            "accepting": "" if takes is None else "yes" if takes else "no",
        }[field]

    def questions(self) -> tuple[str, ...]:
        """The questions about the whole practice: new patients are asked for place by place where there are several."""
        return QUESTIONS[1:] if self.asks_by_place else QUESTIONS

    def shown(self) -> str:
        """What tells one state of the listing from another, for a form that was opened before it changed."""
        places = [(p.address, p.city, p.state, p.phone, p.hours, p.on_file) for p in self.listing.locations]
        facts = [getattr(self.listing, name) for name in (*QUESTIONS, *READS, *CHOICES, "photograph")]
        takes = [(plan.payer, own_word(plan)) for plan in self.listing.insurance if own_word(plan)]
        return content_hash(repr((places, facts, takes)).encode()).hex()

    def is_outdated(self) -> bool:
        """Whether the listing has changed since the page of this form was opened."""
        return self.typed is not None and self.typed.get("shown") != self.shown()

    def listed_payers(self) -> dict[str, bool]:
        """The payers in whose lists the practice is, and of each whether it says that it does not take it."""
        named = [plan for plan in self.listing.insurance if plan.source != CLAIMS and plan.network_status != "out"]
        denied = {plan.payer for plan in named if own_word(plan) == "out"}
        if self.typed is not None:
            denied = set(self.typed.getlist("not_taken"))
        return {payer: payer in denied for payer in dict.fromkeys(plan.payer for plan in named)}

    def read(self, name: str, read: Any, text: Any) -> Any:
        """What a field's text stands for, None where there is none or it cannot be read, which `errors` then says."""
        if not text:
            return None
        try:
            return read(text)
        except ValueError as error:
            self.errors[name] = translated(error.args[0])
            return None
