"""Texts for people, marked where they stand in the code so that data/translations/make.py finds them for the translators.

Below web/ every text is English. The command line prints it; a page says it in the visitor's language.
"""

from typing import Any


def N_(text: str) -> str:  # noqa: N802  the translators' usual name
    """The text as it is: a page translates it when it is shown."""
    return text


class Message(str):
    """A text with values in it: `Message("at most %(most)s miles", most=500)` is the English; `text` and `values` are its parts.

    A value may be any text of this file itself.
    """

    text: str
    values: dict[str, Any]

    def __new__(cls, text: str, **values: object) -> "Message":
        """Raises KeyError where a value is missing."""
        said = super().__new__(cls, text % values)
        said.text, said.values = text, values
        return said


class LocalizedText(str):
    """A text that reference data gives in several languages, {"en": …, "es": …} in `texts`; it reads as the English."""

    texts: dict[str, str]

    def __new__(cls, texts: dict[str, str]) -> "LocalizedText":
        """Raises KeyError where the English is missing."""
        text = super().__new__(cls, texts["en"])
        text.texts = texts
        return text


class LanguageName(str):
    """The English name of a language, such as "Korean"."""
