"""What a letter's own words say, and what they deny: "no saddle anesthesia" tells of none."""

import re

from directory.referral.letter import Letter

# A denial reaches as far as its clause: "No relief with therapy, now numb in the saddle" denies the relief alone.
CLAUSE_ENDS = re.compile(
    r"[.;\n]+(?!\d)|,?\s+\b(?:but|now|however|yet|reports?|developed|complains)\b"
    r"|,?\s+(?<!not )(?<!n't )(?<!never )\b(?:has|have|had)\b(?! not\b)",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:no|not(?! able to)|nor|never|without|den(?:y|ies|ied)|negative|ruled out|excluded|resolved|decompress\w*)\b",
    re.IGNORECASE,
)


def own_words(letter: Letter) -> str:
    """What was typed freely into a letter: the reason, the findings, the request."""
    return "\n".join((letter.reason, letter.findings, letter.question))


def says(letter: Letter, words: re.Pattern[str]) -> bool:
    """Whether a clause of the reason, the findings or the request has such words, and none that denies them."""
    return bool(undenied(letter, words))


def undenied(letter: Letter, words: re.Pattern[str]) -> re.Match[str] | None:
    """The first such words that their clause does not deny."""
    for clause in CLAUSE_ENDS.split(own_words(letter)):
        found = words.search(clause)
        if found and not DENIED.search(words.sub("", clause)):
            return found
    return None
