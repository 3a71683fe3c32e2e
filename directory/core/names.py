"""Names of people and organisations: in readable case for people, folded for comparison."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# Kept low inside a family name of several words; alone or last, each of them is a name of its own (Vietnamese Do, Van).
PARTICLES = {"de", "del", "da", "dos", "das", "von", "der", "den", "la", "las", "los"}
JOINING = PARTICLES | {"al", "di", "du", "el", "le", "mac", "mc", "o", "st", "ten", "ter", "van"}
AFTER_DE = {"la", "las", "los"}
# Which of the generations of a family a word after a name tells. "V" is none of them: it may be an initial.
GENERATIONS = {
    "sr": 1,
    "senior": 1,
    "jr": 2,
    "junior": 2,
    "ii": 5,  # no Jr.: a nephew or a grandson is the second, but some write so of a son
    "2nd": 5,
    "iii": 3,
    "3rd": 3,
    "iv": 4,
    "4th": 4,
}
GENERATIONS_OR_NAMES = {"senior", "junior"}  # which are family and given names, too
ROMAN = {"II", "III", "IV"}
SMALL_WORDS = {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"}
KEPT_UPPER = {
    "LLC",
    "PLLC",
    "LLP",
    "PC",
    "PLC",
    "PA",
    "PS",
    "USA",
    "US",
    "NY",
    "NYC",
    "DC",
    "TCM",
    "AOM",
    "ER",
    "VA",
    "UCLA",
    "UCSF",
    "YMCA",
    "MD",
    "DO",
    "ND",
    "PT",
    "OT",
    "II",
    "III",
    "IV",
    "NE",
    "NW",
    "SE",
    "SW",
}
WRITTEN = {"INC": "Inc.", "CORP": "Corp.", "CO": "Co.", "LTD": "Ltd.", "ST": "St.", "MT": "Mt.", "DR": "Dr."}
VOWELS = set("AEIOUY")
ORDINAL = re.compile(r"\d+(ST|ND|RD|TH)")

APOSTROPHE = re.compile(r"['’‘`´ʼʻ.]")
SEPARATOR = re.compile(r"[^\w]|_")
# What the two do to ASCII, of which most text is.
IN_ASCII = {code: None if chr(code) in "'`." else " " for code in range(128) if not chr(code).isalnum()}

# Letters that Unicode does not take apart into a letter and a mark.
UNMARKED = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})


UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


@lru_cache(1 << 14)
def readable_name(text: str) -> str:
    """A given, middle or family name as its owner would write it.

    Text in one case is put into mixed case: MCDONALD → McDonald, O'BRIEN → O'Brien, NGUYEN-SMITH → Nguyen-Smith,
    DE LA CRUZ → de la Cruz. Text already in mixed case was typed by somebody who knew, and is left alone.
    """
    text = unicodedata.normalize("NFC", text)
    if text.upper() != text and text.lower() != text:
        return text
    words = text.split()
    return unicodedata.normalize("NFC", " ".join(_name_word(word, words, place) for place, word in enumerate(words)))


def _name_word(word: str, words: list[str], place: int) -> str:
    low = word.lower()
    follows_de = place > 0 and words[place - 1].lower() == "de"
    is_inside = place + 1 < len(words)
    if is_inside and low in PARTICLES and (low not in AFTER_DE or follows_de):
        return low
    if is_inside and place > 0 and low == "y":  # Ortega y Gasset; in front it is an initial
        return low
    if word.upper() in ROMAN:
        return word.upper()
    return WORD.sub(lambda match: capital(match.group()), word)


def is_generation(word: str) -> bool:
    """Whether a word is the suffix of a generation: Jr., III, 2nd. "J.R." are initials."""
    return word.strip(". ").lower() in GENERATIONS


def readable_suffix(text: str) -> str:
    """A generation as it is usually written: JR → Jr., III → III."""
    bare = text.strip(". ").upper()
    return bare if bare in ROMAN else f"{bare.capitalize()}." if bare in ("JR", "SR") else text


def capital(word: str) -> str:
    """One word with its capitals: Mcdonald → McDonald, o'brien → O'Brien; women's → Women's."""
    head, mark, tail = word.lower().replace("’", "'").partition("'")
    if mark:
        return head.capitalize() + "'" + (tail.capitalize() if len(head) == 1 else tail)
    if head.startswith("mc") and len(head) > 3:
        return "Mc" + head[2:].capitalize()
    return head.capitalize()


def readable_organisation(text: str) -> str:
    """An organisation's name in mixed case, its usual abbreviations kept: "Blauvelt Acupuncture PC".

    Short words without a vowel (TCM, RX) are abbreviations too. Mixed-case text is left alone.
    """
    text = unicodedata.normalize("NFC", text)
    if text.upper() != text:
        return text
    words = text.split()
    return " ".join(_organisation_word(word, place == 0, place == len(words) - 1) for place, word in enumerate(words))


def _organisation_word(word: str, first: bool, last: bool) -> str:
    bare = word.strip(".,&()").upper()
    if bare.lower() in SMALL_WORDS and not first:
        return word.lower()
    if bare in WRITTEN:
        return word.replace(bare, WRITTEN[bare]).replace("..", ".")
    if ORDINAL.fullmatch(bare):
        return word.lower()
    if bare in KEPT_UPPER or bare.startswith("TCM") or (last and bare == "LA") or "." in word.strip("."):
        return word
    if len(bare) <= 4 and not VOWELS & set(bare):
        return word
    return WORD.sub(lambda match: capital(match.group()), word)


def person(first: str, middle: str, last: str, suffix: str) -> str:
    """A person's name in reading order, parts already readable: "Mary J. O'Brien Jr."."""
    middle = f"{middle}." if len(middle) == 1 else middle
    return " ".join(part for part in (first, middle, last, suffix) if part)


