"""From a patient's situation and the rules to an answer: likely, likely not, it depends, or not known. Never a promise.

Each check looks at one part of the situation. The answer's verdict is the strongest that a check finds (VERDICTS gives
the order), and its reasons are the findings with that verdict. A skipped question makes an answer depend on it, never
a no.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from directory.core.cited import Cited, CitedText
from directory.core.i18n import N_, Message
from directory.core.programs import VERDICTS, Cause, Condition, Funded, Program, ProgramId, Rule, Verdict, Workers
from directory.core.taxonomy import Kind

STRENGTH = tuple(VERDICTS)

ASK_INSURER = (
    N_("Does the plan pay for acupuncture for my diagnosis?"),
    N_("Do I need a referral, or the plan’s approval first (prior authorization)?"),
    N_("Which kinds of practitioners count: licensed acupuncturist, physician, chiropractor?"),
    N_("How many visits, and in what time?"),
    N_("What do I pay for a visit, and how much of my deductible is left?"),
)
ASK_NETWORK = N_("Is this person in the network today, at this address?")
ASK_IN_WRITING = N_("Please send me the answer in writing.")


@dataclass(frozen=True)
class Situation:
    """What is known of a patient; None is what was not asked or not answered.

    state: two letters; weeks: how long the pain has lasted; kind: who would give the treatment; visits: acupuncture
    visits in the past 12 months, or on the claim; better: whether they have helped; workers, funded: how many work for
    the employer whose plan it is, and who pays its bills; opted_out: whether who would give
    the treatment has opted out of Medicare.
    """

    program: ProgramId | None = None
    state: str | None = None
    condition: Condition | None = None
    weeks: int | None = None
    cause: Cause | None = None
    kind: Kind | None = None
    visits: int | None = None
    better: bool | None = None
    workers: Workers | None = None
    funded: Funded | None = None
    opted_out: bool = False

    @property
    def pregnancy(self) -> bool:
        """Whether an answer mentions a pregnancy."""
        return self.cause == "pregnancy" or self.condition in ("pregnancy_nausea", "pregnancy_pelvic_pain")


class Finding(NamedTuple):
    """What one check makes of a situation, and what in the rule says so."""

    verdict: Verdict
    text: str
    rests_on: Cited


@dataclass(frozen=True)
class CoverageAnswer:
    """What the rule says to a situation.

    reasons: the findings behind the verdict; limits: the rule's own; notes: more that it says; questions: what to ask
    the plan; instead: the kinds of practitioner that the rule names without conditions, where the one asked about is
    not one of them.
    """

    program: Program
    rule: Rule
    verdict: Verdict
    reasons: list[Finding]
    limits: list[str]
    notes: list[CitedText]
    questions: list[str]
    instead: list[Kind]

    @property
    def cited(self) -> list[Cited]:
        """Everything in the answer that cites sources."""
        return [*(reason.rests_on for reason in self.reasons), self.rule, *self.notes]


def decide(situation: Situation, programs: dict[str, Program]) -> CoverageAnswer:
    """The answer to a situation, from all programs by their ids; where none is named, from the program “other”."""
    program = programs[situation.program or "other"]
    rule = rule_for(situation, programs)
    findings = [Finding(rule.outcome, rule.depends_on or "", rule)]
    findings += [finding for check in CHECKS if (finding := check(situation, rule))]
    verdict = max((finding.verdict for finding in findings), key=STRENGTH.index)
    reasons = [finding for finding in findings if finding.verdict == verdict and finding.text]
    notes, questions = _notes(situation, rule, reasons), [*rule.ask, *asked_always(program)]
    instead = _instead(situation, rule, reasons)
    return CoverageAnswer(program, rule, verdict, reasons, limits(rule), notes, questions, instead)


def rule_for(situation: Situation, programs: dict[str, Program]) -> Rule:
    """The rule for a situation.

    A small employer's plan that an insurer pays has to include what its state asks of marketplace plans
    (45 CFR 147.150), so the state's rule for these holds, where one is known.
    """
    rule = programs[situation.program or "other"].rule(situation.state, situation.condition)
    if (situation.program, situation.workers, situation.funded) != ("employer", "few", "insurer"):
        return rule
    benchmark = programs["marketplace"].rule(situation.state, situation.condition)
    return benchmark if benchmark.states else rule


def asked_always(program: Program) -> list[str]:
    """What to ask whoever pays, whatever the rule: nothing of a network where there is none, or of a plan by somebody
    who pays alone.
    """
    if not program.insurer:
        return [ASK_IN_WRITING]
    return [*ASK_INSURER, *([ASK_NETWORK] if program.network else []), ASK_IN_WRITING]


def _notes(situation: Situation, rule: Rule, reasons: list[Finding]) -> list[CitedText]:
    """What else the rule says: of the kind of practitioner, of the patient's share, its notes; without the reasons."""
    furnisher = rule.practitioners.get(situation.kind) if situation.kind else None
    notes = [note for note in (furnisher, rule.share, *rule.notes) if note]
    return [note for note in notes if all(note is not reason.rests_on for reason in reasons)]


def _instead(situation: Situation, rule: Rule, reasons: list[Finding]) -> list[Kind]:
    """The kinds named without conditions, where who treats is what the answer turns on, and nothing else."""
    likely = [kind for kind, furnisher in rule.practitioners.items() if furnisher.verdict == "likely"]
    turns_on_kind = bool(situation.kind) and reasons == [_practitioner(situation, rule)]
    return likely if turns_on_kind and situation.kind not in likely else []


