"""A report is one record: what programs get of it, and what older programs kept, opens again."""

import json

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from directory.importer.report import Geocoded, PassedOver, Report, ReportedSnapshot, report_from_json, summed
from directory.importer.report_words import in_words, problems_in_words, snapshots_in_words

ONE = Report(
    source="csv",
    snapshot=7,
    file="own.csv",
    rows_read=9,
    listings=4,
    problems=3,
    refused=1,
    passed_over=PassedOver(1, 2, 1),
    notes=["A note."],
    extent="full",
    map="abc",
    seconds=0.4,
)
KEYS = ("source", "snapshot", "file", "rows_read", "listings", "problems", "refused", "passed_over", "notes", "extent")
ROW = {"id": 7, "source": "csv", "state": "", "made_up": 0, "whole": 1, "file": "own.csv", "sha256": "0" * 64}
ROW |= {"as_of": "2026-01-07", "imported_at": "2026-01-08T00:00:00+00:00", "withdrawn": 0}


def test_programs_get_the_fields_in_this_order_and_none_that_is_not_known():
    told = ONE.as_json()
    assert tuple(told) == (*KEYS, "map", "seconds")
    assert told["passed_over"] == {"other_taxonomy": 1, "deactivated": 2, "repeated": 1}
    published = replace(
        ONE, new=1, changed=0, removed=0, unchanged=3, sample_taken_out=False, published=True, waiting=0
    )
    known = ("new", "changed", "removed", "unchanged", "sample_taken_out", "published", "waiting")
    assert tuple(published.as_json()) == (*KEYS, "map", "seconds", *known)


@pytest.mark.parametrize(
    "report",
    [
        ONE,
        Report(),
        replace(ONE, skipped=True, companions=[ONE], geocoded=Geocoded(asked=2, placed=1, given_up=0, far=["x"])),
        replace(ONE, refusal={"reason": "It would lose 3."}, files=[ONE, replace(ONE, snapshot=8)]),
    ],
    ids=["plain", "empty", "companions", "files"],
)
def test_a_report_opens_as_it_was_kept(report):
    assert report_from_json(json.dumps(report.as_json())) == report
    assert report_from_json(report.as_json()) == report


def test_what_older_programs_kept_opens_and_is_told_as_they_wrote_it():
    first = {"rows_read": 5, "listings": 2, "other_taxonomy": 3, "passed_over": {"other_taxonomy": 3}}
    edit = {"source": "admin", "snapshot": 9, "file": "a call", "rows_read": 1, "who": "a@b.example", "why": "moved"}
    undone = {"new": 0, "changed": 0, "removed": 4, "unchanged": 0}
    opened = report_from_json(json.dumps(first))
    assert (opened.rows_read, opened.listings, opened.refused, opened.seconds) == (5, 2, 0, UNSET)
    assert opened.passed_over == PassedOver(3, 0, 0)
    assert (report_from_json(edit).who, report_from_json(edit).why) == ("a@b.example", "moved")
    assert report_from_json(undone).removed == 4
    snapshot = ReportedSnapshot.of(ROW | {"counts": json.dumps(first)}, [7])
    assert snapshot.as_json()["other_taxonomy"] == 3 and snapshot.as_json()["snapshot"] == 7
    *_, numbers, place = snapshots_in_words([snapshot])
    assert "5" in numbers and "not published" in place


def test_a_snapshot_without_a_report_is_listed_too():
    """One whose import was stopped, as the first programs left it."""
    snapshot = ReportedSnapshot.of(ROW | {"counts": "{}"}, [])
    assert snapshot.published and snapshot.report == Report()
    assert len(list(snapshots_in_words([snapshot]))) == 3


def test_reports_of_several_files_are_added_up_and_kept():
    other = replace(ONE, snapshot=8, rows_read=1, listings=1, passed_over=PassedOver(0, 0, 1))
    total = summed([ONE, other])
    assert (total.snapshot, total.rows_read, total.listings, total.refused) == (8, 10, 5, 2)
    assert total.passed_over == PassedOver(1, 2, 2)
    assert total.of_each_file() == [ONE, other] and summed([ONE]).of_each_file() == [ONE]


def test_a_file_is_read_again_where_it_would_be_read_in_another_manner():
    manner = {"extent": "full", "map": "abc", "payer": None, "plans": None, "edition": None, "issuer_names": None}
    assert ONE.is_read_in(manner)
    assert not ONE.is_read_in(manner | {"map": "abd"}) and not ONE.is_read_in(manner | {"payer": "Elm"})


def test_the_words_of_a_report_tell_its_rows_its_files_and_what_to_do():
    report = replace(
        ONE, new=1, changed=0, removed=0, unchanged=3, published=True, mend="m.csv", then=["import", "m.csv"]
    )
    words = in_words(report, dry_run=False)
    assert "9 rows read: 4 listings" in words and "A note." in words and "Import 7, published." in words
    assert list(problems_in_words(report, [(3, "phone", "abc", "no phone", 0)])) == [
        "  row 3, phone: no phone (abc)",
        "Its rows to mend: m.csv. Mend their cells, save the file as CSV, then: python3 run.py import m.csv",
    ]
