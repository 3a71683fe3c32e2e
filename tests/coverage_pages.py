"""What the tests of the coverage pages share."""

import re
from html import unescape

from directory.store.reference.rulebook import rulebook

BOOK = rulebook()
EVERY = dict.fromkeys(
    ("state", "workers", "funded", "condition", "flags", "weeks", "cause", "kind", "visits", "better"), ""
)
MEDICARE = {
    "program": "medicare",
    "state": "OR",
    "condition": "low_back_pain",
    "flags": "",
    "weeks": "14",
    "cause": "none_known",
    "kind": "licensed_acupuncturist",
    "visits": "0",
}


def cited(page_html):
    """What a page says with sources: each statement's numbers lead to a source with a link and a day."""
    sources = {
        number: (link, unescape(rest))
        for number, link, rest in re.findall(
            r'<li id="source-(\d+)">.*?href="(http[^"]+)".*?</a>[^<]*?;(.*?)</li>', page_html, re.DOTALL
        )
    }
    numbers = set(re.findall(r'href="#source-(\d+)"', page_html))
    assert numbers and numbers <= set(sources), "a number without a source"
    assert set(sources) <= numbers, "a source that nothing rests on"
    assert all(re.search(r"\b20\d\d\b", rest) for _, rest in sources.values()), (
        "a source without the day on which it was read"
    )
    return sources
