"""The forms with which a listing is claimed and shared."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField

from directory.accounts.proofs import Way, is_mailbox_at
from directory.core.addresses import STATES
from directory.core.i18n import N_
from directory.core.offered import plain_words
from directory.core.societies import is_part, society_of
from directory.web.account.forms import AccountForm
from directory.web.listing.forms import email_address
from directory.web.shell.forms import LineField

LONGEST_NAME, MOST_DIGITS = 80, 1  # characters of a claimant's name, and digits in it ("3rd")


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
    """A claimant's name: letters to practices have it, so it leads nowhere and has no telephone number. Raises
    ValueError.
    """
    try:
        name = plain_words(text, LONGEST_NAME)
    except ValueError:
        name = ""
    if not name or sum(map(str.isdigit, name)) > MOST_DIGITS:
        raise ValueError(N_("Say who you are."))
    return name


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
    if is_part(limit) and (society := society_of(limit)):
        return str(gettext("The editor of the listings of %(society)s", society=society))
    if is_part(limit):
        return str(gettext("The editor of your professional society"))
    return str(gettext("The editor of the listings of %(state)s", state=STATES.get(limit, limit)))


class ShareForm(AccountForm):
    """Who else may keep a listing."""

    email = LineField(
        _("E-mail address of a colleague"),
        id="colleague",
        read=email_address,
        needed=N_("Write the address of who is to keep the listing, too."),
        render_kw={"type": "email", "autocapitalize": "none", "spellcheck": "false"},
    )


class AskedByLetterForm(AccountForm):
    """The number and the code of a letter that asks whether a listing is still right."""

    code = LineField(
        _("The number and the code in the letter"),
        needed=N_("Type the number and the code, such as 12 ABCD-EFGH."),
        description=_("such as 12 ABCD-EFGH"),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class CodeForm(AccountForm):
    """The code that was said on the telephone, or stands in the letter."""

    code = LineField(
        _("The code"),
        needed=N_("Type the six digits."),
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )
