"""Contacts as phones read them: vCard 3.0 (RFC 2426), the newest version that iOS, Android, Outlook and Google Contacts all take."""

import re

from flask import url_for
from flask_babel import gettext as _

from directory.core.full_names import parse_full_name
from directory.core.geo import is_exact
from directory.core.licences import LAPSED, has_lapsed
from directory.core.taxonomy import KINDS
from directory.search.find import Result
from directory.web.listing.phrases import STATUSES
from directory.web.shell.language import day, translated
from directory.web.shell.site import absolute

LINE = 75  # bytes in a line, RFC 2426 section 2.6
SPECIAL = re.compile(r"([\\;,])")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")


def as_vcards(results: list[Result], about: dict) -> str:
    """One card for each practitioner, one after the other."""
    sources = {each["source"]: translated(each["title"]) for each in about["sources"]}
    return "".join(_card(result, sources, about["made_up"]) for result in results)


def _card(result: Result, sources: dict[str, str], made_up: bool) -> str:
    listing, location = result.listing, result.location
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{escaped(listing['id'])}",
        f"FN:{escaped(listing['name'])}",
        *_named(listing),
    ]
    lines += [f"TITLE:{escaped(_(KINDS[listing['kind']]))}"]
    if location["phone"]:
        lines.append(
            f"TEL;TYPE=WORK,VOICE:{escaped(location['phone'].replace(';ext=', ','))}"
        )  # a comma is a pause before the extension
    address = ("", "", location["address"], location["city"], location["state"], location["postal_code"] or "", "USA")
    lines.append(f"ADR;TYPE=WORK:{';'.join(escaped(part) for part in address)}")
    if is_exact(location["precision"]):
        lines.append(f"GEO:{location['latitude']};{location['longitude']}")
    lines += [
        f"URL:{absolute(url_for('pages.practitioner', id=listing['id']))}",
        f"NOTE:{escaped(_note(result, sources, made_up))}",
        "END:VCARD",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _named(listing: dict) -> list[str]:
    """N, for sorting; a clinic has none, and is filed under its name as iOS files companies."""
    if listing["kind"] == "clinic":
        return ["N:;;;;", f"ORG:{escaped(listing['name'])}", "X-ABSHOWAS:COMPANY"]
    name = parse_full_name(listing["name"])
    suffix = ", ".join(part for part in (name.suffix, listing["credentials"]) if part)
    return [f"N:{';'.join(escaped(part) for part in (name.last_name, name.first_name, name.middle_name, '', suffix))}"]


def _note(result: Result, sources: dict[str, str], made_up: bool) -> str:
    listing, location = result.listing, result.location
    said = [_("Made up: not a real person or clinic.")] if made_up else []
    statuses = [licence["status"] for licence in listing["licences"]]
    if has_lapsed(statuses):
        status = next(status for status in statuses if status in LAPSED)
        said.append(_("License %(status)s: ask before you book.", status=_(STATUSES[status])))
    said.append(f"{_('Address and phone:')} {sources[location['source']]}, {day(location['as_of'])}.")
    if listing["verified_on"]:
        said.append(_("Last confirmed on %(day)s.", day=day(listing["verified_on"])))
    return "\n".join(said)


def escaped(text: str) -> str:
    """A text as a value: backslashes, semicolons and commas marked, line ends written out, control characters left out."""
    return "\\n".join(SPECIAL.sub(r"\\\1", line) for line in CONTROL.sub("", text).splitlines())


def folded(line: str) -> str:
    """A line in pieces of at most LINE bytes, no character cut in two."""
    pieces, size = [""], 0
    for character in line:
        size += len(character.encode())
        if size > LINE:
            pieces.append(" ")
            size = 1 + len(character.encode())
        pieces[-1] += character
    return "\r\n".join(pieces)
