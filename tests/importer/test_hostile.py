"""Files that are broken or meant to do harm, for every source: refused clearly or with problems, never a traceback."""

import gzip
import io
import random
import re
import struct
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple
from source_files import GOOD, xlsx, zipped

from directory.importer import collect, mending, report_words, run
from directory.importer.record import FileRefused
from directory.importer.sources import TOGETHER
from directory.store.imports.database import Imports

SOURCES = tuple(GOOD)
TWO_BYTES_HOLD = 65_535  # members of a ZIP; one with more counts them elsewhere (APPNOTE.TXT 4.3.14)
NOT_TABLES = ("nppes-deactivated", *TOGETHER)


@pytest.fixture(scope="module")
def attempt(tmp_path_factory, gazetteer):
    """Imports bytes as a source's file where NPPES is listed already, and undoes it: the report, or the refusal."""
    home = tmp_path_factory.mktemp("hostile")
    places = {}
    for good in GOOD.values():
        (home / good.source).mkdir()
        places[good.source] = list(good.written(home / good.source))

    def imported(source, content, name=None):
        good, folder = GOOD[source], home / source
        _, path, *_ = good.written(folder, content, name)
        how = {"state": "CO"} if source == "licences" else {"map_file": folder / "map.toml"} if source == "csv" else {}
        try:
            with imports.transaction(keep=False):
                report = run.import_files(
                    imports, source, [path], gazetteer, run.ImportOptions(report_folder=home, **how)
                )
        except FileRefused as error:
            return _one_line(str(error))
        finally:
            path.unlink()
        for each in [report, *(report.companions or ())]:
            passed_over = sum(astuple(each.passed_over))
            assert each.rows_read == each.listings + each.refused + passed_over
        return report

    with Imports(home / "imports.db") as imports:
        with imports.transaction():
            run.import_files(imports, "nppes", [places["nppes"][1]], gazetteer)
        yield imported


def _one_line(said):
    """A refusal, which has to be a line that a person can read."""
    assert 20 < len(said) < 600 and said.isprintable(), ascii(said)
    return said


def in_zip(good, content=None, **names):
    """A ZIP with the file, or something else under its name."""
    member = names.pop("name", "inside.xlsx" if good.source == "nppes-deactivated" else good.name)
    text = _plain(good) if content is None else content
    return zipped({member: text} | names)


def _plain(good):
    """The file itself, out of its ZIP."""
    if good.source != "nppes-deactivated":
        return good.content
    with zipfile.ZipFile(io.BytesIO(good.content)) as archive:
        return archive.read(archive.namelist()[0])


def patched(data, record, offset, value):
    """A ZIP's bytes with one field changed in every header of a kind (APPNOTE.TXT 4.3.7, 4.3.12)."""
    data = bytearray(data)
    for found in re.finditer(re.escape(record), bytes(data)):
        data[found.start() + offset : found.start() + offset + len(value)] = value
    return bytes(data)


