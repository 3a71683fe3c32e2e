"""The index of a marketplace insurer's files (CMS's index.json), and the files that go with the one an admin names."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from directory.importer.record import FileRefused

URL_LISTS = ("provider_urls", "plan_urls")  # formulary_urls, the lists of drugs, are of no use here
NAME = "index"  # in the names of such files
LARGEST_INDEX = 1 << 24  # bytes
PLANS_FILE = "plans.json"


def addresses(path: Path) -> list[str]:
    """The addresses that an index names, of providers and of plans; none where the file is no index."""
    if path.is_dir() or path.stat().st_size > LARGEST_INDEX:
        return []
    return addresses_in(path.read_bytes())


def addresses_in(content: bytes) -> list[str]:
    """The same of an index's text."""
    try:
        index = json.loads(content)
    except (ValueError, RecursionError):
        return []
    lists = [index.get(name) for name in URL_LISTS] if isinstance(index, dict) else []
    urls = [url for listed in lists if isinstance(listed, list) for url in listed]
    return list(dict.fromkeys(url for url in urls if isinstance(url, str)))


def beside(path: Path) -> list[Path]:
    """The files that go with `path` and lie in its folder: those that it names as an index, else a plans.json there.

    Raises FileRefused where a file that the index names is not there.
    """
    named = {address: path.parent / Path(unquote(urlsplit(address).path)).name for address in addresses(path)}
    missing = [address for address, file in named.items() if not file.is_file()]
    if missing:
        raise FileRefused(
            "it names %(other)s, and that file is not in it. Give the index’s own https address: then all are fetched.",
            path,
            command=(
                "it names %(other)s, and that file is not beside it. Put it there, or give the index’s own "
                "https address: then all are fetched."
            ),
            other=missing[0][:200],
        )
    if named:
        return list(dict.fromkeys(named.values()))
    plans = path.parent / PLANS_FILE
    return [plans] if path.is_file() and plans.is_file() and not plans.samefile(path) else []
