"""Languages: one English name for each, by the Unicode consortium's tables as Babel brings them.

Sources write codes (es, spa, es-MX), English, Spanish and own names, several in one text, and places or qualities
beside them. A variety has its language's name (Mexican Spanish is Spanish), unless Unicode gives it one of its own
(Dari). "Chinese" stays Chinese: it does not say whether Mandarin or Cantonese is spoken.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from directory.core.names import capital, folded

ENGLISH = "English"
CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.ASCII)  # BCP 47, and the three letters of ISO 639-2
# What stands between languages, outside brackets.
SEPARATOR = re.compile(r"(?:[,;/|&+\n•·、，；]|\s(?:and|or|y)\s)(?![^()]*\))", re.IGNORECASE)
INVERTED = re.compile(r"([^,;]+),\s*([^,;]+)")  # "Creole, Haitian"
DETAILED = re.compile(r"([^(]+?)\s*(?:\(([^)]*)\)?|\s[-–—]\s(.*)|:\s(.*))")  # "Chinese (Mandarin)", "Arabic - Egyptian"
# With one of these words a text does not say that the practitioner speaks the language well.
LIMITED = re.compile(
    r"\b(?:basic|some|little|limited|beginn\w+|elementary|poor|learn\w+|staff|interpret\w+|translat\w+)\b",
    re.IGNORECASE,
)
QUALITIES = {"fluent", "fluently", "native", "speaking", "speaker", "speaks", "spoken", "conversational", "only", "in"}
# Texts that name no language, folded.
NO_LANGUAGE = {"", "none", "no", "yes", "n a", "na", "unknown", "other", "others", "multiple", "various", "unspecified"}
NO_LANGUAGE |= {"not applicable", "not available", "not specified", "unknown language", "other language"}
NO_LANGUAGE |= {"multiple languages", "no other languages", "no linguistic content"}
NO_CODES = {"und", "mul", "zxx"}  # Unicode's, for the same
# A name that says less than others, which it adds nothing to.
GENERAL = {
    "Chinese": {"Mandarin", "Cantonese", "Min Nan Chinese", "Wu Chinese", "Hakka Chinese"},
    "Sign Language": {"American Sign Language"},
}
# What else somebody may mean who asks for one: these, and ISO 639-3's other macrolanguages of which Unicode's tables
# have more than one name. Who speaks Dari may say Persian, too, so that is kept.
INCLUDING = GENERAL | {
    "Arabic": {"Egyptian Arabic", "Moroccan Arabic", "Algerian Arabic", "Tunisian Arabic"},
    "Persian": {"Dari"},
    "Kurdish": {"Central Kurdish", "Southern Kurdish"},
    "Norwegian": {"Norwegian Bokmål", "Norwegian Nynorsk"},
    "Serbo-Croatian": {"Serbian", "Croatian", "Bosnian", "Montenegrin"},
    "Malay": {"Indonesian"},
}
NAMED = {"cmn": "Mandarin", "fil": "Tagalog", "tl": "Tagalog"}  # codes: Filipino is Tagalog, as the census has it
ALSO = {  # names, folded, that Unicode's tables do not have: those in use in the United States, and the languages' own
    "putonghua": "Mandarin",
    "普通话": "Mandarin",
    "普通話": "Mandarin",
    "國語": "Mandarin",
    "国语": "Mandarin",
    "广东话": "Cantonese",
    "廣東話": "Cantonese",
    "粤语": "Cantonese",
    "粵語": "Cantonese",
    "中文": "Chinese",
    "taiwanese": "Min Nan Chinese",
    "hokkien": "Min Nan Chinese",
    "fukienese": "Min Nan Chinese",
    "min nan": "Min Nan Chinese",
    "shanghainese": "Wu Chinese",
    "farsi": "Persian",
    "filipino": "Tagalog",
    "pilipino": "Tagalog",
    "haitian": "Haitian Creole",
    "kreyol": "Haitian Creole",
    "kreyol ayisyen": "Haitian Creole",
    "castilian": "Spanish",
    "span": "Spanish",
    "espanol": "Spanish",
    "brazilian": "Portuguese",
    "portugues": "Portuguese",
    "portugese": "Portuguese",
    "francais": "French",
    "deutsch": "German",
    "italiano": "Italian",
    "polski": "Polish",
    "русский": "Russian",
    "українська": "Ukrainian",
    "ukranian": "Ukrainian",
    "tieng viet": "Vietnamese",
    "viet": "Vietnamese",
    "한국어": "Korean",
    "日本語": "Japanese",
    "العربية": "Arabic",
    "فارسی": "Persian",
    "עברית": "Hebrew",
    "हिन्दी": "Hindi",
    "ไทย": "Thai",
    "modern greek": "Greek",
    "greek modern 1453": "Greek",
    "bengali": "Bangla",
    "oriya": "Odia",
    "panjabi": "Punjabi",
    "pushto": "Pashto",
    "sinhalese": "Sinhala",
    "cambodian": "Khmer",
    "central khmer": "Khmer",
    "laotian": "Lao",
    "ilocano": "Iloko",
    "myanmar": "Burmese",
    "nepalese": "Nepali",
    "asl": "American Sign Language",
    "sign": "Sign Language",
    "sign language": "Sign Language",
}


def spoken(written: Iterable[str]) -> tuple[str, ...]:
    """The English names of the languages in some texts, each once; what is no known language stays as it is written.

    A text that names none ("None", "Unknown") gives nothing. "Chinese" is left out beside "Mandarin".
    """
    found = dict.fromkeys(name for text in written for name in _in_text(text))
    return tuple(each for each in found if GENERAL.get(each, set()).isdisjoint(found))


def asked_as(language: str) -> set[str]:
    """The languages, by their English names, that somebody may speak who is asked for one: whoever speaks Mandarin
    speaks Chinese. Who says only that they speak Chinese is asked for neither Mandarin nor Cantonese.
    """
    return {language} | INCLUDING.get(language, set())


def name(code: str) -> str:
    """The English name of a code ("zh", "spa", "pt-BR" → "Chinese", "Spanish", "Portuguese"); "" where it is none."""
    tag = code.strip()
    if not CODE.fullmatch(tag):
        return ""
    language, *subtags = tag.replace("_", "-").split("-")
    extended = subtags[0].lower() if subtags and len(subtags[0]) == 3 and subtags[0].isalpha() else ""  # zh-yue
    regional = f"{language.lower()}_{subtags[-1].upper()}" if subtags else ""
    names = _names_of_codes()
    return names.get(extended) or names.get(regional) or names.get(language.lower(), "")


def tag(language: str) -> str:
    """The shortest code of a language by its English name (BCP 47); "" where it has none."""
    return _tags().get(language, "")


@cache
def _tags() -> dict[str, str]:
    """Shortest codes by English names."""
    by_length = sorted(_names_of_codes().items(), key=lambda each: -len(each[0]))
    return {each: code for code, each in by_length if "_" not in code}


@lru_cache(1 << 12)  # millions of records have some hundred different texts
def _in_text(text: str) -> tuple[str, ...]:
    if folded(text) in NO_LANGUAGE:
        return ()
    inverted = INVERTED.fullmatch(text)
    if whole := _known(text) or (_known(f"{inverted[2]} {inverted[1]}") if inverted else ""):
        return (whole,)
    pieces = [piece.strip() for piece in SEPARATOR.split(text)]
    return tuple([name for piece in pieces for name in _in_piece(piece)])


def _in_piece(text: str) -> tuple[str, ...]:
    """The languages in a text that nothing separates."""
    key = folded(text)
    if key in NO_LANGUAGE | NO_CODES:
        return ()
    if known := _known(text):
        return (known,)
    if not LIMITED.search(text):
        if known_words := _in_words(key):
            return known_words
        if (detailed := DETAILED.fullmatch(text)) and (language := _in_words(folded(detailed[1]))):
            return (*language, *_in_words(folded("".join(filter(None, detailed.groups()[1:])))))
    in_one_case = len(text) > 3 and text in (text.upper(), text.lower())
    return (" ".join(map(capital, text.split())) if in_one_case else text,)


def _in_words(key: str) -> tuple[str, ...]:
    """The languages that follow each other in a folded text, () where there is anything else in it but a quality."""
    words = [word for word in key.split() if word not in QUALITIES]
    found: list[str] = []
    while words:
        length = next((end for end in range(len(words), 0, -1) if " ".join(words[:end]) in _names()), 0)
        if not length:
            return ()
        found.append(_names()[" ".join(words[:length])])
        words = words[length:]
    return tuple(found)


def _known(text: str) -> str:
    """The language that a whole text is a name or a code of, "" where it is none. "No" is no Norwegian."""
    key = folded(text)
    return "" if key in NO_LANGUAGE else _names().get(key) or name(text)


@cache
def _names() -> dict[str, str]:
    """English names by folded names: English, Spanish, and those of ALSO."""
    from babel import Locale  # slow to load

    english, spanish = ({code: folded(each) for code, each in Locale(own).languages.items()} for own in ("en", "es"))
    own = _names_of_codes()
    named = {key: own[code] for names in (spanish, english) for code, key in names.items() if code in own}
    return named | {folded(each): each for each in own.values()} | {folded(key): each for key, each in ALSO.items()}


@cache
def _names_of_codes() -> dict[str, str]:
    """English names by codes, ISO 639-2's among them. A variety that is named after its language has its name."""
    from babel import Locale  # slow to load
    from babel.core import get_global

    unicode_names = {code: each for code, each in Locale("en").languages.items() if code not in NO_CODES}
    names = {code: _unvaried(code, unicode_names) for code in unicode_names} | NAMED
    aliases = {code: names[own] for code, own in get_global("language_aliases").items() if own in names}
    return aliases | names


def _unvaried(code: str, names: dict[str, str]) -> str:
    language = names.get(code.partition("_")[0], "")
    return language if language and language in names[code] else names[code]
