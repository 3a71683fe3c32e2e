"""The form of a referral letter: what it asks, in the order of ninety seconds, and the letter that it makes."""

from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice

from directory.core import dates, npi, phones
from directory.core.i18n import N_, Message
from directory.core.icd10 import FORMER_LOW_BACK_PAIN, LOW_BACK_PAIN, Diagnosis, NoSuchCode
from directory.referral.letter import (
    OLDEST_YEARS,
    Baseline,
    Letter,
    OverruledWarning,
    Patient,
    Recipient,
    Referrer,
    ScreeningAnswer,
    parse_onset,
)
from directory.referral.questions import (
    ANSWERS,
    CAUSES,
    ELECTRO,
    FIRST_VISITS,
    MEDICARE,
    PAYERS,
    PRECAUTIONS,
    RED_FLAGS,
    SCALES,
    URGENCIES,
    WORST_PAIN,
)
from directory.referral.warnings import Notice
from directory.store.reference.files import diagnoses, letter_words
from directory.web.letters.fields import LONGEST_TEXT, Line, Text, number, writable
from directory.web.shell.language import translated

CHOICES, MOST_CODES = 12, 12  # codes offered for words typed; codes in a letter
MOST_VISITS = 99
LONGEST_LETTER = 20_000  # characters, some eight pages: what takes the longest to set of so many takes under a second


def day(text: str) -> str:
    """A day that is past, ISO. Raises ValueError, in words."""
    try:
        iso = dates.iso(text)
    except ValueError:
        raise ValueError(N_("Write the date as month/day/year, such as 3/15/1958.")) from None
    if not 0 <= (date.today() - date.fromisoformat(iso)).days <= OLDEST_YEARS * 366:
        raise ValueError(Message("%(day)s cannot be right: look at the year, with four digits.", day=iso))
    return iso


def _phone(text: str) -> str:
    try:
        return phones.of_any_country(text)
    except ValueError:
        raise ValueError(N_("Write the number with its area code, such as (619) 555-0144.")) from None


def _npi(text: str) -> str:
    if not npi.is_valid(text):
        raise ValueError(N_("An NPI has ten digits, and the last checks the others: one of these is wrong."))
    return text


def _email(text: str) -> str:
    if " " in text or not 0 < text.find("@") < len(text) - 1:
        raise ValueError(N_("Write an email address such as desk@clinic.example, or leave it out."))
    return text


def _began(text: str) -> object:
    return parse_onset(text, date.today().isoformat())


def _choices(of: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(key, _(text)) for key, text in of.items()]


