"""Languages: their English names by their codes, from the Unicode consortium's tables as Babel brings them."""

from functools import cache


def name(code: str) -> str:
    """The English name of a BCP 47 code ("zh", "pt-BR" → "Chinese", "Brazilian Portuguese"); "" where it is none."""
    names = _names()
    tag = code.strip().replace("-", "_")
    return names.get(tag) or names.get(tag.partition("_")[0].lower(), "")


@cache
def _names() -> dict[str, str]:
    from babel import Locale  # slow to load, and only payers' directories have language codes

    return dict(Locale("en").languages)
