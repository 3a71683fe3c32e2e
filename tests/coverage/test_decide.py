"""What the rules make of a patient's situation. The tables are for a reviewer to read: each row with its source."""

from itertools import product

import pytest
from coverage_tables import INPUTS, situation, table

from directory.core.programs import CAUSES, CONDITIONS, VERDICTS
from directory.core.taxonomy import KINDS
from directory.coverage.decide import ASK_INSURER, ASK_NETWORK, CHECKS, Situation, asked_always, decide, limits
from directory.store.reference.rulebook import rulebook

BOOK = rulebook()
ROWS, LIMITS = table("decide_table.csv"), table("limits_table.csv")


def test_the_table_is_long_enough_to_trust_and_names_a_source_in_every_row():
    assert len(ROWS) >= 300 and all(row["source"] and row["because"] for row in ROWS)
    assert {row["program"] for row in ROWS} >= set(BOOK.programs)
    assert len({tuple(row[name] for name in INPUTS) for row in ROWS}) == len(ROWS)


@pytest.fixture(scope="module")
def every():
    """Situations of every program: each answer to each question beside each of the others."""
    return [
        Situation(program, state, condition, weeks, cause, kind, visits, better)
        for program, state, condition in product(
            [None, *BOOK.programs],
            [None, "OH", "WA", "CA", "CO", "NJ", "TX"],
            [None, "low_back_pain", "migraine", "other"],
        )
        for weeks, cause, kind, visits, better in product(
            [None, 4, 14], [None, "none_known", "pregnancy"], [None, *KINDS], [None, 12, 20], [None, True, False]
        )
    ]


def beginnings(texts):
    """The first six words of each, as the table has them."""
    return " / ".join(" ".join(text.split()[:6]) for text in texts)


@pytest.mark.parametrize("program", BOOK.programs)
def test_every_answer_of_a_program_is_what_the_source_says(program):
    """Each row of the table; its reasons too, where it has a word on them ("-": none)."""
    wrong = []
    for row in (row for row in ROWS if row["program"] == program):
        answer = decide(situation(row), BOOK.programs)
        reasons = beginnings(reason.text for reason in answer.reasons)
        said = (answer.verdict, "-" if row["reasons"] == "-" else reasons)
        if said != (row["verdict"], row["reasons"]):
            wrong.append((said, {name: text for name, text in row.items() if text}))
        if row["reasons"] != "-":
            assert " / ".join(answer.instead) == row["instead"], row
        assert answer.questions == [*answer.rule.ask, *asked_always(answer.program)], row
    assert wrong == []


def test_an_answer_tells_everything_else_that_its_rule_says_once():
    """Of the kind of practitioner, of the patient's share, and its notes: as a reason or as a note, never lost."""
    for row in ROWS:
        asked = situation(row)
        answer = decide(asked, BOOK.programs)
        rule, told = answer.rule, [*answer.notes, *(reason.rests_on for reason in answer.reasons)]
        due = [rule.practitioners.get(asked.kind) if asked.kind else None, rule.share, *rule.notes]
        assert [sum(part is each for part in told) for each in due if each] == [1] * sum(map(bool, due)), row


@pytest.mark.parametrize("row", LIMITS, ids=lambda row: f"{row['program']} {row['state']}")
def test_the_limits_of_a_rule_are_all_said(row):
    place = row["state"] or None, row["condition"] or None
    rule = BOOK.programs[row["program"]].rule(*place)
    assert " / ".join(limits(rule)) == row["limits"]
    assert decide(Situation(row["program"], *place), BOOK.programs).limits == limits(rule)


def test_the_table_of_limits_has_every_rule():
    rules = [BOOK.programs[row["program"]].rule(row["state"] or None, row["condition"] or None) for row in LIMITS]
    assert rules == [rule for program in BOOK.programs.values() for rule in program.rules]


RULE = BOOK.programs["employer"].rule(None)  # it names nothing and limits nothing


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"weeks": 6}, ["The pain must have lasted 6 weeks or longer."]),
        ({"visits": 4, "window_days": 30}, ["Up to 4 visits in 30 days."]),
        ({"extra_visits": 3}, ["3 more if you are getting better."]),
        ({"most_visits": 9}, ["No more than 9 visits in a year."]),
        ({"most_visits": 9, "period": "claim"}, ["No more than 9 visits for the whole claim."]),
        ({"stops_without_improvement": True}, ["The visits end if you do not get better, or get worse."]),
        ({"referral": True}, ["You need a referral first."]),
        ({"authorisation": True}, ["The visits must be approved first."]),
    ],
    ids=str,
)
def test_each_limit_alone_is_one_sentence(fields, said):
    assert limits(RULE.model_copy(update=fields)) == said


def test_medicare_with_a_licensed_acupuncturist_explains_supervision_and_offers_physicians():
    answer = decide(
        Situation("medicare", "OR", "low_back_pain", 14, "none_known", "licensed_acupuncturist", 0), BOOK.programs
    )
    assert "nurse practitioner supervises" in answer.reasons[0].text
    assert answer.instead == ["medical_acupuncturist"]


@pytest.mark.parametrize(
    "turns_on",
    [{"condition": "neck_pain"}, {"weeks": 4}, {"cause": "surgery"}, {"visits": 20}, {"visits": 5, "better": False}],
    ids=str,
)
def test_nobody_else_is_offered_where_the_answer_does_not_turn_on_who_treats(turns_on):
    asked = {"condition": "low_back_pain", "weeks": 14, "cause": "none_known", "visits": 0} | turns_on
    answer = decide(Situation("medicare", "OR", kind="licensed_acupuncturist", **asked), BOOK.programs)
    assert answer.verdict == "likely_not" and answer.instead == []


