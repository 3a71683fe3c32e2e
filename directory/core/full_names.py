"""Splitting a person's name into parts: "JANE Q EXAMPLE JR", "Dr. Juan de la Cruz", "Example, Jane Q., MD"."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from directory.core import credentials
from directory.core.credentials import BY_WRITTEN
from directory.core.names import folded

if TYPE_CHECKING:
    from nameparser import Parser

GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}


@cache
def _parser() -> "Parser":
    from nameparser import Lexicon, Parser, Policy  # slow to load, and most commands split no name

    # "Do" is a particle in Portuguese and a family name in Vietnamese, which is commoner here. The package's own lists
    # of credentials and titles hold family and given names (Do, Ma, King), so only these few words count.
    known = Lexicon.default().particles - {"do"}
    return Parser(
        lexicon=Lexicon(
            titles=frozenset({"dr", "mr", "mrs", "ms"}),
            suffix_words=frozenset(GENERATIONS),
            particles=known,
            particles_ambiguous=Lexicon.default().particles_ambiguous & known,
        ),
        policy=Policy(
            segment_scripts=frozenset(),
            unlisted_dotted_suffixes=False,
            nickname_delimiters=frozenset({("(", ")"), ('"', '"'), ("“", "”")}),
        ),
    )


class FullName(NamedTuple):
    """The parts of a person's name, "" where there is none. A name of one word is a family name."""

    first_name: str
    middle_name: str
    last_name: str
    suffix: str


def parse_full_name(text: str) -> FullName:
    """The parts of a name in reading order, or with the family name first and a comma behind it."""
    parsed = _parser().parse(text)
    if not parsed.family:
        return FullName("", "", parsed.given or text.strip(" ,"), parsed.suffix)
    return FullName(parsed.given, parsed.middle, parsed.family, parsed.suffix)


def split_credentials(text: str) -> tuple[str, str]:
    """The name and the credentials in one string: "Jane Q. Example, MD, FAAMA" → ("Jane Q. Example", "MD, FAAMA").

    "Example, Jane Q., MD" has its family name first: what follows the comma is no credential, and either a single word
    precedes it or it is not in capitals, as credentials are. Without commas ("Jane Example MD") only capitals after a
    name in mixed case count as credentials, because Do and Ma are family names.
    """
    head, *pieces = [piece.strip() for piece in text.split(",")]
    if pieces and _is_given_name(pieces[0], head):
        head = f"{pieces.pop(0)} {head}"
    while pieces and folded(pieces[0]) in GENERATIONS:
        head = f"{head} {pieces.pop(0)}"
    words = head.split()
    letters: list[str] = []
    while not text.isupper() and len(words) > 2 and words[-1].isupper() and _is_credential(words[-1]):
        letters.insert(0, words.pop())
    return " ".join(words), ", ".join(letters + [piece for piece in pieces if piece])


def _is_given_name(piece: str, head: str) -> bool:
    if not piece or folded(piece) in GENERATIONS or any(map(_is_credential, piece.split())) or _is_credential(piece):
        return False
    return len(head.split()) == 1 or (not piece.replace(".", "").isupper() and "." not in piece.split()[0][:-1])


def _is_credential(text: str) -> bool:
    parsed = credentials.parse_credentials(text)
    return bool(parsed) and all(written in BY_WRITTEN for written in parsed)
