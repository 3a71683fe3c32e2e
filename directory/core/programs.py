"""Coverage programs and their rules on acupuncture: the shape of the files in data/reference/coverage/."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from directory.core.cited import Cited, CitedText, Localized, NonBlankText, StateCode, StrictModel
from directory.core.i18n import N_
from directory.core.taxonomy import Kind

ProgramId = Literal[
    "medicare",
    "medicare_advantage",
    "medicaid",
    "employer",
    "marketplace",
    "fehb",
    "va",
    "va_community_care",
    "tricare",
    "workers_comp",
    "auto",
    "none",
    "other",
]
Verdict = Literal["likely", "depends", "likely_not", "unknown"]
Condition = Literal[
    "low_back_pain",
    "neck_pain",
    "migraine",
    "shoulder_pain",
    "hip_knee_arthritis",
    "pregnancy_pelvic_pain",
    "pain_after_surgery",
    "other_pain",
    "pregnancy_nausea",
    "chemotherapy_nausea",
    "surgery_nausea",
    "hot_flashes",
    "insomnia_anxiety",
    "allergic_rhinitis",
    "fertility",
    "other",
]
Workers = Literal["few", "many"]
Funded = Literal["insurer", "employer"]
Cause = Literal["none_known", "surgery", "pregnancy", "disease"]
Count = Annotated[int, Field(gt=0)]

PROGRAMS: tuple[ProgramId, ...] = get_args(ProgramId)  # in the order in which people are asked; one file each

VERDICTS: dict[Verdict, str] = {  # the weakest first; an answer's verdict is the strongest of its findings
    "likely": N_("Likely to pay"),
    "depends": N_("It depends"),
    "likely_not": N_("Not likely to pay"),
    "unknown": N_("We do not know"),
}

CONDITIONS: dict[Condition, str] = {
    "low_back_pain": N_("Low back pain"),
    "neck_pain": N_("Neck pain"),
    "migraine": N_("Migraine"),
    "shoulder_pain": N_("Shoulder pain"),
    "hip_knee_arthritis": N_("Arthritis (osteoarthritis) of the hip or knee"),
    "pregnancy_pelvic_pain": N_("Pelvic or back pain in pregnancy"),
    "pain_after_surgery": N_("Pain right after an operation"),
    "other_pain": N_("Other pain"),
    "pregnancy_nausea": N_("Nausea in pregnancy"),
    "chemotherapy_nausea": N_("Nausea from chemotherapy"),
    "surgery_nausea": N_("Nausea after an operation"),
    "hot_flashes": N_("Hot flashes"),
    "insomnia_anxiety": N_("Poor sleep or anxiety"),
    "allergic_rhinitis": N_("Hay fever or nose allergy"),
    "fertility": N_("Fertility"),
    "other": N_("Something else"),
}

WORKERS: dict[Workers, str] = {"few": N_("50 or fewer"), "many": N_("More than 50")}

FUNDED: dict[Funded, str] = {
    "insurer": N_("An insurance company"),
    "employer": N_("The employer itself (the card or booklet may say “self-funded” or “administered by”)"),
}

CAUSES: dict[Cause, str] = {
    "none_known": N_("No known cause, or everyday strain"),
    "surgery": N_("An operation"),
    "pregnancy": N_("Pregnancy"),
    "disease": N_("A disease, such as cancer, an infection or arthritis with inflammation"),
}


class Furnisher(CitedText):
    """What a rule says of one kind of practitioner ("furnisher" is Medicare's word for who gives the treatment)."""

    verdict: Verdict


class Rule(Cited):
    """What a program pays for, in the states named or, where none is, in every state without a rule of its own.

    outcome: the verdict when nothing in the patient's situation speaks against payment; depends_on: on what, where the
    outcome is "depends". conditions: the only ones it names (empty: it names none); other_conditions: the outcome for
    the rest. opted_out: what it says of a practitioner who has opted out of Medicare. weeks: how long the pain must
    have lasted. only: what it says itself of everything it does not name; without that, silence is no "no".
    visits in window_days, extra_visits for those who improve, most_visits in a period, beyond which beyond_most says
    what more may be approved. who: who is
    eligible. codes: CPT.
    """

    states: tuple[StateCode, ...] = ()
    outcome: Verdict
    says: Localized
    depends_on: Localized | None = None
    who: Localized | None = None
    conditions: tuple[Condition, ...] = ()
    other_conditions: Verdict = "unknown"
    only: CitedText | None = None
    weeks: Count | None = None
    not_caused_by: tuple[Cause, ...] = ()
    practitioners: dict[Kind, Furnisher] = Field(default_factory=dict)
    opted_out: CitedText | None = None
    visits: Count | None = None
    window_days: Count | None = None
    extra_visits: Count | None = None
    most_visits: Count | None = None
    beyond_most: Localized | None = None
    period: Literal["year", "claim"] = "year"
    stops_without_improvement: bool = False
    referral: bool = False
    authorisation: bool = False
    share: CitedText | None = None
    codes: tuple[NonBlankText, ...] = ()
    notes: tuple[CitedText, ...] = ()
    ask: tuple[Localized, ...] = ()

    @model_validator(mode="after")
    def _check_fields_together(self) -> Self:
        problems: dict[str, bool] = {
            "an outcome of “depends” needs depends_on": self.outcome == "depends" and self.depends_on is None,
            "what is known second-hand only may not be likely or likely_not": self.second_hand
            and self.outcome in ("likely", "likely_not"),
            "other_conditions may be likely_not where `only` says so, in the rule's own words": (
                self.other_conditions == "likely_not"
            )
            != (self.only is not None),
            "visits and window_days go together": (self.visits is None) != (self.window_days is None),
            "beyond_most needs most_visits": self.beyond_most is not None and self.most_visits is None,
            "extra_visits need visits": self.extra_visits is not None and self.visits is None,
        }
        for problem, is_there in problems.items():
            if is_there:
                raise ValueError(problem)
        return self

    @property
    def parts(self) -> tuple[CitedText, ...]:
        """Every statement in it that has sources of its own."""
        single = [each for each in (self.share, self.opted_out, self.only) if each]
        return (*self.practitioners.values(), *self.notes, *single)

    @property
    def statements(self) -> tuple[Cited, ...]:
        """The rule itself and its parts."""
        return (self, *self.parts)


class Program(StrictModel):
    """A way to pay. call: whom a patient asks; rules: one of them is for all states without a rule of their own.

    on_results: what the results of a search for it should say first. heading: what stands above an answer in place of
    the verdict. network: whether it has practitioners of its own that one is to choose among; insurer: whether anybody
    but the patient pays at all; steps: what to do first, second and so on, where there is an order.
    """

    id: ProgramId
    name: Localized
    call: Localized
    on_results: CitedText | None = None
    heading: Localized | None = None
    network: bool = True
    insurer: bool = True
    steps: tuple[CitedText, ...] = ()
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _one_for_each_state(self) -> Self:
        if sum(not rule.states for rule in self.rules) != 1:
            raise ValueError("one rule, and only one, should be for all other states: it names no states")
        for state in {state for rule in self.rules for state in rule.states}:
            own = [rule.conditions for rule in self.rules for each in rule.states if each == state]
            named = [condition for conditions in own for condition in conditions]
            if len(own) > 1 and (not all(own) or len(named) != len(set(named))):
                raise ValueError(f"{state} has two rules for one condition")
        return self

    @property
    def statements(self) -> tuple[Cited, ...]:
        """Everything in it that has sources."""
        return (
            *(each for rule in self.rules for each in rule.statements),
            *([self.on_results] if self.on_results else []),
            *self.steps,
        )

    def rule(self, state: str | None, condition: Condition | None = None) -> Rule:
        """The rule for a state and a condition.

        A state's first rule where none of its names the condition; the rule for all others for an unknown state (None)
        and for states without their own.
        """
        own = [rule for rule in self.rules if state in rule.states]
        naming = [rule for rule in own if condition in rule.conditions]
        return next(iter([*naming, *own, *(rule for rule in self.rules if not rule.states)]))
