"""Languages: their English names by their codes, from the Unicode consortium's tables as Babel brings them."""

from babel import Locale

NAMES = Locale("en").languages


def name(code: str) -> str:
    """The English name of a BCP 47 code ("zh", "pt-BR" → "Chinese", "Brazilian Portuguese"); "" where it is none."""
    tag = code.strip().replace("-", "_")
    return NAMES.get(tag) or NAMES.get(tag.partition("_")[0].lower(), "")
