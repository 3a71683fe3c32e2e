"""Reference facts with their citations: the shapes of what data/reference/ tells patients, and how a file is parsed.

A text stands beside its translation. A source has the day on which it was read and the day by which it must be read
again; whatever rests on it inherits both, so a fact ages with its sources. A file lists its sources once, in [sources],
and each fact names those it rests on.
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

MAX_REPORTED = 3  # mistakes of one file in one message
TEXT_LANGUAGES = ("en", "es")  # every text is in each of them
MORE_LANGUAGES = ("zh",)  # a text may be in them


def _localized(texts: Any) -> LocalizedText:
    complete = isinstance(texts, dict) and set(texts) - set(MORE_LANGUAGES) == set(TEXT_LANGUAGES)
    if not complete or not all(isinstance(text, str) and text.strip() for text in texts.values()):
        raise ValueError('a text in each language is needed: { en = "…", es = "…" }')
    return LocalizedText(texts)


NonBlankText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Localized = Annotated[LocalizedText, PlainValidator(_localized)]
IsoDate = Annotated[str, BeforeValidator(lambda value: iso(str(value)))]
StateCode = Annotated[str, StringConstraints(pattern=f"^({'|'.join(STATES)})$")]


class StrictModel(BaseModel):
    """A part of a file: immutable, and without any field that it does not declare."""

    # Prepared when the first of it is read: who reads none would wait longer for that than for an answer.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class LocalizedEntry(StrictModel):
    """An entry with one main text: the file gives its languages beside the entry's other fields."""

    text: Localized

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        codes = (*TEXT_LANGUAGES, *MORE_LANGUAGES)
        texts = {code: values[code] for code in codes if code in values}
        return {name: value for name, value in values.items() if name not in codes} | {"text": texts}


class CitedSource(StrictModel):
    """Where facts come from.

    dated: when the source itself is from, as exactly as it says; confidence: P, a primary source was read (law, agency,
    study); S, a secondary source reports it; as_of: the day it was read; review_by: the day by which to read it again.
    """

    title: NonBlankText
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    dated: NonBlankText | None = None
    confidence: Literal["P", "S"]
    as_of: IsoDate
    review_by: IsoDate

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.review_by <= self.as_of:
            raise ValueError("review_by should be later than as_of")
        return self


class Cited(StrictModel):
    """A fact that rests on sources: as old as the one read longest ago, due for review when the first of them is."""

    sources: Annotated[tuple[CitedSource, ...], Field(min_length=1)]

    @property
    def as_of(self) -> str:
        """The ISO day on which the source read longest ago was read."""
        return min(source.as_of for source in self.sources)

    @property
    def review_by(self) -> str:
        """The ISO day by which the first of its sources is to be read again."""
        return min(source.review_by for source in self.sources)

    @property
    def second_hand(self) -> bool:
        """Whether no primary source was read."""
        return all(source.confidence == "S" for source in self.sources)


class CitedText(LocalizedEntry, Cited):
    """A sentence or two, and where they come from."""


T = TypeVar("T", bound=StrictModel)


def parse_reference_data(model: type[T], values: dict[str, Any]) -> T:
    """The model from a file's values, names of sources replaced by the sources. Raises ValueError: what to correct."""
    sources = values.get("sources", {})
    used: set[str] = set()
    resolved = {name: _with_sources(value, sources, used) for name, value in values.items() if name != "sources"}
    if unused := sorted(set(sources) - used):
        raise ValueError(f"[sources] has “{', '.join(unused)}”, which nothing rests on")
    try:
        return model.model_validate(resolved)
    except ValidationError as error:
        raise ValueError(_summary(error)) from None


def _with_sources(value: Any, sources: dict[str, Any], used: set[str]) -> Any:
    """A value with the sources it names in their place; adds their names to `used`."""
    if isinstance(value, list):
        return [_with_sources(item, sources, used) for item in value]
    if not isinstance(value, dict):
        return value
    resolved = {name: _with_sources(item, sources, used) for name, item in value.items()}
    if isinstance(value.get("sources"), list):
        resolved["sources"] = [_source(name, sources, used) for name in value["sources"]]
    return resolved


def _source(name: str, sources: dict[str, Any], used: set[str]) -> Any:
    if name not in sources:
        raise ValueError(f"[sources] has no “{name}”")
    used.add(name)
    return sources[name]


def _summary(error: ValidationError) -> str:
    reported = error.errors()[:MAX_REPORTED]
    problems = [f"{'.'.join(map(str, each['loc'])) or 'the file'}: {each['msg']}" for each in reported]
    more = error.error_count() - len(reported)
    return "; ".join(problems) + (f"; and {more} more" if more > 0 else "")
