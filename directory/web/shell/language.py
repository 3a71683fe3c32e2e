"""The visitor's language: asked for in the address (lang=es), else the browser's; and the texts in it.

A language is a file in data/translations/ and a name in LANGUAGES. One that no person has checked is on the pages that
it has whole, and only where somebody asks for it; the other pages are then in another language.
"""

import re
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from urllib.parse import quote, urlencode

from babel import Locale
from babel import dates as babel_dates
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, Domain, gettext
from markupsafe import Markup

from directory.core.i18n import N_, LanguageName, LocalizedText, Message
from directory.core.office_hours import DAYS, WORDS
from directory.settings import ROOT

LANGUAGES = {"en": "English", "es": "Español", "zh": "中文"}
# Translated by machine: the pages that the language has, by endpoint, and by name where an endpoint has several.
# Their files: PARTS in data/translations/make.py.
UNCHECKED = {
    "zh": frozenset(
        {"search.home", "search.results", "listing.show", "map_pins.pins", "api.insurance"}
        | {"coverage.guide low-back-pain", "coverage.start", "coverage.step"}
    )
}
CHECKED = tuple(code for code in LANGUAGES if code not in UNCHECKED)
# Names of languages that sources write and Unicode's locale data does not have.
SPOKEN_ALSO = {"Farsi": "Persian", "Mandarin": N_("Mandarin")}
END_OF_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.?!])\s+|(?<=[。？！])")
TEXTS = (Message, LocalizedText, LanguageName)
FOLDER = ROOT / "data" / "translations"
DAYS_KEPT = 4096  # in words: a page has a hundred, most of them the same as the last page's


@cache
def _catalogue(language: str) -> NullTranslations:
    """The texts in a language, from the .po file as translators write it: there is nothing to compile."""
    if language == "en":
        return NullTranslations()
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def offered_languages() -> list[str]:
    """The languages that this page is there in."""
    page = " ".join(filter(None, (request.endpoint, (request.view_args or {}).get("name"))))
    return [code for code in LANGUAGES if code in CHECKED or page in UNCHECKED[code]]


def requested_language() -> str:
    """The language that the address asks for (lang) and the page is there in; else the browser's, one of CHECKED."""
    parameter = request.args.get("lang")
    return parameter if parameter in offered_languages() else request.accept_languages.best_match(CHECKED, "en")


def language_of_request() -> str:
    """The language that pages are written in now; English outside a request."""
    if not has_request_context():
        return "en"
    language: str | None = g.get("language")
    if language is None:  # what asks for it asks a hundred times a page
        language = g.language = requested_language()
    return language


def in_language(text: str, **values: object) -> str:
    """An English text of the program's in the visitor's language, with its values."""
    found = _catalogue(language_of_request()).gettext(text)
    return found % values if values else found


def translated(text: str) -> str:
    """A text from below web/, values and all, in the visitor's language."""
    match text:
        case Message():
            values = {
                name: translated(value) if isinstance(value, TEXTS) else value for name, value in text.values.items()
            }
            return in_language(text.text, **values)
        case LocalizedText():
            return text.texts.get(language_of_request(), text)
        case LanguageName():
            return language_name(text)
    return in_language(text)


def message_in_words(text: str) -> str:
    """What the importer or the worker says, in the visitor's language; what somebody typed as it is."""
    return translated(text) if isinstance(text, Message) else text


def prose(text: str) -> str:
    """A whole text for an element of a page: marked as English where it is not there in the visitor's language."""
    return _marked(text, translated(text))


def first_sentence(text: str) -> str:
    """What a text says first, marked as `prose` is; "U.S. law" and "Dr. Li" do not end a sentence."""
    return _marked(text, END_OF_SENTENCE.split(translated(text), maxsplit=1)[0])


def _marked(text: str, shown: str) -> str:
    is_english = isinstance(text, LocalizedText) and language_of_request() not in text.texts
    return Markup('<span lang="en">%s</span>') % shown if is_english else shown


def day_in_words(iso: str) -> str:
    """An ISO date as people write it: "Jan 7, 2024", "7 ene 2024"."""
    return _day(iso, language_of_request())


@lru_cache(DAYS_KEPT)
def _day(iso: str, language: str) -> str:
    return babel_dates.format_date(date.fromisoformat(iso), "medium", locale=language)


def hours_in_words(hours: str) -> str:
    """Office hours, as core.office_hours writes them, with their days and words in the visitor's language."""
    language = language_of_request()
    if language == "en":
        return hours
    in_order = babel_dates.get_day_names("abbreviated", locale=language)  # {0: Monday's, …}, in any order
    names = {day: in_order[number] for number, day in enumerate(DAYS)}
    words = re.compile("[A-Za-z]+")
    return words.sub(lambda word: names.get(word[0]) or str(gettext(WORDS.get(word[0], word[0]))), hours)


def language_name(name: str) -> str:
    """A language's English name in the visitor's language, as far as Unicode's locale data or the catalogue has it."""
    language, known_as = language_of_request(), SPOKEN_ALSO.get(name, name)
    if language == "en":
        return name
    code = _language_codes().get(known_as, "")
    return Locale.parse(language).languages.get(code) or str(gettext(known_as))


@cache
def _language_codes() -> dict[str, str]:
    return {name: code for code, name in Locale.parse("en").languages.items()}


def other_languages() -> dict[str, str]:
    """The address of this page in each other language, by the language's code."""
    parameters: dict[str, list[str]] = request.args.to_dict(flat=False)
    codes = [code for code in offered_languages() if code != language_of_request()] if request.endpoint else []
    return {code: f"{quote(request.path)}?{urlencode(parameters | {'lang': [code]}, doseq=True)}" for code in codes}


def register(app: Flask) -> None:
    """Teaches `app` its languages; every address it writes keeps the one that was asked for."""
    domain = Domain()
    domain.get_translations = lambda: _catalogue(language_of_request())
    Babel(app, locale_selector=requested_language).domain_instance = domain
    app.url_defaults(_keep_language)
    app.after_request(_vary_by_language)
    app.jinja_env.filters |= {
        "day": day_in_words,
        "translated": translated,
        "told": message_in_words,
        "prose": prose,
        "first_sentence": first_sentence,
        "spoken": language_name,
        "hours": hours_in_words,
    }
    app.jinja_env.globals |= {
        "_": _in_page,
        "gettext": _in_page,
        "ngettext": _in_page_counted,
        "language": language_of_request,
        "LANGUAGES": LANGUAGES,
        "UNCHECKED": UNCHECKED,
        "offered_languages": offered_languages,
        "other_languages": other_languages,
    }


def _in_page(text: str, /, **values: object) -> Markup:
    """`gettext` of templates, as Jinja's own ("newstyle") is, in a third of the time: values are escaped."""
    found = Markup(_catalogue(language_of_request()).gettext(text))
    return found % values if "%" in found else found


def _in_page_counted(one: str, many: str, num: int, /, **values: object) -> Markup:
    """`ngettext` of templates."""
    return Markup(_catalogue(language_of_request()).ngettext(one, many, num)) % ({"num": f"{num:,}"} | values)


def _keep_language(endpoint: str, values: dict[str, object]) -> None:
    if endpoint != "static" and request.args.get("lang") in LANGUAGES:
        values.setdefault("lang", request.args["lang"])


def _vary_by_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
        response.content_language.add(language_of_request())
    return response
