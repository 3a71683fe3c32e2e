"""The shapes of rules and of what cites sources: what they refuse, and what they inherit."""

from typing import get_args

import pytest

from directory.core.cited import CitedSource, CitedText, parse_reference_data
from directory.core.guide import Guide, Price, SharedSections, StateRule, StateRules
from directory.core.programs import CAUSES, CONDITIONS, VERDICTS, Cause, Condition, Program, Rule, Verdict
from directory.core.taxonomy import KINDS, Kind


def text(words):
    return {"en": words, "es": f"({words})"}


def source(**fields):
    known = {"title": "A law", "url": "https://law.example/", "confidence": "P", "as_of": "2026-11-22"}
    return known | {"review_by": "2027-11-22"} | fields


def rule(**fields):
    return {"outcome": "unknown", "says": text("It says so."), "sources": [source()]} | fields


def program(*rules):
    return {"id": "auto", "name": text("Auto"), "call": text("the insurer"), "rules": list(rules)}


def refusal(model, values):
    with pytest.raises(ValueError) as caught:
        model.model_validate(values)
    return str(caught.value)


@pytest.mark.parametrize(
    ("literals", "table"), [(Verdict, VERDICTS), (Condition, CONDITIONS), (Cause, CAUSES), (Kind, KINDS)]
)
def test_each_word_of_a_rule_has_its_words_for_people_in_the_same_order(literals, table):
    assert get_args(literals) == tuple(table) and all(table.values())


def test_a_state_has_its_own_rule_and_all_others_share_one():
    made = Program.model_validate(program(rule(states=["OH", "WA"]), rule(states=["TX"]), rule()))
    assert [made.rule(state).states for state in ("WA", "TX", "CA", None)] == [("OH", "WA"), ("TX",), (), ()]


def test_a_state_may_have_a_rule_for_each_condition_and_its_first_speaks_for_the_rest():
    back, migraine = (rule(states=["WA"], conditions=[name]) for name in ("low_back_pain", "migraine"))
    made = Program.model_validate(program(rule(), back, migraine))
    asked = [("WA", "migraine"), ("WA", "low_back_pain"), ("WA", "neck_pain"), ("WA", None), ("OR", "migraine")]
    assert [made.rule(*each).conditions for each in asked] == [
        ("migraine",),
        ("low_back_pain",),
        ("low_back_pain",),
        ("low_back_pain",),
        (),
    ]


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ([], "one rule, and only one"),
        ([rule(states=["OH"])], "one rule, and only one"),
        ([rule(), rule()], "one rule, and only one"),
        ([rule(), rule(states=["OH"]), rule(states=["WA", "OH"])], "OH has two rules for one condition"),
        ([rule(), rule(states=["OH", "OH"])], "OH has two rules for one condition"),
        (
            [rule(), rule(states=["OH"], conditions=["migraine"]), rule(states=["OH"], conditions=["migraine"])],
            "OH has two rules for one condition",
        ),
        ([rule(), rule(states=["OH"], conditions=["migraine"]), rule(states=["OH"])], "two rules for one condition"),
    ],
)
def test_a_program_without_exactly_one_rule_a_state_is_refused(rules, problem):
    assert problem in refusal(Program, program(*rules))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"outcome": "depends"}, "needs depends_on"),
        ({"outcome": "likely", "sources": [source(confidence="S")]}, "second-hand"),
        ({"outcome": "likely_not", "sources": [source(confidence="S")]}, "second-hand"),
        ({"visits": 12}, "visits and window_days go together"),
        ({"window_days": 90}, "visits and window_days go together"),
        ({"extra_visits": 8}, "extra_visits need visits"),
        ({"other_conditions": "likely_not"}, "in the rule's own words"),
        ({"only": text("Only these.") | {"sources": [source()]}}, "in the rule's own words"),
        ({"sources": []}, "sources"),
        ({"weeks": 0}, "weeks"),
        ({"notes": ["words"]}, "notes.0"),
        ({"states": ["Ohio"]}, "states"),
        ({"covered": True}, "covered"),
    ],
    ids=str,
)
def test_a_rule_that_cannot_be_is_refused(fields, problem):
    assert problem in refusal(Rule, rule(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "depends", "depends_on": text("It depends on your plan.")},
        {"outcome": "likely"},
        {"outcome": "likely", "sources": [source(confidence="S"), source()]},
        {"outcome": "unknown", "sources": [source(confidence="S")]},
        {"visits": 12, "window_days": 90, "extra_visits": 8},
        {"most_visits": 1, "weeks": 1},
    ],
    ids=str,
)
def test_a_rule_that_can_be_is_taken(fields):
    assert Rule.model_validate(rule(**fields)).outcome == fields.get("outcome", "unknown")


