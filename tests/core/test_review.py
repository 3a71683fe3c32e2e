"""When a review of a text holds, and what has changed since."""

from directory.core.cited import CitedSource
from directory.core.i18n import LocalizedText
from directory.core.review import Review, ReviewStatement, ReviewText

SOURCE = CitedSource(
    title="A study", url="https://example.org/a", confidence="P", as_of="2026-11-01", review_by="2027-11-01"
)


def text(*words, spanish="Sí", source=SOURCE):
    pairs = (ReviewStatement(LocalizedText({"en": each, "es": spanish}), (source,)) for each in words)
    return ReviewText("guide-back", "Back", tuple(pairs))


def review(of):
    return Review("guide-back", "Bea", "physician", "MD 1", "2026-11-20", of.digest, tuple(of.words))


def test_it_holds_for_the_text_that_was_reviewed():
    assert review(text("Yes.", "No.")).holds_for(text("Yes.", "No."))


def test_it_holds_while_a_source_was_only_read_again():
    again = SOURCE.model_copy(update={"as_of": "2026-12-01", "review_by": "2027-12-01"})
    assert review(text("Yes.")).holds_for(text("Yes.", source=again))


def test_it_holds_no_more_once_a_word_a_translation_an_order_or_a_source_is_another():
    reviewed = review(text("Yes.", "No."))
    other = SOURCE.model_copy(update={"url": "https://example.org/b"})
    for now in (
        text("Yes.", "No!"),
        text("Yes.", "No.", spanish="No"),
        text("No.", "Yes."),
        text("Yes.", "No.", source=other),
        text("Yes."),
    ):
        assert not reviewed.holds_for(now)


def test_what_is_new_since_is_told():
    assert review(text("Yes.", "No.")).unseen(text("Yes.", "Perhaps.")) == ["Perhaps."]
