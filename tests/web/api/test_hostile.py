"""Whatever is put into a question at any door: an answer or what is wrong with it, and no word of it in the log."""

import logging

import pytest

CANARY = "zq7canary"
HOSTILE = (
    CANARY * 300,
    f"{CANARY}%FF%FE%C0%80",
    f"{CANARY}%00",
    "9" * 400,
    f"-1e309{CANARY}",
    f"{CANARY}%27%20OR%201=1--",
    f"{CANARY}[[[[" * 100,
    "%F0%9F%92%A9" * 200,
    f"../../{CANARY}",
    "%E2%80%AE%EF%BF%BE" + CANARY,
)
DOORS = {
    "/api/v1/search": ("near", "within", "insurance", "cursor", "fields", "plans", "name"),
    "/api/v1/practitioners": ("cursor", "limit", "fields"),
    "/api/v1/practitioners/{}": ("fields", "plans"),
    "/api/v1/insurers": ("like", "cursor", "limit"),
    "/api/v1/plans": ("payer", "cursor"),
    "/api/v1/changes": ("since", "state", "change", "cursor", "limit"),
    "/api/v1/coverage": ("program", "state", "weeks", "visits_used", "better"),
    "/api/v1/insurance": ("like",),
    "/api/v1/places": ("like",),
    "/api/v1/{}": (),
    "/changes.atom": ("state", "lang"),
    "/changes.json": ("state",),
    "/hsds/services": ("search", "organization_id", "page", "per_page", "full"),
    "/hsds/organizations/{}": (),
    "/hsds/service_at_locations": ("postcode", "proximity", "page"),
    "/embed/search": ("near", "insurance", "name", "accent", "look", "page"),
    "/embed/practitioners/{}": ("accent",),
    "/embed/theme.css": ("accent", "look"),
    "/oembed": ("url", "maxwidth", "format"),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_hostile_question_is_answered_in_words_and_leaves_no_trace(client, door, caplog, logged):
    caplog.set_level(logging.DEBUG)
    for text in HOSTILE:
        path = door.format(text.replace("?", ""))
        for asked in ("", *(f"{name}={text}" for name in DOORS[door]), "&".join(f"{n}={text}" for n in DOORS[door])):
            answer = client.plain.get(f"{path}?{asked}")
            assert answer.status_code < 500 or answer.status_code == 501, (door, asked[:80])
            assert not answer.is_json or answer.json is not None
            if answer.status_code >= 400 and door.startswith(("/api", "/hsds", "/oembed", "/changes")):
                assert answer.mimetype == "application/problem+json"
    assert CANARY not in str(logged()) and CANARY not in caplog.text
