"""Putting the site together."""

from pathlib import Path
from types import TracebackType
from typing import IO, Any

from flask import Flask, Request

from directory.core import credentials, dates, licences, offered, phones
from directory.core.geo import is_exact, miles_in_words
from directory.core.taxonomy import KINDS
from directory.importer.uploads import CONTENT
from directory.search import choice_filters
from directory.settings import ROOT, Settings
from directory.store.listings.reader import Current
from directory.store.reference.files import gazetteer
from directory.store.reference.rulebook import rulebook
from directory.web.account import routes as account
from directory.web.account import routes_passkeys, routes_practice, routes_sign_in
from directory.web.admin import routes as admin
from directory.web.admin import (
    routes_accuracy,
    routes_asking,
    routes_audit,
    routes_claims,
    routes_imports,
    routes_imports_columns,
    routes_imports_give,
    routes_imports_look,
    routes_imports_uploads,
    routes_judging,
    routes_judging_listings,
    routes_judging_lists,
    routes_judging_mistakes,
    routes_people,
    routes_practices,
    routes_quality,
    routes_reviews,
    routes_schedules,
)
from directory.web.api import routes as api
from directory.web.api import routes_description
from directory.web.assistants import routes as assistants
from directory.web.claims import routes as claims
from directory.web.claims import routes_changes, routes_listings, routes_not_theirs, routes_sharing
from directory.web.coverage import routes as coverage
from directory.web.coverage import routes_known
from directory.web.embed import routes as embed
from directory.web.embed import routes_oembed
from directory.web.feeds import routes as feeds
from directory.web.fhir import routes as fhir
from directory.web.fhir import routes_bulk, routes_definitions
from directory.web.hsds import routes as hsds
from directory.web.letters import (
    routes_emergency,
    routes_keeping,
    routes_quick,
    routes_referrals,
    routes_reply,
    routes_verify,
    routes_worklist,
    routes_writing,
)
from directory.web.listing import card_words, directions, phrases, routes_mistakes
from directory.web.listing import routes as listing
from directory.web.npi import routes as npi
from directory.web.search import (
    downloads,
    routes_downloads,
    routes_map_files,
    routes_map_pins,
    routes_shortlist,
    routes_status,
)
from directory.web.search import routes as search
from directory.web.shell import (
    caching,
    doors,
    errors,
    forms,
    guard,
    language,
    metrics,
    routes_health,
    routes_robots,
    static_files,
    tracing,
    turns,
)
from directory.web.shell.addresses import RowIdConverter
from directory.web.shell.empty_searches import EmptySearches
from directory.web.shell.json_provider import OrjsonProvider
from directory.web.shell.patience import Patience
from directory.web.shell.proxies import TrustingProxies
from directory.web.shell.site import Site, absolute_url, let_go, published_about

LARGEST_REQUEST = 64 * 1024  # bytes; most pages take no more than a line of text

BLUEPRINTS = (
    search.blueprint,
    routes_downloads.blueprint,
    routes_shortlist.blueprint,
    routes_map_files.blueprint,
    routes_map_pins.blueprint,
    routes_status.blueprint,
    feeds.blueprint,
    embed.blueprint,
    hsds.blueprint,
    routes_oembed.blueprint,
    assistants.blueprint,
    listing.blueprint,
    routes_mistakes.blueprint,
    coverage.blueprint,
    routes_known.blueprint,
    routes_quick.blueprint,
    routes_writing.blueprint,
    routes_worklist.blueprint,
    routes_referrals.blueprint,
    routes_keeping.blueprint,
    routes_emergency.blueprint,
    routes_reply.blueprint,
    routes_verify.blueprint,
    routes_sign_in.blueprint,
    routes_passkeys.blueprint,
    account.blueprint,
    routes_practice.blueprint,
    admin.blueprint,
    routes_imports.blueprint,
    routes_imports_columns.blueprint,
    routes_imports_give.blueprint,
    routes_imports_look.blueprint,
    routes_imports_uploads.blueprint,
    routes_people.blueprint,
    routes_practices.blueprint,
    routes_audit.blueprint,
    routes_judging.blueprint,
    routes_judging_listings.blueprint,
    routes_judging_lists.blueprint,
    routes_judging_mistakes.blueprint,
    routes_quality.blueprint,
    routes_reviews.blueprint,
    routes_accuracy.blueprint,
    routes_asking.blueprint,
    routes_claims.blueprint,
    claims.blueprint,
    routes_not_theirs.blueprint,
    routes_sharing.blueprint,
    routes_changes.blueprint,
    routes_listings.blueprint,
    routes_schedules.blueprint,
    api.blueprint,
    routes_description.blueprint,
    fhir.blueprint,
    routes_definitions.blueprint,
    routes_bulk.blueprint,
    npi.blueprint,
    routes_robots.blueprint,
    routes_health.blueprint,
)

