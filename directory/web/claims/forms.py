"""The forms with which a listing is claimed and kept."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from msgspec.structs import replace
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, StringField

from directory.accounts.proofs import Way, is_mailbox_at
from directory.core import dates, offered, phones
from directory.core.addresses import STATES
from directory.core.facts import BY_NAME
from directory.core.hashing import content_hash
from directory.core.i18n import N_
from directory.core.offered import LONGEST_DESCRIPTION, plain_words
from directory.core.practitioner import ListedLocation, ListedPlan, Location, PlanTaken, Practitioner, Statement
from directory.core.sources import CLAIMS, ROSTER
from directory.core.table_cells import insurer, split_insurers
from directory.store.reference.files import payers
from directory.web.account.forms import AccountForm
from directory.web.claims.photographs import made_anew
from directory.web.listing import stated_values
from directory.web.listing.forms import email_address
from directory.web.shell.forms import LineField
from directory.web.shell.language import translated

QUESTIONS = ("accepting_new_patients", "telehealth", "home_visits", "wheelchair_access", "sliding_scale")
READS = {
    "website": stated_values.website,
    "booking_link": stated_values.website,
    "first_visit_fee": stated_values.dollars,
    "later_visit_fee": stated_values.dollars,
    "getting_there": stated_values.way_there,
    "description": stated_values.description,
    "photograph_words": stated_values.photograph_words,
}
CHOICES = {"techniques": offered.TECHNIQUES, "conditions": offered.CONDITIONS}  # several of each may be chosen
SEPARATORS, LONGEST_INSURER = (",", ";"), 80  # between insurers; characters
LONGEST_NAME = 80  # characters of a claimant's
LONGEST_FIELD = LONGEST_DESCRIPTION + 100  # characters of a field: a little too much is told, not cut


class ProofForm(AccountForm):
    """How a claim is to be proved. mailbox: where the code of a mail goes."""

    way = RadioField(_("How we make sure"), validate_choice=False)
    mailbox = StringField(
        _("E-mail address at the practice’s own website"),
        render_kw={"type": "email", "autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"},
    )

    asks_for_mailbox = False

    def offer(self, ways: list[Way]) -> None:
        """Offers these ways to prove it."""
        self.way.choices = [(way.key, _way_in_words(way)) for way in ways]
        self.asks_for_mailbox = any(way.proof == "mail" for way in ways)

    def chosen(self, ways: list[Way]) -> Way | None:
        """The way chosen, where the form is right; else its fields say what is not."""
        right = self.validate()
        way = next((way for way in ways if way.key == self.way.data), None)
        if not way:
            self.way.errors = [gettext("Choose how we make sure that it is yours.")]
        elif way.proof == "mail":
            way = self._with_mailbox(way)
        return way if right else None

    def _with_mailbox(self, way: Way) -> Way | None:
        """The way with the address typed; None where that is none of the practice's."""
        try:
            mailbox = email_address((self.mailbox.data or "").strip())
        except ValueError:
            mailbox = ""
        if is_mailbox_at(mailbox, way.reached_at):
            return way._replace(reached_at=mailbox)
        self.mailbox.errors = [gettext("Write an address that ends with @%(domain)s.", domain=way.reached_at)]
        return None


def _who(text: str) -> str:
    """A claimant's name: letters to practices have it, so it leads nowhere. Raises ValueError."""
    try:
        return plain_words(text, LONGEST_NAME)
    except ValueError:
        raise ValueError(N_("Say who you are.")) from None


class ClaimForm(ProofForm):
    """Who says that a listing is theirs, and how it is to be proved. website: only programs fill it in."""

    name = LineField(_("Your name"), read=_who, needed=N_("Say who you are."), render_kw={"autocomplete": "name"})
    email = LineField(
        _("Your e-mail address"),
        read=email_address,
        needed=N_("Write the address at which you want to have your account."),
        description=_("for your account; it is shown to nobody"),
        render_kw={"autocomplete": "email", "type": "email", "autocapitalize": "none", "spellcheck": "false"},
    )
    website = StringField(_("Leave this empty"), render_kw={"tabindex": "-1", "autocomplete": "off"})

    def chosen(self, ways: list[Way]) -> Way | None:
        """As ProofForm has it; never for a program."""
        way = super().chosen(ways)
        return None if self.website.data else way


PROOF_WORDS = {  # by which an owner became one
    "call": N_("by a call to the practice"),
    "letter": N_("by a letter to the practice"),
    "document": N_("by a license and a photo ID"),
    "delegated": N_("colleague"),
}


def _way_in_words(way: Way) -> str:
    match way.proof:
        case "call":
            return str(gettext("We call %(number)s, and say a code to who answers", number=way.reached_at))
        case "letter":
            return str(gettext("We send a letter with a code to %(address)s", address=way.reached_at))
        case "mail":
            return str(gettext("We write an e-mail with a code to an address at %(domain)s", domain=way.reached_at))
        case "vouched":
            return str(
                gettext("%(editor)s vouches for you, and hands a code on", editor=editor_in_words(way.reached_at))
            )
    return str(gettext("You show us your license and a photo ID; we look and keep no copy"))


def editor_in_words(limit: str) -> str:
    """Who keeps the listings of a state, or those on a society's list."""
    if limit == ROSTER:
        return str(gettext("The editor of your professional society"))
    return str(gettext("The editor of the listings of %(state)s", state=STATES.get(limit, limit)))


