"""Facts that say where they come from: the shapes of what data/reference/ tells patients, and the check that a file has them.

A text stands beside its translation. A source has the day on which it was read and the day by which it must be read again;
whatever rests on it inherits both, so a fact grows old with its sources. A file names its sources once, in [sources], and each
fact says which of them it rests on.
"""

from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationError,
    model_validator,
)

from directory.core.addresses import STATES
from directory.core.dates import iso
from directory.core.i18n import LocalizedText

MAX_REPORTED = 3  # mistakes of one file told at once
TEXT_LANGUAGES = ("en", "es")  # of the languages that every text is in


def _in_languages(texts: Any) -> LocalizedText:
    if not (
        isinstance(texts, dict)
        and set(texts) == set(TEXT_LANGUAGES)
        and all(isinstance(text, str) and text.strip() for text in texts.values())
    ):
        raise ValueError('a text in each language is needed: { en = "…", es = "…" }')
    return LocalizedText(texts)


NonBlankText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Localized = Annotated[LocalizedText, PlainValidator(_in_languages)]
IsoDate = Annotated[str, BeforeValidator(lambda value: iso(str(value)))]
StateCode = Annotated[str, StringConstraints(pattern=f"^({'|'.join(STATES)})$")]


class StrictModel(BaseModel):
    """What a file may hold, and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalizedEntry(StrictModel):
    """What is a text above all: a file writes the languages beside its other fields."""

    text: Localized

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        return {name: value for name, value in values.items() if name not in TEXT_LANGUAGES} | {
            "text": {code: values[code] for code in TEXT_LANGUAGES if code in values}
        }


class CitedSource(StrictModel):
    """Where facts come from.

    dated: when the source itself is from, as exactly as it says; confidence: P, a primary source was read (law, agency, study); S, somebody
    reports what a primary source says; as_of: the day we read it; review_by: the day by which it is to be read again.
    """

    title: NonBlankText
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    dated: NonBlankText | None = None
    confidence: Literal["P", "S"]
    as_of: IsoDate
    review_by: IsoDate

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.review_by <= self.as_of:
            raise ValueError("review_by should be later than as_of")
        return self


class Cited(StrictModel):
    """What rests on sources: it is as old as the one read longest ago, and due when the first of them is."""

    sources: Annotated[tuple[CitedSource, ...], Field(min_length=1)]

    @property
    def as_of(self) -> str:
        """The day since when nobody looked at one of its sources."""
        return min(source.as_of for source in self.sources)

    @property
    def review_by(self) -> str:
        """The day by which one of its sources is to be read again."""
        return min(source.review_by for source in self.sources)

    @property
    def second_hand(self) -> bool:
        """Whether nobody here has read the rule, the law or the study itself."""
        return all(source.confidence == "S" for source in self.sources)


class CitedText(LocalizedEntry, Cited):
    """A sentence or two, and where they come from."""


T = TypeVar("T", bound=StrictModel)


def parse_reference_data(shape: type[T], values: dict[str, Any]) -> T:
    """A file's values in a shape, each name of a source replaced by the source. Raises ValueError with what to mend."""
    named, used = values.get("sources", {}), set()
    whole = {name: _with_sources(value, named, used) for name, value in values.items() if name != "sources"}
    if idle := sorted(set(named) - used):
        raise ValueError(f"[sources] has “{', '.join(idle)}”, which nothing rests on")
    try:
        return shape.model_validate(whole)
    except ValidationError as error:
        raise ValueError(_in_words(error)) from None


def _with_sources(value: Any, named: dict[str, Any], used: set[str]) -> Any:
    if isinstance(value, list):
        return [_with_sources(each, named, used) for each in value]
    if not isinstance(value, dict):
        return value
    whole = {name: _with_sources(each, named, used) for name, each in value.items()}
    if isinstance(value.get("sources"), list):
        whole["sources"] = [_found(name, named, used) for name in value["sources"]]
    return whole


def _found(name: str, named: dict[str, Any], used: set[str]) -> Any:
    if name not in named:
        raise ValueError(f"[sources] has no “{name}”")
    used.add(name)
    return named[name]


def _in_words(error: ValidationError) -> str:
    told = [f"{'.'.join(map(str, each['loc'])) or 'the file'}: {each['msg']}" for each in error.errors()[:MAX_REPORTED]]
    more = error.error_count() - len(told)
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")
