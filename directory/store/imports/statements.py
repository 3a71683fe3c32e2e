"""What the sources say now, read from imports.db: the statements that stand, one practitioner after the other."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice, tee
from sqlite3 import Connection
from typing import NamedTuple

from directory.core.names import PARTICLES
from directory.core.practitioner import (
    PlanTaken,
    SourcedStatement,
    plans_taken_from_json,
    statement_from_json,
)
from directory.store.imports.stated import SAID_OF_ASKED, ask_of_npis

STATEMENTS_AT_ONCE = 500  # read: bounds memory, and every SQLite takes so many values in one query
IN_SHORT = "source, as_of, content, digest, lists"
CURRENT = "said JOIN contents INDEXED BY contents_in_short ON contents.id = content"
OF_ALL_NPIS = f"{CURRENT} WHERE npi IS NOT NULL"
OF_THESE_NPIS = f"{SAID_OF_ASKED} WHERE npi IN (SELECT value FROM json_each(:npis))"
HAS_SAID = """EXISTS (
    SELECT 1 FROM standing JOIN records ON snapshot = standing.id
    WHERE source IN (SELECT value FROM json_each(:registers)))"""
IN_QUESTION = """
WITH spoken AS MATERIALIZED (
    SELECT npi, said.id AS own, first_word, {in_short} FROM {said}
), in_question AS (
    SELECT npi,
        count(DISTINCT first_word) > 1 OR (count(first_word) > 1 AND max(
            first_word IN (SELECT value FROM json_each(:particles)) OR first_word NOT GLOB '*[a-z]*'
            OR source IN (SELECT value FROM json_each(:telling)))) AS has_names,
        max(lists) AND NOT max(source IN (SELECT value FROM json_each(:registers))) AND {has_said} AS is_unregistered
    FROM spoken GROUP BY npi HAVING has_names OR is_unregistered
)
SELECT has_names, is_unregistered AND lists, npi, {in_short} FROM in_question CROSS JOIN spoken USING (npi)
ORDER BY npi, source, own"""


class StatementRef(NamedTuple):
    """That a source says something now of one practitioner, as of which day.

    content: the number of what it says, for `Imports.read`; digest: its content hash; lists: whether it lists somebody,
    or only adds to what others say.
    """

    practitioner_id: str
    source: str
    as_of: str
    content: int
    digest: bytes
    lists: bool


class InQuestion(NamedTuple):
    """What a source says of an NPI that has_names, of which not all begin with one given name, or is_unregistered: who
    lists people names it, and no register does.
    """

    has_names: bool
    is_unregistered: bool
    said: SourcedStatement


class StatementReader:
    """The reading half of the open database."""

    connection: Connection

    def current(self, owners: dict[str, str]) -> Iterator[StatementRef]:
        """All that the sources say now, of one practitioner after the other.

        owners: {SOURCE:ID: practitioner's id} for statements that are not their own id's; "" for those that are not
        shown, as the excluded without an NPI are not where they are not among these.
        """
        self.connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS found_owners (ref TEXT PRIMARY KEY, owner TEXT) WITHOUT ROWID"
        )
        self.connection.execute("DELETE FROM found_owners")
        self.connection.executemany("INSERT INTO found_owners VALUES (?, ?)", owners.items())
        rows = self.connection.execute(f"""
            SELECT coalesce(npi, owner, said.id), {IN_SHORT}
            FROM {CURRENT} LEFT JOIN found_owners ON ref = source || ':' || said.id
            WHERE owner IS NOT '' AND NOT (excluded AND coalesce(npi, owner) IS NULL) ORDER BY 1, source, said.id""")
        return map(StatementRef._make, rows)

    def drawn(self, snapshots: list[int], count: int) -> Iterator[SourcedStatement]:
        """Statements of these snapshots drawn by lot, each with the practitioner whose `current` has found it to be."""
        marks = ",".join("?" * len(snapshots))
        rows = self.connection.execute(
            f"""SELECT coalesce(npi, owner, said.id), {IN_SHORT}
            FROM {CURRENT} LEFT JOIN found_owners ON ref = source || ':' || said.id
            WHERE snapshot IN ({marks}) ORDER BY random() LIMIT ?""",
            [*snapshots, count],
        )
        return self.read(map(StatementRef._make, rows))

    def in_question(
        self, registers: Iterable[str], telling: Iterable[str], npis: Iterable[str] | None = None
    ) -> Iterator[InQuestion]:
        """What the sources say of each NPI in question, ordered by NPI. npis: of no others than these.

        A particle ("La Toya"), or a word without a letter, may stand before the given name: of these names it is asked,
        too, and of all where one of the sources `telling` names it. Where no register says anything of anybody, nobody
        is unregistered.
        """
        lists = {"registers": registers, "particles": PARTICLES, "telling": telling}
        values = {name: json.dumps(sorted(each)) for name, each in lists.items()}
        if npis is not None:
            values["npis"] = json.dumps(ask_of_npis(self.connection, npis))
        said = OF_ALL_NPIS if npis is None else OF_THESE_NPIS
        sql = IN_QUESTION.format(said=said, in_short=IN_SHORT, has_said=HAS_SAID)
        rows, questions = tee(self.connection.execute(sql, values))
        refs = (StatementRef._make(row[2:]) for row in rows)
        return (
            InQuestion(bool(has_names), bool(is_unregistered), said)
            for (has_names, is_unregistered, *_), said in zip(questions, self.read(refs), strict=True)
        )

    def has_said(self, sources: Iterable[str]) -> bool:
        """Whether one of these sources says anything of anybody."""
        values = {"registers": json.dumps(sorted(sources))}
        return bool(self.connection.execute(f"SELECT {HAS_SAID}", values).fetchone()[0])

    def with_first_words(self, words: Iterable[str]) -> Iterator[SourcedStatement]:
        """What the sources say of NPIs whose name begins with one of these words, in small letters."""
        rows = self.connection.execute(
            f"""SELECT npi, {IN_SHORT} FROM {CURRENT}
            WHERE npi IS NOT NULL AND first_word IN (SELECT value FROM json_each(?)) ORDER BY npi, source, said.id""",
            [json.dumps(sorted(words))],
        )
        return self.read(map(StatementRef._make, rows))

    def all_have_npi(self) -> bool:
        """Whether no source has ever said anything of somebody without an NPI."""
        return not self.connection.execute("SELECT EXISTS (SELECT 1 FROM contents WHERE npi IS NULL)").fetchone()[0]

    def statements(self, npi: bool | None = None) -> Iterator[SourcedStatement]:
        """What the sources say now of those with an NPI, where any has ever listed them or called them excluded, or of
        those without, but for the excluded (blocking.py); None: of all. Ordered by of whom.

        Who has no NPI is known by the source's own id.
        """
        known = "SELECT npi FROM contents INDEXED BY contents_in_short WHERE npi IS NOT NULL AND (lists OR excluded)"
        where = {None: "true", True: f"+npi IN ({known})", False: "npi IS NULL AND NOT excluded"}[npi]
        rows = self.connection.execute(f"""
            SELECT coalesce(npi, said.id), {IN_SHORT} FROM {CURRENT}
            WHERE {where} ORDER BY 1, source, said.id""")
        return self.read(map(StatementRef._make, rows))

    def of_source(self, source: str) -> Iterator[SourcedStatement]:
        """What a source says now of everybody, listed or not, by the source's own ids."""
        rows = self.connection.execute(f"SELECT said.id, {IN_SHORT} FROM {CURRENT} WHERE source = ?", [source])
        return self.read(map(StatementRef._make, rows))

    def ids_without_npi(self, source: str) -> list[str]:
        """The ids by which a source speaks now of those without an NPI."""
        sql = f"SELECT said.id FROM {CURRENT} WHERE source = ? AND npi IS NULL"
        return [statement_id for (statement_id,) in self.connection.execute(sql, [source])]

    def read(self, refs: Iterable[StatementRef]) -> Iterator[SourcedStatement]:
        """What is said, in the same order."""
        refs = iter(refs)
        while batch := list(islice(refs, STATEMENTS_AT_ONCE)):
            marks = ",".join("?" * len(batch))
            numbers = [ref.content for ref in batch]
            rows = self.connection.execute(f"SELECT id, listing, plans FROM contents WHERE id IN ({marks})", numbers)
            found = {number: (statement_from_json(text), plan_list) for number, text, plan_list in rows}
            for ref in batch:
                yield SourcedStatement(ref.practitioner_id, ref.source, ref.as_of, *found[ref.content])

    def plan_list(self, number: int) -> tuple[PlanTaken, ...]:
        """The list of plans of this number."""
        row = self.connection.execute("SELECT plans FROM plan_lists WHERE id = ?", [number]).fetchone()
        return plans_taken_from_json(row[0])
