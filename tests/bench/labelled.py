"""Prints the table of docs/matching.md: how the made-up pairs of tests/labelled_pairs.py are judged, by category.

python3 tests/bench/labelled.py
"""

import sys
from collections import Counter

import measuring

sys.path[:0] = [str(measuring.ROOT / "tests")]

from labelled_pairs import labelled_pairs

from directory.resolve.evidence import Verdict
from directory.resolve.identity import blocking_keys, identity
from directory.resolve.match import compare

KINDS = {
    True: "one person told of twice",
    None: "one person, of whom nobody could tell",
    False: "two people",
}
ANSWERS = (Verdict.YES, Verdict.CANT_TELL, Verdict.NO)


def answers(pairs):
    """How often each answer is given; no where two are not compared."""
    counted = Counter()
    for one, other in pairs:
        ours, theirs = identity("a:1", one), identity("b:1", other)
        shared = blocking_keys(ours) & blocking_keys(theirs)
        counted[compare(ours, theirs).verdict if shared else Verdict.NO] += 1
    return counted


def row(name, categories, counted):
    """A line of a table."""
    return (
        f"| {name} | {categories} | {counted.total():,} | "
        + " | ".join(f"{counted[each]:,}" for each in ANSWERS)
        + " |"
    )


def main():
    """Prints the sums and, under each, its categories."""
    counted = {kind: answers(pairs) for kind, pairs in labelled_pairs().items()}
    print("| | categories | pairs | joined | for a person to decide | apart |\n|---|---|---|---|---|---|")
    for same, title in KINDS.items():
        of_kind = {name: each for (name, kind), each in counted.items() if kind is same}
        print(row(f"**{title}**", len(of_kind), sum(of_kind.values(), Counter())))
        for name, each in of_kind.items():
            print(row(name, "", each))


if __name__ == "__main__":
    main()
