"""Texts for people, marked in the code so that data/translations/make.py finds them for the translators.

Below web/ every text is English. The command line prints it; a page says it in the visitor's language.
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

BEGINNING = '{"text": '  # of a Message in a column
TYPED = "%(typed)s"


def N_(text: str) -> str:  # noqa: N802  the translators' usual name
    """The text as it is: a page translates it when it is shown."""
    return text


class Message(str):
    """An English text with values: `Message("at most %(most)s miles", most=500)`; `text` and `values` are its parts.

    A value may be a Message, LocalizedText or LanguageName itself. command: what is said in place of `text` to whoever
    types commands, where a page has other words; the string is then that.
    """

    text: str
    command: str
    values: dict[str, Any]

    def __new__(cls, text: str, command: str = "", **values: object) -> "Message":
        """Raises KeyError where a value is missing."""
        said = command or text
        message = super().__new__(cls, said % values if values else said)
        message.text, message.command, message.values = text, command, values
        return message

    def __str__(self) -> str:
        """Itself, so that the text of an exception that was given one keeps its parts."""
        return self

    def with_texts(self, change: Callable[[str], str]) -> "Message":
        """The same with each text among its values, those of a Message's too, changed."""
        return Message(self.text, self.command, **{name: _changed(each, change) for name, each in self.values.items()})

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Message, **self.values), (self.text, self.command)


def _changed(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, Message):
        return value.with_texts(change)
    return change(value) if isinstance(value, str) else value


def kept(value: Any) -> Any:
    """A value as JSON keeps it, each Message in it by its parts, for `messages_in`."""
    if isinstance(value, Message):
        return {"text": value.text, "command": value.command, "values": kept(value.values)}
    if isinstance(value, dict):
        return {name: kept(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [kept(each) for each in value]
    return value if value is None or type(value) in (str, int, float, bool) else str(value)


def messages_in(value: dict[str, Any]) -> Any:
    """The Message that `kept` gave as an object, any other object as it is: an object_hook of json.loads."""
    if value.keys() != {"text", "command", "values"}:
        return value
    text, command, values = value.values()
    return Message(text, command, **values)


def kept_message(said: str) -> str:
    """A Message for a column that holds nothing else: its text, or its parts where it has more."""
    return kept_text(said) if isinstance(said, Message) and (said.values or said.command) else said


def read_message(kept_as: str) -> Message:
    """What `kept_message` was given."""
    said = read_text(kept_as)
    return said if isinstance(said, Message) else Message(said)


def kept_text(text: str) -> str:
    """A text for a column of a database: a Message by its parts, any other as it is, unless it looks like one."""
    if text.startswith(BEGINNING):  # somebody typed it
        text = Message(TYPED, typed=text)
    return json.dumps(kept(text), ensure_ascii=False) if isinstance(text, Message) else text


def read_text(kept_as: str) -> str:
    """What `kept_text` was given."""
    is_message = kept_as.startswith(BEGINNING)
    return str(json.loads(kept_as, object_hook=messages_in)) if is_message else kept_as


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
