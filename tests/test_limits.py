"""Bounds that protect somebody, each with its number: another number is a decision, to be made here too.

Tests beside a rule try it at its bound, whatever that is. Here stands what it is, and who is harmed by another.
"""

from datetime import timedelta
from importlib import import_module

import pytest

DAY = timedelta(days=1)
LIMITS = {
    # Who guesses a password, and who has left a session open (45 CFR 164.312(a)(2)(iii); NIST SP 800-63B 5.1.1.2).
    "accounts.passwords": {"SHORTEST_PASSWORD": 12, "LONGEST_PASSWORD": 128, "LEAST_SCORE": 3},
    "accounts.tries": {"FIRST_WAIT": timedelta(seconds=15), "LONGEST_WAIT": timedelta(minutes=15)},
    "accounts.signing_in": {
        **{"IDLE_TIMEOUT": timedelta(minutes=15), "LONGEST_SESSION": timedelta(hours=12)},
        **{"DEVICE_REMEMBERED": 180 * DAY, "ENDED_SESSION_KEPT": DAY, "SEEN_EVERY": timedelta(seconds=30)},
        "LONGEST_BROWSER": 200,
    },
    "accounts.people": {"INVITATION_LIFETIME": 3 * DAY, "LONGEST_EMAIL": 254},  # RFC 5321 4.5.3.1.3
    "accounts.second_factor": {"PERIOD": 30, "RECOVERY_CODES": 10},  # RFC 6238
    "accounts.passkeys": {"CHALLENGE_LIFETIME": timedelta(minutes=5), "MAX_PASSKEYS": 20, "LONGEST_NAME": 60},
    "web.letters.reply_links": {"LIFETIME": 366 * DAY, "TOKEN_BYTES": 24},
    "store.vault": {"KEY_ID_BYTES": 4, "NONCE_BYTES": 12},  # NIST SP 800-38D
    # Patients who would miss somebody, or be sent too far.
    # CMS's own for its register: its help page.
    "search.registry_query": {"DEFAULT_LIMIT": 10, "MAX_LIMIT": 200, "SHORTEST_BEGINNING": 2, "LONGEST_VALUE": 150},
    "search.query": {"DEFAULT_MILES": 25.0, "MAX_MILES": 500.0, "MAX_PAGE": 10_000},
    "search.find": {"PAGE_SIZE": 20, "NEAREST_SHOWN": 5, "WIDER_BY": 5, "FARTHEST_MILES": 500},
    "search.places": {"LONGEST_PLACE": 100, "GREAT_CITY": 500_000, "MAX_SUGGESTIONS": 3, "RIVAL_RATIO": 20},
    "search.called": {"LONGEST_NAME": 100, "FEWEST_LETTERS": 3},
    "geocoding.points": {"FAR_MILES": 50},
    "core.geo": {"EARTH_MILES": pytest.approx(3958.76, abs=0.01)},  # the mean radius, IUGG
    "web.search.routes_shortlist": {"MAX_LISTED": 20, "MAX_COMPARED": 3},
    "web.search.downloads": {"MAX_PRACTITIONERS": 1000},
    "web.search.vcards": {"MAX_LINE": 75},  # RFC 2426 2.6
    "web.listing.phrases": {"LONG_UNCONFIRMED": 180, "PLANS_SHOWN": 8, "QUARTER": 15},  # minutes: CPT 97810 to 97814
    # Whose statement is trusted, and for how long (42 USC 300gg-115(a)(2)).
    "core.facts": {"YEAR": 365, "FRESH_DAYS": 90},
    "core.sources": {"WEEKLY_LIMIT": 21, "MONTHLY_LIMIT": 75, "YEARLY_LIMIT": 1000, "ROSTER_LIMIT": 400},
    "resolve.blocks": {"CROWD": 50},
    "resolve.names": {"SHORTEST_SLIP": 5},
    "resolve.weights": {"SURE": 20, "DOUBTFUL": 14, "ALIKE": 0.92},
    "publish.network_history": {"MOST_FILES": 24},
    "publish.guard": {"MAX_LOST": 0.2, "FEW": 2},
    "cli.covering": {"GRACE": 91 * DAY},
    "store.office.mistakes": {"LONGEST_REPORT": 500, "MOST_WAITING": 5000, "BUSINESS_DAYS": 2},
    "web.listing.routes_mistakes": {"SHORTEST_FILLING": timedelta(seconds=1), "LONGEST_FILLING": timedelta(hours=12)},
    # Whose listing a stranger would take, or keep the practice out of.
    "store.office.claims": {
        **{"MOST_WAITING": 2000, "MOST_OF_LISTING": 20, "MOST_FROM_NETWORK": 3, "MOST_TRIES": 5, "OPEN_DAYS": 30},
    },
    "accounts.telling": {"REVERT_DAYS": 7, "POST_DAYS": 7, "MOST_TOLD": 10},
    "accounts.claims": {"ASKED_AFTER": (75, 90, 105)},
    # What a letter promises, and what Medicare pays for (NCD 30.3.3).
    "referral.questions": {"MIN_WEEKS": 12, "FIRST_VISITS": 12, "YEARLY_VISITS": 20, "WORST_PAIN": 10},
    "core.chart_dates": {"OLDEST_YEARS": 120, "FEWEST_LETTERS": 3},
    "core.onset": {"RECENT_DAYS": 182},
    "referral.status": {"ANSWER_WITHIN": 14 * DAY},
    "web.letters.recipients": {"MAX_RECIPIENTS": 3},
    "web.letters.forms": {"MAX_CODES": 12, "LONGEST_SEARCH": 100, "LONGEST_LETTER": 20_000},
    "web.shell.forms": {"LONGEST_LINE": 200, "LONGEST_TEXT": 10_000},
    "coverage.costs": {"MOST_VISITS": 60, "HUNDRED": 100},
    "coverage.questions": {"LARGEST_NUMBER": 5000},
    "core.money": {"MOST_DOLLARS": 10_000},
    # A disk or a memory that a hostile or damaged file would fill, and what honest ones need.
    "importer.uploads": {
        **{"LARGEST": 12 * 10**9, "LARGEST_WHOLE": 2 * 1024**3, "QUOTA": 40 * 10**9, "RESERVE": 1024**3},
        "KEPT": 24 * 3600,
    },
    "importer.file_day": {"DAYS_AHEAD": 7},
    "importer.normalise": {"LONGEST_VALUE": 300},
    "importer.insurers": {"MOST_FILES": 100_000, "MOST_FAILURES": 2, "GOOD_FOR": DAY},
    "importer.formats.download": {"STALL": 30.0, "MAX_SIZE": 20 * 10**9, "PATIENCE": 300, "SLOWEST": 500},
    "importer.formats.web_request": {"MAX_REDIRECTS": 5},
    "importer.formats.socrata": {"PAGE_ROWS": 5000, "MAX_ROWS": 100_000, "MAX_ANSWER": 1 << 25, "CLOCKS_APART": DAY},
    "importer.formats.xlsx": {"LARGEST_FILE": 1 << 24, "MAX_UNPACKED": 1 << 28, "MAX_SECONDS": 60},
    "importer.formats.xlsx_grid": {"MAX_ROWS": 1 << 20, "MAX_COLUMNS": 1000, "MAX_CELL": 32_767, "MAX_TEXT": 1 << 27},
    "importer.formats.byte_scan": {"LONGEST_RECORD": 1 << 22},
    "importer.formats.json_stream": {"LONGEST_VALUE": 1 << 24},
    "importer.sources.nppes.locations": {"LONGEST_EXTENSION": 7},
    "importer.sources.plan_net.people": {"LIMITED_WORKING": 20},  # LanguageProficiencyCS, as the ILR scale
    "importer.sources.tic.prices": {"MOST_AMOUNT": 10_000, "MOST_PLACES": 100},
    "importer.sources.tic.index": {"MOST_PLANS": 200, "MOST_FILES": 2000},
    "web.shell.app": {"LARGEST_REQUEST": 64 * 1024},
    "web.shell.static_files": {"A_YEAR": 365 * 24 * 3600},
    # Who asks no more than others do, and may not be refused; whose address would be kept.
    "web.shell.doors": {"WINDOW": 60, "MOST_REQUESTS": 300, "COUNTERS": 1 << 16, "NETWORK_BITS": 64},
    "answers.mcp_protocol": {"LARGEST_MESSAGE": 64 * 1024},
    "answers.cursors": {"LONGEST_CURSOR": 2000},
    "store.listings.changes": {"MOST_AT_ONCE": 20_000, "MOST_KEPT": 100_000, "KEPT": 90 * DAY},
    "answers.listings": {"MOST_AT_ONCE": 100, "USUAL_AT_ONCE": 20},
    "web.shell.guard": {"LARGE_FORM": 2 * 1024**2, "TLS_ONLY": "max-age=31536000"},
    "web.shell.routes_robots": {"SITEMAP_SIZE": 10_000},  # sitemaps.org: at most 50,000
    "worker.orders": {"KEPT": 120 * DAY},
    "store.office.jobs": {"MOST_ATTEMPTS": 3},
    # What a program that runs a command tells by (docs/running.md): done, done but for refusals, not done.
    "cli.console": {"DONE": 0, "DONE_WITH_REFUSALS": 1, "NOT_DONE": 2},
}


@pytest.mark.parametrize("module", LIMITS)
def test_a_bound_is_what_was_decided(module):
    there = import_module(f"directory.{module}")
    assert {name: getattr(there, name) for name in LIMITS[module]} == LIMITS[module]