def test_everything_of_a_program_that_cites_sources_is_among_its_statements():
    note, share = (text(words) | {"sources": [source()]} for words in ("A note.", "A share."))
    furnisher = text("They may.") | {"verdict": "likely", "sources": [source()]}
    only = text("Nothing else.") | {"sources": [source()]}
    named = {"conditions": ["migraine"], "other_conditions": "likely_not", "only": only}
    whole = rule(notes=[note], share=share, practitioners={"clinic": furnisher}, **named)
    first = Program.model_validate(program(whole) | {"on_results": text("First.") | {"sources": [source()]}})
    (own,) = first.rules
    assert first.statements == (own, own.practitioners["clinic"], own.notes[0], own.share, own.only, first.on_results)
    assert Program.model_validate(program(rule(), rule(states=["OH"]))).statements == tuple(
        Program.model_validate(program(rule(), rule(states=["OH"]))).rules
    )


def test_a_fact_is_as_old_as_its_oldest_source_and_due_with_the_first():
    old, new = source(as_of="2025-01-01", review_by="2027-12-31"), source(review_by="2026-12-31", confidence="S")
    fact = CitedText.model_validate(text("A fact.") | {"sources": [new, old]})
    assert (fact.as_of, fact.review_by, fact.second_hand) == ("2025-01-01", "2026-12-31", False)
    assert CitedText.model_validate(text("A fact.") | {"sources": [new]}).second_hand
    assert (fact.text, fact.text.texts) == ("A fact.", text("A fact."))


@pytest.mark.parametrize("review_by", ["2026-11-21", "2026-11-22"])
def test_a_review_comes_after_the_reading(review_by):
    assert "review_by should be later" in refusal(CitedSource, source(review_by=review_by))


@pytest.mark.parametrize(
    ("texts", "is_taken"),
    [
        ({"en": "Yes", "es": "Sí"}, True),
        ({"en": "Yes"}, False),
        ({"en": "Yes", "es": " "}, False),
        ({"en": "Yes", "es": 7}, False),
        ({"en": "Yes", "es": "Sí", "fr": "Oui"}, False),
        ("Yes", False),
        (["en", "es"], False),
    ],
    ids=str,
)
def test_a_text_is_in_every_language_and_no_other(texts, is_taken):
    values = program(rule()) | {"name": texts}
    if is_taken:
        assert Program.model_validate(values).name.texts == texts
    else:
        assert "a text in each language is needed" in refusal(Program, values)


def test_a_file_names_its_sources_once():
    values = {"sources": {"law": source()}, "rules": [text("One.") | {"state": "TX", "sources": ["law"]}]}
    (made,) = parse_reference_data(StateRules, values).rules
    assert made.sources[0].title == "A law"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"sources": {"law": source(), "spare": source(), "other": source()}},
            "[sources] has “other, spare”, which nothing rests on",
        ),
        ({"sources": {}}, "[sources] has no “law”"),
        ({"rules": [{"state": "TX", "sources": ["law"]}]}, "rules.0.text: "),
        ({"sources": {"law": source(url="ftp://x", title="", confidence="X", dated=" ")}}, "rules.0.sources.0.title: "),
    ],
    ids=str,
)
def test_what_is_wrong_in_a_file_is_said_where(change, problem):
    values = {"sources": {"law": source()}, "rules": [text("One.") | {"state": "TX", "sources": ["law"]}]}
    with pytest.raises(ValueError) as caught:
        parse_reference_data(StateRules, values | change)
    assert str(caught.value).startswith(problem) and "\n" not in str(caught.value)


