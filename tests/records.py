"""Typed records as plain values, for tests that compare them."""

from types import SimpleNamespace

from msgspec import UNSET, Struct

SELDOM = {  # what most entries do not say
    **dict.fromkeys(("starts_on", "ends_on", "hours", "hours_by", "hours_as_of", "phone_by", "phone_as_of")),
    **{"on_file": False, "rates": ()},
}


def fields_of(record):
    """A record's fields and values; what is SELDOM said only where it is."""
    values = ((name, getattr(record, name)) for name in record.__struct_fields__)
    return [(name, value) for name, value in values if name not in SELDOM or value != SELDOM[name]]


def plain(value):
    """A record with every field, what it leaves unsaid too, as dicts, lists and simple values."""
    if isinstance(value, Struct):
        return {name: plain(each) for name, each in fields_of(value) if each is not UNSET}
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def spread_out(value):
    """A record as a namespace of lists, namespaces and simple values: `vars` gives its fields."""
    if isinstance(value, Struct):
        return SimpleNamespace(**{name: spread_out(each) for name, each in fields_of(value)})
    return [spread_out(each) for each in value] if isinstance(value, list | tuple) else value
