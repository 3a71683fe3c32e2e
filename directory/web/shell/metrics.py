"""Figures of what this process answers, for `run.py metrics` to tell whoever watches the site.

Counted are rules of addresses ("/practitioners/<practitioner_id>"), never an address, a query or a visitor. How many
searches found nobody is one number for the whole country: by state, in a small one, it would be one person's search
(cli/metrics_of_data.py tells a month by state once it is over).
"""

import os
import time
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app, g, request, request_finished, request_started
from werkzeug.wrappers import Response

from directory.referral.render import RENDERERS

if TYPE_CHECKING:
    from prometheus_client import Counter, Histogram

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where the processes of a server leave their figures
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds
NO_RULE = "none"  # of an address of no page


class Figures:
    """What is counted in this process."""

    def __init__(self, counter: "type[Counter]", histogram: "type[Histogram]"):
        self.requests = counter("directory_requests", "Answers, by rule and status.", ["rule", "status"])
        self.seconds = histogram("directory_request_seconds", "How long answers took.", ["rule"], buckets=BOUNDS)
        self.letters = counter("directory_letters", "Files of letters that were made.", ["format"])
        for each in RENDERERS:  # told from the start, as 0
            self.letters.labels(each.name)
        self.empty = counter("directory_searches_without_result", "Searches that found nobody, anywhere.")


def register(app: Flask) -> None:
    """Counts what `app` answers, where somebody watches: `serve` then names the folder in the environment."""
    app.extensions["figures"] = None
    if os.environ.get(FOLDER):
        app.extensions["figures"] = _figures()
        request_started.connect(_begin, app)
        request_finished.connect(_count, app)


def _figures() -> Figures:
    global _made
    if _made is None:
        from prometheus_client import Counter, Histogram  # takes long to load

        _made = Figures(Counter, Histogram)
    return _made


_made: Figures | None = None  # a process has one registry, of which each name is taken once


def _begin(_app: Flask, **_: Any) -> None:
    g.began = time.perf_counter()


def _count(app: Flask, response: Response, **_: Any) -> None:
    rule = request.url_rule.rule if request.url_rule else NO_RULE
    figures: Figures = app.extensions["figures"]
    figures.requests.labels(rule, str(response.status_code)).inc()
    if "began" in g:
        figures.seconds.labels(rule).observe(time.perf_counter() - g.began)


def count_letter(format_name: str) -> None:
    """Counts a file of a letter."""
    if figures := current_app.extensions["figures"]:
        figures.letters.labels(format_name).inc()


def count_empty_search() -> None:
    """Counts a search that found nobody."""
    if figures := current_app.extensions["figures"]:
        figures.empty.inc()
