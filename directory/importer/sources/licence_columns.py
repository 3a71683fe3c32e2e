"""Where each value of a state's list of licences stands in a row, by its layout."""

from directory.core.i18n import Message
from directory.core.licence_layout import COMPARED_ONLY, LicenceLayout, column_key
from directory.core.table_fields import unique_names
from directory.importer.cleaning import cleaned
from directory.importer.record import FileRefused, Problem
from directory.importer.sources.headers import column_places, header_start


class LayoutColumns:
    """Where each value stands in a row: columns are found by name, whatever their order, case and spacing."""

    def __init__(self, header: list[str], layout: LicenceLayout, file: str):
        """Raises FileRefused where an indispensable column is missing."""
        self.layout, self.width = layout, len(header)
        places = column_places(unique_names(header)) | column_places(header)
        self.at = {field: places.get(column_key(name)) for field, name in layout.columns.items()}
        self.types = [places[column_key(name)] for name in layout.type_columns if column_key(name) in places]
        self.statuses = [places[column_key(name)] for name in layout.status_columns if column_key(name) in places]
        known = [place for place in self.at.values() if place is not None]
        self.needed = max([*known, *self.types, *self.statuses], default=0) + 1
        self.absent = {field: layout.columns[field] for field, place in self.at.items() if place is None}
        if lacking := self._lacking():
            raise FileRefused(
                "this is not the list of %(list)s, the column “%(column)s” is missing. The header begins: %(header)s. "
                "%(advice)s",
                file,
                list=Message(layout.title),
                column=lacking[0],
                header=header_start(header),
                advice=_advice(layout),
            )

    def _lacking(self) -> list[str]:
        """The absent columns without which no row can be read."""
        lacking = [self.absent[field] for field in ("number", "name", "last_name") if field in self.absent]
        if not self.types:
            return lacking + self.layout.type_columns[:1]
        return lacking if self.statuses else lacking + self.layout.status_columns[:1]

    def absent_problems(self) -> list[Problem]:
        """A problem that names the columns which the file does not have and can be read without."""
        absent = {field: name for field, name in self.absent.items() if field not in COMPARED_ONLY}
        if not absent:
            return []
        names, fields = ", ".join(absent.values()), ", ".join(field.replace("_", " ") for field in absent)
        return [
            Problem(
                1,
                "columns",
                names,
                Message("the file has no such columns: its listings do not say %(fields)s", fields=fields),
            )
        ]

    def value(self, row: list[str], field: str) -> str:
        """The field's value in a row, "" where the file has no such column or the state marks it as unknown."""
        place = self.at.get(field)
        return "" if place is None else self.layout.value(cleaned(field, row[place]))

    def type_words(self, row: list[str]) -> tuple[str, ...]:
        """What the row has in the columns of the licence's type."""
        return self._values(row, self.types)

    def status_words(self, row: list[str]) -> tuple[str, ...]:
        """What the row has in the columns of the licence's status."""
        return self._values(row, self.statuses)

    def _values(self, row: list[str], places: list[int]) -> tuple[str, ...]:
        return tuple([self.layout.value(row[place]) for place in places])


def _advice(layout: LicenceLayout) -> Message:
    advice = Message(
        "If the board has renamed the column, match the columns.",
        command="If the board has renamed the column, give a map of the columns (--map FILE), or change it in "
        "data/reference/licences/%(state)s.toml.",
        state=layout.state,
    )
    if not layout.source:
        return advice
    return Message("The list is at %(address)s. %(advice)s", address=layout.source, advice=advice)
