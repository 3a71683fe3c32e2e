"""Which sources of rules are due to be read again, and the change in their file, as text."""

from directory.store.reference.review import due_for_review
from directory.store.reference.rulebook import rulebook

LATER = "2027-06-01"


def test_none_is_due_before_its_day_and_each_after_it():
    statements = rulebook().statements
    days = {source.review_by for _, cited in statements for source in cited.sources}
    assert due_for_review(statements, min(days)) == [], "on the day itself it is not late"
    due = due_for_review(statements, LATER)
    assert {each.source.review_by for each in due} == {day for day in days if day < LATER}
    assert [each.source.review_by for each in due] == sorted(each.source.review_by for each in due)


def test_every_source_is_found_in_its_file_and_the_change_is_its_two_days_alone():
    due = due_for_review(rulebook().statements, "2030-01-01")
    assert len(due) > 50
    for each in due:
        lines = [line for line in each.diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        assert [line[1:].split(" = ")[0] for line in lines] == ["as_of", "review_by", "as_of", "review_by"], each
        assert lines[2] == "+as_of = 2030-01-01" and each.rests
