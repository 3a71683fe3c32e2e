"""The columns that a search reads, packed when a directory is published (publish/pack.py): some have a number for each
practitioner, those of points one for each place where somebody practices.

Of words (languages, payers) it is the number of a set of them, for many practitioners have the same (the insurers of a
city, say): NAME_starts says where each set begins in NAME_words, with the end as one entry more, and a number there is
the place of a word in the table `words`.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

FORMAT = 6  # of directory.db: raised when a column is added or means something else


def spread(starts: NDArray[Any], counts: NDArray[Any]) -> NDArray[Any]:
    """The places starts[0], starts[0] + 1 … (counts[0] of them), then those of starts[1], and so on."""
    ends = counts.cumsum()
    places: NDArray[Any] = (starts - ends + counts).repeat(counts) + np.arange(ends[-1] if len(ends) else 0)
    return places
