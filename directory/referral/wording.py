"""What a letter's own words say, and what they deny: "no saddle anesthesia" tells of none."""

import re

from directory.referral.letter import Letter

PREDICATES = (  # with these a part of a sentence says something anew, whatever the part before denies
    r"cannot|can't|can not|unable|(?:is |was )?not able to|does(?:n't| not) feel|lost control|losing control|wets|soils"
    r"|leaks|drags|dragging|no puede"
)
# A denial reaches as far as its clause: "No relief with therapy, now numb in the saddle" denies the relief alone.
CLAUSE_ENDS = re.compile(
    r"[.;\n]+(?!\d)|,?\s+\b(?:but|now|however|yet|reports?|developed|complains|pero|ahora)\b"
    r"|,?\s+(?<!not )(?<!n't )(?<!never )\b(?:has|have|had)\b(?! not\b)"
    rf"|(?:,|\band\b|\by\b)\s+(?=(?:(?:she|he|they|the patient) )?(?:{PREDICATES})\b)",
    re.IGNORECASE,
)
# "not" denies what stands beside it, the others a whole list; "no relief" denies no symptom.
DENIED_BEFORE = re.compile(
    r"\b(?:no|without|sin)\b(?! (?:longer any )?(?:relief|improvement|change|benefit|help|response|alivio|mejor))"
    r"|\b(?:nor|never|nunca|ni|den(?:y|ies|ied)|niega|negative|ruled out|excluded|resolved|descart\w+)\b"
    r"|\bnot\b(?! able to)(?=[^,]*$)",
    re.IGNORECASE,
)
DENIED_AFTER = re.compile(
    r"[^,]{0,40}?\b(?:none|negativ[eoa]|denied|absent|ruled out|excluded|resolved|decompress\w*|descartad[oa])\b"
    r"|[^,]{0,20}?\bnot (?:present|seen|found|noted|reported)\b|\s*[:=–-]\s*no\b|\s*\(-\)",
    re.IGNORECASE,
)
RELATIVES = (
    r"(?:(?:grand|step)?(?:mother|father|son|daughter)"
    r"|mom|dad|brother|sister|wife|husband|spouse|partner|aunt|uncle|cousin)"
)
OF_ANOTHER_BEFORE = re.compile(
    rf"\b{RELATIVES}(?:'s|’s)?(?: (?:had|has|with|is|was|died (?:of|from)))?"
    r"(?: (?:a|an|the|history of|\d+ weeks?))*\s*$",
    re.IGNORECASE,
)
OF_ANOTHER_AFTER = re.compile(rf"\s+{RELATIVES}\b", re.IGNORECASE)


def own_words(letter: Letter) -> str:
    """What was typed freely into a letter: the reason, the findings, the request."""
    return "\n".join((letter.reason, letter.findings, letter.question))


def says(letter: Letter, words: re.Pattern[str]) -> bool:
    """Whether the reason, the findings or the request has such words of the patient, and nothing that denies them."""
    return bool(undenied(letter, words))


def undenied(letter: Letter, words: re.Pattern[str]) -> re.Match[str] | None:
    """The first such words that are of the patient, and that their clause does not deny."""
    return undenied_in(own_words(letter), words)


def undenied_in(text: str, words: re.Pattern[str]) -> re.Match[str] | None:
    """As `undenied`, in any text of a letter."""
    found = (match for start, end in _clauses(text) for match in words.finditer(text, start, end))
    return next((match for match in found if not (_is_denied(text, match) or _is_of_another(text, match))), None)


def _clauses(text: str) -> list[tuple[int, int]]:
    """Where each clause of a text starts and ends."""
    ends = [match.span() for match in CLAUSE_ENDS.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    return list(zip(starts, [*(start for start, _ in ends), len(text)], strict=True))


def _is_denied(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.pos : match.start()], text[match.end() : match.endpos]
    return bool(DENIED_BEFORE.search(before) or DENIED_AFTER.match(after))


def _is_of_another(text: str, match: re.Match[str]) -> bool:
    """Whether the words are about one of the patient's family."""
    return bool(OF_ANOTHER_BEFORE.search(text[: match.start()]) or OF_ANOTHER_AFTER.match(text, match.end()))
