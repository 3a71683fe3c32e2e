"""Contacts as phones read them: vCard 3.0 (RFC 2426), the newest that iOS, Android, Outlook and Google all take."""

import re
from typing import Any, cast

from flask import url_for
from flask_babel import gettext as _

from directory.core.full_names import parse_full_name
from directory.core.geo import is_exact
from directory.core.licences import LAPSED, has_lapsed
from directory.core.practitioner import ListedLocation, Practitioner
from directory.core.taxonomy import KINDS, Kind
from directory.search.find import Result
from directory.web.listing.phrases import STATUSES
from directory.web.shell.language import day_in_words, hours_in_words, translated
from directory.web.shell.site import absolute_url

MAX_LINE = 75  # bytes, RFC 2426 section 2.6
SPECIAL = re.compile(r"([\\;,])")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")


def as_vcards(results: list[Result], about: dict[str, Any]) -> str:
    """One card for each practitioner, one after the other. about: what the directory says of itself."""
    sources = {source["source"]: translated(source["title"]) for source in about["sources"]}
    return "".join(_card(result, sources, about["made_up"]) for result in results)


def _card(result: Result, sources: dict[str, str], made_up: bool) -> str:
    listing, location = result.listing, result.location
    if location is None:
        raise ValueError("somebody found has a location")
    lines = [
        *("BEGIN:VCARD", "VERSION:3.0"),
        f"UID:{escaped(listing.id)}",
        *_name(listing),
        f"TITLE:{escaped(_(KINDS[cast(Kind, listing.kind)]))}",
        *_contact(location),
        *([f"URL:{listing.website}"] if listing.website else []),
        f"URL:{absolute_url(url_for('listing.show', practitioner_id=listing.id))}",
        f"NOTE:{escaped(_note(listing, location, sources, made_up))}",
        "END:VCARD",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _name(listing: Practitioner) -> list[str]:
    """FN, and N for sorting; a clinic's N is empty: it is filed under its name, as iOS files companies."""
    full_name = f"FN:{escaped(listing.name)}"
    if listing.kind == "clinic":
        return [full_name, "N:;;;;", f"ORG:{escaped(listing.name)}", "X-ABSHOWAS:COMPANY"]
    name = parse_full_name(listing.name)
    suffix = ", ".join(part for part in (name.suffix, listing.credentials) if part)
    parts = (name.last_name, name.first_name, name.middle_name, "", suffix)
    return [full_name, f"N:{_components(parts)}"]


def _contact(location: ListedLocation) -> list[str]:
    """TEL, ADR and GEO, as far as they are known."""
    lines = []
    if location.phone:
        number = location.phone.replace(";ext=", ",")  # a comma is a pause before the extension
        lines.append(f"TEL;TYPE=WORK,VOICE:{escaped(number)}")
    town = (location.city, location.state, location.postal_code or "")
    if location.on_file:
        return lines  # nobody says that this is where they work
    lines.append(f"ADR;TYPE=WORK:{_components(('', '', location.address, *town, 'USA'))}")
    if is_exact(location.precision):
        lines.append(f"GEO:{location.latitude};{location.longitude}")
    return lines


def _components(parts: tuple[str, ...]) -> str:
    return ";".join(escaped(part) for part in parts)


def _note(listing: Practitioner, location: ListedLocation, sources: dict[str, str], made_up: bool) -> str:
    lines = [_("Made up: not a real person or clinic.")] if made_up else []
    statuses = [licence.status for licence in listing.licences]
    if has_lapsed(statuses):
        status = next(status for status in statuses if status in LAPSED)
        lines.append(_("License %(status)s: ask before you book.", status=_(STATUSES[status])))
    lines += _whose_word(location, sources)
    if location.hours:
        said_by, day = sources[location.hours_by or ""], day_in_words(location.hours_as_of or location.as_of)
        lines.append(f"{_('Office hours:')} {hours_in_words(location.hours)} ({said_by}, {day})")
    if location.confirmed_on:
        lines.append(_("Address and phone confirmed on %(day)s.", day=day_in_words(location.confirmed_on)))
    return "\n".join(lines)


def _whose_word(location: ListedLocation, sources: dict[str, str]) -> list[str]:
    """Who states the address, and the phone where that is somebody else."""
    said = f"{sources[location.source]}, {day_in_words(location.as_of)}."
    if not location.phone_by:
        return [f"{_('Address and phone:')} {said}"]
    day = day_in_words(location.phone_as_of or location.as_of)
    return [f"{_('Address:')} {said}", f"{_('Phone:')} {sources[location.phone_by]}, {day}."]


def escaped(text: str) -> str:
    """A text as a value: backslashes, semicolons and commas marked, line ends written out, no control characters."""
    return "\\n".join(SPECIAL.sub(r"\\\1", line) for line in CONTROL.sub("", text).splitlines())


def folded(line: str) -> str:
    """A line in pieces of at most MAX_LINE bytes, no character cut in two."""
    pieces, size = [""], 0
    for character in line:
        size += len(character.encode())
        if size > MAX_LINE:
            pieces.append(" ")
            size = 1 + len(character.encode())
        pieces[-1] += character
    return "\r\n".join(pieces)
