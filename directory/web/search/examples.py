"""Two searches to try on the first page: places of this very directory, so that each finds somebody."""

from directory.store.listings.reader import Directory, once_a_version

PLACES = (
    0.5,
    0.2,
)  # how far along the listings, which lie as on the ground: where many are, not at an edge of the country
LOOKED_THROUGH = 30  # listings, for a place and an insurance


@once_a_version
def examples(directory: Directory) -> tuple[dict[str, str], ...]:
    """Parameters of a search each: a place alone, and another with an insurance that somebody there takes, where
    anybody here says so.
    """
    found = [_example(directory, int(len(directory) * share), bool(turn)) for turn, share in enumerate(PLACES)]
    return tuple({each["near"]: each for each in found if each}.values())


def _example(directory: Directory, first: int, is_insured: bool) -> dict[str, str]:
    numbers = list(range(first, min(first + LOOKED_THROUGH, len(directory))))
    placed = [each for each in directory.listings(numbers) if each.locations and each.locations[0].city]
    insured = [each for each in placed if each.payers] if is_insured else []
    for listing in insured or placed:
        where = listing.locations[0]
        example = {"near": f"{where.city}, {where.state}"}
        return example | {"insurance": listing.payers[0]} if insured else example
    return {}