TEMPLATE_GLOBALS = {
    "KINDS": KINDS,
    "MANY_OF_KIND": choice_filters.MANY_OF_KIND,
    "STATUSES": phrases.STATUSES,
    "PLANS_SHOWN": phrases.PLANS_SHOWN,
    "MEDICARE_SERVICES": phrases.MEDICARE_SERVICES,
    "PLACES_OF_SERVICE": phrases.PLACES_OF_SERVICE,
    "LAPSED": licences.LAPSED,
    "LAPSED_IN_WORDS": licences.LAPSED_IN_WORDS,
    "has_lapsed": licences.has_lapsed,
    "credential_meaning": credentials.meaning,
    "miles_in_words": miles_in_words,
    "is_exact": is_exact,
    "described": forms.described,
    "directions": directions.directions,
    "page_address": search.page_address,
    "frame_address": embed.frame_address,
    "listing_address": search.listing_address,
    "kind_in_words": phrases.kind_in_words,
    "yours_first": phrases.yours_first,
    "confirmed": phrases.confirmed,
    "is_fresh": phrases.is_fresh,
    "agreed_price": phrases.agreed_price,
    "agreed_visit": phrases.agreed_visit,
    "practice_denies": phrases.practice_denies,
    "board_confirmed": phrases.board_confirmed,
    "takes": phrases.takes,
    "card_words": card_words.card_words,
    "lapsed_in_words": card_words.lapsed,
    "licensed_in_words": card_words.licensed,
    "on_file_in_words": card_words.on_file,
    "by_company": phrases.by_company,
    "how_known": phrases.how_known,
    "payers_of": phrases.payers_of,
    "FORMATS": downloads.FORMATS,
    "MOST_DOWNLOADED": downloads.MAX_PRACTITIONERS,
    "days_since": dates.days_since,
    "span": dates.span,
    "absolute_url": absolute_url,
    "published_about": published_about,
    "day_in_words": language.day_in_words,
}
TEMPLATE_FILTERS = {
    "phone": phones.shown,
    "payer": phrases.payer,
    "price": phrases.price,
    "offered": offered.in_words,
}


class UploadRequest(Request):
    """A request whose files go to a folder of ours, where one is set, and not to the system's own for temporary files:
    that may be in memory.
    """

    upload_folder: Path | None = None

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if self.upload_folder is None:
            return super()._get_file_stream(total_content_length, content_type, filename, content_length)
        return open(self.upload_folder / CONTENT, "w+b")


class DirectorySite(Flask):
    """The application: JSON by orjson, and a log of faults without what was asked for."""

    json_provider_class = OrjsonProvider
    request_class = UploadRequest

    def send_static_file(self, filename: str) -> Any:
        """A static file, compressed where it is a text."""
        return static_files.send(self, filename)

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Logs a fault that met a request."""
        if exc_info[1]:
            errors.log_fault(exc_info[1])


def build(settings: Settings) -> Flask:
    """The application that serves settings' directory."""
    app = DirectorySite(__name__, template_folder=str(ROOT / "templates"), static_folder=str(static_files.FOLDER))
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST)
    app.extensions["site"] = site_over(settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= TEMPLATE_GLOBALS | {"static": static_files.address}
    app.jinja_env.filters |= TEMPLATE_FILTERS
    app.url_map.converters["int"] = RowIdConverter
    language.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.teardown_appcontext(let_go)
    routes_map_files.register(app, settings)
    metrics.register(app)
    tracing.register(app, settings.traces_to)
    errors.register(app)
    doors.register(app)
    turns.register(app)
    guard.register(app, settings.tile_origin)
    caching.register(app)
    routes_robots.register(app)
    if settings.trusted_proxies:  # the web server in front says who is asking
        proxied = TrustingProxies(app.wsgi_app, settings.trusted_proxies)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # Flask's own way
    return app


def site_over(settings: Settings) -> Site:
    """What pages are made of: settings' directory, and what the program ships with."""
    return Site(
        Current(settings.directory_db), gazetteer(), settings, rulebook(), EmptySearches(), Patience(), Patience()
    )