@pytest.mark.parametrize("kind", [None, "medical_acupuncturist", "licensed_acupuncturist", "clinic"])
def test_medicare_is_likely_to_pay_nothing_to_whoever_has_opted_out_of_it(kind):
    """42 CFR 405.425: not even where all else would be paid for. A patient who is not told pays it all."""
    asked = {"condition": "low_back_pain", "weeks": 14, "cause": "none_known", "visits": 0, "kind": kind}
    program = BOOK.programs["medicare"]
    answer = decide(Situation("medicare", "OR", **asked, opted_out=True), BOOK.programs)
    said = program.rule("OR", "low_back_pain").opted_out
    assert answer.verdict == "likely_not" and answer.instead == []
    assert [(reason.text, reason.rests_on) for reason in answer.reasons] == [(said.text, said)] and said.sources
    assert decide(Situation("medicare", "OR", **asked), BOOK.programs).verdict != "likely_not"


def test_only_medicare_and_its_plans_know_of_an_opt_out():
    turned = {
        name
        for name in BOOK.programs
        if decide(Situation(name, opted_out=True), BOOK.programs) != decide(Situation(name), BOOK.programs)
    }
    assert turned == {"medicare", "medicare_advantage"}


def test_only_whoever_has_a_plan_is_told_to_ask_it():
    questions = {name: decide(Situation(name), BOOK.programs).questions for name in ("none", "medicare", "employer")}
    assert not set(ASK_INSURER) & set(questions["none"]) and ASK_NETWORK not in questions["medicare"]
    assert {*ASK_INSURER, ASK_NETWORK} <= set(questions["employer"])


def test_no_rule_makes_a_no_of_its_silence(every):
    """A condition that a rule does not name is likely not paid for only where the rule itself says so."""
    met = 0
    for each in every:
        answer = decide(each, BOOK.programs)
        silent = answer.rule.conditions and each.condition and each.condition not in answer.rule.conditions
        if silent and answer.verdict == "likely_not":
            met += 1
            assert answer.rule.only or answer.rule.outcome == "likely_not" or each.visits or each.better is False, each
    assert met


def test_a_physician_is_offered_nobody_else():
    assert decide(Situation("medicare", kind="medical_acupuncturist"), BOOK.programs).instead == []


def test_too_early_says_how_long_it_has_been_and_how_long_it_must_be():
    answer = decide(
        Situation("medicare", None, "low_back_pain", 9, "none_known", "medical_acupuncturist", 0), BOOK.programs
    )
    assert [reason.text for reason in answer.reasons] == [
        "Not yet: the pain has lasted 9 weeks, and the rule asks for 12 or longer."
    ]


def test_no_answer_is_without_a_verdict_a_reason_a_question_a_source_and_a_date(every):
    for each in every:
        answer = decide(each, BOOK.programs)
        assert answer.verdict in VERDICTS and answer.questions and answer.rule.says
        assert answer.reasons or answer.verdict != "depends", each
        assert all(cited.sources and cited.as_of for cited in answer.cited)


@pytest.mark.parametrize(
    ("fields", "pregnant"),
    [
        ({}, False),
        ({"cause": "pregnancy"}, True),
        ({"condition": "pregnancy_nausea"}, True),
        ({"cause": "surgery", "condition": "low_back_pain"}, False),
    ],
    ids=str,
)
def test_a_pregnancy_is_known_from_either_answer(fields, pregnant):
    assert Situation(**fields).pregnancy == pregnant


def test_everything_that_has_sources_is_cited_with_the_reasons_first():
    answer = decide(Situation("medicare", None, "low_back_pain", 14, "none_known", "clinic", 0), BOOK.programs)
    furnisher = answer.rule.practitioners["clinic"]
    assert answer.cited == [furnisher, answer.rule, *answer.notes] and len(answer.notes) == 5


def test_no_answer_ever_says_covered(every):
    for each in every[::7]:
        answer = decide(each, BOOK.programs)
        texts = [
            *(reason.text for reason in answer.reasons),
            *answer.limits,
            *answer.questions,
            *(note.text for note in answer.notes),
            answer.rule.says,
        ]
        assert not any("covered" in text.lower() for text in texts), each


def test_a_skipped_question_never_makes_an_answer_surer():
    """With less known, an answer promises the same or less: never "likely" where the full answers say otherwise."""
    full = Situation("medicare", "OR", "low_back_pain", 14, "none_known", "medical_acupuncturist", 12, True)
    for name in ("condition", "weeks", "cause", "kind", "better"):
        skipped = Situation(**{**full.__dict__, name: None})
        assert decide(skipped, BOOK.programs).verdict == "depends", name


def test_every_check_changes_some_answer(every):
    """None of them is there for nothing."""
    for check in CHECKS:
        situations = [*every, Situation(opted_out=True)]
        assert any(check(each, BOOK.programs["medicare"].rule(None)) for each in situations), check.__name__


def test_what_is_known_second_hand_only_is_never_likely_or_unlikely():
    rules = [rule for program in BOOK.programs.values() for rule in program.rules if rule.second_hand]
    assert rules and {rule.outcome for rule in rules} <= {"depends", "unknown"}


def test_every_condition_cause_and_kind_named_by_a_rule_can_be_asked_about():
    rules = [rule for program in BOOK.programs.values() for rule in program.rules]
    assert {condition for rule in rules for condition in rule.conditions} <= set(CONDITIONS)
    assert {cause for rule in rules for cause in rule.not_caused_by} <= set(CAUSES)
