"""What the sources say of those asked for is what they say of everybody, cut down to them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.core.practitioner import Statement
from directory.store.imports.database import Imports

IDS = ("CO-1", "CO-2", "OR-1", "2000008013")
FILES = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["nppes", "licences"]),
            "whole": st.booleans(),
            "parts": st.sets(st.sampled_from(["CO", "OR"]), max_size=1),
            "as_of": st.sampled_from(["2026-01-01", "2026-02-01", "2099-01-01"]),
            "listed": st.dictionaries(st.sampled_from(IDS), st.booleans(), min_size=1),
            "withdrawn": st.booleans(),
        }
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40)
@given(imported=FILES, asked=st.sets(st.sampled_from(IDS)))
def test_asked_for_a_few_it_is_the_same_as_asked_for_all(tmp_path_factory, imported, asked):
    with Imports(tmp_path_factory.mktemp("said") / "imports.db") as imports:
        for file in imported:
            number = imports.new_snapshot(file["source"], "", False, file["whole"], "", "")
            records = (
                (key, Statement(id=key, name=f"{number}") if is_there else None)
                for key, is_there in file["listed"].items()
            )
            imports.write(number, records)
            imports.finish(number, file["as_of"], file["whole"], file["parts"] if file["whole"] else (), {})
            if file["withdrawn"]:
                imports.withdraw(number)
        imports.connection.executemany("INSERT INTO asked VALUES (?)", [(key,) for key in asked])
        everybody = imports.connection.execute("SELECT * FROM said ORDER BY source, id").fetchall()
        those = imports.connection.execute("SELECT * FROM said_of_asked ORDER BY source, id").fetchall()
        assert those == [row for row in everybody if row[1] in asked]