def limits(rule: Rule) -> list[str]:
    """What the rule requires and how far it goes, a sentence each."""
    sentences: list[str] = []
    if rule.weeks:
        sentences.append(Message("The pain must have lasted %(weeks)s weeks or longer.", weeks=rule.weeks))
    sentences += _visit_limits(rule)
    if rule.stops_without_improvement:
        sentences.append(N_("The visits end if you do not get better, or get worse."))
    if rule.referral:
        sentences.append(N_("You need a referral first."))
    if rule.authorisation:
        sentences.append(N_("The visits must be approved first."))
    return sentences


def _visit_limits(rule: Rule) -> list[str]:
    sentences: list[str] = []
    if rule.visits:
        sentences.append(
            Message("Up to %(visits)s visits in %(days)s days.", visits=rule.visits, days=rule.window_days)
        )
    if rule.extra_visits:
        sentences.append(Message("%(visits)s more if you are getting better.", visits=rule.extra_visits))
    if rule.most_visits and rule.period == "claim":
        sentences.append(Message("No more than %(visits)s visits for the whole claim.", visits=rule.most_visits))
    elif rule.most_visits and rule.beyond_most:
        sentences.append(Message("Up to %(visits)s visits in a year; more may be approved.", visits=rule.most_visits))
    elif rule.most_visits:
        sentences.append(Message("No more than %(visits)s visits in a year.", visits=rule.most_visits))
    return sentences


def _condition(situation: Situation, rule: Rule) -> Finding | None:
    if not rule.conditions or situation.condition in rule.conditions:
        return None
    if situation.condition is None:
        return Finding("depends", N_("It depends on what you want treated: the rule names only some conditions."), rule)
    if rule.only:
        return Finding(rule.other_conditions, rule.only.text, rule.only)
    if rule.other_conditions == "unknown":
        return Finding("unknown", N_("The rule, as far as we know it, does not name what you want treated."), rule)
    return Finding(rule.other_conditions, N_("The rule does not name what you want treated."), rule)


def _weeks(situation: Situation, rule: Rule) -> Finding | None:
    if rule.weeks is None or _off_the_list(situation, rule):
        return None
    if situation.weeks is None:
        return Finding(
            "depends",
            Message(
                "It depends on how long the pain has lasted: the rule asks for %(weeks)s weeks or longer.",
                weeks=rule.weeks,
            ),
            rule,
        )
    if situation.weeks < rule.weeks:
        return Finding(
            "likely_not",
            Message(
                "Not yet: the pain has lasted %(have)s weeks, and the rule asks for %(weeks)s or longer.",
                have=situation.weeks,
                weeks=rule.weeks,
            ),
            rule,
        )
    return None


def _cause(situation: Situation, rule: Rule) -> Finding | None:
    if not rule.not_caused_by or _off_the_list(situation, rule):
        return None
    if situation.cause is None:
        return Finding(
            "depends",
            N_(
                "It depends on the cause of the pain: "
                "the rule leaves out pain from an operation, pregnancy or a known disease."
            ),
            rule,
        )
    if situation.cause in rule.not_caused_by:
        return Finding("likely_not", N_("The rule leaves out pain with this cause."), rule)
    return None


def _off_the_list(situation: Situation, rule: Rule) -> bool:
    return bool(rule.conditions) and situation.condition is not None and situation.condition not in rule.conditions


def _practitioner(situation: Situation, rule: Rule) -> Finding | None:
    if not rule.practitioners:
        return None
    if situation.kind is None:
        return Finding(
            "depends", N_("It depends on who treats you: the rule does not treat all practitioners alike."), rule
        )
    furnisher = rule.practitioners.get(situation.kind)
    if furnisher is None:
        return Finding("depends", N_("The rule does not say whether this kind of practitioner counts: ask."), rule)
    return Finding(furnisher.verdict, furnisher.text, furnisher)


def _opt_out(situation: Situation, rule: Rule) -> Finding | None:
    if not (situation.opted_out and rule.opted_out):
        return None
    return Finding("likely_not", rule.opted_out.text, rule.opted_out)


def _visits(situation: Situation, rule: Rule) -> Finding | None:
    used = situation.visits or 0
    if rule.most_visits and used >= rule.most_visits and rule.beyond_most:
        return Finding("depends", rule.beyond_most, rule)
    if rule.most_visits and used >= rule.most_visits:
        return Finding(
            "likely_not",
            Message("You have used the %(visits)s visits that the rule allows.", visits=rule.most_visits),
            rule,
        )
    if rule.visits and used >= rule.visits and situation.better is None:
        return Finding(
            "depends",
            Message(
                "You have used the first %(visits)s visits: more depend on whether you are getting better.",
                visits=rule.visits,
            ),
            rule,
        )
    return None


def _improvement(situation: Situation, rule: Rule) -> Finding | None:
    if rule.stops_without_improvement and situation.visits and situation.better is False:
        return Finding("likely_not", N_("The rule ends the visits when they do not help."), rule)
    return None


CHECKS: tuple[Callable[[Situation, Rule], Finding | None], ...] = (
    _condition,
    _weeks,
    _cause,
    _practitioner,
    _opt_out,
    _visits,
    _improvement,
)
