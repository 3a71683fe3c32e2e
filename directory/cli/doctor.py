"""The command that examines an installation: what is well, what to know, what has to be mended, and how."""

import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import Any

from directory.cli import doctor_of_data, doctor_of_machine
from directory.cli.check_results import BAD, GOOD, NOTICE, CheckResult
from directory.cli.console import DONE
from directory.settings import Settings

FOUND_SOMETHING = 1  # exit code
MARKS = {GOOD: "well  ", NOTICE: "know  ", BAD: "MEND  "}
CHECKS: tuple[tuple[str, Callable[[Settings], Iterator[CheckResult]]], ...] = (
    ("program", doctor_of_machine.program),
    ("data folder", doctor_of_machine.data_folder),
    ("disk", doctor_of_machine.disk),
    ("clock", doctor_of_machine.clock),
    ("imports.db", doctor_of_data.imports_db),
    ("office.db", doctor_of_data.office_db),
    ("key", doctor_of_data.key),
    ("directory", doctor_of_data.published),
    ("following", doctor_of_data.following),
    ("sources", doctor_of_data.sources),
    ("worker", doctor_of_data.worker),
    ("schedules", doctor_of_data.failing_schedules),
    ("copies", doctor_of_data.copies),
    ("restores", doctor_of_data.restores),
    ("address and TLS", doctor_of_machine.address),
    ("proxy headers", doctor_of_data.proxy_headers),
    ("mail", doctor_of_machine.mail),
)


def doctor(options: Namespace, settings: Settings) -> int:
    """Examines everything, changes nothing; 1 where something has to be mended."""
    rows = [_row(name, finding) for name, check in CHECKS for finding in _examined(check, settings)]
    well = not any(row["state"] == BAD for row in rows)
    if options.json:
        print(json.dumps({"well": well, "checks": rows}))
    else:
        print("\n".join(_in_words(row) for row in rows))
    return DONE if well else FOUND_SOMETHING


def _examined(check: Callable[[Settings], Iterator[CheckResult]], settings: Settings) -> Iterator[CheckResult]:
    """What a check finds; that it could not be done, where another fault stands in its way."""
    try:
        yield from check(settings)
    except Exception as error:  # noqa: BLE001  the other checks go on
        from directory.cli.errors import in_words

        words = in_words(error, settings) or f"This could not be examined ({type(error).__name__})."
        yield CheckResult(BAD, words, "")


def _row(name: str, finding: CheckResult) -> dict[str, Any]:
    return {"check": name, **finding._asdict()}


def _in_words(row: dict[str, Any]) -> str:
    advice = f"\n        → {row['advice']}" if row["advice"] else ""
    return f"{MARKS[row['state']]}{row['check']}: {row['words']}{advice}"