def compressed_as(method, good):
    """A ZIP whose member is compressed in another way than usual."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("inside.xlsx" if good.source == "nppes-deactivated" else good.name, _plain(good) * 3)
    return file.getvalue()


LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
ZIPS = {
    "encrypted": lambda good: patched(patched(in_zip(good), LOCAL, 6, b"\x01"), CENTRAL, 8, b"\x01"),
    "bzip2": lambda good: compressed_as(zipfile.ZIP_BZIP2, good),
    "lzma": lambda good: compressed_as(zipfile.ZIP_LZMA, good),
    "a ZIP in a ZIP": lambda good: in_zip(good, in_zip(good)),
    "a ZIP in a ZIP in a ZIP": lambda good: in_zip(good, in_zip(good, in_zip(good))),
    "nothing in it": lambda good: zipped({}),
    "nothing in the file": lambda good: in_zip(good, b""),
    "the size is a lie": lambda good: patched(in_zip(good, b"x" * (8 << 20)), CENTRAL, 24, struct.pack("<I", 10)),
    "the packed size is a lie": lambda good: patched(in_zip(good), CENTRAL, 20, struct.pack("<I", 1 << 30)),
    "the place is a lie": lambda good: patched(in_zip(good), CENTRAL, 42, struct.pack("<I", 1 << 20)),
    "the checksum is a lie": lambda good: patched(in_zip(good), CENTRAL, 16, b"\0\0\0\0"),
    "a folder of that name": lambda good: zipped({f"{good.name}/": b""}),
    "a name that is no text": lambda good: patched(in_zip(good, name="é.csv"), CENTRAL, 46, b"\xff\xff"),
}


@pytest.mark.parametrize("what", ZIPS)
@pytest.mark.parametrize("source", SOURCES)
def test_a_zip_that_is_not_as_it_should_be_is_refused(source, what, attempt):
    assert isinstance(attempt(source, ZIPS[what](GOOD[source]), "a.zip"), str)


@pytest.mark.parametrize("source", SOURCES)
def test_of_two_files_in_a_zip_neither_is_chosen(source, attempt):
    good = GOOD[source]
    told = attempt(
        source,
        in_zip(good, **{("b.xlsx" if source == "nppes-deactivated" else f"again/{good.name}"): _plain(good)}),
        "a.zip",
    )
    assert told.listings > 0 if source in TOGETHER else "one data file" in told


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-5], lambda data: data[:20], lambda data: data[:-8] + bytes(8), gzip.compress],
    ids=["cut", "cut early", "wrong checksum", "twice"],
)
@pytest.mark.parametrize("source", [source for source in SOURCES if source != "nppes-deactivated"])
def test_a_gzip_that_is_not_as_it_should_be_is_refused(source, spoil, attempt):
    packed = gzip.compress(GOOD[source].content)
    assert attempt(source, packed, f"{GOOD[source].name}.gz").listings > 0
    assert isinstance(attempt(source, spoil(packed), f"{GOOD[source].name}.gz"), str)


@pytest.mark.parametrize("source", SOURCES)
def test_a_member_that_would_leave_its_folder_is_read_and_written_nowhere(source, attempt, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    good = GOOD[source]
    name = "inside.xlsx" if source == "nppes-deactivated" else good.name
    for way in ("../../../", "/etc/", "C:\\windows\\", "..\\..\\"):
        told = attempt(source, in_zip(good, name=way + name), "a.zip")
        assert isinstance(told, str) or told.listings > 0
    assert not list(tmp_path.iterdir())


@cache
def crowd(members):
    """A ZIP with so many members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(members):
            archive.writestr(zipfile.ZipInfo(f"{number}.csv"), b"")
    return file.getvalue()


@pytest.mark.parametrize(
    "source, members", [*((source, 10_000) for source in SOURCES), ("plan-net", TWO_BYTES_HOLD + 1)]
)
def test_a_zip_with_a_crowd_of_members_is_refused(source, members, attempt):
    assert isinstance(attempt(source, crowd(members), "a.zip"), str)


TEXTS = {
    "NUL bytes between": lambda text: text.replace(b",", b"\0,"),
    "NUL bytes alone": lambda text: bytes(10_000),
    "UTF-16 without a mark": lambda text: text.decode().encode("utf-16-le"),
    "half an UTF-16": lambda text: b"\xff\xfe" + text.decode().encode("utf-16-le")[: len(text) | 1],
    "half a character at the end": lambda text: text + b"\xf0\x9f\x98",
    "a line without an end": lambda text: text + b"x" * (5 << 20),
    "a quote without an end": lambda text: text + b'"' + (b"x" * 500 + b"\n") * 10_000,
    "nothing but quotes": lambda text: b'"' * (1 << 18),
    "nothing but line ends": lambda text: b"\r\n" * (1 << 18),
    "nothing but commas": lambda text: b"," * (1 << 18),
    "lists in lists": lambda text: b"[" * (1 << 20),
    "objects in objects": lambda text: b'{"a":' * (1 << 18),
    "a number without an end": lambda text: b"[{" + b'"npi":' + b"9" * (1 << 20),
    "carriage returns": lambda text: text.replace(b"\n", b"\r"),
    "the header twice": lambda text: text.partition(b"\n")[0] + b"\n" + text,
    "a wrong last row": lambda text: text.rstrip(b"\n") + b',"a,b\n',
}


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("source", SOURCES)
def test_a_text_that_is_not_as_it_should_be_is_read_or_refused(source, what, attempt):
    text = b"a,b\n" if source == "nppes-deactivated" else GOOD[source].content
    attempt(source, TEXTS[what](text), None if source != "nppes-deactivated" else "a.xlsx")


