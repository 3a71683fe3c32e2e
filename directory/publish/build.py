"""Building directory.db from all that the sources say now."""

import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from directory.core.gazetteer import Gazetteer
from directory.core.gc_pause import garbage_collection_paused
from directory.publish.doubts import keep_doubts
from directory.publish.edition import Edition, new_edition
from directory.publish.guard import refuse_great_loss
from directory.publish.made_of import made_of
from directory.publish.maker import ListingMaker
from directory.publish.network_history import NetworkHistory
from directory.publish.patch import made_with, patch
from directory.resolve.doubts import OF_THE_NAME, Doubt
from directory.resolve.owners import explain
from directory.settings import keeps_register_minimum
from directory.store.connection import is_sound
from directory.store.imports import published
from directory.store.imports.database import Imports
from directory.store.imports.kept_answers import note_in_question, note_owners
from directory.store.imports.orderers import standing_orderers
from directory.store.imports.photographs import forget_photographs_besides, named_photographs
from directory.store.imports.stated import statements_of
from directory.store.imports.statements import StatementRef
from directory.store.imports.unlisted import HeldBack, note_held_back
from directory.store.listings.about import about_at

log = logging.getLogger(__name__)


@garbage_collection_paused()
def publish(
    imports: Imports,
    path: Path,
    gazetteer: Gazetteer,
    force: bool = False,
    anew: bool = False,
    trial: Path | None = None,
) -> int:
    """Builds the directory and puts it in the place of `path`, inside the caller's transaction; how many listings it
    has.

    anew: every listing is made again, also those that nothing has changed for. trial: where the directory is put
    instead, for somebody to look at. Raises TooManyLost, unless forced, where
    too much of the old directory would go (guard.py). Anything that goes wrong leaves the old file as it was.
    """
    try:
        about = {} if anew or trial else about_at(path)
        if about and patch(imports, path, about, gazetteer, force):
            log.info("publish patched", extra={"listings": about["listings"]})
            return int(about["listings"])
        return _publish(imports, path, gazetteer, force, anew, trial)
    except sqlite3.DatabaseError:
        if anew or not path.exists() or is_sound(path):
            raise
        return _publish(imports, path, gazetteer, force, True, trial)  # nothing can be copied from a damaged file


def _publish(imports: Imports, path: Path, gazetteer: Gazetteer, force: bool, anew: bool, trial: Path | None) -> int:
    began = time.monotonic()
    log.info("publish started")
    with new_edition(path, anew, trial) as edition:
        explained = explain(imports)
        resolved, withheld, in_question = explained
        keep_doubts(imports, resolved.doubts)
        note_owners(imports.connection, resolved.owners, resolved.unproved)
        note_in_question(imports.connection, in_question, anew=True)
        maker = ListingMaker(imports, edition, gazetteer, resolved, keeps_register_minimum())
        for practitioner_id, refs in groupby(imports.current(resolved.owners), key=attrgetter("practitioner_id")):
            maker.take(practitioner_id, list(refs))
        maker.make_waiting()
        note_held_back(imports.connection, chain(maker.unlisted, withheld_statements(imports, withheld)))
        standing = about_at(path)
        read = made_of(imports, standing) | take_orderers(imports, edition)
        take_photographs(imports, edition, maker.own_words)
        edition.file.write_out_of_use(_out_of_use(maker.unlisted))
        shown = read | {"sources": maker.sources_shown(), "held_back": maker.held_back}
        shown["made_with"] = made_with(imports, explained, maker)
        about = edition.finish(shown, NetworkHistory(imports, resolved.owners))
        if not force:
            refuse_great_loss(standing, about, published.unpublished(imports.connection, standing))
    log.info("publish finished", extra={"listings": edition.count, "seconds": round(time.monotonic() - began, 1)})
    return edition.count


def take_orderers(imports: Imports, edition: Edition) -> dict[str, Any]:
    """Takes the list of who may order and refer into the edition; what the directory says of it, {} without one."""
    if not (stands := standing_orderers(imports.connection)):
        return {}
    edition.file.write_orderers(stands.orderers)
    count = len(stands.orderers.npis)
    return {"orderers": {"as_of": stands.as_of, "count": count, "unread": stands.unread}}


def take_photographs(imports: Imports, edition: Edition, own_words: list[StatementRef]) -> None:
    """Takes the photographs that practices state now into the edition; all others are forgotten."""
    named = named_photographs(imports.connection, own_words)
    forget_photographs_besides(imports.connection, {digest for _, digest, _ in named})
    edition.photographs = named


def _out_of_use(unlisted: Iterable[HeldBack]) -> Iterator[tuple[str, str, str, str]]:
    """Those whose NPI was deactivated, the only ones of whom the site says why they are not listed: of the excluded,
    the dead and those who asked it says nothing.
    """
    for each in unlisted:
        if each.why == "deactivated":
            yield each.ref, each.detail, each.source, each.as_of


def withheld_statements(imports: Imports, doubts: list[Doubt]) -> Iterator[HeldBack]:
    """The statements that wait for an admin and are not shown meanwhile, with whom they may be about."""
    stated = statements_of(imports.connection, {doubt.one for doubt in doubts})
    for doubt in doubts:
        why = "name" if doubt.reason in OF_THE_NAME else "standing"
        for each in stated[doubt.one]:
            yield HeldBack(doubt.one, each.statement.name, why, doubt.other, each.source, each.as_of)
