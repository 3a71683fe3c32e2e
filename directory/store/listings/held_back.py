"""Who is not shown although sources list them, because they are excluded from federal health programs."""

from collections.abc import Iterator, Sequence

SHOWN = 20  # ids in a line; --json has them all


def held_back_in_words(ids: Sequence[str]) -> Iterator[str]:
    """That they are held back, in a line for an admin; none where nobody is. ids: as a directory's `about` has them."""
    if ids:
        more = f", and {len(ids) - SHOWN:,} more" if len(ids) > SHOWN else ""
        yield (
            f"Held back, because they are excluded from federal health programs: {len(ids):,} "
            f"({', '.join(ids[:SHOWN])}{more}). See: python3 run.py why {ids[0]}"
        )
