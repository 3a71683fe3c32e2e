"""What the published directory is made of, and how right it is."""

from typing import Any

from directory.core.facts import FACTS
from directory.core.sources import BY_NAME
from directory.store.listings.ages import SourceAge, source_ages
from directory.store.listings.quality import MEASURES
from directory.store.listings.reader import Directory


def edition(directory: Directory) -> dict[str, Any]:
    """Which edition answered, and on which day: listings are judged on the day they are read."""
    about = directory.about
    return {
        "version": about["version"],
        "published_at": about["published_at"],
        "day": directory.day,
        "made_up": about["made_up"],
    }


def status(directory: Directory) -> dict[str, Any]:
    """How much there is, how old it is, of how many something is known, and the last measurement."""
    about = directory.about
    head = {name: about[name] for name in ("made_up", "published_at", "listings", "locations", "by_kind")}
    ages = [_age_as_json(each) for each in source_ages(about)]
    return head | {"sources": ages, "known": known(about), "accuracy": last_measured(about)}


def last_measured(about: dict[str, Any]) -> dict[str, Any] | None:
    """The figures of the round of calls that was closed last; None where it was never measured."""
    measured = about.get("accuracy", [])
    return measured[0] if measured else None


def known(about: dict[str, Any]) -> dict[str, int]:
    """Of how many listings something is known, by store.listings.quality.MEASURES, as on the day of the publish."""
    kinds = about.get("quality", {}).get("kinds", {}).values()
    return {name: sum(kind[name] for kind in kinds) for name in MEASURES}


def sources(directory: Directory) -> list[dict[str, Any]]:
    """Every source whose word stands in the directory: what it states, how old its files are, whom they come from."""
    ages = source_ages(directory.about)
    return [
        {
            **each,
            "publisher": BY_NAME[each["source"]].publisher,
            "address": BY_NAME[each["source"]].address,
            "facts": [fact.name for fact in FACTS if fact.name in BY_NAME[each["source"]].states],
            "files": [_age_as_json(age) for age in ages if age.source == each["source"]],
        }
        for each in directory.about["sources"]
    ]


def _age_as_json(age: SourceAge) -> dict[str, Any]:
    return {
        "source": age.source,
        "part": age.part,
        "as_of": age.as_of,
        "limit_days": age.limit,
        "too_old": age.is_too_old,
    }
