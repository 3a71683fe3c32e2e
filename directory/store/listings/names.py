"""The names of a published directory: all words of them, and listings in their order."""

from directory.store.listings.reader import Directory


def name_words(directory: Directory) -> list[str]:
    """All words that `Directory.named` knows, sorted."""
    return [word for (word,) in directory.connection.execute("SELECT word FROM names ORDER BY word")]


def in_order_of_names(numbers: list[int], directory: Directory) -> list[int]:
    """The numbers of these listings, in the order of their names."""
    sql = f"SELECT number FROM practitioners WHERE number IN ({','.join('?' * len(numbers))}) ORDER BY name, number"
    return [number for (number,) in directory.connection.execute(sql, numbers)]
