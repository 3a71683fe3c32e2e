"""Putting the site together."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask

from directory.core import credentials, dates, licences, phones
from directory.core.geo import is_exact, miles_in_words
from directory.core.taxonomy import KINDS
from directory.search import filters
from directory.settings import ROOT, Settings
from directory.store.listings import Current
from directory.store.reference import gazetteer
from directory.store.rulebook import rulebook
from directory.web import api, caching, coverage, downloads, errors, forms, guard, language, letters, map_files, pages, robots, shortlist, words
from directory.web.site import Site, absolute

STATIC = Path(__file__).parent / "static"
LARGEST_REQUEST = 64 * 1024  # bytes; no page takes more than a line of text


def build(settings: Settings) -> Flask:
    """The application that serves settings' directory."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(STATIC))
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, SEND_FILE_MAX_AGE_DEFAULT=31_536_000)
    app.extensions["site"] = Site(Current(settings.directory_db), gazetteer(), settings)
    app.extensions["rulebook"] = rulebook()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {
        "KINDS": KINDS, "MANY_OF_KIND": filters.MANY_OF_KIND, "STATUSES": words.STATUSES, "LAPSED": licences.LAPSED,
        "has_lapsed": licences.has_lapsed, "credential_meaning": credentials.meaning, "miles_in_words": miles_in_words, "is_exact": is_exact,
        "described": forms.described, "directions": pages.directions, "page_address": pages.page_address,
        "confirmed": words.confirmed, "is_fresh": words.is_fresh, "takes": words.takes, "how_known": words.how_known, "payers_of": words.payers_of,
        "FORMATS": downloads.FORMATS, "MOST_DOWNLOADED": downloads.MOST,
        "days_since": words.days_since, "span": dates.span, "static": versioned, "absolute": absolute, "day_in_words": language.day,
    }
    app.jinja_env.filters |= {"phone": phones.shown, "payer": words.payer}
    language.register(app)
    map_files.register(app, settings)
    app.register_blueprint(pages.pages)
    app.register_blueprint(coverage.coverage)
    app.register_blueprint(letters.letters)
    app.register_blueprint(api.api, url_prefix="/api/v1")
    app.register_blueprint(downloads.downloads)
    app.register_blueprint(shortlist.shortlist)
    app.register_blueprint(robots.robots)
    errors.register(app)
    guard.register(app, settings.tile_origin)
    caching.register(app)
    robots.register(app)
    return app


@cache
def versioned(name: str) -> str:
    """The address of a static file, changed with its content, so that browsers may keep it for a year."""
    return f"/static/{name}?{hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
