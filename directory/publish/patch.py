"""Publishing what few files changed, a practice's own word above all, without making the directory again.

Who is touched follows from the files that came or went (store/imports/touched.py); only their statements are read, and
their listings made. Where each of them is still listed, with the same plans, and nobody is taken for somebody else, the
new edition is a copy of the one that stands into which they are written (store/listings/patched.py). Wherever that is
not certain the directory is made as ever (build.py), with what comes out either way being the same, table by table;
but whoever has moved keeps their number until then, and so their turn among those who are equally far away.
"""

from collections import Counter
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from directory.core import dates
from directory.core.gazetteer import Gazetteer
from directory.core.hashing import content_hash
from directory.core.index_terms import days_of_plans
from directory.core.practitioner import Practitioner, to_json
from directory.publish import counts
from directory.publish.edition import MAKES_LISTINGS, about_listings, put_in_place, quality_figures
from directory.publish.guard import refuse_great_loss
from directory.publish.made_of import made_of
from directory.publish.maker import ListingMaker
from directory.publish.network_history import NetworkHistory
from directory.publish.pack import NAMED, TERMS, Columns, PackedListings, Words
from directory.resolve.as_before import resolves_as_before
from directory.resolve.owners import Explained, Resolved, explain
from directory.settings import keeps_register_minimum
from directory.store.imports import published, touched
from directory.store.imports.database import Imports
from directory.store.imports.kept_answers import kept_owners, note_in_question
from directory.store.imports.statements import StatementRef
from directory.store.listings.about import FORMAT
from directory.store.listings.changes import keep_changes
from directory.store.listings.network_lists import forget_history, write_history
from directory.store.listings.patched import Held, PatchedFile, numbers_of
from directory.store.listings.plan_lists import NO_LIST
from directory.store.listings.writer import StandingDirectory
from directory.store.program import program

Made = tuple[Practitioner, bytes, bytes]  # a listing, its list of plans as JSON, what it is made of


class Touched(NamedTuple):
    """Those of whom something else is said than when the directory was published: what is said now, and was then.
    numbers: of their listings.
    """

    ids: list[str]
    numbers: dict[str, int]
    now: list[StatementRef]
    then: list[StatementRef]


def made_with(imports: Imports, explained: Explained, maker: ListingMaker) -> dict[str, Any]:
    """What an edition keeps of how it was made, by which the next may tell what of it would come out as it is."""
    return {
        "conditions": _conditions(imports),
        "resolved": hash_of_resolved(explained),
        "call_centers": sorted(maker.call_centers),
        "stated": sorted([*key, count] for key, count in maker.stated.items() if count),
    }


def _conditions(imports: Imports) -> str:
    """What stands for all that listings depend on besides what is said: the day on which licences are looked at, the
    program, which files these are.
    """
    files = touched.hash_of_files(imports.connection)
    made_by = program(*MAKES_LISTINGS, "directory/store/imports/*")
    return content_hash(repr((dates.today(), keeps_register_minimum(), made_by, files)).encode()).hex()


def hash_of_resolved(explained: Explained) -> str:
    """What stands for whose each statement is and what is asked, in any order: in each process that is another."""
    owners, doubts, unproved = explained.resolved
    told = sorted(owners.items()), sorted(doubts), sorted(unproved), sorted(explained.withheld)
    return content_hash(repr(told).encode()).hex()


def patch(imports: Imports, path: Path, about: dict[str, Any], gazetteer: Gazetteer, force: bool) -> bool:
    """Puts the next edition in the place of the directory at `path`, inside the caller's transaction; False where it
    has to be made as ever. about: what that one says of itself. Raises TooManyLost.
    """
    found = _touched(imports, path, about)
    resolved = _resolved(imports, found, about) if found else None
    standing = StandingDirectory.at(path, program(*MAKES_LISTINGS)) if resolved else None
    if not (found and resolved and standing):
        return False
    taker = _Taker(standing)
    centers = frozenset((source, phone) for source, phone in about["made_with"]["call_centers"])
    maker = ListingMaker(imports, taker, gazetteer, resolved, keeps_register_minimum(), centers)
    if maker.moved:
        return False
    for practitioner_id, refs in groupby(found.now, key=attrgetter("practitioner_id")):
        maker.take(practitioner_id, list(refs))
    maker.make_waiting()
    made = {found.numbers[each[0].id]: each for each in taker.made}
    if len(made) + taker.unchanged < len(found.ids) or not _keep_their_lists(made, standing):
        return False
    history = NetworkHistory(imports, resolved.owners)
    if history.made_of != about["network_history"]:
        return False
    _write(imports, path, about, made, standing, history, _stated(about, maker, found), force)
    return True


class _Taker:
    """Takes what is made of those who are touched, as an Edition does. unchanged: how many come out as they are."""

    def __init__(self, standing: StandingDirectory):
        self.standing = standing
        self.made: list[Made] = []
        self.unchanged = 0

    def copy(self, _practitioner_id: str, input_hash: bytes) -> bool:
        """Whether a listing made of the same stands."""
        is_there = input_hash in self.standing.numbers
        self.unchanged += is_there
        return is_there

    def add(self, listing: Practitioner, plans: bytes, input_hash: bytes) -> None:
        """Takes one."""
        self.made.append((listing, plans, input_hash))


