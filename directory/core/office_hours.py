"""Office hours: days and times as people write them, in words that every page can show and translate.

A text is taken only if each word of it is about hours. Columns of "hours" hold remarks too ("ask for Ana, her cell is
…"), and nothing of those is for the public.
"""

import re
from collections.abc import Iterator

from directory.core.i18n import N_, Message

LONGEST_HOURS = 280  # characters
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_SPELLINGS = (  # of each of DAYS, but its abbreviations in DAYS
    ("monday", "mondays", "mo", "m", "lunes", "lun"),
    ("tues", "tuesday", "tuesdays", "tu", "t", "martes"),
    ("weds", "wednesday", "wednesdays", "we", "w", "miércoles", "miercoles"),
    ("thur", "thurs", "thursday", "thursdays", "th", "r", "jueves", "jue"),
    ("friday", "fridays", "fr", "f", "viernes", "vie"),
    ("saturday", "saturdays", "sa", "sábado", "sábados", "sabado"),
    ("sunday", "sundays", "su", "domingo", "domingos"),
)
TELLING = {  # words that tell something of hours by themselves
    "closed": N_("closed"),
    "daily": N_("daily"),
    "weekdays": N_("weekdays"),
    "weekends": N_("weekends"),
    "mornings": N_("mornings"),
    "afternoons": N_("afternoons"),
    "evenings": N_("evenings"),
    "appointment": N_("appointment"),
    "varies": N_("varies"),
}
JOINING = {
    "to": N_("to"),
    "and": N_("and"),
    "or": N_("or"),
    "by": N_("by"),
    "only": N_("only"),
    "open": N_("open"),
    "from": N_("from"),
    "except": N_("except"),
    "lunch": N_("lunch"),
    "noon": N_("noon"),
    "midnight": N_("midnight"),
    "hours": N_("hours"),
}
WORDS = TELLING | JOINING
SPELLINGS = {
    **{word: word for word in WORDS},
    **{spelling: day for day, spellings in zip(DAYS, DAY_SPELLINGS, strict=True) for spelling in spellings},
    **{day.lower(): day for day in DAYS},
    **dict.fromkeys(("off", "cerrado"), "closed"),
    **dict.fromkeys(("weekday", "wkdays"), "weekdays"),
    **dict.fromkeys(("weekend", "wkends"), "weekends"),
    **{part: f"{part}s" for part in ("morning", "afternoon", "evening")},
    **dict.fromkeys(("appt", "appts", "appointments", "appmt"), "appointment"),
    **dict.fromkeys(("vary", "variable"), "varies"),
    **dict.fromkeys(("thru", "through", "until", "till", "til", "a"), "to"),
    "y": "and",
    **dict.fromkeys(("hrs", "hr", "hour"), "hours"),
    "excluding": "except",
}
TOKEN = re.compile(
    r"(?P<days>(?-i:(?:M|Tu|T|W|Th|R|F|Sa|Su){2,})(?![a-z]))"
    r"|(?P<hour>\d{1,2})(?:(?P<point>[:.h])?(?P<minute>\d\d))?(?!\d)"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?|(?P<short>[ap])\b)?"
    r"|(?P<word>[^\W\d_]+)\.?"
    r"|(?P<mark>[-,;:/&+()|]|\s+)",
    re.IGNORECASE,
)
ONE_DAY = re.compile("Tu|Th|Sa|Su|[MTWRF]")
EVERY_DAY = re.compile(r"\bevery ?day\b", re.IGNORECASE)
A_DATE = re.compile(r"\d{4}-\d\d?-\d|\d[-/]\d\d?[-/]\d{2,4}")  # spreadsheets make one of "9-5"
TIME_OF_DAY = re.compile(r"\d{1,2}:\d\d(:\d\d)?( ?[ap]m)?", re.IGNORECASE)  # and of "9:00" a single time
DASHES = str.maketrans(dict.fromkeys("–—−‐‑~", "-"))
REFUSED = N_("not office hours, such as Mon-Fri 9 am - 5 pm")


def office_hours(text: str) -> str:
    """The office hours that a text states, its days and words each spelled in one way ("Mon", "closed", "5 pm").

    Raises ValueError where a word is not about hours, a time is none, no day or time is told, or the text is over
    LONGEST_HOURS.
    """
    written = EVERY_DAY.sub("daily", " ".join(text.translate(DASHES).split()))
    if len(written) > LONGEST_HOURS:
        raise ValueError(Message("over %(most)s characters: office hours are shorter", most=LONGEST_HOURS))
    parts = [*_parts(written)]
    times = sum(part[:1].isdigit() for part in parts)
    tells = times > 1 or any(part in TELLING or part[:3] in DAYS for part in parts) or (times and "hours" in parts)
    if A_DATE.search(written) or TIME_OF_DAY.fullmatch(written) or not tells:
        raise ValueError(REFUSED)
    return "".join(parts).strip(" ,;")


def _parts(written: str) -> Iterator[str]:
    """The words, times and marks of a text. Raises ValueError for anything else."""
    place = 0
    while place < len(written):
        found = TOKEN.match(written, place)
        if not found:
            raise ValueError(REFUSED)
        place = found.end()
        yield _part(found)


def _part(found: re.Match[str]) -> str:
    if found["days"]:
        return ", ".join(SPELLINGS[day.lower()] for day in ONE_DAY.findall(found["days"]))
    if found["hour"]:
        return _time(found)
    if not found["word"]:
        return " " if found["mark"].isspace() else found["mark"]
    if word := SPELLINGS.get(found["word"].lower()):
        return word
    raise ValueError(REFUSED)


def _time(found: re.Match[str]) -> str:
    """A time of day as it is written. Three digits alone are none: they begin telephone numbers."""
    hour, minute, half = found["hour"], found["minute"] or "", (found["half"] or found["short"] or "").lower()
    run_together = bool(minute) and not found["point"]
    if int(hour) > (12 if half else 24) or int(minute or 0) > 59 or (run_together and len(hour) == 1 and not half):
        raise ValueError(REFUSED)
    time = f"{hour}:{minute}" if minute else hour
    return f"{time} {half}m" if half else time
