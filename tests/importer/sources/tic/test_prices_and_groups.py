"""Transparency in Coverage: prices, networks and groups of those who are listed."""

from contextlib import nullcontext

import pytest
import tic_files as tic
from tic_reading import ANA, KEN, LEO, NEEDLES, amounts

from directory.importer.record import FileRefused
from directory.importer.sources.tic import prices, remote


def test_who_is_listed_gets_the_network_and_its_prices_and_nobody_else_is_taken_in(statements_of):
    groups = [tic.group(1, int(ANA), int(LEO), network_name=["Acme Choice"])]
    taken, (problem,), context = statements_of(tic.network(groups, [NEEDLES]))
    assert list(taken) == [(ANA, "Acme Choice")]
    plan = taken[ANA, "Acme Choice"]
    assert (plan.payer, plan.network_status, plan.plan_id, amounts(plan)) == ("Acme Health", "in", None, [37.83])
    assert "no source calls them acupuncturists" in problem.reason and problem.value == "1"
    assert (context.tally.rows_read, context.tally.other_taxonomy, context.as_of) == (3, 1, "2026-10-01")


def test_a_file_of_one_plan_says_which_and_an_employers_plan_begins_with_the_employers_name(statements_of):
    groups = [tic.group(1, int(ANA), network_name=["Choice", "Choice Plus"])]
    head = tic.plan("Plan A PPO", "ACME small auto shop", "12-3456789")
    taken, _, _ = statements_of(tic.network(groups, [NEEDLES], **head))
    plan = taken[ANA, "ACME small auto shop: Plan A PPO"]
    assert (plan.payer, plan.plan_id, plan.tier) == ("Acme Issuer", "12-3456789", "Choice, Choice Plus")
    head = tic.plan("Acme Small Auto Shop PPO", "ACME small auto shop")
    assert list(statements_of(tic.network(groups, [NEEDLES], **head))[0]) == [(ANA, "Acme Small Auto Shop PPO")]


def test_an_admin_names_the_insurer_where_the_file_names_another_or_none(statements_of):
    content = tic.network([tic.group(1, int(ANA))], [NEEDLES])
    assert statements_of(content, payer="Elm Mutual")[0][ANA, None].payer == "Elm Mutual"
    assert statements_of(content | {"reporting_entity_name": 7})[0][ANA, None].payer == "insurer not named"


def test_who_is_in_a_group_without_a_price_of_acupuncture_is_in_the_network_all_the_same(statements_of):
    groups = [tic.group(1, int(ANA)), tic.group(2, int(KEN))]
    taken, _, _ = statements_of(tic.network(groups, [NEEDLES]))
    assert (amounts(taken[ANA, None]), taken[KEN, None].rates) == ([37.83], ())


def test_one_who_is_in_several_groups_has_all_their_prices_and_a_group_named_twice_is_one(statements_of):
    groups = [tic.group(1, int(ANA)), tic.group(2, int(ANA)), tic.group(1, int(KEN)), tic.group(1, int(KEN))]
    services = [tic.service("97810", ([1], [tic.price(40)]), ([2], [tic.price(50)]), ([1], [tic.price(40)]))]
    taken, _, _ = statements_of(tic.network(groups, services))
    assert (amounts(taken[ANA, None]), amounts(taken[KEN, None])) == ([40, 50], [40])


class TestPrices:
    """One price of one code."""

    def test_the_price_in_the_office_comes_first_then_that_for_every_place_then_others(self, statements_of):
        written = [
            tic.price(10, service_code=["21", "22"]),
            tic.price(20, service_code=["CSTM-00"]),
            tic.price(30, service_code=["02", "11"], billing_code_modifier=["GP"]),
            tic.price(40, service_code=["1", 11]),
            tic.price(50, billing_class="institutional"),
        ]
        taken, _, _ = statements_of(tic.network([tic.group(1, int(ANA))], [tic.service("97810", ([1], written))]))
        rates = taken[ANA, None].rates
        assert [rate.amount for rate in rates] == [40, 50, 20, 10, 30]
        assert [rate.places for rate in rates] == [("01", "11"), ("11",), (), ("21", "22"), ("02", "11")]

    @pytest.mark.parametrize("amount", ["44.51", 44.51, " 44.510 ", 44.514])
    def test_an_amount_is_a_number_or_one_written_as_text(self, amount):
        assert prices.rate("97810", tic.price(amount)).amount == 44.51

    @pytest.mark.parametrize(
        "amount", [0, 0.01, 0.001, 0.99, -1, None, "", "n/a", "1e99", True, [44], 10_001, "nan", "44,51"]
    )
    def test_what_is_no_price_is_left_out_and_told(self, statements_of, amount):
        services = [tic.service("97810", ([1], [tic.price(amount), tic.price(40)]))]
        taken, (problem,), _ = statements_of(tic.network([tic.group(1, int(ANA))], services))
        assert (amounts(taken[ANA, None]), problem.field, problem.value) == ([40], "negotiated_prices", "1")

    @pytest.mark.parametrize(
        ("written", "kind"),
        [
            ("Fee Schedule", "fee schedule"),
            ("percentage", "percentage"),
            ("per diem", "per diem"),
            ("derived ", "derived"),
        ],
    )
    def test_a_price_keeps_its_kind_so_that_a_percentage_is_no_amount_of_dollars(self, written, kind):
        assert prices.rate("97810", tic.price(65, negotiated_type=written)).kind == kind
        assert prices.rate("97810", tic.price(65, negotiated_type="guess")) is None

    @pytest.mark.parametrize(
        ("written", "day"), [("9999-12-31", None), ("2027-06-30", "2027-06-30"), ("2027-06-31", None), (7, None)]
    )
    def test_a_last_day_is_a_day_and_the_end_of_time_is_none(self, written, day):
        assert prices.rate("97810", tic.price(40, expiration_date=written)).expires_on == day

    def test_a_hospitals_inpatients_and_codes_of_a_payers_own_are_something_else(self, statements_of):
        services = [
            tic.service("97810", ([1], [tic.price(900, setting="inpatient"), tic.price(40, setting="both")])),
            tic.service("97810", ([1], [tic.price(7)]), billing_code_type="LOCAL"),
            tic.service("97811", ([1], [tic.price(30)]), billing_code_type="HCPCS"),
        ]
        taken, _, _ = statements_of(tic.network([tic.group(1, int(ANA))], services))
        assert [(rate.code, rate.amount) for rate in taken[ANA, None].rates] == [("97810", 40), ("97811", 30)]

    def test_a_code_in_a_bundle_is_not_the_price_of_the_code(self, statements_of):
        bundled = [{"billing_code_type": "CPT", "billing_code": "97810", "description": "in the bundle"}]
        services = [tic.service("99213", ([1], [tic.price(500)]), bundled_codes=bundled)]
        assert statements_of(tic.network([tic.group(1, int(ANA))], services))[0][ANA, None].rates == ()


