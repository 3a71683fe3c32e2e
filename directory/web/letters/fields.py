"""Fields of a form that take what people type as it is, and say in words what it may be."""

import re
from collections.abc import Callable

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import StopValidation
from wtforms.widgets import TextArea

from directory.core.i18n import Message
from directory.web.shell.language import translated

LONGEST_LINE, LONGEST_TEXT = 200, 10_000  # characters
UNWRITABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)  # controls and what is no character in XML 1.0


class Line(StringField):
    """One line. `value`: what `read` makes of it, or `blank`. read raises ValueError with what the text may be; needed: said where it is blank."""

    longest = LONGEST_LINE

    def __init__(
        self, label: str, read: Callable[[str], object] = str, needed: str = "", blank: object = "", **how: object
    ):
        super().__init__(label, **how)
        self.read, self.needed, self.blank = read, needed, blank

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keeps the text as typed, without what cannot be written."""
        self.data = writable(valuelist[0]).strip() if valuelist else self.data

    def pre_validate(self, form: object) -> None:
        """Reads it."""
        self.value = self.blank
        if not self.data:
            if self.needed:
                raise StopValidation(translated(self.needed))
            return
        if len(self.data) > self.longest:
            raise StopValidation(
                _(
                    "This has %(length)s characters. There is room for %(most)s.",
                    length=len(self.data),
                    most=self.longest,
                )
            )
        try:
            self.value = self.read(self.data)
        except ValueError as error:
            raise StopValidation(translated(error.args[0])) from None


class Text(Line):
    """Several lines."""

    widget = TextArea()
    longest = LONGEST_TEXT


def number(least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number within bounds."""

    def read_number(text: str) -> int:
        """The number; raises ValueError."""
        if not (text.isascii() and text.isdigit() and least <= int(text[:6]) <= most):
            raise ValueError(Message("Write a whole number from %(least)s to %(most)s.", least=least, most=most))
        return int(text)

    return read_number


def writable(text: str) -> str:
    """A text without what no format can hold, its lines parted by "\n"."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
