"""In-network files in every layout: what is left out before the rest is read changes no answer.

Everybody here is made up.
"""

import json
import random

import nppes_files as files
import pytest
import tic_files as tic
from hypothesis import given, settings
from hypothesis import strategies as some

from directory.importer.sources.tic import group_rates, group_scan
from directory.importer.sources.tic.network_file import network_file, read_missed_rates
from directory.importer.sources.tic.npi_finder import NpiFinder
from directory.importer.sources.tic.prices import unpacked

LISTED = [int(files.npi(number)) for number in range(1, 5)]
OTHERS = [int(files.npi(number)) for number in range(5, 9)]
FINDER = NpiFinder(map(str, LISTED))
# Of a listed one no number of the group's own; one as text; one beside something else.
UNUSUAL = (
    [],
    [],
    [{"npi": [], "tin": {"type": "ein", "value": str(LISTED[1]), "business_name": f"Elm [{LISTED[1]}, {LISTED[2]}]"}}],
    [{"npi": [OTHERS[0]], "tin": {"type": "ein", "value": "1", "business_name": f"[{OTHERS[0]}, {LISTED[1]} ,"}}],
    [{"npi": [str(LISTED[3])], "tin": {"type": "ein", "value": "123456789"}}],
    [
        {
            "npi": [10 * LISTED[3], [LISTED[3]], {"a": [LISTED[3]]}, LISTED[2] + 0.5, -LISTED[2], None],
            "tin": {"type": "npi", "value": "0"},
        }
    ],
)
STYLES = ({}, {"separators": (",", ":")}, {"indent": 1}, {"indent": "\t"})


def told(file):
    """{NPI: {networks they are in: code and amount of their prices}}."""
    members, prices = file.said.members()
    networks = [*file.said.networks, ()]  # the last is the one without a name
    found = {npi: {networks[each.network]: set() for each in memberships} for npi, memberships in members.items()}
    for npi, memberships in members.items():
        for each in memberships:
            rates = map(unpacked, prices.packed_of(each.prices))
            found[npi][networks[each.network]] |= {(rate.code, rate.amount) for rate in rates}
    return found


def meant(content):
    """The same by the plainest way of reading."""
    found, groups = {}, {}
    for each in content.get("provider_references", ()):
        groups[json.dumps(each["provider_group_id"])] = each
    services = [each for each in content["in_network"] if each["billing_code"] in tic.CODES]
    services = [each for each in services if each["billing_code_type"] in ("CPT", "HCPCS")]
    priced, inline = {key: set() for key in groups}, []
    for each in services:
        for rate in each["negotiated_rates"]:
            prices = {(each["billing_code"], price["negotiated_rate"]) for price in rate["negotiated_prices"]}
            for number in rate.get("provider_references", ()):
                priced.setdefault(json.dumps(number), set()).update(prices)
            if "provider_groups" in rate:
                inline.append((rate, prices))
    described = [(group, priced[key]) for key, group in groups.items()]
    for group, prices in [*described, *inline]:
        for npi in set().union(*map(npis, group["provider_groups"])) & set(LISTED):
            found.setdefault(npi, {}).setdefault(tuple(group.get("network_name", ())), set()).update(prices)
    return found


def npis(provider_group):
    """Its NPIs, as numbers or as text, and the one in place of a tax number."""
    tin = provider_group["tin"]
    found = {int(npi) for npi in provider_group["npi"] if isinstance(npi, int | str)}
    return found | ({int(tin["value"])} if tin["type"] == "npi" else set())


