"""What all commands share: their exit codes, and how they answer, remark and fail."""

import json
import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import Any, Protocol

LAST_ROW = 2**63 - 1  # the largest number that a row of SQLite can have
DONE, DONE_WITH_REFUSALS, NOT_DONE = 0, 1, 2


class Failure(Exception):
    """What the command could not do and what to do about it, in one line."""


class JsonOption(Protocol):
    """The options of a command that is typed with or without --json."""

    json: bool


def failed(line: str) -> int:
    """What becomes of a command that could not do what was asked: it says why, in a line."""
    tell(line)
    return NOT_DONE


def reader_left() -> int:
    """What becomes of a command whose output nobody reads any more ("| head"): it ends without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NOT_DONE


def tell(line: str) -> None:
    """Prints a line that is not the answer, on standard error."""
    print(line, file=sys.stderr)


def tell_rows(rows: list[dict[str, Any]], as_json: bool, in_words: Callable[[dict[str, Any]], str]) -> None:
    """Prints an answer of many rows, on standard output: as one JSON value, or each in words."""
    if as_json:
        print(json.dumps(rows))
        return
    for row in rows:
        print(in_words(row))


def row_number(text: str) -> int:
    """The number of a row that was typed. Raises ArgumentTypeError for one that no row has, as SQLite counts them."""
    if not text.isascii() or not text.isdecimal() or int(text) > LAST_ROW:
        raise ArgumentTypeError("a number is needed, as the command that lists them gives it")
    return int(text)


def pair_or_statement(text: str) -> int | str:
    """A row's number; or a statement as it calls itself, SOURCE:ID. Raises ArgumentTypeError for what is neither."""
    return text if ":" in text else row_number(text)
