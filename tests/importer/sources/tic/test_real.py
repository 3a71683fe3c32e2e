"""Transparency in Coverage: files as insurers publish them."""

import json
from typing import ClassVar

import pytest
from tic_reading import amounts

from directory.importer.formats.file_set import FileSet
from directory.importer.record import Problem, ReadContext
from directory.importer.sources.tic import remote, source


class TestRealFiles:
    """UnitedHealthcare's and CareFirst's own files, and the examples of CMS."""

    pytestmark = pytest.mark.real_data
    IN_GROUPS: ClassVar = {"1730666900": 37.83, "1285613760": 42.54, "1386610319": 42.54, "1508861816": 44.51}

    def statements(self, path, *listed):
        """What a file gives."""
        context = ReadContext(listed=set(listed))
        items = list(source.statements(FileSet([path], source.is_source_file), context))
        problems = [item for item in items if isinstance(item, Problem)]
        return [item for item in items if not isinstance(item, Problem)], problems, context

    def test_each_of_three_groups_has_its_own_price(self, real):
        path = real / "tic" / "2022-09-01_unitedhealthcare-ny_in-network-rates.json.gz"
        statements, (problem,), context = self.statements(path, *self.IN_GROUPS)
        assert {each.npi: amounts(each.insurance[0])[0] for each in statements} == self.IN_GROUPS
        assert {len(each.insurance[0].rates) for each in statements} == {6}
        assert statements[0].insurance[0].payer == "UnitedHealthcare Insurance Company of New York"
        assert (context.as_of, problem.value) == ("2022-09-01", "24")
        first, second = (each.insurance for each in statements if each.npi in ("1285613760", "1386610319"))
        assert first is second

    def test_one_who_is_in_two_groups_has_both_prices(self, real):
        path = real / "tic" / "2022-09-01_unitedhealthcare-ny_in-network-rates.json.gz"
        (statement,), _, _ = self.statements(path, "1083610992")
        assert amounts(statement.insurance[0]) == [42.54, 44.51]

    def test_groups_in_files_of_their_own_are_not_fetched_without_a_price(self, real):
        path = real / "tic" / "2020-08-27_carefirst_in-network-rates_remote-references.json.gz"
        statements, problems, context = self.statements(path, *self.IN_GROUPS)
        assert (statements, context.as_of) == ([], "2020-08-27")
        assert {each.reason for each in problems} == {remote.NOT_NEEDED, source.NO_CODES}

    def test_the_examples_of_cms_are_read(self, real):
        examples = sorted((real / "tic").glob("in-network-rates-*.json"))
        assert len(examples) >= 6
        for path in examples:
            statements, problems, context = self.statements(path, *self.IN_GROUPS)
            assert statements == [] and context.parts and context.tally.rows_read
            assert source.NO_CODES in {each.reason for each in problems}, json.loads(path.read_text())["version"]
