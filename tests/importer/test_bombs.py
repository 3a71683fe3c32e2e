"""Files of a few MB that swell to GB are refused, or read, in bounded memory."""

import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from conftest import ROOT
from source_files import GOOD
from zlib_ng import zlib_ng

MEMORY = 400  # MB that an import may take, whatever the file


def _swollen(name, start, block, times):
    """A ZIP of a few MB with one member that swells to GB, written without ever holding it.

    The block is compressed once, by itself, and what comes of it repeated (RFC 1951: blocks follow each other).
    """
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    begin, again = (packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for part in (start, block))
    packed, checksum = begin + again * times + packer.flush(), zlib_ng.crc32(start)
    for _ in range(times):
        checksum = zlib_ng.crc32(block, checksum)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, packed)
    data = bytearray(file.getvalue())
    for header, offset in ((0, 8), (data.rindex(CENTRAL), 10)):  # APPNOTE.TXT 4.3.7, 4.3.12
        struct.pack_into("<H", data, header + offset, zipfile.ZIP_DEFLATED)
        sizes = (checksum, len(packed), len(start) + len(block) * times)
        struct.pack_into("<LLL", data, header + offset + 6, *sizes)
    return bytes(data)


MB, CENTRAL = 1 << 20, b"PK\x01\x02"
SWOLLEN = 600  # MB: more than MEMORY
BOMBS = {
    "nppes, one line": ("nppes", "npidata_pfile_20240304-20240310.csv", GOOD["nppes"].content, b" " * MB, SWOLLEN),
    "nppes, one quote": (
        "nppes",
        "npidata_pfile_20240304-20240310.csv",
        GOOD["nppes"].content + b'"',
        (b"x" * 511 + b"\n") * (MB // 512),
        SWOLLEN,
    ),
    "nppes, empty lines": ("nppes", "npidata_pfile_20240304-20240310.csv", GOOD["nppes"].content, b"\n" * MB, 40),
    "csv, one member again and again": (
        "csv",
        "own_20260107.csv",
        GOOD["csv"].content,
        b"Petra Vogel,Denver,CO,Oak Health,303-555-0106\n" * 10_000,
        2,
    ),
    "qhp, one text": ("qhp", "providers.json", b'["', b"x" * MB, SWOLLEN),
    "qhp, one object": ("qhp", "providers.json", b'[{"a":[', b"1," * (MB // 2), SWOLLEN),
    "a report of zeros": ("nppes-deactivated", "a.xlsx", b"PK\x03\x04", bytes(MB), SWOLLEN),
}


MEASURED = """
import sys
from directory.cli.main import main
code = main(["import", *sys.argv[1:]])
print(open("/proc/self/status").read())
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory that a program took is told by Linux only")
@pytest.mark.parametrize("what", BOMBS)
def test_what_swells_takes_bounded_memory(what, data, tmp_path):
    source, *bomb = BOMBS[what]
    words = [str(word) for word in GOOD[source].written(tmp_path, _swollen(*bomb), "bomb.zip")]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *words], capture_output=True, text=True, cwd=ROOT, timeout=600
    )
    assert done.returncode in (0, 1, 2) and "Traceback" not in done.stderr, done.stderr
    assert int(re.search(r"VmHWM:\s+(\d+) kB", done.stdout)[1]) / 1024 < MEMORY
