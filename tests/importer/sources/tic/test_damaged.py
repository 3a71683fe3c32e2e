"""Transparency in Coverage: what is damaged or of a wrong kind is refused or passed over."""

import gzip
import json
import zipfile
from copy import deepcopy

import pytest
import tic_files as tic
from tic_reading import ANA, NEEDLES, amounts

from directory.importer.formats.file_set import FileSet
from directory.importer.record import FileRefused, ReadContext
from directory.importer.sources.tic import source

GOOD = tic.text(tic.network([tic.group(1, int(ANA))], [NEEDLES]))


DEEP = b"[" * 5000 + b"]" * 5000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"[]", "no in-network file"),
        (b"{}", "no “in_network”"),
        (b'{"in_network": [', "cut off or damaged"),
        (GOOD[:-1], "cut off or damaged"),
        (GOOD + b"x", "after its end"),
        (gzip.compress(GOOD)[:-20], "cut off or damaged"),
        (tic.text(tic.contents()), "table of contents"),
        (tic.text({"version": "2.0.0", "out_of_network": []}), "out of network"),
        (tic.text(tic.network([], [])).replace(b'"in_network": []', b'"in_network": [' + DEEP + b"]"), "too deeply"),
        (GOOD.replace(b"[1]", DEEP), "too deeply"),
        (GOOD.replace(b"37.83", b"9" * 5000), "number that is too long"),
    ],
    ids=range(13),
)
def test_what_is_no_in_network_file_or_is_damaged_is_refused(statements_of, content, reason):
    with pytest.raises(FileRefused, match=reason):
        statements_of(content)


@pytest.mark.parametrize("value", [7, None, "x", [], {}, [7], [None], {"a": 1}, [[]], [{}], [{"npi": {}}]])
@pytest.mark.parametrize(
    "name", ["provider_references", "in_network", "negotiated_rates", "provider_groups", "npi", "tin"]
)
def test_values_of_any_wrong_kind_are_passed_over(statements_of, name, value):
    content = tic.network([tic.group(1, int(ANA))], [deepcopy(NEEDLES)])
    group = content["provider_references"][0]
    for holder in (content, content["in_network"][0], group, group["provider_groups"][0]):
        if name in holder:
            holder[name] = value
    taken, _, _ = statements_of(content)
    assert set(taken) <= {(ANA, None)}


@pytest.mark.parametrize(
    "pack",
    [
        gzip.compress,
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: json.dumps(json.loads(data), indent=1).replace("\n", "\r\n").encode(),
    ],
)
def test_a_file_may_be_packed_marked_or_written_in_lines(statements_of, pack):
    assert amounts(statements_of(pack(GOOD))[0][ANA, None]) == [37.83]


def test_a_zip_holds_the_files_of_a_plan(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.json", GOOD)
        archive.writestr("b.json.gz", gzip.compress(GOOD))
    context = ReadContext(listed={ANA})
    assert len(list(source.statements(FileSet([tmp_path / "all.zip"], source.is_source_file), context))) == 2
