"""What a practice says of itself in its own words, or chooses from a list: techniques, conditions, how to get there."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from directory.core.i18n import N_, Message

LONGEST_DESCRIPTION, LONGEST_WAY, LONGEST_PHOTOGRAPH_WORDS = 600, 300, 150  # characters
# Anything by which a text could lead elsewhere or pass for markup: a listing shows it as plain words. A name with a
# path, and a name of the domains that people know or that are sold for a dollar; phones make links of these.
DOMAINS = (
    "com|net|org|info|biz|us|io|co|me|app|dev|ly|gl|gd|gg|link|xyz|online|site|shop|store|top|vip|club|page|click|"
    "health|clinic|care|doctor|ca|uk|ru|cn|de|tv|cc|ai"
)
LEADS_ELSEWHERE = re.compile(
    rf"[<>]|:/|\bwww\.|[\w.+-]@[\w-]+\.|\b[\w-]+[.\u3002]([a-z]{{2,}}/\w|({DOMAINS})\b)", re.IGNORECASE
)
# Marks over a letter beyond those of any language: a heap of them covers the lines around it.
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
STACKED = re.compile(f"([{MARKS}]{{3}})[{MARKS}]+")
NOT_OFFERED = N_("none of the list")
PHOTOGRAPH = re.compile(r"[0-9a-f]{32}")  # a digest
TECHNIQUES = {
    "needles": N_("acupuncture with needles"),
    "electroacupuncture": N_("electroacupuncture"),
    "ear": N_("ear acupuncture"),
    "scalp": N_("scalp acupuncture"),
    "without-needles": N_("without needles (such as laser)"),
    "acupressure": N_("acupressure"),
    "moxibustion": N_("moxibustion"),
    "cupping": N_("cupping"),
    "gua-sha": N_("gua sha"),
    "tui-na": N_("tui na massage"),
    "herbs": N_("herbs"),
    "group": N_("treatment in a group room"),
}
CONDITIONS = {  # the problems of the guide (core.guide.GUIDES)
    "low_back_pain": N_("low back pain"),
    "neck_pain": N_("neck pain"),
    "shoulder_pain": N_("shoulder pain"),
    "knee_osteoarthritis": N_("knee osteoarthritis"),
    "migraine": N_("migraine and tension headache"),
    "chemotherapy_nausea": N_("nausea from chemotherapy"),
    "surgery_nausea": N_("nausea after surgery"),
    "hot_flashes": N_("hot flashes"),
    "insomnia_anxiety": N_("trouble sleeping, anxiety"),
    "pregnancy_pelvic_pain": N_("pelvic pain in pregnancy"),
    "fertility": N_("fertility"),
    "allergic_rhinitis": N_("hay fever and nose allergy"),
}


def plain_words(text: str, longest: int) -> str:
    """A text on one line as people read it: no characters that hide, turn or cover what is beside them.

    Raises ValueError for one that is too long, or that leads elsewhere.
    """
    one_line = " ".join(unicodedata.normalize("NFC", text).split())
    words = " ".join("".join(each for each in one_line if unicodedata.category(each)[0] != "C").split())
    words = STACKED.sub(r"\1", words)
    if len(words) > longest:
        raise ValueError(Message("over %(most)s characters", most=longest))
    if LEADS_ELSEWHERE.search(unicodedata.normalize("NFKC", words)):  # as browsers read wide letters and dots
        raise ValueError(N_("with an address of the web or of mail, or with signs of markup"))
    return words


def description(text: str) -> str:
    """What a practice says of itself. Raises ValueError."""
    return plain_words(text, LONGEST_DESCRIPTION)


def way_there(text: str) -> str:
    """Parking, buses and trains, as a practice describes them. Raises ValueError."""
    return plain_words(text, LONGEST_WAY)


def photograph(text: str) -> str:
    """The digest of a photograph. Raises ValueError."""
    if not PHOTOGRAPH.fullmatch(text):
        raise ValueError("no digest of a photograph")
    return text


def photograph_words(text: str) -> str:
    """What a photograph shows, for who does not see it. Raises ValueError."""
    return plain_words(text, LONGEST_PHOTOGRAPH_WORDS)


def techniques(text: str) -> str:
    """Keys of TECHNIQUES with spaces between them, in the table's order. Raises ValueError."""
    return _in_order(text.split(), TECHNIQUES)


def conditions(text: str) -> str:
    """Keys of CONDITIONS with spaces between them, in the table's order. Raises ValueError."""
    return _in_order(text.split(), CONDITIONS)


def _in_order(keys: Iterable[str], table: Mapping[str, str]) -> str:
    chosen = set(keys)
    if unknown := sorted(chosen - table.keys()):
        raise ValueError(f"{NOT_OFFERED}: {', '.join(unknown)}")
    return " ".join(key for key in table if key in chosen)


def in_words(key: str) -> str:
    """What a technique or a condition is called, in English; a key that this version does not know as it is."""
    return (TECHNIQUES | CONDITIONS).get(key, key)
