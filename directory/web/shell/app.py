"""Putting the site together."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from directory.core import credentials, dates, licences, phones
from directory.core.geo import is_exact, miles_in_words
from directory.core.taxonomy import KINDS
from directory.search.choice_filters import MANY_OF_KIND
from directory.settings import ROOT, Settings
from directory.store.listings.reader import Current
from directory.store.reference.files import gazetteer
from directory.store.reference.rulebook import rulebook
from directory.web.account import routes as account
from directory.web.account import sign_in
from directory.web.admin import routes as admin
from directory.web.api import routes as api
from directory.web.coverage import routes as coverage
from directory.web.letters import drafting, followup, quick, reply
from directory.web.listing import mistakes, phrases
from directory.web.search import downloads, forms, map_files, shortlist
from directory.web.search import routes as pages
from directory.web.shell import caching, errors, guard, language, robots
from directory.web.shell.json_provider import Orjson
from directory.web.shell.site import Site, absolute

STATIC = Path(__file__).parents[1] / "static"
LARGEST_REQUEST = 64 * 1024  # bytes; no page takes more than a line of text

AREAS = (  # blueprint, where its pages are
    (pages.pages, "/"),
    (mistakes.mistakes, "/"),
    (coverage.coverage, "/"),
    (quick.letters, "/referrals"),
    (drafting.account_letter, "/referrals"),
    (followup.referrals, "/referrals"),
    (reply.reply, "/reply"),
    (shortlist.shortlist, "/"),
    (downloads.downloads, "/"),
    (api.api, "/api/v1"),
    (robots.robots, "/"),
    (sign_in.entrance, "/account"),
    (account.account, "/account"),
    (admin.admin, "/admin"),
)


def build(settings: Settings) -> Flask:
    """The application that serves settings' directory."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(STATIC))
    app.json = Orjson(app)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, SEND_FILE_MAX_AGE_DEFAULT=31_536_000)
    app.extensions["site"] = Site(Current(settings.directory_db), gazetteer(), settings)
    app.extensions["rulebook"] = rulebook()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {
        "KINDS": KINDS,
        "MANY_OF_KIND": MANY_OF_KIND,
        "STATUSES": phrases.STATUSES,
        "LAPSED": licences.LAPSED,
        "has_lapsed": licences.has_lapsed,
        "credential_meaning": credentials.meaning,
        "miles_in_words": miles_in_words,
        "is_exact": is_exact,
        "described": forms.described,
        "directions": pages.directions,
        "page_address": pages.page_address,
        "confirmed": phrases.confirmed,
        "is_fresh": phrases.is_fresh,
        "takes": phrases.takes,
        "how_known": phrases.how_known,
        "payers_of": phrases.payers_of,
        "FORMATS": downloads.FORMATS,
        "MOST_DOWNLOADED": downloads.MOST,
        "days_since": phrases.days_since,
        "span": dates.span,
        "static": versioned,
        "absolute": absolute,
        "day_in_words": language.day,
    }
    app.jinja_env.filters |= {"phone": phones.shown, "payer": phrases.payer, "price": phrases.price}
    language.register(app)
    map_files.register(app, settings)
    for area, prefix in AREAS:
        app.register_blueprint(area, url_prefix=prefix)
    errors.register(app)
    guard.register(app, settings.tile_origin)
    caching.register(app)
    robots.register(app)
    if settings.site_address:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=0)  # the web server in front says who is asking
    return app


@cache
def versioned(name: str) -> str:
    """The address of a static file, changed with its content, so that browsers may keep it for a year."""
    return f"/static/{name}?{hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
