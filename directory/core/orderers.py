"""CMS's Order and Referring list, packed: which clinicians may order and refer for Medicare's patients, and what."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SERVICES = ("PARTB", "DME", "HHA", "PMD", "HOSPICE")  # CMS's columns; the bits of a byte, the lowest first
PART_B = 1 << SERVICES.index("PARTB")


class Orderers(NamedTuple):
    """The list. npis: numbers, ascending, each once (uint32: the largest NPI is 2,999,999,999); services: of each NPI,
    the bits of what may be ordered (uint8).
    """

    npis: NDArray[np.uint32]
    services: NDArray[np.uint8]

    @classmethod
    def of(cls, npis: NDArray[np.uint32], services: NDArray[np.uint8]) -> "Orderers":
        """The list of rows in any order; an NPI in several may order what any of them says."""
        order = npis.argsort(kind="stable")
        unique, starts = np.unique(npis[order], return_index=True)
        return cls(unique, np.bitwise_or.reduceat(services[order], starts) if len(starts) else services)

    @classmethod
    def together(cls, lists: Iterable["Orderers"]) -> "Orderers":
        """Several lists as one."""
        npis, services = zip(*lists, strict=True)
        return cls.of(np.concatenate(npis), np.concatenate(services))
