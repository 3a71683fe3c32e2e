"""Files of made-up pairs, imported one after the other by the commands, as somebody would at the desk."""

from contextlib import contextmanager

import pytest

from directory.store.imports.database import Imports


@contextmanager
def imported(folder, pairs, files):
    """What a folder's imports.db has after these files, {name: (the function that writes the pairs, source, *options)}.

    A table's map is the one that the program proposes at the first try.
    """
    from directory.cli.main import main

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIRECTORY_DATA", str(folder))
        for name, (written, source, *words) in files.items():
            path = folder / "files" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(written(pairs))
            if "--map" in words:
                main(["import", source, str(path)])
            assert main(["import", source, str(path), *words]) == 0
    with Imports(folder / "imports.db") as imports:
        yield imports


def practices_map(folder):
    """Where the program proposes the map of practices.csv."""
    return f"{folder}/practices.csv.map.toml"
