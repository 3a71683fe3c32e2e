"""Faults of in-network files large enough to be thinned: refused in a line, told, or read as they are meant.

Everybody here is made up.
"""

import gzip
import zipfile
from io import BytesIO

import nppes_files as files
import pytest
import tic_files as tic

from directory.importer.formats import archive, json_stream
from directory.importer.formats.file_set import FileSet
from directory.importer.record import FileRefused, Problem, ReadContext
from directory.importer.sources.tic import group_scan, source

ANA, OTHER = files.npi(1), files.npi(9)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """A file of a few kilobytes is a large one."""
    monkeypatch.setattr(archive, "BLOCK_SIZE", 4000)
    monkeypatch.setattr(group_scan, "GROUPS_WHOLE", 1000)
    monkeypatch.setattr(json_stream, "LONGEST_VALUE", 50_000)


def content(**head):
    """Two hundred groups and services: the one of acupuncture is for the one that holds Ana."""
    groups = [tic.group(number, int(ANA if number == 120 else OTHER)) for number in range(200)]
    services = [tic.service(f"9{number:04}", ([number], [tic.price(10)])) for number in range(200)]
    services[100] = tic.service("97810", ([120], [tic.price(44.51, setting="outpatient")]), severity_of_illness="1")
    return tic.network(groups, services, **head)


GOOD = tic.text(content(), separators=(",", ":"))
PACKED = gzip.compress(GOOD)


@pytest.fixture
def taken(tmp_path):
    """What a file gives: Ana's amounts, and the reasons of what is told."""

    def read(data, name="in-network.json.gz"):
        (tmp_path / name).write_bytes(data)
        items = list(source.statements(FileSet([tmp_path / name], source.is_source_file), ReadContext(listed={ANA})))
        amounts = [rate.amount for item in items if not isinstance(item, Problem) for rate in item.insurance[0].rates]
        return amounts, [item.reason for item in items if isinstance(item, Problem)]

    return read


def zipped(**members):
    """A ZIP of these."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archived:
        for name, data in members.items():
            archived.writestr(name.replace("_", "."), data)
    return packed.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        PACKED,
        gzip.compress(GOOD[:9000]) + gzip.compress(GOOD[9000:]),
        gzip.compress(b"\xef\xbb\xbf" + GOOD),
        gzip.compress(GOOD.replace(ANA.encode(), f'"{ANA}"'.encode())),
        gzip.compress(GOOD.replace(b"44.51", b'"44.51"')),
        gzip.compress(GOOD.replace(b'"npi":[', b'"npi":[7],"npi":[')),
        gzip.compress(tic.text(content(version="2.1.0", plan_name="Gold", issuer_name="Elm", plan_id_type="hios"))),
    ],
    ids=["as it is", "two members of gzip", "BOM", "NPI as text", "amount as text", "a name twice", "schema 2.1"],
)
def test_what_can_be_understood_is_read(taken, data):
    assert taken(data)[0] == [44.51]


def test_a_zip_of_two_files_is_read_as_both(taken):
    other = content()
    other["in_network"][100] = tic.service("97810", ([120], [tic.price(50)]))
    assert sorted(taken(zipped(a_json=GOOD, b_json=tic.text(other), readme_txt="x"), "all.zip")[0]) == [44.51, 50]


@pytest.mark.parametrize("end", [5, 15, *range(300, len(PACKED) - 20, 700), -9, -4, -1])
def test_a_gzip_cut_off_anywhere_is_refused(taken, end):
    with pytest.raises(FileRefused, match="cut off or damaged"):
        taken(PACKED[:end])


def test_a_gzip_with_a_wrong_byte_is_refused(taken):
    for place in range(len(PACKED) // 3, len(PACKED), len(PACKED) // 5):
        with pytest.raises(FileRefused):
            taken(PACKED[:place] + bytes([PACKED[place] ^ 0x55]) + PACKED[place + 1 :])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>" + b" " * 9000, "web page"),
        (b"Not found " * 900, "no in-network file"),
        (b'<?xml version="1.0"?><Error>' + b" " * 9000, "no in-network file"),
        (b" " * 500_000, "empty"),
        (b'{"a":"' + b"a" * 500_000, "longer than any record"),
        (b'{"a":' + b"1" * 500_000, "too long"),
        (b'{"a":' + b"[" * 500_000, "too deeply"),
        (GOOD.replace(b'"name":"SERVICE 97810"', b'"name":' + b"[" * 5000 + b"]" * 5000), "too deeply"),
        (GOOD.replace(b'"name":"SERVICE 97810"', b'"name":"' + b"a" * 200_000 + b'"'), "longer than any record"),
        (GOOD[:-2], "cut off"),
        (GOOD[: GOOD.index(b',"in_network"')] + b"}", "no “in_network”"),
    ],
    ids=range(11),
)
def test_what_is_no_such_file_or_a_bomb_is_refused_in_words(taken, data, reason):
    with pytest.raises(FileRefused, match=reason):
        taken(gzip.compress(data, 1))


@pytest.mark.parametrize("amount", [b"NaN", b"Infinity", b"1e999", b"null", b'"n/a"'])
def test_a_price_that_is_no_number_is_left_out_and_told(taken, amount):
    amounts, reasons = taken(gzip.compress(GOOD.replace(b"44.51", amount)))
    assert amounts == [] and any("no amount" in reason for reason in reasons)


def test_prices_of_groups_that_hold_nobody_listed_or_are_nowhere_are_told(taken):
    nowhere = GOOD.replace(b'"provider_references":[120]', b'"provider_references":[999]')
    assert taken(gzip.compress(nowhere)) == ([], [source.NOBODY_PRICED, source.NOT_COUNTED])
