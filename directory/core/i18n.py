"""Texts for people, marked in the code so that data/translations/make.py finds them for the translators.

Below web/ every text is English. The command line prints it; a page says it in the visitor's language.
"""

from typing import Any


def N_(text: str) -> str:  # noqa: N802  the translators' usual name
    """The text as it is: a page translates it when it is shown."""
    return text


class Message(str):
    """An English text with values: `Message("at most %(most)s miles", most=500)`; `text` and `values` are its parts.

    A value may be a Message, LocalizedText or LanguageName itself.
    """

    text: str
    values: dict[str, Any]

    def __new__(cls, text: str, **values: object) -> "Message":
        """Raises KeyError where a value is missing."""
        message = super().__new__(cls, text % values)
        message.text, message.values = text, values
        return message


class LocalizedText(str):
    """A text of reference data in several languages: `texts` is {"en": …, "es": …}; the string is the English."""

    texts: dict[str, str]

    def __new__(cls, texts: dict[str, str]) -> "LocalizedText":
        """Raises KeyError where the English is missing."""
        localized = super().__new__(cls, texts["en"])
        localized.texts = texts
        return localized


class LanguageName(str):
    """The English name of a language, such as "Korean"."""
