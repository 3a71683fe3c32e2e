"""A new edition of the directory: listings taken in any order, laid down along the curve, put in the place of the old
file at once.

What is unchanged: a listing made of the very same statements, by the very same program, as in the edition that stands.
It is copied, row and columns; everything else is made again. Numbers, columns, names and lists of plans are rebuilt
from both, so that the file comes out as if it were made from nothing.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from directory.core import dates
from directory.core.hashing import content_hash
from directory.core.index_terms import days_of_plans
from directory.core.practitioner import Practitioner, to_json
from directory.core.taxonomy import KINDS
from directory.publish import counts, figures
from directory.publish.network_history import NetworkHistory
from directory.publish.pack import NAMED, TERMS, Columns, PackedListings, Words
from directory.store.connection import is_sound, to_disk
from directory.store.listings.about import FORMAT, about_at
from directory.store.listings.changes import write_changes
from directory.store.listings.network_lists import copy_history, write_history, write_list_files
from directory.store.listings.on_day import turned_on
from directory.store.listings.photographs import write_photographs
from directory.store.listings.quality import Packed
from directory.store.listings.writer import ListingsFile, StandingDirectory
from directory.store.migrations import ForeignFile
from directory.store.program import program

# All that makes listings of statements: this program's files, the places it knows, the packages it stands on. After an
# update nothing is shown that an older program made.
MAKES_LISTINGS = (
    "directory/core/*.py",
    "directory/resolve/*.py",
    "directory/geocoding/locate.py",
    "directory/publish/*.py",
    "directory/store/listings/*",
    "data/reference/*.csv",
    "requirements.txt",
    "requirements-reader.txt",
)
# What no search reads, and the next publish does.
FOR_NEXT_PUBLISH = (
    "input_hash",
    "content_hash",
    "place",
    "plans",
    "plan_digest",
    "latitude",
    "longitude",
    "exact",
    NAMED,
    f"{NAMED}_starts",
    TERMS,
    f"{TERMS}_starts",
    *(
        f"{name}{part}"
        for name in (counts.STATES, counts.LICENCES, figures.COMPARED)
        for part in ("", "_starts", "_words")
    ),
)


@contextmanager
def new_edition(path: Path, anew: bool = False, trial: Path | None = None) -> Iterator["Edition"]:
    """An Edition that takes the place of `path` when the block ends well, and is gone when it does not.

    anew: nothing is copied from the file that is there, and where it is damaged nothing is told of what changed since
    it, for that cannot be read. trial: where it is put instead, for somebody to look at; `path`
    then stays as it is. Raises ForeignFile where `path` is a folder.
    """
    with put_in_place(path, trial) as new:
        standing = None if anew else StandingDirectory.at(path, program(*MAKES_LISTINGS))
        edition = Edition(new, standing, path if not anew or is_sound(path) else None)
        yield edition
        edition.file.close()


@contextmanager
def put_in_place(path: Path, instead: Path | None = None) -> Iterator[Path]:
    """A path at which the block writes a file that takes the place of the one at `path`, or at `instead`, when the
    block ends well. Raises ForeignFile where `path` is a folder.
    """
    if path.is_dir():
        raise ForeignFile.at(path)
    for leftover in path.parent.glob(path.name + ".new*"):
        leftover.unlink(missing_ok=True)
    new = path.with_name(f"{path.name}.new{os.getpid()}")
    try:
        yield new
        to_disk(new)
        os.replace(new, instead or path)
        to_disk((instead or path).parent)
    finally:
        new.unlink(missing_ok=True)


class Edition:
    """Takes listings; `finish` writes them. standing: the directory from which unchanged ones are copied; before: where
    the one is that this one follows, whichever program made it.
    """

    def __init__(self, path: Path, standing: StandingDirectory | None, before: Path | None = None):
        about = about_at(before) if before else {}
        self.before = about if about.get("format") == FORMAT else {}
        old = standing.path if standing else None
        self.standing, self.file = standing, ListingsFile(path, old, before if self.before else None)
        self.packed = PackedListings()
        self.copied: list[tuple[int, str]] = []
        self.photographs: list[tuple[str, str, bytes]] = []  # (id, digest, JPEG), also of who is not listed

    @property
    def count(self) -> int:
        """How many listings there are so far."""
        return len(self.packed.ids) + len(self.copied)

    def copy(self, practitioner_id: str, input_hash: bytes) -> bool:
        """Copies a listing from the directory that stands; False where none there was made of the same."""
        number = self.standing.numbers.get(input_hash) if self.standing else None
        if number is not None:
            self.copied.append((number, practitioner_id))
        return number is not None

    def add(self, listing: Practitioner, plans: bytes, input_hash: bytes) -> None:
        """Adds one. Its locations carry their points; plans: its list of plans as JSON; input_hash: 16 bytes."""
        plan_list, plans_hash = self.file.plan_lists.number(plans)
        text = to_json(listing)
        self.file.stage(len(self.packed.ids), listing, text)
        self.packed.add(listing, plan_list, input_hash, content_hash(text + plans_hash), days_of_plans(plans))

    def finish(self, about: dict[str, Any], history: NetworkHistory | None = None) -> dict[str, Any]:
        """Writes everything in order, and what the directory says about itself, which is returned.

        history: what insurers' lists have said; of nobody else than those taken is it kept. Raises writer.Unsound.
        """
        self.file.write_staged()
        added, count = len(self.packed.ids), self.count
        old_numbers = self._pack_copied()
        rank = self.packed.rank()
        plan_order = self.packed.renumber_plan_lists(rank)
        numbered = list(zip(rank.tolist(), self.packed.plans.tolist(), strict=True))
        self.file.write_rows(numbered[:added], zip(old_numbers, numbered[added:], strict=True))
        columns, words = self.packed.arranged(rank)
        columns["plan_digest"] = self.file.plan_lists.digests(plan_order)
        self._write_columns(columns)
        for table, name, column in (("names", NAMED, "word"), ("terms", TERMS, "term")):
            self.file.write_holders(table, column, columns[name], columns[f"{name}_starts"], words.pop(name))
        self.file.write_words(words)
        self.file.write_plans(plan_order, columns["plans"])
        write_photographs(self.file.connection, self.photographs)
        about = about | (self._write_history(history, self.packed.ids[:added]) if history else {})
        counted = counts.counts(columns, words, self.file.plan_lists.takers)
        quality = about.get("quality", {}) | quality_figures(columns, words)
        about = about | about_listings(columns, count) | {"counts": counted, "quality": quality}
        about["history"] = write_changes(self.file.connection, about, self.before)
        self.file.finish(about, count)
        return about

    def _write_history(self, history: NetworkHistory, made: list[str]) -> dict[str, Any]:
        """Writes what lists have said; what the edition says of it. made: the ids of those who are not copied."""
        connection = self.file.connection
        if self.standing and self.before["network_history"] == history.made_of:
            copy_history(connection, made)
            write_history(connection, history.named(set(made)))
        else:
            write_history(connection, history.named())
            write_list_files(connection, history.files)
        return {"network_history": history.made_of}

    def _pack_copied(self) -> list[int]:
        """Packs the copied listings behind those added; their numbers in the old directory."""
        copied, self.copied = sorted(self.copied), []
        numbers = np.array([number for number, _ in copied], np.int64)
        if copied and self.standing:
            columns = self.standing.columns
            plans = self.file.plan_lists.copied(columns["plans"][numbers], columns["plan_digest"])
            ids = [practitioner_id for _, practitioner_id in copied]
            self.packed.copy(ids, columns, self.standing.words, numbers, plans)
            self.standing.free()
        return [number for number, _ in copied]

    def _write_columns(self, columns: Columns) -> None:
        kept = {name: column for name, column in columns.items() if name in FOR_NEXT_PUBLISH}
        self.file.write_columns("build_columns", kept)
        self.file.write_columns("columns", {name: each for name, each in columns.items() if name not in kept})


def quality_figures(columns: Columns, words: Words) -> dict[str, Any]:
    """The figures of how good an edition is, as of today."""
    today = dates.today()
    return figures.figures(Packed(columns | turned_on(columns, dates.ordinal(today)), words), today)


def about_listings(columns: Columns, count: int) -> dict[str, Any]:
    """What an edition says about its listings. version: a hash of them all, in whichever order they come."""
    contents = np.sort(columns["content_hash"].view("S16"))
    kinds = np.bincount(columns["kind"], minlength=len(KINDS)).tolist()
    return {
        "format": FORMAT,
        "program": program(*MAKES_LISTINGS),
        "version": hashlib.blake2b(contents.tobytes(), digest_size=12).hexdigest(),
        "listings": count,
        "locations": len(columns["latitude"]),
        "by_kind": dict(zip(KINDS, kinds, strict=True)),
    }
