"""Values of JSON objects that anybody may have written: one of a wrong type is reported, and counts as left out."""

from collections.abc import Sequence
from math import isnan
from typing import overload

from directory.core.i18n import N_
from directory.importer.record import Problem

JsonObject = dict[str, object]


def scrubbed(text: str) -> str:
    """The text without halves of surrogate pairs, which "\\ud800" in JSON gives and no database takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


class Values:
    """Reads the values of one record, the `number`th of its file; keeps the `problems`."""

    def __init__(self, number: int):
        self.number = number
        self.problems: list[Problem] = []

    def note(self, field: str, value: object, reason: str, refused: bool = False) -> None:
        """Reports a value."""
        shown = scrubbed(value)[:60] if isinstance(value, str) else ""
        self.problems.append(Problem(self.number, field, shown, reason, refused))

    def text(self, holder: JsonObject, field: str) -> str:
        """A value that should be text; a whole number, such as an NPI or a ZIP code, will do (pandas has 97214.0)."""
        value = holder.get(field)
        if isinstance(value, str):
            return value if value.isascii() else scrubbed(value)  # called forty times for each of millions of records
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, float) and (value.is_integer() or isnan(value)):
            return "" if isnan(value) else str(int(value))
        if value is not None:
            self.note(field, value, N_("not text"))
        return ""

    @overload
    def many(self, holder: JsonObject, field: str, kind: type[JsonObject] = ...) -> list[JsonObject]:
        """An array of objects."""

    @overload
    def many(self, holder: JsonObject, field: str, kind: type[str]) -> list[str]:
        """An array of texts."""

    def many(self, holder: JsonObject, field: str, kind: type[JsonObject | str] = dict) -> Sequence[JsonObject | str]:
        """A value that should be an array of one kind (dict or str); a single one will do."""
        value = holder.get(field)
        if value is None or value != value:  # NaN, as pandas has it
            return []
        listed = value if isinstance(value, list) else [value]
        fitting = [scrubbed(item) if isinstance(item, str) else item for item in listed if isinstance(item, kind)]
        if len(fitting) < len(listed):
            self.note(field, value, N_("not an array of text") if kind is str else N_("not an array of objects"))
        return fitting

    def one(self, holder: JsonObject, field: str) -> JsonObject:
        """A value that should be an object, {} where it is left out; of an array the first."""
        return next(iter(self.many(holder, field)), {})