class LetterForm(FlaskForm):
    """Stores nothing and speaks for nobody signed in, so it needs no token: web/letters.py refuses what other sites send."""

    class Meta:
        """Flask-WTF's settings."""

        csrf = False

    patient_name = Line(_("Name"), needed=N_("Write the patient's name."))
    born_on = Line(_("Date of birth"), day, N_("Write the patient's date of birth."), description=_("month/day/year"))
    patient_phone = Line(_("Phone"), _phone)
    payer = SelectField(_("Insurance"), choices=_choices(PAYERS), default="")
    plan = Line(_("Plan"))
    member_id = Line(_("Member ID"))
    patient_language = Line(_("Language, if not English"))
    interpreter = BooleanField(_("Interpreter needed"))

    code = SelectMultipleField(_("Diagnosis (ICD-10-CM)"), validate_choice=False)
    find = Line(_("Another diagnosis"), description=_("words or a code"))
    reason = Text(_("Reason, in your words"))
    began = Line(_("When did it begin?"), _began, blank=None, description=_("a date, or such as 5 months"))
    tried = Text(_("What was tried, and how it went"))
    question = Text(_("Request"), default=lambda: letter_words()["reason"]["usual_question"])
    findings = Text(_("Findings and imaging"))
    pain = Line(_("Pain now"), number(0, WORST_PAIN), blank=None, description=_("0 to 10"))
    scale = SelectField(
        _("Function scale"),
        choices=[SelectChoice("", _("Not measured")), *(SelectChoice(key, each.name) for key, each in SCALES.items())],
        default="",
    )
    score = Line(_("Its score"), number(0, max(each.worst for each in SCALES.values())), blank=None)
    measured_on = Line(_("Measured on"), day, description=_("month/day/year"))

    red_flags = SelectMultipleField(_("Red flags present"), choices=_choices(RED_FLAGS))
    looked_for = BooleanField(_("I looked for all of these; those not ticked are absent"))

    medicines = Text(_("Medicines"))
    allergies = Text(_("Allergies"))

    visits = Line(_("Visits"), number(1, MOST_VISITS), blank=None, default=str(FIRST_VISITS), description=_("up to"))
    urgency = SelectField(_("Urgency"), choices=_choices(URGENCIES), default="routine")
    electro = SelectField(_("Electroacupuncture"), choices=_choices(ELECTRO), default="decide")
    goals = Text(_("Goals"))
    visits_used = Line(
        _("Acupuncture visits in the last 12 months"),
        number(0, MOST_VISITS),
        blank=None,
        description=_("as the patient counts"),
    )
    supervisor = Line(_("Who supervises and bills"), description=_("physician, PA or NP"))

    sender_name = Line(_("Your name"), needed=N_("Write your name."), render_kw={"autocomplete": "name"})
    credentials = Line(_("Credentials"), description=_("such as MD"), render_kw={"autocomplete": "honorific-suffix"})
    sender_npi = Line(_("Your NPI"), _npi, render_kw={"inputmode": "numeric"})
    practice = Line(_("Practice"), render_kw={"autocomplete": "organization"})
    fax = Line(_("Fax"), _phone, render_kw={"autocomplete": "fax tel-national"})
    sender_phone = Line(_("Phone"), _phone, render_kw={"autocomplete": "work tel-national"})
    email = Line(_("Email"), _email, render_kw={"autocomplete": "email", "inputmode": "email"})
    address = Text(_("Address"), render_kw={"autocomplete": "street-address"})
    reply = Line(_("How to reply"), description=_("such as: fax, please; call me if it is urgent"))
    signature = Text(_("Under your signature"), description=_("such as your title, board or license"))

    npi_said = ""  # what the directory knows of sender_npi, once it was looked up

    def __init__(self, typed: MultiDict | None = None):
        super().__init__(typed)
        self.format = (typed or {}).get("format")
        self.reasons = {name: text for name, text in (typed or {}).items() if name.startswith("because-")}
        self.offered: list[Diagnosis] = []

    def offers(self) -> list[Diagnosis]:
        """The codes to tick: the usual ones, those ticked before, those found for the words typed."""
        ticked = [found for code in self.code.data or () if (found := _known(code))]
        return list(dict.fromkeys([*LOW_BACK_PAIN, *ticked, *self.offered]))

    def look(self) -> None:
        """Finds codes for the words typed; a code itself is ticked at once."""
        self.find.errors, typed = [], (self.find.data or "")[:100]
        try:
            self.code.data = list(dict.fromkeys([*(self.code.data or ()), diagnoses().get(typed).code]))
            self.find.data = ""
        except NoSuchCode as refused:
            self.offered = refused.suggestions
            self.find.errors = [translated(_why_not(refused))] if typed else []

    def validate(self, extra_validators: object = None) -> bool:
        """Each field by itself, then what fields say together."""
        fine = super().validate(extra_validators)
        if self.find.data:
            self.look()
        if not (self.reason.data or self.code.data):
            self.reason.errors = [_("Write the reason, or tick a diagnosis.")]
        if len(self.code.data or ()) > MOST_CODES or any(_known(code) is None for code in self.code.data or ()):
            self.code.errors = [_("Tick codes of this list, %(most)s at most.", most=MOST_CODES)]
        if not any((self.fax.data, self.sender_phone.data, self.email.data)):
            self.fax.errors = [_("Write a fax, a phone or an email, so that the practitioner can answer.")]
        if (length := self.length()) > LONGEST_LETTER:
            self.longest().errors = [
                _(
                    "The letter has %(length)s characters in all. There is room for %(most)s: shorten this text.",
                    length=length,
                    most=LONGEST_LETTER,
                )
            ]
        scale = SCALES.get(self.scale.data)
        if self.score.value is not None and (not scale or self.score.value > scale.worst):
            self.score.errors = [
                _("Choose the scale; its score goes to %(worst)s.", worst=scale.worst)
                if scale
                else _("Choose the scale of this score.")
            ]
        return fine and not any(field.errors for field in self)

    def length(self) -> int:
        """How many characters were typed, in all."""
        return sum(map(len, self.reasons.values())) + sum(
            len(field.data or "") for field in self if isinstance(field, Line)
        )

    def longest(self) -> Line:
        """The field with the longest text."""
        return max((field for field in self if isinstance(field, Line)), key=lambda field: len(field.data or ""))

    def cannot_print(self, characters: str) -> None:
        """Says, at each field that has them, which characters no font here has."""
        self.form_errors = [cannot_show(characters)]
        for field in self:
            if isinstance(field, Line) and (missing := [char for char in characters if char in (field.data or "")]):
                field.errors, self.form_errors = [cannot_show(missing)], []


