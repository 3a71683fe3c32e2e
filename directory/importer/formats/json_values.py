"""Values of JSON objects that anybody may have written: what is of a wrong type is reported and counts as not said."""

from directory.importer.record import Problem


def scrubbed(text: str) -> str:
    """The text without halves of surrogate pairs, which "\\ud800" in JSON gives and no database takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


class Values:
    """Reads the values of one record, the `number`th of its file; keeps the `problems`."""

    def __init__(self, number: int):
        self.number, self.problems = number, []

    def note(self, field: str, value: object, reason: str, refused: bool = False) -> None:
        """Reports a value."""
        shown = scrubbed(value)[:60] if isinstance(value, str) else ""
        self.problems.append(Problem(self.number, field, shown, reason, refused))

    def text(self, holder: dict, field: str) -> str:
        """A value that should be text; a whole number, such as an NPI or a ZIP code, will do."""
        value = holder.get(field)
        if isinstance(value, str):
            return value if value.isascii() else scrubbed(value)  # asked forty times for each of millions of records
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is not None:
            self.note(field, value, "not text")
        return ""

    def many(self, holder: dict, field: str, kind: type = dict) -> list:
        """A value that should be an array of one kind (dict or str); a single one will do."""
        value = holder.get(field)
        if value is None:
            return []
        listed = value if isinstance(value, list) else [value]
        good = [scrubbed(each) if kind is str else each for each in listed if isinstance(each, kind)]
        if len(good) < len(listed):
            self.note(field, value, f"not an array of {'text' if kind is str else 'objects'}")
        return good

    def one(self, holder: dict, field: str) -> dict:
        """A value that should be an object, {} where it is not there; of an array the first."""
        return next(iter(self.many(holder, field)), {})
