"""The command that answers an assistant: the Model Context Protocol, a message a line."""

import sys
from argparse import Namespace

from directory.answers.mcp_protocol import LARGEST_MESSAGE, answer
from directory.answers.tools import Known
from directory.cli.console import DONE
from directory.settings import Settings
from directory.store.listings.reader import Current
from directory.store.reference.files import gazetteer
from directory.store.reference.rulebook import rulebook


def assist(options: Namespace, settings: Settings) -> int:
    """Answers each line of standard input on standard output, until there are no more."""
    known = Known(Current(settings.directory_db).get, gazetteer(), rulebook())
    while line := sys.stdin.buffer.readline(LARGEST_MESSAGE + 2):
        while not line.endswith(b"\n") and (more := sys.stdin.buffer.readline(LARGEST_MESSAGE)):
            line = line[: LARGEST_MESSAGE + 1] + more[-1:]  # the rest of one that is too long is not kept
        if line.strip() and (answered := answer(line, known)):
            sys.stdout.buffer.write(answered + b"\n")
            sys.stdout.buffer.flush()
    return DONE
