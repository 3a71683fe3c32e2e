"""The forms of all features: their base, fields that take what people type as it is, and the attributes of a field."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from wtforms import Field, Form, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are of an older version
from wtforms.meta import DefaultMeta
from wtforms.validators import StopValidation
from wtforms.widgets import TextArea

from directory.core.i18n import Message
from directory.core.whole_numbers import whole_number
from directory.web.shell.language import language_of_request, translated

LONGEST_LINE, LONGEST_TEXT = 200, 10_000  # characters
# Controls, and what is no character in XML 1.0.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class BaseForm(Form):
    """A form whose own messages are in the visitor's language. CSRF tokens are the guard's (session.csrf_field)."""

    class Meta(DefaultMeta):
        """WTForms' settings."""

        def __init__(self) -> None:
            self.locales = [language_of_request()]


class LineField(StringField):
    """One line. `value`: what `read` makes of the text typed, or `blank` where nothing is.

    read: raises ValueError with what the text may be; needed: the error of a field left blank, "" where it may be.
    """

    longest = LONGEST_LINE

    def __init__(
        self,
        label: Any,
        read: Callable[[str], object] = str,
        needed: str = "",
        blank: object = "",
        **options: Any,
    ):
        super().__init__(label, **options)
        self.read, self.needed, self.blank = read, needed, blank
        self.value: Any = blank

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keeps the text as typed, without what cannot be written."""
        self.data = writable(valuelist[0]).strip() if valuelist else self.data

    def pre_validate(self, form: object) -> None:
        """Reads the text."""
        self.value = self.blank
        if not self.data:
            if self.needed:
                raise StopValidation(translated(self.needed))
            return
        if len(self.data) > self.longest:
            words = _(
                "This has %(length)s characters. There is room for %(most)s.", length=len(self.data), most=self.longest
            )
            raise StopValidation(words)
        try:
            self.value = self.read(self.data)
        except ValueError as error:
            raise StopValidation(translated(error.args[0])) from None


class TextField(LineField):
    """Several lines."""

    widget = TextArea()
    longest = LONGEST_TEXT


def choices(labels: Mapping[str, Any]) -> list[Any]:
    """The choices of a select or radio field, from their labels by value."""
    return [SelectChoice(value, label) for value, label in labels.items()]


def number(least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number within bounds."""

    def read_number(text: str) -> int:
        """The number; raises ValueError."""
        found = whole_number(text, least, most)
        if found is None:
            raise ValueError(Message("Write a whole number from %(least)s to %(most)s.", least=least, most=most))
        return found

    return read_number


def writable(text: str) -> str:
    """A text without what no format can hold, its lines parted by "\\n"."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def described(field: Field) -> dict[str, object]:
    """The attributes that tie a field to its hint and to what is wrong with it."""
    ids = [f"{field.id}-error"] * bool(field.errors) + [f"{field.id}-hint"] * bool(field.description)
    attributes = {
        "aria-describedby": " ".join(ids),
        "aria-invalid": "true" if field.errors else "",
    }
    return {name: value for name, value in attributes.items() if value}
