"""Transparency in Coverage: which plans a file is of, and as of which day it speaks."""

import pytest
import tic_files as tic
from tic_reading import ANA, KEN, NEEDLES, amounts

from directory.importer.formats.file_set import FileSet
from directory.importer.record import ReadContext, ReportedPlan
from directory.importer.sources.tic import source


class TestPlansOfFiles:
    """Whose file it is, and several files together."""

    def test_files_of_one_plan_are_one_statement_with_the_prices_of_all(self, statements_of):
        head = tic.plan("Elm Gold")
        one = tic.network([tic.group(1, int(ANA))], [NEEDLES], **head)
        other = tic.network([tic.group(1, int(ANA), int(KEN))], [tic.service("97811", ([1], [tic.price(30)]))], **head)
        taken, _, context = statements_of(one, other)
        assert [(rate.code, rate.amount) for rate in taken[ANA, "Elm Gold"].rates] == [("97810", 37.83), ("97811", 30)]
        assert len(context.parts) == 1 and [rate.code for rate in taken[KEN, "Elm Gold"].rates] == ["97811"]

    def test_a_table_of_contents_says_whose_file_it_is(self, statements_of, tmp_path):
        plans = (ReportedPlan("Gold", "Elm", "", "11"), ReportedPlan("Silver", "Elm", "ACME shop", "22"))
        content = tic.network([tic.group(1, int(ANA))], [NEEDLES])
        taken, _, context = statements_of(content, names=["a.json"], plans={tmp_path / "a.json": plans})
        assert set(taken) == {(ANA, "Gold"), (ANA, "ACME shop: Silver")} and len(context.parts) == 2
        assert {(each.payer, each.plan_id) for each in taken.values()} == {("Elm", "11"), ("Elm", "22")}

    def test_all_in_the_same_groups_share_one_list(self, statements_of, tmp_path):
        content = tic.network([tic.group(1, int(ANA), int(KEN))], [NEEDLES])
        path = tmp_path / "in-network.json"
        path.write_bytes(tic.text(content))
        context = ReadContext(listed={ANA, KEN})
        one, other = source.statements(FileSet([path], source.is_source_file), context)
        assert one.insurance is other.insurance

    def test_networks_of_one_file_are_told_apart(self, statements_of):
        groups = [
            tic.group(1, int(ANA), network_name=["Choice"]),
            tic.group(2, int(ANA), network_name="Choice Plus"),
            tic.group(3, int(KEN)),
        ]
        services = [tic.service("97810", *[([n], [tic.price(10 * n)]) for n in (1, 2, 3)])]
        taken, _, context = statements_of(tic.network(groups, services))
        assert {key: amounts(each) for key, each in taken.items()} == {
            (ANA, "Choice"): [10],
            (ANA, "Choice Plus"): [20],
            (KEN, None): [30],
        }
        assert len(context.parts) == 3


@pytest.mark.parametrize(
    ("day", "as_of", "problems"),
    [("2026-10-01", "2026-10-01", 0), ("2999-01-01", "2026-09-01", 1), (None, "2026-09-01", 1)],
)
def test_a_file_speaks_as_of_the_day_in_it_else_of_the_day_in_its_name(statements_of, day, as_of, problems):
    content = tic.network([tic.group(1, int(ANA))], [NEEDLES], last_updated_on=day)
    _, found, context = statements_of(content, names=["2026-09-01_acme_in-network-rates.json"])
    assert (context.as_of, len(found)) == (as_of, problems)
