"""What narrows a search besides the place. Each filter is one object: how its value is read, whom it keeps, its sentence."""

from typing import NamedTuple, Protocol

import numpy as np
from rapidfuzz import fuzz, process

from directory.core.names import folded
from directory.core.taxonomy import KINDS
from directory.store.listings import Directory

LONGEST = 100  # characters


class Filter(Protocol):
    """parameter: its name in an address, in the API and on the command line."""

    parameter: str

    def read(self, text: str, directory: Directory) -> object:
        """The value typed; raises ValueError with what it may be."""

    def keeps(self, value: object, directory: Directory) -> np.ndarray:
        """For each practitioner's number, whether they stay."""

    def sentence(self, value: object) -> str:
        """The value as it reads after "only those"."""


class Kind:
    """What kind of practitioner."""

    parameter = "kind"

    def read(self, text: str, directory: Directory) -> str:
        """One of KINDS."""
        if text not in KINDS:
            raise ValueError(f"kind may be {', '.join(KINDS)}.")
        return text

    def keeps(self, value: str, directory: Directory) -> np.ndarray:
        """Those of this kind."""
        return directory.columns["kind"] == list(KINDS).index(value)

    def sentence(self, value: str) -> str:
        """Listed as: licensed acupuncturist."""
        return f"listed as: {KINDS[value].lower()}"


class Name:
    """Words of a name, in any order, the last letters of long ones left out if you like."""

    parameter = "name"

    def read(self, text: str, directory: Directory) -> list[str]:
        """The folded words."""
        words = folded(text[:LONGEST]).split()
        if not words:
            raise ValueError("name may be any part of a name: letters are needed.")
        return words

    def keeps(self, value: list[str], directory: Directory) -> np.ndarray:
        """Those whose names have all the words."""
        return _mask(directory, directory.named(value))

    def sentence(self, value: list[str]) -> str:
        """Named “obrien”."""
        return f"named “{' '.join(value)}”"


class Network(NamedTuple):
    """An insurance company, and one plan of it or "" for any."""

    payer: str
    plan: str


class Insurance:
    """Whose insurance they take."""

    parameter = "insurance"

    def read(self, text: str, directory: Directory) -> Network:
        """The payer or plan meant: by its name, the beginning of it, or a near spelling."""
        known = [Network(*pair) for pair in directory.insurance]
        keys = [folded(network.plan or network.payer) for network in known]
        typed = folded(text[:LONGEST])
        for matches in (typed.__eq__, lambda key: key.startswith(typed)):
            if typed and (found := [network for network, key in zip(known, keys, strict=True) if matches(key)]):
                return found[0]
        close = process.extractOne(typed, keys, scorer=fuzz.ratio, score_cutoff=80) if typed else None
        if close:
            return known[close[2]]
        raise ValueError(_known_payers(text, directory))

    def keeps(self, value: Network, directory: Directory) -> np.ndarray:
        """Those who are in the network, or say that they take it."""
        return _mask(directory, directory.takers(*value))

    def sentence(self, value: Network) -> str:
        """Who take Acme Health."""
        return f"who take {value.plan or value.payer}"


FILTERS: tuple[Filter, ...] = (Kind(), Name(), Insurance())


def _mask(directory: Directory, numbers: np.ndarray) -> np.ndarray:
    mask = np.zeros(len(directory), bool)
    mask[numbers] = True
    return mask


def _known_payers(text: str, directory: Directory) -> str:
    payers = sorted({payer for payer, _ in directory.insurance})
    if not payers:
        return "insurance cannot be asked for yet: no listing here says which insurance is taken."
    more = f" and {len(payers) - 12} more" if len(payers) > 12 else ""
    return f"No listing here names the insurance “{text[:40].strip()}”. Known are: {', '.join(payers[:12])}{more}."
