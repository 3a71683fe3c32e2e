"""Contacts as phones read them: vCard 3.0 (RFC 2426), the newest that iOS, Android, Outlook and Google all take."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext as _

from directory.core.full_names import parse_full_name
from directory.core.geo import is_exact
from directory.core.licences import LAPSED, has_lapsed
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.find import Result
from directory.web.listing.phrases import STATUSES, kind_in_words
from directory.web.shell.language import day_in_words, hours_in_words, translated
from directory.web.shell.site import absolute_url

ID = "0000000000"
MAX_LINE = 75  # bytes, RFC 2426 section 2.6
CONTROL = dict.fromkeys([*range(0x09), *range(0x0E, 0x1C), 0x1F, 0x7F], "")
ESCAPES = CONTROL | {ord(sign): f"\\{sign}" for sign in "\\;,"}


def as_vcards(results: Iterable[Result], about: dict[str, Any]) -> Iterator[str]:
    """One card for each practitioner, one after the other. about: what the directory says of itself."""
    sources = {source["source"]: translated(source["title"]) for source in about["sources"]}
    # Everybody's page, with a mark for the id: an address takes as long to make as the rest of a card.
    page = absolute_url(url_for("listing.show", practitioner_id=ID))
    for result in results:
        yield _card(result, sources, about["made_up"], page.replace(ID, quote(result.listing.id, safe="")))


def _card(result: Result, sources: dict[str, str], made_up: bool, page: str) -> str:
    listing, location = result.listing, result.location
    if location is None:
        raise ValueError("somebody found has a location")
    lines = [
        *("BEGIN:VCARD", "VERSION:3.0"),
        f"UID:{escaped(listing.id)}",
        *_name(listing),
        f"TITLE:{escaped(translated(kind_in_words(listing)))}",
        *_contact(location),
        *([f"EMAIL;TYPE=INTERNET:{escaped(listing.email)}"] if listing.email else []),
        *([f"URL:{listing.website}"] if listing.website else []),
        f"URL:{page}",
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
        lines.append(_("Office hours:") + f" {hours_in_words(location.hours)} ({said_by}, {day})")
    if location.confirmed_on:
        lines.append(_("Address and phone confirmed on %(day)s.", day=day_in_words(location.confirmed_on)))
    return "\n".join(lines)


def _whose_word(location: ListedLocation, sources: dict[str, str]) -> list[str]:
    """Who states the address, and the phone where that is somebody else."""
    said = f"{sources[location.source]}, {day_in_words(location.as_of)}."
    if not location.phone_by:
        return [_("Address and phone:") + f" {said}"]
    day = day_in_words(location.phone_as_of or location.as_of)
    return [_("Address:") + f" {said}", _("Phone:") + f" {sources[location.phone_by]}, {day}."]


def escaped(text: str) -> str:
    """A text as a value: backslashes, semicolons and commas marked, line ends written out, no control characters."""
    return "\\n".join(text.translate(ESCAPES).splitlines())


def folded(line: str) -> str:
    """A line in pieces of at most MAX_LINE bytes, no character cut in two."""
    if len(line.encode()) <= MAX_LINE:
        return line
    if line.isascii():
        more = range(MAX_LINE, len(line), MAX_LINE - 1)
        return "\r\n ".join([line[:MAX_LINE], *(line[start : start + MAX_LINE - 1] for start in more)])
    pieces, size = [""], 0
    for character in line:
        size += len(character.encode())
        if size > MAX_LINE:
            pieces.append(" ")
            size = 1 + len(character.encode())
        pieces[-1] += character
    return "\r\n".join(pieces)
