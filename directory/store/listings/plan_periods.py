"""From when until when plans are taken, where all who take one say the same."""

from directory.core.practitioner import Period
from directory.store.listings.reader import IN_FORCE, Directory


def plan_periods(directory: Directory) -> dict[tuple[str, str], Period]:
    """{(payer, plan): its first and last ISO day}, of those that are taken on the directory's day; None: open."""
    sql = f"""SELECT payer, plan, min(starts_on), max(starts_on), min(ends_on), max(ends_on)
              FROM insurance WHERE plan != '' AND {IN_FORCE} GROUP BY payer, plan"""
    rows = directory.connection.execute(sql, {"day": directory.day})
    return {
        (payer, plan): (first if first == last else None, end if end == latest else None)
        for payer, plan, *days in rows
        for first, last, end, latest in [[day or None for day in days]]
    }
