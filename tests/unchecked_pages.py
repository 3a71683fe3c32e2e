"""What the tests of pages in a language that no person has checked share."""

import re

MARK = "未经人工核对"
IN_ENGLISH = re.compile(
    r'<((?!html)\w+) [^>]*(?:lang="en"|translate="no")[^>]*>.*?</\1>|<(style|script).*?</\2>', re.DOTALL
)
SAID = re.compile(r'(?:aria-label|alt|title|placeholder|data-[a-z-]+)="([^"]*)"|>([^<]*)<')
SENTENCE = re.compile(r"\b[a-z]{2,}(?:,? [a-z]{2,}){2,}\b")  # three words or more


def english_said(html):
    """What a page says in English without saying that it is English."""
    said = [one or other for one, other in SAID.findall(IN_ENGLISH.sub("", html))]
    return [text.strip() for text in said if SENTENCE.search(text)]