def may_be_one(name: str, other: str) -> bool:
    """Whether two names may be one person's: either's last word is in the other ("R. Okafor", "Ruth Okafor, MD")."""
    one, two = folded(name).split(), folded(other).split()
    return bool(one and two) and (one[-1] in two or two[-1] in one)


def without_umlauts(text: str) -> str:
    """A name as it is written where there are no umlauts: Müller → Mueller, Søren → Soeren. Others stay as they are."""
    return unicodedata.normalize("NFC", text).translate(UMLAUTS)


def folded(text: str) -> str:
    """Text for comparison: lower case, no marks on letters, no apostrophes, spaces for all but letters and digits.

    "Nguyễn" → "nguyen", "O'Brien" → "obrien", "Nguyen-Smith" → "nguyen smith".
    """
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """The words of the folded text."""
    low = text.casefold()
    if low.isascii():
        return low.translate(IN_ASCII).split()
    apart = unicodedata.normalize("NFKD", APOSTROPHE.sub("", low))
    low = "".join(char for char in apart if not unicodedata.combining(char)).casefold().translate(UNMARKED)
    return SEPARATOR.sub(" ", low).split()


def joined(text: str) -> Iterator[str]:
    """The words that particles make with the word after them: "Juan de la Cruz" → lacruz, delacruz."""
    word = ""
    for each in reversed(folded(text).split()):
        word = each + word if each in JOINING and word else each
        if len(word) > len(each):
            yield word


def run_together(text: str) -> list[str]:
    """The folded words, particles and the word after them as one: "Juan de la Cruz" → juan, delacruz."""
    words, run = [], ""
    for each in folded(text).split():
        run += each
        if each not in JOINING:
            words.append(run)
            run = ""
    return [*words, run] if run else words


def unspaced(text: str) -> str:
    """Text for comparison without spaces too: "United Health Care" and "UnitedHealthcare" are equal."""
    return folded(text).replace(" ", "")