@pytest.mark.parametrize("source", [source for source in SOURCES if source not in NOT_TABLES])
def test_utf_16_and_windows_1252_are_read_as_what_they_are(source, attempt):
    as_it_is = attempt(source, GOOD[source].content)
    assert attempt(source, GOOD[source].content.decode().encode("utf-16")).listings == as_it_is.listings > 0
    assert attempt(source, GOOD[source].content.replace(b"Elm", b"\xc9lm")).listings == as_it_is.listings


@pytest.mark.parametrize("source", [source for source in SOURCES if source != "nppes-deactivated"])
def test_a_file_that_is_cut_off_in_its_last_row_is_refused_for_what_came_after_it_would_be_gone(source, attempt):
    whole = GOOD[source].content.rstrip(b"\n")
    begins = whole.rfind(b"\n") + 1
    assert "cut off" in attempt(source, whole[: (begins + len(whole)) // 2])
    assert attempt(source, whole).listings == attempt(source, GOOD[source].content).listings, (
        "a last row needs no line end"
    )


@settings(max_examples=60)
@given(
    source=st.sampled_from(SOURCES),
    seed=st.integers(0, 2**32),
    flips=st.integers(0, 30),
    cut=st.booleans(),
    pasted=st.binary(max_size=30),
)
def test_a_file_with_cut_ends_turned_bits_and_strange_bytes_is_read_or_refused(
    attempt, source, seed, flips, cut, pasted
):
    chance, spoilt = random.Random(seed), bytearray(GOOD[source].content)
    at = chance.randrange(len(spoilt))
    spoilt[at:at] = pasted
    for _ in range(flips):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    attempt(source, bytes(spoilt[: chance.randrange(len(spoilt))] if cut else spoilt))


@settings(max_examples=60)
@given(source=st.sampled_from([source for source in SOURCES if source != "nppes-deactivated"]), data=st.data())
def test_values_of_any_kind_in_place_of_others_are_read_or_refused(attempt, source, data):
    text = GOOD[source].content.decode()
    words = sorted(set(re.findall(r'[^",|\n{}\[\]:]+', text.partition("\n")[2] or text)))
    anything = st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            ["", "null", "-1", "1e999", "=1+1", "\ud7ff", "\u202e", "9" * 400, '"', '""', "[]", "{}", "true"]
        ),
    )
    for word in data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4)):
        text = text.replace(word, data.draw(anything))
    attempt(source, text.encode())


@pytest.mark.parametrize("source", [source for source in SOURCES if source != "nppes-deactivated"])
def test_a_file_of_nothing_but_problems_is_refused_before_it_fills_the_disk(source, attempt, monkeypatch):
    monkeypatch.setattr(collect, "MAX_PROBLEMS", 50)
    looked_at = {"nppes": b'"2000000011","171100000X"\n', "part-b": b"2000000011,97810\n"}
    rows = looked_at.get(source, b"1\n") * 60
    assert "over 50 problems" in attempt(
        source, b"[" + b"5," * 60 + b"5]" if source == "qhp" else GOOD[source].content + rows
    )


def test_rows_to_mend_are_kept_up_to_a_limit(attempt, monkeypatch, tmp_path):
    monkeypatch.setattr(mending, "MAX_KEPT", 600)
    report = attempt("csv", GOOD["csv"].content + b"Ann Able,Denver,CO,,abc\n" * 100)
    assert report.report and not report.mend
    (*_, last) = report_words.problems_in_words(report, ())
    assert last.startswith("own_20260107.csv has over 512 MB of rows") and last.endswith("import it again.")


def test_a_spreadsheet_that_swells_is_refused(attempt):
    """What else a spreadsheet can do is in sources/nppes_companions/ and formats/test_xlsx.py."""
    with zipfile.ZipFile(io.BytesIO(xlsx([]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for part in parts:
        told = attempt(
            "nppes-deactivated", zipped({"a.xlsx": zipped(parts | {part: b"<a>" + b" " * (1 << 20)})}), "a.zip"
        )
        assert isinstance(told, str)
