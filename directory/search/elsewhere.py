"""What people type for a place that is none of a directory of the United States: where they are, and places abroad."""

import re

from directory.core.names import folded

HERE = (
    *("near me", "nearby", "near by", "close to me", "around me", "here", "my location", "current location", "my area"),
    *("cerca de mi", "cerca", "aqui", "mi ubicacion", "mi zona", "donde estoy"),
)
# Provinces by the letters of Canada Post and by name; countries by the names that people here type.
PROVINCES = (
    *("ab", "alberta", "bc", "b c", "british columbia", "mb", "manitoba", "nb", "new brunswick", "nl", "newfoundland"),
    *("ns", "nova scotia", "nt", "nu", "nunavut", "on", "ontario", "pe", "prince edward island", "qc", "quebec"),
    *("sk", "saskatchewan", "yt", "yukon"),
)
COUNTRIES = (
    *("canada", "mexico", "uk", "united kingdom", "england", "scotland", "wales", "ireland", "germany", "france"),
    *("spain", "italy", "china", "japan", "korea", "south korea", "taiwan", "india", "vietnam", "philippines"),
    *("australia", "new zealand", "brazil", "colombia", "argentina", "cuba", "jamaica", "dominican republic"),
)
_LONGEST_FIRST = sorted((*PROVINCES, *COUNTRIES), key=len, reverse=True)
ABROAD = re.compile(rf"(?!new england).+? ({'|'.join(_LONGEST_FIRST)})")
CANADIAN_CODE = re.compile(r"[a-z]\d[a-z] ?\d[a-z]\d")
LONGEST_LETTERS = 3  # characters of a province's letters, which alone may be anything


def is_here(text: str) -> bool:
    """Whether the words are where whoever types them is: "near me"."""
    return folded(text) in HERE


def is_abroad(text: str) -> bool:
    """Whether the words are a place in another country, by its name, a Canadian province or a Canadian postal code.

    Whether a place of the United States has this name (Ontario; Albuquerque, New Mexico) is for the caller to look up
    first.
    """
    typed = folded(text)
    is_province = typed in PROVINCES and len(typed) > LONGEST_LETTERS
    return bool(typed in COUNTRIES or is_province or ABROAD.fullmatch(typed) or CANADIAN_CODE.fullmatch(typed))
