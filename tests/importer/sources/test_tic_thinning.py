"""What is left out of an in-network file before it is read, and how little memory and how few readings that takes.

Everybody here is made up.
"""

import gc
import gzip
import json
import re
import weakref

import nppes_files as files
import pytest
import tic_files as tic
from hypothesis import given
from hypothesis import strategies as some

from directory.importer.formats import archive, json_stream
from directory.importer.formats.file_set import FileSet
from directory.importer.record import FileRefused, ReadContext
from directory.importer.sources.tic import group_rates, group_scan, npi_finder, prices, source, thinning
from directory.importer.sources.tic import network_file as reading
from directory.importer.sources.tic.group_scan import GroupScan
from directory.importer.sources.tic.network_file import network_file, read_missed_rates
from directory.importer.sources.tic.npi_finder import NpiFinder
from directory.importer.sources.tic.thinning import Thinned, Unusual

LISTED = [files.npi(number) for number in range(1, 4)]
FINDER = NpiFinder(LISTED)
ANA, OTHER = int(LISTED[0]), int(files.npi(9))


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Groups are left out from the first on."""
    monkeypatch.setattr(group_scan, "GROUPS_WHOLE", 0)


def left(data, block=200):
    """What is left of a file, and who is told to be in groups that are not: {number: their NPIs}."""
    told = {}
    scan = GroupScan(FINDER, lambda found: [told.setdefault(group, set()).add(npi) for group, npi, _ in found])
    return json.loads(b"".join(Thinned(tic.TextFile(data, block).blocks(), scan).blocks())), told


def large(*, groups=50, services=50, **style):
    """A file with many groups and services, in the middle of which is one of each that matters."""
    all_groups = [tic.group(number, OTHER, OTHER) for number in range(groups)]
    all_groups[groups // 2] = tic.group(groups // 2, OTHER, ANA, 0, OTHER)
    all_services = [tic.service(f"9{number:04}", ([number], [tic.price(10)])) for number in range(services)]
    all_services[services // 2] = tic.service("97810", ([groups // 2], [tic.price(40)]))
    return tic.text(tic.network(all_groups, all_services), **style)


@pytest.mark.parametrize("style", [{}, {"separators": (",", ":")}, {"indent": 2}])
@pytest.mark.parametrize("block", [100, 3000, 1 << 20])
def test_the_services_that_matter_are_left_and_who_is_in_which_group_is_told(style, block):
    content, told = left(large(**style), block)
    assert [each["billing_code"] for each in content["in_network"] if each] == ["97810"]
    assert told == {25: {ANA}} and len(content["provider_references"]) == 1  # the last goes with what comes after it


def test_the_head_is_left_as_it_is_wherever_it_stands():
    content = json.loads(large())
    end_first = {name: content[name] for name in reversed(content)}
    for each in (content, end_first):
        found, _ = left(tic.text(each))
        assert {name: value for name, value in found.items() if isinstance(value, str)} == {
            name: value for name, value in content.items() if isinstance(value, str)
        }


def test_a_file_is_read_once_in_any_usual_layout():
    for style in ({}, {"separators": (",", ":")}, {"indent": 2}):
        file = tic.TextFile(large(**style), 500)
        assert network_file(file, FINDER).codes == 1 and file.reads == [500]


def test_a_file_that_cannot_be_thinned_is_read_again_as_it_is(monkeypatch):
    monkeypatch.setattr(thinning, "WINDOW", 2000)
    content = json.loads(large())
    content["in_network"] = [dict(reversed(each.items())) for each in content["in_network"]]  # prices before the code
    content["in_network"][25]["negotiated_rates"] *= 50
    file = tic.TextFile(tic.text(content), 500)
    with pytest.raises(Unusual):
        left(file.data)
    assert network_file(file, FINDER).codes == 1 and file.reads == [500, 500]


def test_contracts_without_an_npi_and_the_names_of_all_networks_are_told_of_groups_left_out():
    groups = [tic.group(number, OTHER, network_name=[f"Network {number % 3}"]) for number in range(20)]
    groups[3:5] = [tic.group(3, 0), tic.group(4, 0)]
    data = tic.text(tic.network(groups, [tic.service("97810", ([1], [tic.price(40)]))]), separators=(",", ":"))
    file = network_file(tic.TextFile(data, 300), FINDER)
    assert file.no_npi == 2 and not file.whole
    assert set(file.said.networks) == {(f"Network {number}",) for number in range(3)}


def test_groups_in_files_of_their_own_are_all_left():
    groups = [{"provider_group_id": number, "location": f"https://acme.example/{number}"} for number in range(20)]
    data = tic.text(tic.network(groups, [tic.service("97810", ([1], [tic.price(40)]))]))
    assert len(network_file(tic.TextFile(data, 300), FINDER).remote) == 20


@given(
    some.lists(
        some.one_of(some.sampled_from([*LISTED, files.npi(9), "2000000", "0"]), some.text('012[], "x', max_size=12))
    )
)
def test_a_listed_npi_is_found_wherever_it_stands_as_a_number_of_its_own(pieces):
    data = ("[" + ",".join(pieces) + "]").encode()
    meant = [
        match.start() for match in re.finditer(rb"(?<![0-9])[0-9]{10}(?![0-9])", data) if match[0].decode() in LISTED
    ]
    with pytest.MonkeyPatch.context() as patch:
        for size in (16, 64, 1 << 17):
            patch.setattr(npi_finder, "CHUNK", size)
            assert list(FINDER.found(data, len(data))) == meant


def test_prices_of_groups_left_out_are_not_kept():
    data = large(separators=(",", ":"))
    data = data.replace(b'"provider_references":[25]', b'"provider_references":[1,2,3,25]')
    file = network_file(tic.TextFile(data, 300), FINDER)
    assert 25 in file.said.priced() and len(file.said.priced()) <= 2


@pytest.mark.parametrize("thin", [True, False])
def test_a_rate_for_more_groups_than_a_value_may_be_long_is_read(monkeypatch, thin):
    monkeypatch.setattr(json_stream, "LONGEST_VALUE", 1000)
    services = [tic.service("97810", ([*range(2000), 25], [tic.price(40)]))]
    data = tic.text(tic.network([tic.group(25, ANA)], services))
    assert network_file(tic.TextFile(data, 300), FINDER, thin).said.members()[0].keys() == {ANA}


@pytest.mark.parametrize("whole", [0, 1 << 30])
def test_a_file_of_more_networks_than_there_are_is_refused(monkeypatch, whole):
    monkeypatch.setattr(group_scan, "GROUPS_WHOLE", whole)
    monkeypatch.setattr(group_scan, "MOST_NETWORKS", 20)
    monkeypatch.setattr(reading, "MOST_NETWORKS", 20)
    groups = [tic.group(number, ANA, network_name=[f"Network {number}"]) for number in range(50)]
    with pytest.raises(FileRefused, match="more than 20 networks"):
        network_file(tic.TextFile(tic.text(tic.network(groups, [])), 300), FINDER)


def test_many_networks_are_all_told():
    groups = [tic.group(number, OTHER, network_name=[f"Network {number}"]) for number in range(50)]
    data = tic.text(tic.network(groups, [tic.service("97810", ([1], [tic.price(40)]))]))
    assert len(network_file(tic.TextFile(data, 700), FINDER).said.networks) == 50


def test_a_file_that_is_read_again_is_read_from_its_beginning(monkeypatch, tmp_path):
    monkeypatch.setattr(thinning, "WINDOW", 2000)
    monkeypatch.setattr(archive, "BLOCK_SIZE", 700)
    content = json.loads(large())
    content["in_network"] = [dict(reversed(each.items())) for each in content["in_network"]]
    content["in_network"][25]["negotiated_rates"] *= 50
    path = tmp_path / "in-network.json.gz"
    path.write_bytes(gzip.compress(tic.text(content)))
    for _ in range(30):
        with archive.Opened(path, lambda name: True) as opened:
            assert network_file(opened, FINDER).said.members()[0].keys() == {ANA}


@pytest.mark.parametrize("order", [1, -1], ids=["groups first", "services first"])
def test_a_file_cut_off_anywhere_is_refused(order):
    content = json.loads(large(groups=10, services=10))
    data = tic.text({name: content[name] for name in list(content)[::order]}, separators=(",", ":"))
    assert network_file(tic.TextFile(data, 500), FINDER).codes == 1
    for end in (*range(501, len(data), 23), len(data) - 1):
        with pytest.raises(FileRefused):
            network_file(tic.TextFile(data[:end], 500), FINDER)


@pytest.fixture
def few_prices(monkeypatch):
    """Ten prices of groups are too many to wait until it is told whose they are."""
    monkeypatch.setattr(group_rates, "MOST_WAITING", 10)
    monkeypatch.setattr(group_rates, "JOINED", 7)


def amounts(file, npi=ANA):
    """The amounts of somebody's prices, in order."""
    members, sets = file.said.members()
    return [prices.unpacked(rate).amount for each in members[npi] for rate in sets.packed_of(each.prices)]