def shuffled(value, turn):
    """The same with the names of every object in another order."""
    if isinstance(value, list):
        return [shuffled(each, turn) for each in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    turn.shuffle(names)
    return {name: shuffled(value[name], turn) for name in names}


@some.composite
def contents(draw):
    """A file's content, its names in the schema's order."""
    ids = draw(
        some.sampled_from(
            [[1, 2, 3, 4], [690.65627, 690.6447, 7.5, 12.25], ["A-1", "A-2", "{x", '"'], [0, 10, 100, 2**40]]
        )
    )
    npis = some.lists(some.sampled_from([*LISTED, *OTHERS]), min_size=1, max_size=6)
    groups = [
        tic.group(
            number,
            *draw(npis),
            **draw(
                some.sampled_from(
                    [{}, {"network_name": ["Elm"]}, {"network_name": ["Elm", "{Oak"]}, {"network_name": ["k_ ]", "k_"]}]
                )
            ),
        )
        for number in ids[: draw(some.integers(0, 4))]
    ]
    for each in groups:
        tin = {"type": "npi", "value": draw(some.sampled_from(["9234567893", str(LISTED[0])]))}
        each["provider_groups"] += [{"npi": draw(npis), "tin": tin}] * draw(some.integers(0, 1))
        each["provider_groups"] += draw(some.sampled_from(UNUSUAL))
        each["provider_groups"] += [{"npi": [0], "tin": {"type": "ein", "value": "123456789"}}] * draw(
            some.integers(0, 1)
        )
    services = []
    for _ in range(draw(some.integers(1, 6))):
        rates = [
            (draw(some.lists(some.sampled_from(ids), max_size=3, unique=True)), [tic.price(amount)])
            for amount in draw(some.lists(some.sampled_from([37.83, 42.54, 44.51]), max_size=3))
        ]
        service = tic.service(draw(some.sampled_from(["97810", "97811", "20560", "99213", "00100"])), *rates)
        service["description"] = draw(some.sampled_from(["", "needles {", '"billing_code": "97810"', "}]}", "\\"]))
        service["billing_code_type"] = draw(some.sampled_from(["CPT", "HCPCS", "LOCAL"]))
        if draw(some.booleans()):
            service["bundled_codes"] = [{"billing_code_type": "CPT", "billing_code": "97810", "description": "bundled"}]
        for rate in service["negotiated_rates"] if draw(some.booleans()) else ():
            rate["provider_groups"] = [{"npi": draw(npis), "tin": {"type": "ein", "value": "123456789"}}]
        services.append(service)
    return tic.network(groups, services)


def written(content, style, order, seed):
    """A file's bytes. order: 0 as the schema has it, 1 sections shuffled, 2 all names shuffled, 3 with CRLF too."""
    turn = random.Random(seed)
    if order:
        names = list(content)
        turn.shuffle(names)
        content = {name: content[name] for name in names}
    data = tic.text(shuffled(content, turn) if order > 1 else content, **style)
    return data.replace(b"\n", b"\r\n") if order == 3 else data


LAYOUTS = (contents(), some.sampled_from(STYLES), some.integers(0, 3), some.integers(0, 1 << 30))


@settings(max_examples=120)
@given(*LAYOUTS, some.integers(8, 3000))
def test_a_thinned_file_says_what_the_whole_one_says(content, style, order, seed, block):
    data = written(content, style, order, seed)
    whole = network_file(tic.TextFile(data, block), FINDER, thin=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(group_scan, "GROUPS_WHOLE", 0)
        thin = network_file(tic.TextFile(data, block), FINDER)
    assert told(whole) == meant(content) == told(thin)
    assert (thin.codes, thin.head) == (whole.codes, whole.head)
    assert set(thin.said.networks) == set(whole.said.networks)


@settings(max_examples=80)
@given(*LAYOUTS, some.booleans(), some.integers(1, 4))
def test_where_prices_are_too_many_to_keep_those_of_who_is_listed_are_all_there(
    content, style, order, seed, thin, most
):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(group_scan, "GROUPS_WHOLE", 300)
        patch.setattr(group_rates, "MOST_WAITING", most)
        patch.setattr(group_rates, "JOINED", 2)
        opened = tic.TextFile(written(content, style, order, seed), 500)
        file = network_file(opened, FINDER, thin)
        read_missed_rates(opened, file, thin)
        assert told(file) == meant(content)
    assert not file.said.missed
