"""How much there is to say of each listing, told without reading it: how many places it has, and how long its list of
plans is.
"""

import numpy as np

from directory.store.listings.reader import Directory, Numbers

PLACES = "SELECT number, json_array_length(listing, '$.locations'), plans FROM practitioners ORDER BY number"
PLANS = "SELECT number, length(CAST(plans AS BLOB)) FROM plan_lists"


def listing_sizes(directory: Directory) -> tuple[Numbers, Numbers]:
    """Of each listing the number of its places, ended ones too, and the bytes of its plans as JSON."""
    lengths = dict(directory.connection.execute(PLANS))
    rows = [(places or 0, lengths.get(plans, 0)) for _, places, plans in directory.connection.execute(PLACES)]
    sizes = np.array(rows, np.int64).reshape(-1, 2)
    return sizes[:, 0], sizes[:, 1]