class ShareForm(AccountForm):
    """Who else may keep a listing."""

    email = LineField(
        _("E-mail address of a colleague"),
        read=email_address,
        needed=N_("Write the address of who is to keep the listing, too."),
        render_kw={"type": "email", "autocapitalize": "none", "spellcheck": "false"},
    )


class CodeForm(AccountForm):
    """The code that was said on the telephone, or stands in the letter."""

    code = LineField(
        _("The code"),
        needed=N_("Type the six digits."),
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


def _is_own(plan: ListedPlan) -> bool:
    """Whether the practice itself says that it takes the plan."""
    return CLAIMS in (plan.source, *(each.source for each in plan.also))


class KeepForm:
    """What a practice says of itself, on one page: every place, and every question, as they are shown now.

    It is not a WTForms form: its fields are those of the listing. typed: what was sent, None to show it as it is;
    upload: a photograph as it was sent, and `photograph` as it is to be shown; errors: by field.
    """

    def __init__(self, listing: Practitioner, typed: MultiDict[str, str] | None = None, upload: bytes = b""):
        self.listing, self.typed, self.upload = listing, typed, upload
        self.photograph = b""
        self.errors: dict[str, str] = {}

    def value(self, name: str) -> str:
        """A field as text: what was typed, or what is shown of it now."""
        if self.typed is not None:
            return " ".join(self.typed.getlist(name)).strip()[:LONGEST_FIELD]
        if name == "plans":
            return ", ".join(dict.fromkeys(plan.payer for plan in self.listing.insurance if _is_own(plan)))
        field, _, place = name.partition("-")
        if place:
            return self._of_place(field, self.listing.locations[int(place)])
        shown = getattr(self.listing, name)
        if isinstance(shown, bool):
            return "yes" if shown else "no"
        return "" if shown is None else f"{shown:g}" if isinstance(shown, float) else str(shown)

    def _of_place(self, field: str, place: ListedLocation) -> str:
        if field == "here":
            return "yes"
        return {"phone": phones.shown(place.phone) if place.phone else "", "hours": place.hours or ""}[field]

    def shown(self) -> str:
        """What tells one state of the listing from another, for a form that was opened before it changed."""
        places = [(p.address, p.city, p.state, p.phone, p.hours, p.on_file) for p in self.listing.locations]
        facts = [getattr(self.listing, name) for name in (*QUESTIONS, *READS, *CHOICES, "photograph")]
        plans = [plan.payer for plan in self.listing.insurance if _is_own(plan)]
        return content_hash(repr((places, facts, plans)).encode()).hex()

    def is_outdated(self) -> bool:
        """Whether the listing has changed since the page of this form was opened."""
        return self.typed is not None and self.typed.get("shown") != self.shown()

    def label(self, name: str) -> str:
        """What a question or fact is called."""
        return translated(BY_NAME[name].label)

    def statement(self, own_id: str, npi: str | None) -> Statement | None:
        """What the practice states from today on; None where a field cannot be read, which `errors` then says."""
        places = tuple(self._places())
        values: dict[str, Any] = {name: stated_values.ANSWERED.get(self.value(name)) for name in QUESTIONS}
        values |= {name: self._read(name, read, self.value(name)) for name, read in READS.items()}
        for name, offers in CHOICES.items():
            chosen = self.value(name).split()
            values[name] = " ".join(key for key in offers if key in chosen) or None
        values |= self._photograph(values["photograph_words"])
        plans = tuple(self._plans())
        if self.errors:
            return None
        return Statement(id=own_id, npi=npi, locations=places, insurance=plans, confirmed_on=dates.today(), **values)

    def _photograph(self, words: str | None) -> dict[str, str | None]:
        """The photograph by its digest, and what it shows: a new one, or the one shown unless it is taken away."""
        digest = self.listing.photograph
        if self.upload:
            self.photograph = self._read("photograph", made_anew, self.upload) or b""
            digest = content_hash(self.photograph).hex()
        elif self.typed and self.typed.get("photograph_gone"):
            digest = None
        if digest and not words and "photograph_words" not in self.errors:
            self.errors["photograph_words"] = gettext("Say what the photograph shows, for people who cannot see it.")
        return {"photograph": digest, "photograph_words": words if digest else None}

    def _plans(self) -> Iterator[PlanTaken]:
        """The insurers named: whether a practice is in a network is their word, not its own."""
        names = split_insurers(self.value("plans"), SEPARATORS, payers().knows)
        for name in dict.fromkeys(names):
            try:
                if payer := insurer(plain_words(name, LONGEST_INSURER)):
                    yield PlanTaken(payer, None, "unknown")
            except ValueError:
                self.errors["plans"] = gettext(
                    "Write names of insurers with commas between them, such as Aetna, Cigna."
                )

    def _places(self) -> Iterator[Location]:
        for number, listed in enumerate(self.listing.locations):
            if listed.on_file:
                continue
            place = Location(**{name: getattr(listed, name) for name in Location.__struct_fields__})
            if self.value(f"here-{number}") == "no":
                yield replace(place, ends_on=dates.day_before(dates.today()))
                continue
            phone = self._read(f"phone-{number}", stated_values.phone, self.value(f"phone-{number}"))
            hours = self._read(f"hours-{number}", stated_values.hours, self.value(f"hours-{number}"))
            yield replace(place, phone=phone, hours=hours)

    def _read(self, name: str, read: Any, text: Any) -> Any:
        if not text:
            return None
        try:
            return read(text)
        except ValueError as error:
            self.errors[name] = translated(error.args[0])
            return None
