"""What acupuncture is asked for, as the letter knows it: each indication's red flags, scales, course and evidence."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from directory.core.cited import Cited, CitedSource, CitedText, Localized, NonBlankText, StrictModel
from directory.core.programs import Condition

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Scale(Cited):
    """A score of a questionnaire or a count, in whole numbers from `low` to `high`.

    better: which of them means less trouble; terms: who may use the questionnaire, as far as it was read.
    """

    id: Key
    name: NonBlankText
    low: int
    high: int
    better: Literal["lower", "higher"]
    terms: Localized

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low >= self.high:
            raise ValueError("low should be less than high")
        return self

    @property
    def higher_is_better(self) -> bool:
        """Whether a higher score means less trouble."""
        return self.better == "higher"


class RedFlag(CitedText):
    """What must be looked into before acupuncture; emergency: the same day, before anything else."""

    id: Key
    emergency: bool = False


class Indication(StrictModel):
    """A reason to refer. codes: how its diagnosis codes begin; condition: what coverage rules call it, where they do.

    scales: ids of those that fit it, the handiest first; expects: the common red flags that this reason brings with it.
    """

    id: Key
    name: Localized
    codes: tuple[NonBlankText, ...]
    condition: Condition | None = None
    scales: tuple[Key, ...] = ()
    expects: tuple[Key, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    course: tuple[CitedText, ...] = ()
    evidence: tuple[CitedText, ...] = ()

    @property
    def red_flag_sources(self) -> tuple[CitedSource, ...]:
        """Who names its red flags, each once."""
        sources = (source for flag in self.red_flags for source in flag.sources)
        return tuple({source.url: source for source in sources}.values())


class Indications(StrictModel):
    """The file: all scales, and all indications in the order in which they are offered."""

    scales: tuple[Scale, ...]
    indications: tuple[Indication, ...]

    @model_validator(mode="after")
    def _check_ids(self) -> Self:
        scales, flags = [each.id for each in self.scales], [each.id for each in self.red_flags]
        for ids in (scales, flags, [each.id for each in self.indications]):
            if len(ids) != len(set(ids)):
                raise ValueError("an id is there twice")
        if unknown := {name for each in self.indications for name in each.scales} - set(scales):
            raise ValueError(f"there is no scale {', '.join(sorted(unknown))}")
        return self

    @property
    def red_flags(self) -> tuple[RedFlag, ...]:
        """Those of all indications."""
        return tuple(flag for each in self.indications for flag in each.red_flags)

    @property
    def statements(self) -> list[tuple[str, Cited]]:
        """Everything that has sources, as (what it is, it) pairs."""
        texts = [
            (each.id, part) for each in self.indications for part in (*each.red_flags, *each.course, *each.evidence)
        ]
        return [
            *((f"scale {each.id}", each) for each in self.scales),
            *((f"letter {name}", part) for name, part in texts),
        ]
