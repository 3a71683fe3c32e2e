"""The form of a referral letter: its fields together, what they say together, and looking up diagnoses."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from directory.core import phones
from directory.core.i18n import N_
from directory.core.icd10 import FORMER_LOW_BACK_PAIN, LOW_BACK_PAIN, Diagnosis, NoSuchCode
from directory.referral.chart import fields_of_chart
from directory.referral.chart_ccda import fields_of_ccda, is_xml
from directory.referral.letter import Recipient
from directory.referral.questions import CAUSES, PRECAUTIONS, SCALES
from directory.store.reference.files import diagnoses
from directory.web.letters.forms_sections import (
    PatientFields,
    ReasonFields,
    RequestFields,
    SafetyFields,
    SenderFields,
    answer_field,
    phone_number,
    score_error,
)
from directory.web.letters.recipients import MAX_RECIPIENTS, fax_field, with_faxes
from directory.web.shell.forms import LineField, writable
from directory.web.shell.language import day_in_words, translated

MAX_CODES = 12  # in a letter
# Fields of which one is needed, and what stands beside each: why it is written, and how to answer.
WHY = {"code": N_("needed, or a reason"), "reason": N_("needed, or a diagnosis")}
HOW_TO_ANSWER = {
    "fax": N_("needed, or a phone or email"),
    "sender_phone": N_("needed, or a fax or email"),
    "email": N_("needed, or a fax or phone"),
}
ONE_OF = WHY | HOW_TO_ANSWER
LONGEST_SEARCH = 100  # characters of the words that a diagnosis is looked up by
LONGEST_LETTER = 20_000  # characters, some eight pages: what takes the longest to set of so many takes under a second


class LetterForm(PatientFields, ReasonFields, SafetyFields, RequestFields, SenderFields):
    """A whole letter.

    format: the kind of file asked for; reasons: why warnings are overruled, by field name ("because-…");
    offered: the diagnoses found for the words typed; from_chart: the fields that a chart's file filled, and
    chart_message: what came of it.
    """

    def __init__(self, typed: MultiDict[str, str] | None = None):
        super().__init__(typed)
        pairs = dict(typed.items()) if typed else {}
        self.format = pairs.get("format")
        self.reasons = {name: text for name, text in pairs.items() if name.startswith("because-")}
        self.offered: Sequence[Diagnosis] = ()
        self.from_chart: set[str] = set()
        self.chart_message: Any = ""

    def offers(self) -> list[Diagnosis]:
        """The codes to tick: the usual ones, those ticked before, those found for the words typed."""
        ticked = [diagnosis for code in self.code.data or () if (diagnosis := _diagnosis(code))]
        return list(dict.fromkeys([*LOW_BACK_PAIN, *ticked, *self.offered]))

    def look_up_diagnosis(self) -> None:
        """Finds codes for the words typed; a code itself is ticked at once."""
        self.find.errors, typed = [], (self.find.data or "")[:LONGEST_SEARCH]
        try:
            self.code.data = list(dict.fromkeys([*(self.code.data or ()), diagnoses().get(typed).code]))
            self.find.data = ""
        except NoSuchCode as refused:
            self.offered = refused.suggestions
            self.find.errors = [translated(_what_to_do(refused))] if typed else []

    def fill_from_chart(self, text: str) -> None:
        """Fills what is empty from a chart's export, FHIR or C-CDA, and offers its problems as diagnoses."""
        try:
            chart = fields_of_ccda(text) if is_xml(text) else fields_of_chart(text)
        except ValueError as error:
            self.chart_message = translated(error.args[0])
            return
        for name, value in chart.texts.items():
            field = self[name]
            if not field.data:
                field.data = writable(value)
                self.from_chart.add(name)
        self.offered = [found for code in chart.codes[:MAX_CODES] if (found := _diagnosis(code))]
        self.chart_message = _("What was empty is filled in from the chart. Look over each field that is marked.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself, then what fields say together."""
        is_valid = super().validate(extra_validators)
        if self.find.data and (not self.code.data or any(map(str.isdigit, self.find.data))):
            self.look_up_diagnosis()  # words left there once a code was ticked ask for nothing more; a code does
        self._validate_reason()
        if not any(self[name].data for name in HOW_TO_ANSWER):
            self.fax.errors = [_("Write a fax, a phone or an email, so that the practitioner can answer.")]
        self._validate_length()
        self._validate_score()
        self._validate_onset()
        return is_valid and not any(field.errors for field in self)

    def _validate_reason(self) -> None:
        codes = self.code.data or ()
        if not any(self[name].data for name in WHY):
            self.reason.errors = [_("Write the reason, or tick a diagnosis.")]
        if len(codes) > MAX_CODES or any(_diagnosis(code) is None for code in codes):
            self.code.errors = [_("Tick codes of this list, %(most)s at most.", most=MAX_CODES)]

    def _validate_length(self) -> None:
        """The letter as a whole has a limit, besides each field's own; the error is at the longest text."""
        lengths = {field.name: len(field.data or "") for field in self.line_fields()}
        length = sum(lengths.values()) + sum(map(len, self.reasons.values()))
        if length > LONGEST_LETTER:
            words = _(
                "The letter has %(length)s characters in all. There is room for %(most)s: shorten this text.",
                length=length,
                most=LONGEST_LETTER,
            )
            self[max(lengths, key=lambda name: lengths[name])].errors = [words]

    def _validate_score(self) -> None:
        if error := score_error(SCALES.get(self.scale.data), self.score.value):
            self.score.errors = [error]

    def _validate_onset(self) -> None:
        if self.began.value and self.born_on.value and self.began.value.on < self.born_on.value:
            self.began.errors = [_("That is before the patient was born: look at both dates.")]

    def line_fields(self) -> list[LineField]:
        """The fields that text is typed into."""
        return [field for field in self if isinstance(field, LineField)]

    def faxes(self, count: int) -> list[str | None]:
        """The faxes of so many recipients: E.164, "" for none, None where the field was not sent."""
        fields = {field.name: field for field in self.line_fields()}
        sent = [fields[fax_field(number)] for number in range(1, count + 1)]
        return [None if field.data is None else field.value for field in sent]

    def show_faxes(self, recipients: Sequence[Recipient]) -> None:
        """Fills in the listed fax of each recipient; in place of what is typed where that is another address's."""
        for number, each in enumerate(recipients, 1):
            field = self[fax_field(number)]
            field.label.text, field.description = _("Fax of %(name)s", name=each.name), _listed_fax(each)
            try:
                typed = phone_number(field.data) if field.data else field.data
            except ValueError:
                continue  # which the field says
            (chosen,) = with_faxes([each], [typed])
            if chosen.fax != typed:
                field.data = phones.shown(chosen.fax) if chosen.fax else ""

    def show_unprintable(self, characters: str) -> None:
        """Says, at each field that has them, which characters no font here has."""
        self.form_errors = [unprintable_message(characters)]
        for field in self.line_fields():
            if missing := [character for character in characters if character in (field.data or "")]:
                field.errors, self.form_errors = [unprintable_message(missing)], []


def _add_questions() -> None:
    """Each question of referral/questions.py becomes a field."""
    for precaution in PRECAUTIONS:
        setattr(LetterForm, f"has_{precaution.key}", answer_field(precaution.label))
        setattr(LetterForm, f"more_{precaution.key}", LineField(_(precaution.detail)))
    for key, text in CAUSES.items():
        setattr(LetterForm, f"cause_{key}", answer_field(text))


_add_questions()
for _number in range(1, MAX_RECIPIENTS + 1):
    setattr(LetterForm, fax_field(_number), LineField(_("Their fax"), phone_number))


def _listed_fax(recipient: Recipient) -> Any:
    """What the directory lists of a fax, and who says so."""
    if not recipient.fax_said_by:
        return _("none is listed for this address")
    source, day = translated(recipient.fax_said_by), day_in_words(recipient.fax_as_of)
    return _("%(source)s, as of %(day)s: %(fax)s", source=source, day=day, fax=phones.shown(recipient.fax))


def unprintable_message(characters: Iterable[str]) -> Any:
    """What to do about a text that the PDF cannot show."""
    if not characters:
        return _("The PDF cannot show these words as they are put together. Choose Word or plain text.")
    return _(
        "The PDF cannot show %(characters)s. Write it another way, or choose Word or plain text.",
        characters=" ".join(characters),
    )


def _diagnosis(code: str) -> Diagnosis | None:
    try:
        return diagnoses().get(code)
    except NoSuchCode:
        return None


def _what_to_do(refused: NoSuchCode) -> str:
    if refused.code == FORMER_LOW_BACK_PAIN:
        return N_("M54.5 has not been a code since October 1, 2021: tick one of its three successors.")
    if refused.suggestions:
        return N_("Tick the codes that fit, or look for other words.")
    return N_("No code has these words. Try fewer, or the beginning of a word.")
