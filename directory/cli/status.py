"""The command that says what is published, what it cannot answer yet, and what is due to be looked at again."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from directory.cli.console import DONE, JsonOption
from directory.core import dates
from directory.core.sources import ORDERERS
from directory.core.taxonomy import KINDS
from directory.settings import Settings
from directory.store.imports.published import in_words, unpublished_at
from directory.store.listings.about import FORMAT, about_at
from directory.store.listings.ages import SourceAge, too_old
from directory.store.listings.held_back import held_back_in_words
from directory.store.office.copies import CopyState, copy_state
from directory.store.office.empty_searches import empty_searches
from directory.store.office.mails import mail_state

if TYPE_CHECKING:
    from directory.coverage.rules import Overdue
    from directory.store.listings.gaps import Gap


def status(options: JsonOption, settings: Settings) -> int:
    """Says what the published directory holds and cannot answer yet, and which rules told to patients are past their
    review date.
    """
    about = about_at(settings.directory_db)
    waiting = unpublished_at(settings.imports_db, about)
    if not options.json and about.get("format") == FORMAT:
        _tell(_holds(about))  # what else there is to say takes longer to find out
    lacking, old = _gaps(settings), too_old(about)
    about |= {
        "cannot_answer": [gap._asdict() for gap in lacking],
        "not_published": waiting,
        "too_old": [each._asdict() for each in old],
        "mail": _mail(settings),
        "quality": about.get("quality", {}) | {"empty_searches": empty_searches(settings.office)},
        "copies": copy_state(settings.office)._asdict(),
    }
    if options.json:
        print(json.dumps(about | {"overdue": [rule._asdict() for rule in _overdue()]}))
        return DONE
    _tell(_lacks(about, [*old, *lacking]))
    for rule in _overdue():
        print(f"  past its review date of {rule.review_by}: {rule.what} (data/reference/)")
    return DONE


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _gaps(settings: Settings) -> "list[Gap]":
    """Raises NoDirectory, DamagedDirectory."""
    from directory.store.listings.gaps import gaps
    from directory.store.listings.reader import Current

    return gaps(Current(settings.directory_db).get())


def _overdue() -> "list[Overdue]":
    from directory.coverage import rules
    from directory.store.reference.rulebook import rulebook

    return rules.overdue(rulebook().statements, dates.today())


def _holds(about: dict[str, Any]) -> Iterator[str]:
    """A line for each thing that the directory holds."""
    yield f"{about['listings']:,} listings at {about['locations']:,} locations, published {about['published_at']}"
    yield from (f"  {count:>7,}  {KINDS[kind]}" for kind, count in about["by_kind"].items())
    for source in about["sources"]:
        yield f"  {source['source']}: {source['listings']:,} listings as of {source['as_of']}"
    if listed := about.get("orderers"):
        yield f"  {ORDERERS}: {listed['count']:,} NPIs as of {listed['as_of']}"
    yield from (f"  {line}" for line in held_back_in_words(about.get("held_back", ())))


def _lacks(about: dict[str, Any], found: "list[SourceAge | Gap]") -> Iterator[str]:
    """A line for each thing that an admin should see to, `found` among them."""
    if waiting := about["not_published"]:
        yield f"  {in_words(waiting)}: python3 run.py publish"
    yield from (f"  {each.in_words()}" for each in found)
    yield f"  {_mail_in_words(about['mail'])}"
    yield f"  {_copies_in_words(CopyState(**about['copies']))}"


def _copies_in_words(state: CopyState) -> str:
    if not state.made:
        return "No copy was ever made: python3 run.py backup FILE"
    if state.in_vain > state.tried:
        return f"A restore was tried in vain on {state.in_vain[:10]}: make a new backup, and try that"
    tried = f"that it can be restored was tried on {state.tried[:10]}" if state.tried else "none was tried yet"
    return f"The newest copy is of {state.made[:10]}; {tried}"


def _mail(settings: Settings) -> dict[str, Any]:
    """Whether mail is set up, and how its queue stands."""
    server = f"{settings.mail.host}:{settings.mail.port}" if settings.mail else None
    return {"server": server, **mail_state(settings.office)._asdict()}


def _mail_in_words(mail: dict[str, Any]) -> str:
    if not mail["server"]:
        return "Mail is not set up (MAIL_HOST, MAIL_FROM): what fails on a schedule is told on the desk alone"
    trouble = f", {mail['given_up']} given up" if mail["given_up"] else ""
    trouble += f". The newest trouble: {mail['problem']}" if mail["problem"] else ""
    return f"Mail goes by {mail['server']}: {mail['waiting']} waiting{trouble}"
