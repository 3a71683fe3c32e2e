"""Feeds of what changed: Atom (RFC 4287) and JSON Feed 1.1, the newest first, of one state where it is asked for."""

from typing import NamedTuple

from flask import Blueprint, jsonify, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from directory.answers.changes import parse_state
from directory.store.listings.changes import ChangedListing, newest_changes
from directory.store.listings.names import names_of
from directory.web.shell.guard import public
from directory.web.shell.language import language_of_request
from directory.web.shell.site import absolute_url, directory

blueprint = Blueprint("feeds", __name__)
MOST_IN_FEED = 100


class FeedEntry(NamedTuple):
    """A change as a feed tells it. address: of the listing, "" of one who left."""

    id: str
    title: str
    address: str
    edition: str


class Feed(NamedTuple):
    """A feed: its title, its own address, that of the same in the other format, when it last changed, its entries."""

    title: str
    own: str
    home: str
    updated: str
    entries: list[FeedEntry]


@blueprint.get("/changes.atom")
@public
def atom() -> Response:
    """GET /changes.atom?state="""
    text = render_template("feeds/atom.xml", feed=_feed("feeds.atom"))
    return Response(text, mimetype="application/atom+xml")


@blueprint.get("/changes.json")
@public
def json_feed() -> Response:
    """GET /changes.json?state="""
    feed = _feed("feeds.json_feed")
    items = [_item(each) for each in feed.entries]
    response = jsonify(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.home,
        feed_url=feed.own,
        language=language_of_request(),
        items=items,
    )
    response.mimetype = "application/feed+json"
    return response


def _item(entry: FeedEntry) -> dict[str, str]:
    item = {"id": entry.id, "title": entry.title, "content_text": entry.title, "date_published": entry.edition}
    return item | ({"url": entry.address} if entry.address else {})


def _feed(endpoint: str) -> Feed:
    state = parse_state(request.args)
    found = newest_changes(MOST_IN_FEED, directory(), state)
    names = names_of([each.id for each in found], directory())
    title = (
        _("Changes in the acupuncture directory: %(state)s", state=state) if state else _("Changes in the directory")
    )
    return Feed(
        title,
        absolute_url(url_for(endpoint, state=state or None)),
        absolute_url(url_for("search.home")),
        found[0].edition if found else directory().about["published_at"],
        [_entry(each, names.get(each.id, "")) for each in found],
    )


def _entry(change: ChangedListing, name: str) -> FeedEntry:
    """name: "" of who is not listed now."""
    page = absolute_url(url_for("listing.show", practitioner_id=change.id, lang=None))
    words = {
        "new": _("New: %(name)s", name=name or change.id),
        "left": _("No longer listed: %(id)s", id=change.id),
        "changed": _("Changed: %(name)s", name=name or change.id),
    }[change.change]
    title = f"{words} ({change.state})" if change.state else words
    return FeedEntry(f"{page}#{change.edition}", title, page if name else "", change.edition)
