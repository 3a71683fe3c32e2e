"""The names and numbers of a published directory: all words that somebody is found by, listings in the order of their
names, and NPIs out of use.
"""

from typing import NamedTuple

from directory.store.listings.reader import Directory


class OutOfUse(NamedTuple):
    """That an NPI is not in use: since when, "" where none is told; whose word that is, and of which day."""

    since: str
    source: str
    as_of: str


def out_of_use(npi: str, directory: Directory) -> OutOfUse | None:
    """That somebody whom a source listed is not shown because their NPI was deactivated; None where it is not so."""
    row = directory.connection.execute("SELECT since, source, as_of FROM out_of_use WHERE npi = ?", [npi]).fetchone()
    return OutOfUse(*row) if row else None


def name_words(directory: Directory) -> list[str]:
    """All words that `Directory.named` knows, sorted."""
    return [word for (word,) in directory.connection.execute("SELECT word FROM names ORDER BY word")]


def in_order_of_names(numbers: list[int], directory: Directory) -> list[int]:
    """The numbers of these listings, in the order of their names."""
    sql = f"SELECT number FROM practitioners WHERE number IN ({','.join('?' * len(numbers))}) ORDER BY name, number"
    return [number for (number,) in directory.connection.execute(sql, numbers)]


def numbers_behind(practitioner_id: str, count: int, directory: Directory) -> list[int]:
    """The numbers of the first `count` whose ids come behind this one, in the order of ids."""
    sql = "SELECT number FROM practitioners WHERE id > ? ORDER BY id LIMIT ?"
    return [number for (number,) in directory.connection.execute(sql, [practitioner_id, count])]


def names_of(ids: list[str], directory: Directory) -> dict[str, str]:
    """The names of those of these ids who are listed now."""
    sql = f"SELECT id, name FROM practitioners WHERE id IN ({','.join('?' * len(ids))})"
    return dict(directory.connection.execute(sql, ids))


def ids_in_order(directory: Directory) -> list[str]:
    """The ids of all listings, in the order of their numbers."""
    return [each for (each,) in directory.connection.execute("SELECT id FROM practitioners ORDER BY number")]
