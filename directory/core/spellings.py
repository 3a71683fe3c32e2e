"""Which of many names may be a few slips away from a typed one, told without comparing letter by letter.

A slip (OSA: a letter added, left out, changed, or swapped with its neighbor) makes a name one letter longer or shorter
at most, and brings one letter at most that the other has not. So lengths and letters leave few names to compare.
"""

import numpy as np


class Spellings:
    """Names, with the length of each and which letters are in it."""

    def __init__(self, names: list[str]):
        self.names = names
        self.letters, self.lengths = _letters(names), np.array([len(name) for name in names])

    def near(self, key: str, most: int) -> list[str]:
        """The names that may be at most so many slips away, in their order: all that are, and others."""
        own = _letters([key])[0]
        may_be = np.abs(self.lengths - len(key)) <= most
        may_be &= np.bitwise_count(self.letters & ~own) <= most
        may_be &= np.bitwise_count(own & ~self.letters) <= most
        return [self.names[place] for place in np.flatnonzero(may_be)]


def _letters(names: list[str]) -> np.ndarray:
    """The letters of each name as the bits of a number; letters that share one are taken for the same."""
    codes = np.array(names, "U").view(np.uint32).reshape(len(names), -1)
    letters: np.ndarray = np.bitwise_or.reduce(np.where(codes, np.uint32(1) << (codes & 31), np.uint32(0)), axis=1)
    return letters
