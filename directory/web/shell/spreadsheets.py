"""Tables that are opened in a spreadsheet: marked as UTF-8, and no cell is run as a formula."""

import csv
import io
from collections.abc import Iterable

from flask import Response

from directory.core.spreadsheets import escape_formula


def spreadsheet(name: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> Response:
    """A table as a file of this name, to be saved."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows(map(escape_formula, row) for row in rows)
    disposition = f'attachment; filename="{name}"'
    return Response("\ufeff" + written.getvalue(), mimetype="text/csv", headers={"Content-Disposition": disposition})
