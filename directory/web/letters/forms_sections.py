"""The fields of a referral letter, section by section, in the order of ninety seconds."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are of an older version

from directory.core import dates, npi, phones
from directory.core.chart_dates import past_chart_day
from directory.core.i18n import N_
from directory.core.indications import Scale
from directory.core.onset import parse_onset
from directory.referral.questions import (
    ANSWERS,
    ELECTRO,
    FIRST_VISITS,
    FLAG_TEXTS,
    INDICATIONS,
    PAYERS,
    SCALES,
    SEXES,
    URGENCIES,
    WORST_PAIN,
)
from directory.store.reference.files import letter_words
from directory.web.letters import practice_day
from directory.web.shell.forms import BaseForm, LineField, TextField, choices, number
from directory.web.shell.language import translated

MOST_VISITS = 99
FURTHEST_AHEAD = 731  # days
HIGHEST_SCORE = max(scale.high for scale in SCALES.values())


def past_day(text: str) -> str:
    """A day that is past, ISO. Raises ValueError, in words."""
    return past_chart_day(text, practice_day.today())


def day_ahead(text: str) -> str:
    """A day from today on, within two years, ISO. Raises ValueError, in words."""
    try:
        iso = dates.iso(text)
    except ValueError:
        raise ValueError(N_("Write the date as month/day/year, such as 3/15/2027.")) from None
    if not 0 <= dates.ordinal(iso) - dates.ordinal(practice_day.today()) <= FURTHEST_AHEAD:
        raise ValueError(N_("Look at the date: it should be today or later, within two years."))
    return iso


def phone_number(text: str) -> str:
    """A telephone number, E.164. Raises ValueError, in words."""
    try:
        return phones.of_any_country(text)
    except ValueError:
        raise ValueError(N_("Write the number with its area code, such as (619) 555-0144.")) from None


def npi_number(text: str) -> str:
    """An NPI with a right check digit, in plain digits. Raises ValueError, in words."""
    number = npi.plain(text)
    if not npi.is_valid(number):
        raise ValueError(N_("An NPI has ten digits, and the last checks the others: one of these is wrong."))
    return number


def email_address(text: str) -> str:
    """What can be an email address. Raises ValueError, in words."""
    if " " in text or not 0 < text.find("@") < len(text) - 1:
        raise ValueError(N_("Write an email address such as desk@clinic.example, or leave it out."))
    return text


def onset_by_today(text: str) -> object:
    """When the trouble began: see onset.parse_onset. Raises ValueError, in words."""
    return parse_onset(text, practice_day.today())


def translated_choices(labels: Mapping[str, str]) -> list[Any]:
    """Choices whose labels are texts marked for translation, or of reference data in several languages."""
    return choices({value: LazyString(translated, label) for value, label in labels.items()})


def scale_field() -> SelectField:
    """Which scale of function was used, if any."""
    return SelectField(
        _("Function scale"),
        choices=[
            *choices({"": _("Not measured")}),
            *(SelectChoice(key, scale.name, render_kw={"lang": "en"}) for key, scale in SCALES.items()),
        ],
        default="",
    )


def score_error(scale: Scale | None, score: int | None) -> Any:
    """What is wrong with a score, None where nothing is."""
    if score is None or (scale and scale.low <= score <= scale.high):
        return None
    if not scale:
        return _("Choose the scale of this score.")
    return _("This scale goes from %(low)s to %(high)s.", low=scale.low, high=scale.high)


def answer_field(label: str) -> RadioField:
    """A question with three answers: not known until somebody answers."""
    return RadioField(_(label), choices=translated_choices(ANSWERS), default="unknown")


ZONES = {
    "": N_("As in the address"),
    "America/New_York": N_("Eastern"),
    "America/Chicago": N_("Central"),
    "America/Denver": N_("Mountain"),
    "America/Phoenix": N_("Arizona"),
    "America/Los_Angeles": N_("Pacific"),
    "America/Anchorage": N_("Alaska"),
    "Pacific/Honolulu": N_("Hawaii"),
    "America/Puerto_Rico": N_("Puerto Rico, Virgin Islands"),
    "Pacific/Guam": N_("Guam, Northern Marianas"),
    "Pacific/Pago_Pago": N_("American Samoa"),
}


class PatientFields(BaseForm):
    """Who the patient is."""

    patient_name = LineField(_("Name"), needed=N_("Write the patient's name."))
    born_on = LineField(
        _("Date of birth"), past_day, N_("Write the patient's date of birth."), description=_("month/day/year")
    )
    patient_phone = LineField(_("Patient's phone"), phone_number)
    payer = SelectField(_("Insurance"), choices=translated_choices(PAYERS), default="")
    plan = LineField(_("Plan"))
    member_id = LineField(_("Member ID"))
    authorization = LineField(_("Authorization number"), description=_("VA, workers' compensation, auto"))
    claim = LineField(_("Claim number"))
    sex = SelectField(_("Sex"), choices=translated_choices(SEXES), default="")
    record_number = LineField(_("Your record number"))
    patient_email = LineField(_("Email"), email_address)
    patient_address = TextField(_("Address"))
    consent = BooleanField(_("The patient agrees that this letter is shared with the practitioner"))
    patient_language = LineField(_("Language, if not English"))
    interpreter = BooleanField(_("Interpreter needed"))


class ReasonFields(BaseForm):
    """Why the patient is referred, and how they are before treatment."""

    indication = SelectField(
        _("What it is for"),
        choices=translated_choices({"": N_("Something else")} | {key: each.name for key, each in INDICATIONS.items()}),
        default="",
    )
    code = SelectMultipleField(_("Diagnosis (ICD-10-CM)"), validate_choice=False)
    find = LineField(_("Another diagnosis"), description=_("words or a code"))
    reason = TextField(_("Reason, in your words"))
    began = LineField(_("When did it begin?"), onset_by_today, blank=None, description=_("a date, or such as 5 months"))
    tried = TextField(_("What was tried, and how it went"))
    question = TextField(
        _("Request"), default=lambda: letter_words()["reason"]["usual_question"], render_kw={"lang": "en"}
    )
    findings = TextField(_("Findings and imaging"))
    pain = LineField(_("Pain now"), number(0, WORST_PAIN), blank=None, description=_("0 to 10"))
    scale = scale_field()
    score = LineField(_("Its score"), number(0, HIGHEST_SCORE), blank=None)
    measured_on = LineField(_("Measured on"), past_day, description=_("month/day/year"))
    problems = TextField(_("Problem list"))
    operations = TextField(_("Operations"))
    last_seen_on = LineField(_("You last saw the patient on"), past_day, description=_("month/day/year"))


class SafetyFields(BaseForm):
    """What speaks against needling, or asks for care; the questions of referral/questions.py come to LetterForm."""

    red_flags = SelectMultipleField(_("Red flags present"), choices=translated_choices(FLAG_TEXTS))
    looked_for = BooleanField(_("I looked for all of these; those not ticked are absent"))
    medicines = TextField(_("Medicines"))
    allergies = TextField(_("Allergies"))
    adverse_before = TextField(_("Adverse events in earlier courses"))


class RequestFields(BaseForm):
    """What is asked for."""

    visits = LineField(
        _("Visits"), number(1, MOST_VISITS), blank=None, default=str(FIRST_VISITS), description=_("up to")
    )
    urgency = SelectField(_("Urgency"), choices=translated_choices(URGENCIES), default="routine")
    electro = SelectField(_("Electroacupuncture"), choices=translated_choices(ELECTRO), default="decide")
    goals = TextField(_("Goals"))
    frequency = LineField(_("How often"), description=_("such as twice a week"))
    duration = LineField(_("For how long"), description=_("such as 6 weeks"))
    valid_until = LineField(_("Valid until"), day_ahead, description=_("month/day/year"))
    cover = BooleanField(_("With a cover sheet for a fax"))
    answer_by = LineField(_("Answer by"), day_ahead, description=_("month/day/year"))
    visits_used = LineField(
        _("Acupuncture visits in the last 12 months"),
        number(0, MOST_VISITS),
        blank=None,
        description=_("as the patient counts"),
    )
    improved = answer_field(N_("Did they help, on record?"))
    supervisor = LineField(_("Who supervises and bills"), description=_("physician, PA or NP"))


class SenderFields(BaseForm):
    """Who signs. Once sender_npi was looked up, lookup_message: what the directory knows of it; ordered_as_of: the ISO
    day of Medicare's list of who may order and refer, where it has it.
    """

    sender_name = LineField(_("Your name"), needed=N_("Write your name."), render_kw={"autocomplete": "name"})
    credentials = LineField(
        _("Credentials"), description=_("such as MD"), render_kw={"autocomplete": "honorific-suffix"}
    )
    sender_npi = LineField(_("Your NPI"), npi_number, render_kw={"inputmode": "numeric"})
    practice = LineField(_("Practice"), render_kw={"autocomplete": "organization"})
    fax = LineField(_("Fax"), phone_number, render_kw={"autocomplete": "fax tel-national"})
    sender_phone = LineField(_("Your phone"), phone_number, render_kw={"autocomplete": "work tel-national"})
    email = LineField(_("Email"), email_address, render_kw={"autocomplete": "email", "inputmode": "email"})
    address = TextField(_("Address"), render_kw={"autocomplete": "street-address"})
    reply = LineField(_("How to reply"), description=_("such as: fax, please; call me if it is urgent"))
    signature = TextField(_("Under your signature"), description=_("such as your title, board or license"))
    time_zone = SelectField(_("Time zone of the letter’s date"), choices=translated_choices(ZONES), default="")
    lookup_message = ""
    ordered_as_of = ""
