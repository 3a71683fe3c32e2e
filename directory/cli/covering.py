"""The commands about coverage rules: what one makes of a situation, and which are due for review."""

import json
from argparse import Namespace
from datetime import date, timedelta
from typing import Any

from directory.cli.console import DONE, DONE_WITH_REFUSALS, Failure, tell_rows
from directory.core import dates
from directory.core.programs import VERDICTS
from directory.coverage import rules
from directory.coverage.answer_json import PARAMETERS, answer_to
from directory.coverage.questions import BadAnswer
from directory.settings import Settings
from directory.store.reference.rulebook import rulebook

GRACE = timedelta(days=91)  # a quarter of a year past its review date, a rule is too old


def coverage(options: Namespace, settings: Settings) -> int:
    """Says what a plan is likely to pay, as far as its rule says. options: the text of each of PARAMETERS; json."""
    try:
        answer = answer_to({name: getattr(options, name) for name in PARAMETERS}, rulebook())
    except BadAnswer as error:
        raise Failure(f"--{error.name.replace('_', '-')}: {error.message}") from None
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print("\n".join(_lines(answer)))
    return DONE


def _lines(answer: dict[str, Any]) -> list[str]:
    statements = [*answer["reasons"], answer["rule"], *answer["notes"], *answer["steps"]]
    sources = {source["url"]: source for each in statements for source in each["sources"]}
    return [
        f"{answer['program']['name']}: {VERDICTS[answer['verdict']]}",
        *(each["text"] for each in statements),
        *answer["limits"],
        "",
        "Ask:",
        *(f"  {question}" for question in answer["questions"]),
        "",
        "Sources:",
        *(f"  {each['title']}, read {each['as_of']}: {url}" for url, each in sources.items()),
    ]


def check(options: Namespace, settings: Settings) -> int:
    """Lists the rules past their review date; DONE_WITH_REFUSALS where one is past it by more than GRACE."""
    late = rules.overdue(rulebook().statements, dates.today())
    tell_rows([each._asdict() for each in late], options.json, lambda row: f"{row['review_by']}  {row['what']}")
    too_late = (date.fromisoformat(dates.today()) - GRACE).isoformat()
    return DONE_WITH_REFUSALS if any(each.review_by < too_late for each in late) else DONE
