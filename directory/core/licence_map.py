"""A state's list of licenses as somebody has matched its columns, besides what the state's layout says, if any."""

from dataclasses import replace

from directory.core.addresses import STATES
from directory.core.licence_layout import LicenceLayout
from directory.core.table_map import OWN_STATUSES, TableMap
from directory.core.table_shapes import OF_ACUPUNCTURE, OF_ANOTHER

LAYOUT_FIELDS = {"licence_number": "number", "licence_expires_on": "expires_on", "licence_issued_on": "issued_on"}
TYPE, STATUS = "licence_type", "licence_status"
MEANT = (OF_ACUPUNCTURE, OF_ANOTHER)
MAP_FIELDS = {theirs: ours for ours, theirs in LAYOUT_FIELDS.items()}


def layout_by_map(table_map: TableMap, state: str, layout: LicenceLayout | None) -> LicenceLayout:
    """How the list is read: the map's columns, and its words before the layout's. Raises ValueError for no state."""
    columns = {
        LAYOUT_FIELDS.get(field, field): names[0]
        for field, names in table_map.columns.items()
        if field not in (TYPE, STATUS)
    }
    own = {word: meaning for word, meaning in table_map.statuses.items() if OWN_STATUSES.get(word) != meaning}
    known = layout or _unknown(state)
    types = {meant: frozenset(word for word, each in table_map.types.items() if each == meant) for meant in MEANT}
    return replace(
        known,
        columns=columns,
        type_columns=list(table_map.columns[TYPE]),
        status_columns=list(table_map.columns[STATUS]),
        statuses=OWN_STATUSES | known.statuses | own,
        types=(known.types - types[OF_ANOTHER]) | types[OF_ACUPUNCTURE],
        other_types=types[OF_ANOTHER],
        formats=[*known.formats, *table_map.formats],
    )


def _unknown(state: str) -> LicenceLayout:
    """What is known of the list of a state without a layout: nothing but whose it is."""
    if state not in STATES:
        raise ValueError("Say which state’s list it is: --state XX")
    title = f"the licensing board of {STATES[state]}"
    return LicenceLayout(state, title, "", {}, [], [], {}, encoding="cp1252", delimiter=",\t;|")


def columns_of_layout(layout: LicenceLayout) -> dict[str, str | list[str]]:
    """The columns that a layout names, as a map has them."""
    columns: dict[str, str | list[str]] = {MAP_FIELDS.get(field, field): name for field, name in layout.columns.items()}
    return columns | {TYPE: list(layout.type_columns), STATUS: list(layout.status_columns)}
