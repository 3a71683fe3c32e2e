"""The program's log, on standard error: events with fields, as plain lines or as JSON lines.

An event is logged as `logging.getLogger(__name__).info("import finished", extra={"source": "nppes", "rows": 10})`.
Of the fields only FIELDS are written, so that no word of a search, a letter or a person gets into a log by mistake.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

PROGRAM = "directory"  # the logger above those of all our modules
ROOT = Path(__file__).parents[1]
FIELDS = (
    "command",
    "source",
    "snapshot",
    "rows",
    "listings",
    "problems",
    "seconds",
    "route",
    "status",
    "reason",
    "letter_id",
    "exception",
    "stack",
)
log = logging.getLogger(__name__)


def configure(log_format: str) -> None:
    """Writes the log in a format, "" (warnings and faults, in plain lines), "text" or "json" (everything)."""
    logger = logging.getLogger(PROGRAM)
    logger.handlers = [StandardError(log_format)]
    logger.setLevel(logging.INFO)
    sys.excepthook = _log_uncaught if log_format == "json" else sys.__excepthook__


class StandardError(logging.Handler):
    """Writes to standard error, whatever that is at the moment."""

    def __init__(self, log_format: str):
        super().__init__(logging.INFO if log_format else logging.WARNING)
        self.setFormatter(JsonLine() if log_format == "json" else PlainLine())

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one event."""
        try:
            print(self.format(record), file=sys.stderr, flush=True)
        except (OSError, ValueError):
            self.handleError(record)


class ServerOutput(StandardError):
    """The web server's own messages, each by its first line: a traceback below it may hold what a visitor typed."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one message."""
        record.msg, record.args = record.getMessage().partition("\n")[0], None
        super().emit(record)


class JsonLine(logging.Formatter):
    """An event as one line of JSON: time, level, event, and its fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        about = {"time": _time(record), "level": record.levelname.lower(), "event": record.getMessage()}
        return json.dumps(about | fields_of(record))


class PlainLine(logging.Formatter):
    """An event for people: its fields as name=value, the lines of a stack below it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines."""
        fields = fields_of(record)
        words = [f"{name}={value}" for name, value in fields.items() if name != "stack"]
        line = " ".join([_time(record), record.levelname, record.getMessage(), *words])
        return "\n  ".join([line, *fields.get("stack", ())])


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """The fields of an event that may be written."""
    return {name: vars(record)[name] for name in FIELDS if name in vars(record)}


def exception_fields(error: BaseException) -> dict[str, Any]:
    """The class of an exception and the lines of code it passed; never its message, which may hold what was typed."""
    frames = traceback.extract_tb(error.__traceback__)
    stack = [f"{_relative(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"exception": type(error).__name__, "stack": stack}


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("fault", extra=exception_fields(error))


def _relative(path: str) -> str:
    return str(Path(path).relative_to(ROOT)) if Path(path).is_relative_to(ROOT) else path


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
