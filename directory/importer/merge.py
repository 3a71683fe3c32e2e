"""From what the sources say of one practitioner to what the directory shows, every fact with its source and date."""

from directory.store.imports import Statement

SINGLE = ("name", "kind", "gender", "accepting_new_patients", "telehealth", "home_visits", "wheelchair_access", "updated_on")
LISTS = {  # what makes two entries of a list the same
    "locations": ("address", "city", "state"),
    "licences": ("state", "number"),
    "insurance": ("payer", "plan"),
}


def practitioner(statements: list[Statement]) -> dict:
    """The listing to publish. The newest statement that says anything wins; lists are joined, each entry with its source."""
    newest = sorted(statements, key=lambda statement: statement.as_of, reverse=True)
    facts: dict[str, dict] = {}
    shown = {"id": newest[0].listing["id"], "npi": _first(newest, "npi", facts)}
    shown |= {field: _first(newest, field, facts) for field in SINGLE}
    shown["credentials"] = ", ".join(_first(newest, "credentials", facts) or [])
    shown |= {field: _first(newest, field, facts) or [] for field in ("other_names", "languages")}
    shown |= {field: _joined(newest, field, key) for field, key in LISTS.items()}
    confirmed = [statement.listing["confirmed_on"] for statement in newest if statement.listing["confirmed_on"]]
    shown |= {"verified_on": max(confirmed, default=None), "sources": sorted({statement.source for statement in newest})}
    return shown | {"facts": facts}


def _first(statements: list[Statement], field: str, facts: dict[str, dict]) -> object:
    for statement in statements:
        value = statement.listing[field]
        if value not in (None, [], ""):
            facts[field] = {"source": statement.source, "as_of": statement.as_of}
            return value
    return None


def _joined(statements: list[Statement], field: str, key: tuple[str, ...]) -> list[dict]:
    entries: dict[tuple, dict] = {}
    for statement in statements:
        for entry in statement.listing[field]:
            said = entry | {"source": statement.source, "as_of": statement.as_of}
            entries.setdefault(tuple(entry[part] for part in key), said)
    return list(entries.values())
