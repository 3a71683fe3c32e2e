"""Tables that are fetched again and again: read by the map that was saved for their header."""

import pytest
from scheduled_files import NAME, all_jobs

from directory.core.table_proposal import TableSample
from directory.store.office import maps


def columns_named(*names):
    """A table with columns of these names."""
    return TableSample([*names], [[] for _ in names], [0 for _ in names], 0, {})


class TestTables:
    """A table of which nobody knows the columns waits for somebody; with a saved map for its header it does not."""

    TABLE = b"Who,Town,ST,Ring\nAna Kim,Denver,CO,303-555-0101\n"
    MAP = '[columns]\nname = "Who"\ncity = "Town"\nstate = "ST"\nphone = "Ring"\n'

    @pytest.fixture
    def of_table(self, publisher, scheduled):
        """A schedule of a table."""
        publisher.pages["/clinics_20261101.csv"] = self.TABLE
        address = publisher.address.replace(NAME, "clinics_20261101.csv")
        return scheduled(source="csv", files=[address], publishes=False)

    def test_it_waits_where_no_map_is_saved(self, of_table, office, work):
        work()
        assert all_jobs(office)[-1].phase == "matching"

    def test_the_map_that_was_saved_for_its_header_is_used(self, of_table, office, work):
        with office.transaction():
            maps.save_map(office, "clinics", columns_named("Who", "Town", "ST", "Ring"), self.MAP)
        work()
        job = all_jobs(office)[-1]
        assert job.phase == "tried" and job.result["report"]["listings"] == 1

    def test_a_map_of_another_header_is_not(self, of_table, office, work):
        with office.transaction():
            maps.save_map(office, "clinics", columns_named("Who", "Town", "ST", "Fax"), self.MAP)
        work()
        assert all_jobs(office)[-1].phase == "matching"
