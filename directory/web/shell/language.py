"""The visitor's language: asked for in the address (lang=es), else the browser's; and the texts in it.

A language is a file in data/translations/ and a name in LANGUAGES.
"""

from datetime import date
from functools import cache
from io import BytesIO
from urllib.parse import quote, urlencode

from babel import Locale
from babel import dates as babel_dates
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, request
from flask_babel import Babel, Domain, get_locale, gettext

from directory.core.i18n import N_, LanguageName, LocalizedText, Message
from directory.settings import ROOT

LANGUAGES = {"en": "English", "es": "Español"}
SPOKEN_ALSO = {
    "Farsi": "Persian",
    "Mandarin": N_("Mandarin"),
}  # names that sources write and Unicode's locale data does not have
TEXTS = (Message, LocalizedText, LanguageName)
FOLDER = ROOT / "data" / "translations"


class Catalogues(Domain):
    """The catalogues as translators write them: the first page in a language reads its .po file, so there is nothing to compile."""

    def get_translations(self) -> NullTranslations:
        """The texts in the language of this request."""
        language = language_of_request()
        if language not in self.cache:
            self.cache[language] = _read(language)
        return self.cache[language]


def _read(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def chosen() -> str:
    """The language of this request, one of LANGUAGES."""
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "en")


def language_of_request() -> str:
    """The language that pages are written in now; English outside a request."""
    locale = get_locale()
    return locale.language if locale else "en"


def translated(text: str) -> str:
    """A text from below web/, values and all, in the visitor's language."""
    match text:
        case Message():
            return gettext(
                text.text,
                **{
                    name: translated(value) if isinstance(value, TEXTS) else value
                    for name, value in text.values.items()
                },
            )
        case LocalizedText():
            return text.texts.get(language_of_request(), text)
        case LanguageName():
            return spoken(text)
    return gettext(text)


def day(iso: str) -> str:
    """An ISO date as people write it: "Jan 7, 2024", "7 ene 2024"."""
    return babel_dates.format_date(date.fromisoformat(iso), "medium", locale=language_of_request())


def spoken(name: str) -> str:
    """The English name of a language in the visitor's language, as far as Unicode's locale data or the catalogue has it."""
    here, known = language_of_request(), SPOKEN_ALSO.get(name, name)
    return name if here == "en" else Locale.parse(here).languages.get(_codes().get(known)) or gettext(known)


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, name in Locale.parse("en").languages.items()}


def other_languages() -> dict[str, str]:
    """The address of this page in each other language, by the language's code."""
    here = language_of_request()
    asked = request.args.to_dict(flat=False)
    return {
        code: f"{quote(request.path)}?{urlencode(asked | {'lang': code}, doseq=True)}"
        for code in LANGUAGES
        if code != here and request.endpoint
    }


def register(app: Flask) -> None:
    """Teaches `app` its languages; every address it writes keeps the one that was asked for."""
    babel = Babel(app, locale_selector=chosen)
    babel.domain_instance = Catalogues()
    app.url_defaults(_kept)
    app.after_request(_varied)
    app.jinja_env.filters |= {"day": day, "translated": translated, "spoken": spoken}
    app.jinja_env.globals |= {
        "language": language_of_request,
        "LANGUAGES": LANGUAGES,
        "other_languages": other_languages,
    }


def _kept(endpoint: str, values: dict) -> None:
    if endpoint != "static" and request.args.get("lang") in LANGUAGES:
        values.setdefault("lang", request.args["lang"])


def _varied(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
        response.content_language.add(language_of_request())
    return response
