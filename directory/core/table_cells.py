"""What people put into one cell of a spreadsheet: several languages or insurers, words that are no insurer."""

import re
from collections.abc import Callable, Iterable

from directory.core.i18n import N_
from directory.core.names import folded

LONGEST_LIST = 200  # entries of a cell
BLUES = re.compile(r"\b(blue\s?cross)\s*(?:/|&|,|\band\b)\s*(blue\s?shield)\b", re.IGNORECASE)
BLUE_LETTERS = re.compile(r"\bBC\s*/\s*BS\b", re.IGNORECASE)
AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
COMPANY_FORMS = {"inc", "llc", "corp", "co", "ltd", "lp", "pc"}
NOBODY = {"", "no", "none", "na", "n a", "not applicable"}  # as names.folded writes them: the cell names no insurer
# Ways to pay, and products, that are the name of no insurer.
NO_NAMES = {
    *(
        "cash",
        "cash only",
        "cash pay",
        "self pay",
        "selfpay",
        "private pay",
        "out of pocket",
        "superbill",
        "superbills",
    ),
    *("all", "most", "any", "various", "many", "other", "others", "etc", "yes", "unknown", "tbd"),
    *("hmo", "ppo", "epo", "pos", "insurance", "all insurance", "most insurance", "no insurance", "all major"),
    *("most major", "all major insurance", "most major insurance", "all plans", "most plans", "all ppos", "most ppos"),
}
# Words that take back, or put off, what the rest of a cell says.
DOUBTS = re.compile(
    r"\b(no|not|non|never|except|excluding|pending|applying|applied|credentialing|former|formerly|until|expired|ended|"
    r"dropped|oon|out of network|call|ask|only|maybe|soon|doesnt|dont|wont|cannot)\b"
)


def split_list(text: str, separators: Iterable[str]) -> list[str]:
    """The entries of a cell, split at any of these texts and at line ends, but never within parentheses."""
    ends = "|".join(map(re.escape, sorted({*separators, "\n"}, key=len, reverse=True)))
    entries, depth, begin = [], 0, 0
    for match in re.finditer(rf"[()]|{ends}", text):
        if match[0] in "()":
            depth = max(depth + (1 if match[0] == "(" else -1), 0)
        elif not depth:
            entries.append(text[begin : match.start()])
            begin = match.end()
    entries.append(text[begin:])
    return [entry for entry in (" ".join(entry.split()) for entry in entries) if entry][:LONGEST_LIST]


def split_insurers(text: str, separators: Iterable[str], is_known: Callable[[str], bool]) -> list[str]:
    """As `split_list`, but for names with a separator in them: Blue Cross/Blue Shield, and "Regence, Inc.".

    is_known: whether a text is an insurer's name; "Aetna and Cigna" are two where each of them is known.
    """
    entries: list[str] = []
    for entry in split_list(BLUE_LETTERS.sub("BCBS", BLUES.sub(r"\1 \2", text)), separators):
        if entries and folded(entry) in COMPANY_FORMS:
            entries[-1] += f", {entry}"
        else:
            parts = AND.split(entry)
            entries += parts if all(map(is_known, parts)) else [entry]
    return entries


def insurer(text: str) -> str:
    """An insurer's name; "" for a word that says there is none.

    Raises ValueError for what names none (cash, PPO), and for what is said with a reservation ("Aetna pending"): a
    patient would take it for a plan that is accepted.
    """
    words = folded(text)
    if words in NOBODY:
        return ""
    if words in NO_NAMES or DOUBTS.search(words) or "?" in text or not re.search(r"[a-z]", words):
        raise ValueError(N_("not the name of an insurer and nothing else"))
    return text
