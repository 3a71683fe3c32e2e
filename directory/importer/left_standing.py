"""Files that a newer one of the same name replaces in nothing, for insurer or plans are called otherwise in it.

Whoever has left since would be shown by the older file for ever, so the import says so.
"""

from collections.abc import Collection, Iterator

from directory.core.dates import DATE_IN_NAME
from directory.core.i18n import Message
from directory.store.imports.database import Imports


def notes(imports: Imports, source: str, file: str, day: str, parts: Collection[str]) -> Iterator[str]:
    """A sentence for each older file of this name that stands whole and shares no part. parts: of the newer one."""
    named = DATE_IN_NAME.sub("", file)
    for each in imports.snapshots() if parts else ():
        is_older = each["source"] == source and each["whole"] and not each["withdrawn"] and each["as_of"] < day
        if is_older and DATE_IN_NAME.sub("", each["file"]) == named and _shares_none(imports, each["id"], parts):
            yield Message(
                "Import %(number)s (%(file)s, %(day)s) still stands: this file has the same name, and none of its "
                "insurers, plans or networks. If they are only called otherwise now, whoever has left since is still "
                "shown: undo import %(number)s, or give this file with the old name under “Insurer”.",
                command="Import %(number)s (%(file)s, %(day)s) still stands: this file has the same name, and none "
                "of its insurers, plans or networks. If they are only called otherwise now, whoever has left since is "
                "still shown: rollback %(number)s, or import this file with --payer and the old name.",
                number=each["id"],
                file=each["file"],
                day=each["as_of"],
            )


def _shares_none(imports: Imports, snapshot: int, parts: Collection[str]) -> bool:
    theirs = imports.parts(snapshot)
    return bool(theirs) and theirs.isdisjoint(parts)
