"""Entries of a listing's lists as programs get them."""

from typing import Any

import msgspec

from directory.core.practitioner import ListedLicence, ListedLocation, ListedPlan

DAYS = ("starts_on", "ends_on", "counts_from", "counts_until")
WHOSE_WORD = ("hours_by", "hours_as_of", "phone_by", "phone_as_of")
FAX = ("fax", "fax_by", "fax_as_of")
IF_KNOWN = {*DAYS, "on_file", "confirmed_on", "confirmed_by", "hours", *WHOSE_WORD, *FAX}


def entry_values(entry: ListedLicence | ListedLocation | ListedPlan) -> dict[str, Any]:
    """An entry of a listing as programs get it: every field, but rates, also and IF_KNOWN where it has none."""
    values = {name: value for name, value in msgspec.structs.asdict(entry).items() if value or name not in IF_KNOWN}
    lists = {name: values.pop(name, ()) for name in ("rates", "also")}
    return values | {name: msgspec.to_builtins(entries) for name, entries in lists.items() if entries}
