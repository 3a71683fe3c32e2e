"""A person's name in one string, taken apart: "JANE Q EXAMPLE JR", "Dr. Juan de la Cruz", "Example, Jane Q."."""

from typing import NamedTuple

from nameparser import Lexicon, Parser, Policy

# "Do" is a particle in Portuguese and a family name in Vietnamese, which is the commoner of the two here. The package's own
# lists of credentials and titles hold family and given names (Do, Ma, King), so that only these few words count.
_KNOWN = Lexicon.default().particles - {"do"}
_PARSER = Parser(
    lexicon=Lexicon(
        titles=frozenset({"dr", "mr", "mrs", "ms"}), suffix_words=frozenset({"jr", "sr", "ii", "iii", "iv"}),
        particles=_KNOWN, particles_ambiguous=Lexicon.default().particles_ambiguous & _KNOWN,
    ),
    policy=Policy(
        segment_scripts=frozenset(), unlisted_dotted_suffixes=False,
        nickname_delimiters=frozenset({("(", ")"), ('"', '"'), ("“", "”")}),
    ),
)


class FullName(NamedTuple):
    """The parts of a person's name, "" where there is none. A name of one word is a family name."""

    first_name: str
    middle_name: str
    last_name: str
    suffix: str


def taken_apart(text: str) -> FullName:
    """The parts of a name in reading order, or with the family name first and a comma behind it."""
    parsed = _PARSER.parse(text)
    if not parsed.family:
        return FullName("", "", parsed.given or text.strip(" ,"), parsed.suffix)
    return FullName(parsed.given, parsed.middle, parsed.family, parsed.suffix)