@pytest.mark.parametrize("order", [1, -1], ids=["groups first", "prices first"])
def test_prices_of_a_thousand_groups_are_not_kept_for_the_one_that_holds_somebody(few_prices, order):
    groups = [tic.group(number, ANA if number == 7 else OTHER) for number in range(1000)]
    content = tic.network(
        groups, [tic.service("97810", *[([number], [tic.price(number + 1)]) for number in range(1000)])]
    )
    opened = tic.TextFile(tic.text({name: content[name] for name in list(content)[::order]}), 5000)
    file = network_file(opened, FINDER)
    kept = len(file.said.priced())
    read_missed_rates(opened, file)
    assert amounts(file) == [8] and kept <= 10
    assert len(opened.reads) == (1 if order == 1 else 2)  # it is read again only where it must be


def test_of_one_group_with_more_prices_than_a_contract_has_the_first_that_a_patient_meets_are_kept(few_prices):
    services = [tic.service("97810", *[([1], [tic.price(1000 - number)]) for number in range(999)])]
    file = network_file(tic.TextFile(tic.text(tic.network([tic.group(1, ANA)], services)), 500), FINDER)
    assert amounts(file) == list(range(2, 66))


def test_of_groups_inside_prices_those_with_nobody_listed_take_no_room(few_prices):
    rates = [
        {"provider_groups": tic.group(0, ANA if number == 500 else OTHER)["provider_groups"]}
        | {"negotiated_prices": [tic.price(number + 1)]}
        for number in range(999)
    ]
    content = tic.network([], [tic.service("97810", negotiated_rates=rates)])
    file = network_file(tic.TextFile(tic.text(content), 500), FINDER)
    assert amounts(file) == [501] and file.said.others_priced() == 1


