"""Open-data portals of Socrata's kind, of which one can ask for some rows of a data set."""

import re
from typing import NamedTuple

DATASET_ADDRESS = re.compile(r"(https?://[^/?#\s]+)/d/([a-z0-9]{4}-[a-z0-9]{4})")


class Portal(NamedTuple):
    """Where to ask for the acupuncturists in a state's list.

    address: the portal's, https://HOST; dataset: the id of the list there; where: the condition that their rows meet,
    in SoQL, the portal's query language. It has to let through whatever the layout's [types] take for acupuncture.
    """

    address: str
    dataset: str
    where: str


def parse_portal(source: str, values: dict[str, object]) -> Portal:
    """The portal of a layout whose list is published at `source`, from its [portal]. Raises ValueError, in words."""
    found = DATASET_ADDRESS.fullmatch(source)
    if not found:
        raise ValueError(f"[portal] wants “source” to be a data set’s address, https://HOST/d/abcd-1234: “{source}”")
    where = values.get("where")
    if not isinstance(where, str) or not where.strip():
        raise ValueError("[portal] needs where: the condition in SoQL that acupuncturists’ rows meet")
    return Portal(found[1], found[2], " ".join(where.split()))