def _add_questions() -> None:
    """Each question with three answers becomes a field: not known until somebody answers."""
    for each in PRECAUTIONS:
        setattr(LetterForm, f"has_{each.key}", RadioField(_(each.label), choices=_choices(ANSWERS), default="unknown"))
        setattr(LetterForm, f"more_{each.key}", Line(_(each.detail)))
    for key, text in CAUSES.items():
        setattr(LetterForm, f"cause_{key}", RadioField(_(text), choices=_choices(ANSWERS), default="unknown"))


_add_questions()


def letter(form: LetterForm, recipients: tuple[Recipient, ...]) -> Letter:
    """The letter of a valid form."""
    value = {field.name: field.value for field in form if isinstance(field, Line)}
    texts = (
        "reason",
        "question",
        "tried",
        "findings",
        "medicines",
        "allergies",
        "visits",
        "goals",
        "visits_used",
        "supervisor",
        "reply",
    )
    causes = CAUSES if form.payer.data in MEDICARE else ()
    return Letter(
        date.today().isoformat(),
        _patient(form, value),
        _referrer(value),
        recipients,
        urgency=form.urgency.data,
        onset=value["began"],
        baseline=_baseline(form, value),
        diagnoses=tuple(map(diagnoses().get, form.code.data or ())),
        red_flags=tuple(form.red_flags.data or ()),
        looked_for=form.looked_for.data,
        precautions={
            each.key: ScreeningAnswer(form[f"has_{each.key}"].data, value[f"more_{each.key}"]) for each in PRECAUTIONS
        },
        causes={key: ScreeningAnswer(form[f"cause_{key}"].data) for key in causes},
        electroacupuncture=form.electro.data,
        **{name: value[name] for name in texts},
    )


def overruled(form: LetterForm, notices: list[Notice]) -> tuple[OverruledWarning, ...]:
    """The warnings with a reason to send the letter all the same."""
    reasons = {
        notice.key: writable(form.reasons.get(f"because-{notice.key}", ""))[:LONGEST_TEXT].strip() for notice in notices
    }
    return tuple(
        OverruledWarning(notice.key, str(notice.text), reasons[notice.key]) for notice in notices if reasons[notice.key]
    )


def _patient(form: LetterForm, value: dict) -> Patient:
    return Patient(
        value["patient_name"],
        value["born_on"],
        value["patient_phone"],
        value["patient_language"],
        form.interpreter.data,
        form.payer.data,
        value["plan"],
        value["member_id"],
    )


def _referrer(value: dict) -> Referrer:
    return Referrer(
        value["sender_name"],
        value["credentials"],
        value["sender_npi"],
        value["practice"],
        value["address"],
        value["sender_phone"],
        value["fax"],
        value["email"],
        value["signature"],
    )


def _baseline(form: LetterForm, value: dict) -> Baseline:
    return Baseline(
        value["pain"], form.scale.data if value["score"] is not None else "", value["score"], value["measured_on"]
    )


def cannot_show(characters: Iterable[str]) -> str:
    """What to do about a text that the PDF cannot show."""
    if not characters:
        return _("The PDF cannot show these words as they are put together. Choose Word or plain text.")
    return _(
        "The PDF cannot show %(characters)s. Write it another way, or choose Word or plain text.",
        characters=" ".join(characters),
    )


def _known(code: str) -> Diagnosis | None:
    try:
        return diagnoses().get(code)
    except NoSuchCode:
        return None


def _why_not(refused: NoSuchCode) -> str:
    if refused.code == FORMER_LOW_BACK_PAIN:
        return N_("M54.5 has not been a code since October 1, 2021: tick one of its three successors.")
    if refused.suggestions:
        return N_("Tick the codes that fit, or look for other words.")
    return N_("No code has these words. Try fewer, or the beginning of a word.")