def test_who_is_not_listed_and_has_prices_that_were_not_kept_is_counted_all_the_same(few_prices, monkeypatch):
    monkeypatch.setattr(group_scan, "GROUPS_WHOLE", 1 << 20)
    groups = [tic.group(number, int(files.npi(100 + number))) for number in range(100)]
    content = tic.network(
        groups, [tic.service("97810", *[([number], [tic.price(number + 1)]) for number in range(60)])]
    )
    file = network_file(tic.TextFile(tic.text(content), 500), FINDER)
    assert file.said.others_priced() == 60 and file.unmatched() == 0


@pytest.mark.parametrize("order", [1, -1], ids=["groups first", "prices first"])
def test_however_many_prices_practitioners_have_each_has_their_own_first_ones(few_prices, order):
    npis = list(map(int, LISTED))
    groups = [tic.group(number, npis[number % 3], network_name=[f"Network {number % 2}"]) for number in range(900)]
    rates = [([number], [tic.price(number + 1)]) for number in reversed(range(900))]
    content = tic.network(groups, [tic.service("97810", *rates)])
    opened = tic.TextFile(tic.text({name: content[name] for name in list(content)[::order]}), 5000)
    file = network_file(opened, FINDER)
    read_missed_rates(opened, file)
    assert len(file.said.priced()) <= 11
    for place, npi in enumerate(npis):
        theirs = [[number + 1 for number in range(900) if number % 6 == each] for each in (place, place + 3)]
        assert sorted(amounts(file, npi)) == sorted(theirs[0][:64] + theirs[1][:64])


def test_a_file_of_more_kinds_of_price_than_there_are_is_refused(monkeypatch):
    monkeypatch.setattr(group_rates, "MOST_NAMES", 20)
    days = [tic.price(40, expiration_date=f"2027-01-{day:02}") for day in range(1, 32)]
    content = tic.network([tic.group(1, ANA)], [tic.service("97810", ([1], days))])
    with pytest.raises(FileRefused, match="is damaged"):
        network_file(tic.TextFile(tic.text(content)), FINDER)


def test_prices_that_stand_before_the_code_of_their_service_are_not_kept_for_ever(monkeypatch):
    monkeypatch.setattr(reading, "MOST_WAITING", 50)
    content = tic.network([tic.group(1, ANA)], [tic.service("97810", *[([1], [tic.price(40)])] * 60)])
    content["in_network"] = [dict(reversed(each.items())) for each in content["in_network"]]
    with pytest.raises(FileRefused, match="prices before its code"):
        network_file(tic.TextFile(tic.text(content)), FINDER)


def test_of_a_large_file_it_is_told_how_many_are_not_listed_at_least(monkeypatch, tmp_path):
    monkeypatch.setattr(group_scan, "GROUPS_WHOLE", 2000)
    monkeypatch.setattr(archive, "BLOCK_SIZE", 700)
    groups = [tic.group(number, int(files.npi(100 + number))) for number in range(100)]
    (tmp_path / "a.json.gz").write_bytes(
        gzip.compress(tic.text(tic.network(groups, [tic.service("97810", (list(range(100)), [tic.price(40)]))])))
    )
    found = source.statements(FileSet([tmp_path / "a.json.gz"], source.is_source_file), ReadContext(listed={str(ANA)}))
    (told,) = [each for each in found if each.field == "npi"]
    assert told.reason == source.NOT_COUNTED
    assert told.value.startswith("at least ") and 0 < int(told.value.split()[-1]) < 100


def test_what_a_file_took_is_free_as_soon_as_it_is_let_go():
    """Nothing in it leads back to itself: during an import garbage is not collected."""
    gc.disable()
    try:
        file = network_file(tic.TextFile(large(), 500), FINDER)
        gone = weakref.ref(file.said)
        del file
        assert gone() is None
    finally:
        gc.enable()
