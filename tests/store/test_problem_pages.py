"""Pages of the problems of a file, of which there may be a million: what a page asks does not grow with them."""

import sqlite3
from pathlib import Path

import pytest

from directory.store import trial
from directory.store.imports.database import Imports
from directory.store.imports.problems import some_problems
from directory.store.trial import PAGE, Trial, TrialWriter

MANY = 20_000
STEP = 100  # of SQLite's machine, between two counts


def problems(count):
    """Made-up problems: (row, field, value, reason, refused)."""
    return ((row, f"field {row % 3}", str(row), f"reason {row % 7}", row % 5 == 0) for row in range(count))


@pytest.fixture
def steps():
    """How many hundreds of steps SQLite takes to answer: steps(connection, question)."""

    def counted(connection, ask):
        found = []
        connection.set_progress_handler(lambda: found.append(1), STEP)
        answer = ask()
        connection.set_progress_handler(None, STEP)
        return len(found), answer

    return counted


@pytest.fixture
def tried(tmp_path):
    """A trial with so many problems."""

    def written(count):
        path = tmp_path / f"{count}.db"
        writer = TrialWriter(path)
        writer.add_problems(problems(count))
        writer.finish()
        return Trial(path)

    return written


class TestTriedFile:
    def test_the_last_page_of_many_costs_what_the_only_page_of_few_does(self, tried, steps):
        few, many = tried(PAGE), tried(MANY)
        cost, page = steps(few.connection, lambda: few.problems(1))
        far, last = steps(many.connection, lambda: many.problems(MANY // PAGE))
        assert [each.row for each in last.rows] == list(range(MANY - PAGE, MANY)) and last.total == MANY
        assert len(page.rows) == PAGE and far <= cost + 1

    def test_the_filters_are_counted_once_and_not_by_each_page(self, tried, steps):
        few, many = tried(PAGE), tried(MANY)
        cost, _ = steps(few.connection, lambda: (few.problem_fields(), few.problem_reasons()))
        far, (fields, reasons) = steps(many.connection, lambda: (many.problem_fields(), many.problem_reasons()))
        assert sum(fields.values()) == sum(reasons.values()) == MANY and far <= cost + 1

    @pytest.mark.parametrize("filtered", [{"reason": "reason 2"}, {"field": "field 1"}, {"refused": True}])
    def test_a_filter_passes_over_others_in_an_index(self, tried, filtered):
        many = tried(MANY)
        every = [each for each in many.every_problem() if all(getattr(each, k) == v for k, v in filtered.items())]
        pages = -(-len(every) // PAGE)
        assert many.problems(pages, **filtered).rows == every[(pages - 1) * PAGE :]
        assert many.problems(pages, **filtered).total == len(every)
        where = {"reason": "reason = 'x'", "field": "field = 'x'", "refused": "refused = 1"}[next(iter(filtered))]
        plan = many.connection.execute(f"EXPLAIN QUERY PLAN SELECT id FROM problems WHERE 1 AND {where} ORDER BY id")
        assert "COVERING INDEX problems_" in " ".join(row[3] for row in plan)

    def test_a_file_of_an_earlier_version_counts_as_it_did(self, tried):
        path = Path(tried(MANY).connection.execute("PRAGMA database_list").fetchone()[2])
        with sqlite3.connect(path) as old:
            old.execute("DROP TABLE choices")
        assert trial.can_be_read(path) and sum(Trial(path).problem_reasons().values()) == MANY


class TestSnapshot:
    def test_the_last_page_of_many_costs_what_the_first_does_whatever_other_files_had(self, tmp_path, steps):
        with Imports(tmp_path / "imports.db") as imports:
            with imports.transaction():
                numbers = [imports.new_snapshot("nppes", "", False, True, f"{name}.csv", name) for name in "abc"]
                for number, count in zip(numbers, (MANY, 120, MANY), strict=True):
                    imports.write_problems(number, problems(count))
            asked = [(numbers[2], MANY - 50), (numbers[0], 0), (numbers[1], 100)]
            found = [
                steps(imports.connection, lambda each=each: some_problems(imports.connection, each[0], 50, each[1]))
                for each in asked
            ]
        assert [rows[0][0] for _, rows in found] == [MANY - 50, 0, 100]
        assert [len(rows) for _, rows in found] == [50, 50, 20]
        assert max(cost for cost, _ in found) < MANY / STEP  # less than a step a problem
