"""What stands for something in the addresses of pages."""

from typing import Any

from werkzeug.routing import IntegerConverter, Map

MAX_ROW = 2**63 - 1  # the largest number that a row of SQLite can have


class RowIdConverter(IntegerConverter):
    """The number of a row, `<int:…>` in a rule: an address with one that no row can have is the address of no page."""

    def __init__(self, url_map: Map, **options: Any):
        super().__init__(url_map, max=MAX_ROW, **options)
