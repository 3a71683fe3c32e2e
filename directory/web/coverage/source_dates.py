"""When a source is from, in the reader's language: the reference data has it in English, as exactly as sources say."""

import re
from datetime import date, datetime

from babel import dates as babel_dates
from flask_babel import gettext

from directory.core.i18n import N_
from directory.web.shell.language import day_in_words, language_of_request

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"({MONTHS}) (\d{{1,2}}), (\d{{4}})")
MONTH = re.compile(rf"({MONTHS}) (\d{{4}})")
# What stands around a date, longest first; each %(…)s is a date or a year.
PHRASES = (
    N_("current through %(day)s"),
    N_("current as of %(day)s"),
    N_("as amended in %(day)s"),
    N_("Directive of %(day)s"),
    N_("on guidelines of %(day)s and %(other)s"),
    N_("on the benefits of %(day)s"),
    N_("on prices to %(day)s"),
    N_("on trials until %(day)s"),
    N_("on trials to %(day)s"),
    N_("on %(day)s and %(other)s"),
    N_("on %(day)s to %(other)s"),
    N_("on %(day)s"),
)
PATTERNS = tuple(
    (phrase, re.compile(re.sub(r"%\\?\((\w+)\\?\)s", r"(?P<\1>.+?)", re.escape(phrase)))) for phrase in PHRASES
)


def dated_in_words(dated: str) -> str:
    """A source's date: "current through December 6, 2024" → "vigente hasta el 6 de diciembre de 2024"."""
    if language_of_request() == "en":
        return dated
    main, comma, rest = dated.partition(", on ")
    return _phrase(main) + (f", {_phrase(f'on {rest}')}" if comma else "")


def _phrase(text: str) -> str:
    for phrase, pattern in PATTERNS:
        if match := pattern.fullmatch(text):
            values = {name: _dates(value) for name, value in match.groupdict().items()}
            return str(gettext(phrase, **values))
    return _dates(text)


def _dates(text: str) -> str:
    text = DAY.sub(lambda match: day_in_words(datetime.strptime(match[0], "%B %d, %Y").date().isoformat()), text)
    return MONTH.sub(lambda match: _month(datetime.strptime(match[0], "%B %Y").date()), text)


def _month(day: date) -> str:
    return babel_dates.format_skeleton("yMMMM", day, locale=language_of_request())
