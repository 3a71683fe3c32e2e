"""Typed records as plain values, for tests that compare them."""

from types import SimpleNamespace

from msgspec import UNSET, Struct


def plain(value):
    """A record with every field, what it leaves unsaid too, as dicts, lists and simple values."""
    if isinstance(value, Struct):
        fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
        return {name: plain(each) for name, each in fields if each is not UNSET}
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def spread_out(value):
    """A record as a namespace of lists, namespaces and simple values: `vars` gives its fields."""
    if isinstance(value, Struct):
        return SimpleNamespace(**{name: spread_out(getattr(value, name)) for name in value.__struct_fields__})
    return [spread_out(each) for each in value] if isinstance(value, list | tuple) else value