def test_of_many_mistakes_three_are_told_and_how_many_more():
    broken = source(url="ftp://x", title="", confidence="X", dated=" ")
    values = {"sources": {"law": broken}, "rules": [text("One.") | {"state": "TX", "sources": ["law"]}]}
    with pytest.raises(ValueError, match=r"^[^;]+; [^;]+; [^;]+; and 2 more$"):
        parse_reference_data(StateRules, values)


def test_a_mistake_of_the_whole_file_names_no_place():
    cited = {"sources": ["law"]}
    values = program(rule(**cited), rule(states=["OH", "OH"], **cited)) | {"sources": {"law": source()}}
    with pytest.raises(ValueError, match=r"^the file: Value error, OH has two rules for one condition$"):
        parse_reference_data(Program, values)


def test_the_rules_of_some_states_come_in_their_order():
    rules = [text(state) | {"state": state, "sources": [source()]} for state in ("TX", "VA", "PA")]
    made = StateRules.model_validate({"rules": rules})
    assert [each.state for each in made.of({"PA", "TX", "CA"})] == ["TX", "PA"]
    assert StateRule.model_validate(rules[0]).physician is None


@pytest.mark.parametrize(
    ("prices", "is_taken"), [((1, 2, 3), True), ((2, 2, 2), True), ((2, 1, 3), False), ((1, 3, 2), False)]
)
def test_prices_go_up(prices, is_taken):
    values = dict(zip(("low", "middle", "high"), prices, strict=True))
    if is_taken:
        assert Price.model_validate(values).high == prices[2]
    else:
        assert "Value error, low, middle and high are out of order" in refusal(Price, values)


def section(name, *ids):
    statements = [text(each) | {"id": each, "sources": [source()]} for each in ids]
    return {"id": name, "title": text(name), "statements": statements}


def guide(*sections):
    named = {"id": "low_back_pain", "name": text("Back"), "title": text("For the back")}
    return named | {"compiled_on": "2026-11-22", "compiled_by": text("an engineer"), "sections": sections}


def test_a_guide_gives_its_sections_and_statements_by_their_ids():
    made = Guide.model_validate(guide(section("for", "a1", "a2"), section("safe", "b1")))
    assert [statement.id for statement in made.statements] == ["a1", "a2", "b1"]
    assert made.section("safe") is made.sections[1] and made.statement("a2") is made.sections[0].statements[1]
    with pytest.raises(KeyError):
        made.section("visit")
    with pytest.raises(KeyError):
        made.statement("for")


@pytest.mark.parametrize(
    "sections", [(section("for", "a1", "a1"),), (section("for", "for"),), (section("for", "x"),) * 2]
)
def test_no_id_of_a_guide_is_there_twice(sections):
    assert "an id is there twice" in refusal(Guide, guide(*sections))


def test_a_guides_sections_have_names_that_every_page_has():
    assert "a section should be one of emergency" in refusal(Guide, guide(section("miracles", "a1")))


def test_what_is_shared_comes_after_what_a_page_says_itself_in_one_order():
    own = Guide.model_validate(guide(section("safe", "own"), section("for", "helps")))
    shared = SharedSections.model_validate({"sections": [section("tell", "all"), section("safe", "every")]})
    whole = own.completed(shared)
    assert [each.id for each in whole.sections] == ["for", "safe", "tell"]
    assert [each.id for each in whole.statements] == ["helps", "own", "every", "all"]
    with pytest.raises(ValueError, match="an id is there twice"):
        own.completed(SharedSections.model_validate({"sections": [section("tell", "helps")]}))