def _touched(imports: Imports, path: Path, about: dict[str, Any]) -> Touched | None:
    if about.get("format") != FORMAT or "made_with" not in about:
        return None
    connection, snapshots = imports.connection, about["snapshots"]
    with touched.as_it_stood(connection, snapshots):
        if _conditions(imports) != about["made_with"]["conditions"]:
            return None
    ids = touched.touched(connection, snapshots) or []
    numbers = numbers_of(path, ids)
    if not ids or len(numbers) < len(ids):
        return None
    with touched.as_it_stood(connection, snapshots):
        then = touched.refs_of(connection, ids)
    return Touched(ids, numbers, touched.refs_of(connection, ids), then)


def _resolved(imports: Imports, found: Touched, about: dict[str, Any]) -> Resolved | None:
    """Whose each statement is; None where that may be another's than it was, or a photograph is among what is said."""
    then, now = list(imports.read(found.then)), list(imports.read(found.now))
    if any(each.statement.photograph for each in (*then, *now)):
        return None
    if not resolves_as_before(imports, found.ids, about["snapshots"], then, now):
        explained = explain(imports)
        if hash_of_resolved(explained) != about["made_with"]["resolved"]:
            return None
        note_in_question(imports.connection, explained.in_question, anew=True)
    owners, unproved = kept_owners(imports.connection)
    return Resolved(owners, [], unproved)


def _keep_their_lists(made: dict[int, Made], standing: StandingDirectory) -> bool:
    """Whether each keeps its list of plans."""
    columns = standing.columns
    return all(_plans_hash(plans) == _hash_of_list(columns, number) for number, (_, plans, _) in made.items())


def _plans_hash(plans: bytes) -> bytes:
    return b"" if plans == b"[]" else content_hash(plans)


def _hash_of_list(columns: Columns, number: int) -> bytes:
    plan_list = columns["plans"][number]
    return b"" if plan_list == NO_LIST else bytes(columns["plan_digest"][plan_list].tobytes())


def _stated(about: dict[str, Any], maker: ListingMaker, found: Touched) -> ListingMaker:
    """The maker, with the listings by what is stated of them counted among all."""
    before = Counter({(source, as_of): count for source, as_of, count in about["made_with"]["stated"]})
    before.subtract([(ref.source, ref.as_of) for ref in found.then])
    maker.stated = +(before + maker.stated)
    return maker


def _columns(made: dict[int, Made], standing: StandingDirectory) -> tuple[Columns, Words]:
    """The columns with those made in the place of what they were."""
    packed, before = PackedListings(), standing.columns
    others = np.delete(np.arange(len(before["place"])), list(made))
    packed.copy([], before, standing.words, others, before["plans"][others])
    for number, (listing, plans, input_hash) in made.items():
        content = content_hash(to_json(listing) + _plans_hash(plans))
        packed.add(listing, int(before["plans"][number]), input_hash, content, days_of_plans(plans))
    columns, words = packed.arranged(np.concatenate((others, [*made])).astype(np.int32))
    return columns | {"plan_digest": before["plan_digest"]}, words


def _write(
    imports: Imports,
    path: Path,
    about: dict[str, Any],
    made: dict[int, Made],
    standing: StandingDirectory,
    history: NetworkHistory,
    maker: ListingMaker,
    force: bool,
) -> None:
    columns, words = _columns(made, standing)
    new = about | made_of(imports, about) | about_listings(columns, len(columns["place"]))
    new |= {"sources": maker.sources_shown(), "network_history": history.made_of}
    stated = sorted([*key, count] for key, count in maker.stated.items())
    new["made_with"] = about["made_with"] | {"conditions": _conditions(imports), "stated": stated}
    new["counts"] = counts.counts(columns, words, counts.takers_in(about["counts"]))
    new["quality"] = new["quality"] | quality_figures(columns, words)
    if not force:
        refuse_great_loss(about, new, published.unpublished(imports.connection, about))
    with put_in_place(path) as beside:
        file = PatchedFile(beside, path)
        for number, (listing, _, _) in sorted(made.items()):
            file.write_listing(number, listing, to_json(listing))
        file.write_columns(columns, standing.columns)
        _write_words(file, columns, words, standing, np.array(sorted(made), np.int64))
        ids = {listing.id for listing, _, _ in made.values()}
        forget_history(file.connection, ids)
        write_history(file.connection, history.named(ids))
        new["history"] = keep_changes(file.connection, new, about, file.changed)
        file.finish(new)


def _write_words(
    file: PatchedFile, columns: Columns, words: Words, standing: StandingDirectory, numbers: np.ndarray[Any, Any]
) -> None:
    for table, name, column in (("names", NAMED, "word"), ("terms", TERMS, "term")):
        then, now = (
            Held(each[f"{name}_starts"], each[name], listed)
            for each, listed in ((standing.columns, standing.words[name]), (columns, words.pop(name)))
        )
        file.write_holders(table, column, then, now, numbers)
    file.write_words(words, standing.words)