class TestGroups:
    """How groups may be written, and what is told of those that cannot be used."""

    @pytest.mark.parametrize("number", [0, -1, 690.65627, "690.65627", "A-1", "1", 10**15, 10**18, 2**70, str(2**70)])
    def test_a_groups_id_is_a_number_a_fraction_or_text(self, statements_of, number):
        services = [tic.service("97810", ([number], [tic.price(40)]))]
        taken, problems, _ = statements_of(tic.network([tic.group(number, int(ANA))], services))
        assert (amounts(taken[ANA, None]), problems) == ([40], [])

    def test_fractions_are_told_apart_by_their_digits_as_they_are_written(self, statements_of):
        groups = [tic.group(1, int(ANA)), tic.group(2, int(KEN))]
        content = tic.text(tic.network(groups, [NEEDLES]))
        content = content.replace(b'"provider_group_id": 1', b'"provider_group_id": 690.6447')
        content = content.replace(b'"provider_group_id": 2', b'"provider_group_id": 690.64470')
        taken, _, _ = statements_of(content.replace(b"[1]", b"[690.64470]"))
        assert (taken[ANA, None].rates, amounts(taken[KEN, None])) == ((), [37.83])

    def test_groups_may_come_after_the_prices_or_stand_inside_them(self, statements_of):
        content = tic.network([tic.group(1, int(ANA))], [NEEDLES])
        backwards = {name: content[name] for name in reversed(content)}
        assert amounts(statements_of(backwards)[0][ANA, None]) == [37.83]
        inline = tic.network([], [tic.service("97810", ([], [tic.price(40)]))])
        inline["in_network"][0]["negotiated_rates"][0] |= {"provider_groups": tic.group(1, int(ANA))["provider_groups"]}
        del inline["provider_references"]
        assert amounts(statements_of(inline)[0][ANA, None]) == [40]

    def test_contracts_with_a_tax_number_only_are_counted_and_an_npi_in_its_place_is_read(self, statements_of):
        group = tic.group(1, 0)
        group["provider_groups"] += [
            {"npi": [], "tin": {"type": "ein", "value": "123456789"}},
            {"npi": [0], "tin": {"type": "npi", "value": ANA}},
            {"npi": [KEN], "tin": {"type": "ein", "value": "123456789"}},
            7,
        ]
        taken, problems, _ = statements_of(tic.network([group], [NEEDLES]))
        assert set(taken) == {(ANA, None), (KEN, None)}
        assert [(each.field, each.value) for each in problems] == [("npi", "3")]

    def test_prices_of_groups_that_are_nowhere_are_told(self, statements_of):
        services = [tic.service("97810", ([7, "8", None, {}], [tic.price(40)]))]
        taken, (problem,), _ = statements_of(tic.network([tic.group(1, int(ANA))], services))
        assert (taken[ANA, None].rates, problem.field, problem.value) == ((), "provider_references", "2")

    def test_groups_in_files_of_their_own_are_fetched_once_each_if_they_have_prices(self, statements_of, tmp_path):
        asked = []

        def fetch(address):
            asked.append(address)
            path = tmp_path / "groups.json"
            path.write_bytes(tic.text({"provider_groups": tic.group(1, int(ANA))["provider_groups"]}))
            return nullcontext(path)

        groups = [
            {"provider_group_id": n, "location": f"https://acme.example/{min(n, 2)}.json?key=1"} for n in (1, 2, 3)
        ]
        services = [tic.service("97810", ([2, 3], [tic.price(40)]))]
        taken, problems, _ = statements_of(tic.network(groups, services), fetch=fetch)
        assert asked == ["https://acme.example/2.json?key=1"] and amounts(taken[ANA, None]) == [40]
        assert [(each.value, each.reason) for each in problems] == [("1", remote.NOT_NEEDED)]

    def test_a_server_that_does_not_answer_is_not_asked_for_ever(self, statements_of):
        asked = []

        def fetch(address):
            asked.append(address)
            raise FileRefused("there is no such file (404).")

        groups = [{"provider_group_id": n, "location": f"https://acme.example/{n}.json"} for n in range(9)]
        content = tic.network(groups, [tic.service("97810", (list(range(9)), [tic.price(40)]))])
        _, problems, _ = statements_of(content, fetch=fetch)
        assert len(asked) == remote.MOST_FAILURES
        assert (problems[-1].value, problems[-1].reason) == ("9", remote.NOT_HAD)
        assert [each.reason for each in statements_of(content)[1]] == [remote.NOT_FETCHED]
