"""How commands are typed: the parser, and the argument that most of them have."""

import argparse
from typing import NoReturn

from directory.cli.console import NOT_DONE


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with exit code 2."""
        self.exit(NOT_DONE, f"{self.prog}: {message}. See: python3 {self.prog} --help\n")


def add_json(parser: Parser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="print one JSON value")
