"""From what the sources say of one practitioner to what the directory shows, every fact with its source and date.

ORDER is the whole rule: for each field, whose word counts first. Of two sources of one rank, and of two statements of one
source, the newer counts. What lost is kept beside what won.
"""

from directory.core.licences import normalised
from directory.core.names import folded
from directory.store.imports import Statement

BOARDS_FIRST = ("licences", "nppes", "nppes-names", "roster", "csv")
PRACTITIONER_FIRST = ("nppes", "nppes-names", "licences", "roster", "csv")
ORDER = {
    "npi": PRACTITIONER_FIRST,
    "name": PRACTITIONER_FIRST,
    "kind": ("roster", "nppes", "licences", "csv"),  # a society knows a physician whom NPPES has as an acupuncturist
    "gender": PRACTITIONER_FIRST,
    "accepting_new_patients": PRACTITIONER_FIRST,
    "telehealth": PRACTITIONER_FIRST,
    "home_visits": PRACTITIONER_FIRST,
    "wheelchair_access": PRACTITIONER_FIRST,
    "first_visit_fee": PRACTITIONER_FIRST,
    "later_visit_fee": PRACTITIONER_FIRST,
    "updated_on": PRACTITIONER_FIRST,
    "licences": BOARDS_FIRST,
    "locations": ("nppes", "nppes-locations", "licences", "roster", "csv"),
    "insurance": ("plan-net", "qhp"),  # a payer's own word before what a practitioner or a table says of it
}
SAME = {  # what makes two entries of a list one
    "locations": lambda place: (place["address"].casefold(), place["city"].casefold(), place["state"]),
    "licences": lambda licence: (licence["state"], normalised(licence["number"])),
    "insurance": lambda taken: (taken["payer"], taken["plan"], taken.get("plan_id")),
}
TOGETHER = ("credentials", "other_names", "languages")  # all that any source says
RANKS = {field: {source: rank for rank, source in enumerate(order)} for field, order in ORDER.items()}
SINGLE = tuple(field for field in ORDER if field not in SAME)


def practitioner(id: str, statements: list[Statement]) -> dict | None:
    """The listing to publish, or None where nobody lists the practitioner or the NPI is out of use."""
    if not any(statement.listing["kind"] for statement in statements) or _out_of_use(statements):
        return None
    facts: dict[str, dict] = {}
    shown: dict = {"id": id}
    shown |= {field: _first(statements, field, facts) for field in SINGLE}
    shown |= {field: _together(statements, field, facts) for field in TOGETHER}
    shown["credentials"] = ", ".join(shown["credentials"])
    others = {folded(name): name for name in reversed(shown["other_names"])}
    shown["other_names"] = [name for name in reversed(others.values()) if folded(name) != folded(shown["name"] or "")]
    shown |= {field: _joined(statements, field, same) for field, same in SAME.items()}
    shown["payers"] = list(dict.fromkeys(taken["payer"] for taken in shown["insurance"] if taken["network_status"] != "out"))
    confirmed = max(((each.listing["confirmed_on"], each.source) for each in statements if each.listing["confirmed_on"]), default=(None, None))
    shown |= {"verified_on": confirmed[0], "verified_by": confirmed[1], "sources": sorted({each.source for each in statements})}
    return shown | {"facts": facts}


def _out_of_use(statements: list[Statement]) -> bool:
    """Whether a deactivation is newer than the newest file in which NPPES lists the practitioner."""
    listed = max((each.as_of for each in statements if each.source == "nppes"), default="")
    return any(each.listing.get("deactivated_on") and each.as_of >= listed for each in statements)


def _ranked(statements: list[Statement], field: str) -> list[Statement]:
    """The statements, whose word counts first for this field before the others."""
    if len(statements) < 2:  # most practitioners, asked fifteen times each
        return statements
    ranks = RANKS[field]
    newest = sorted(statements, key=lambda statement: statement.as_of, reverse=True)
    return sorted(newest, key=lambda statement: ranks.get(statement.source, len(ranks)))


def _first(statements: list[Statement], field: str, facts: dict[str, dict]) -> object:
    said = _ranked([each for each in statements if each.listing.get(field) not in (None, "")], field)
    if not said:
        return None
    value = said[0].listing[field]
    lost = [{"value": each.listing[field]} | _source(each) for each in said[1:] if each.listing[field] != value]
    facts[field] = _source(said[0]) | ({"lost": lost} if lost else {})
    return value


def _together(statements: list[Statement], field: str, facts: dict[str, dict]) -> list[str]:
    said = _ranked([each for each in statements if each.listing[field]], "name")
    if said:
        facts[field] = _source(said[0])
    return list(dict.fromkeys(value for each in said for value in each.listing[field]))


def _joined(statements: list[Statement], field: str, same: object) -> list[dict]:
    entries: dict[tuple, dict] = {}
    for statement in _ranked([each for each in statements if each.listing[field]], field):
        source = _source(statement)
        for entry in statement.listing[field]:
            said = entry | source
            kept = entries.setdefault(same(entry), said)
            if kept is not said:
                kept.setdefault("also", []).append(said)
    return list(entries.values())


def _source(statement: Statement) -> dict:
    return {"source": statement.source, "as_of": statement.as_of}
