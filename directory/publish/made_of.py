"""What a directory says of the files that it is made of."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from directory.coverage.medicare_prices import medicare_prices
from directory.publish.insurer_lists import insurer_lists
from directory.store.imports import published
from directory.store.imports.accuracy import measured_accuracy
from directory.store.imports.database import Imports
from directory.store.imports.last_read import last_read, problems_by_file
from directory.store.imports.reviews import newest_reviews


def made_of(imports: Imports, standing: dict[str, Any]) -> dict[str, Any]:
    """What a directory says of the files that it is made of. standing: what the one that stands says of itself."""
    return {
        "made_up": imports.made_up(),
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "read": [(each.source, each.part, each.as_of) for each in last_read(imports.connection)],
        "snapshots": published.standing(imports.connection),
        "insurer_lists": insurer_lists(imports, standing.get("insurer_lists", {})),
        "medicare_prices": medicare_prices(imports.of_source("part-b")),
        "reviews": {name: asdict(review) for name, review in newest_reviews(imports.connection).items()},
        "accuracy": measured_accuracy(imports.connection),
        "quality": {"problems": problems_by_file(imports.connection)},
    }
