"""Whom a statement is about: the arguments of RawStatement that name a person or an organisation."""

import hashlib
from typing import TypedDict

from directory.core.full_names import FullName
from directory.core.names import folded


class StatedName(TypedDict, total=False):
    """The name of a person, or of an organisation."""

    last_name: str
    first_name: str
    middle_name: str
    suffix: str
    credentials: str
    organisation: bool
    organisation_name: str


def own_key(source: str, *texts: str) -> str:
    """What a source that has no number for somebody calls them, in every file alike: by these texts, folded."""
    identity = "|".join(map(folded, texts))
    return f"{source}-{hashlib.sha256(identity.encode()).hexdigest()[:16]}"


def person_named(name: FullName) -> StatedName:
    """A person of this name, and the letters after it."""
    return StatedName(
        first_name=name.first_name,
        middle_name=name.middle_name,
        last_name=name.last_name,
        suffix=name.suffix,
        credentials=name.credentials,
    )


def organisation_named(name: str) -> StatedName:
    """An organisation of this name."""
    return StatedName(organisation=True, organisation_name=name)
