"""Reading an in-network file (Transparency in Coverage): this program beside inflating it, and beside ijson and DuckDB.

    python3 tests/bench/rates.py [--megabytes 1000] [--times 3]

Two files (rate_files.py): one filled by prices, one half of provider groups. Each way gives who of those listed is in
the network, with which prices of acupuncture; the answers are compared before any time is told. Each run is a process
of its own. The peers are optional: `pip install ijson duckdb`; ijson runs on its C backend, yajl. DuckDB holds a whole
object in memory, so it is asked where the file has no more than DUCKDB_MEGABYTES.
"""

import argparse
import gzip
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import measuring  # noqa: F401  finds the program
import numpy.ma  # noqa: F401  numpy loads it at the first use of unique: that is no reading
import rate_files

from directory.core.gc_pause import garbage_collection_paused
from directory.importer.formats.archive import Opened
from directory.importer.sources.tic.network_file import network_file
from directory.importer.sources.tic.npi_finder import NpiFinder
from directory.importer.sources.tic.prices import CODES, unpacked

Answer = dict[int, set[tuple[str, float]]]  # {NPI: code and amount of each price}
SHAPES = {"prices fill the file": (), "half of it is groups": ("--half-groups",)}
DUCKDB_MEGABYTES = 200
FIGURES = ("seconds", "processor", "memory")


def inflating(path: Path, listed: list[str]) -> Answer:
    """Inflates the file as the importer does, and throws it away."""
    with Opened(path, lambda name: True) as opened:
        for _ in opened.blocks(ahead=False):
            pass
    return {}


@garbage_collection_paused()
def ours(path: Path, listed: list[str]) -> Answer:
    """The importer's reading, as an import has it done."""
    with Opened(path, lambda name: True) as opened:
        members, prices = network_file(opened, NpiFinder(listed)).said.members()
    return {
        npi: {(rate.code, rate.amount) for each in memberships for rate in map(unpacked, prices.packed_of(each.prices))}
        for npi, memberships in members.items()
    }


def in_ijson(path: Path, listed: list[str]) -> Answer:
    """ijson, which streams: groups first, as the files have them, then services."""
    import ijson.backends.yajl2_c as ijson

    known, groups, found = set(map(int, listed)), {}, {}
    with gzip.open(path) as file:
        for group in ijson.items(file, "provider_references.item"):
            npis = {npi for each in group["provider_groups"] for npi in each["npi"]} & known
            if npis:
                groups[group["provider_group_id"]] = npis
                found |= {npi: found.get(npi, set()) for npi in npis}
    with gzip.open(path) as file:
        for service in ijson.items(file, "in_network.item", use_float=True):
            if service["billing_code"] in CODES:
                _add_prices(service, groups, found)
    return found


def _add_prices(service: dict, groups: dict[int, set[int]], found: Answer) -> None:
    for rate in service["negotiated_rates"]:
        prices = {(service["billing_code"], price["negotiated_rate"]) for price in rate["negotiated_prices"]}
        for number in rate["provider_references"]:
            for npi in groups.get(number, ()):
                found[npi] |= prices


def in_duckdb(path: Path, listed: list[str]) -> Answer:
    """DuckDB, told the columns and how large the file's only object is."""
    import duckdb

    rows = duckdb.execute(
        """WITH file AS (SELECT * FROM read_json(?, maximum_object_size = 4000000000, columns = {
             provider_references: 'STRUCT(provider_group_id BIGINT, provider_groups STRUCT(npi BIGINT[])[])[]',
             in_network: 'STRUCT(billing_code VARCHAR, negotiated_rates STRUCT(provider_references BIGINT[],
                 negotiated_prices STRUCT(negotiated_rate DOUBLE)[])[])[]'})),
           grouped AS (SELECT unnest(provider_references) AS g FROM file),
           parts AS (SELECT g.provider_group_id AS number, unnest(g.provider_groups) AS p FROM grouped),
           members AS (SELECT number, npi FROM (SELECT number, unnest(p.npi) AS npi FROM parts)
               WHERE npi IN (SELECT unnest(?))),
           services AS (SELECT unnest(in_network) AS s FROM file),
           rates AS (SELECT s.billing_code AS code, unnest(s.negotiated_rates) AS r FROM services
               WHERE list_contains(?, s.billing_code)),
           prices AS (SELECT code, unnest(r.provider_references) AS number, r.negotiated_prices AS p FROM rates)
           SELECT npi, code, unnest(p).negotiated_rate FROM members LEFT JOIN prices USING (number)
           UNION SELECT npi, NULL, NULL FROM members""",
        [str(path), list(map(int, listed)), list(CODES)],
    ).fetchall()
    found: Answer = {npi: set() for npi, _, _ in rows}
    for npi, code, amount in rows:
        if code:
            found[npi].add((code, amount))
    return found


WAYS = {"inflating": inflating, "ours": ours, "ijson": in_ijson, "DuckDB": in_duckdb}
NEEDED = {"ijson": "ijson", "DuckDB": "duckdb"}


def one(name: str, path: Path) -> None:
    """Prints what one way takes, in this process."""
    listed = rate_files.listed()
    began, processor = time.perf_counter(), time.process_time()
    found = WAYS[name](path, listed)
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    answer = json.dumps(sorted((npi, sorted(prices)) for npi, prices in found.items()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    taken = {"seconds": seconds, "processor": processor, "memory": memory, "found": len(found)}
    print(json.dumps(taken | {"digest": hashlib.blake2b(answer.encode()).hexdigest()}))


def run(name: str, path: Path) -> dict:
    """The same from a process of its own."""
    command = [sys.executable, __file__, "--one", name, str(path)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def measure(folder: Path, shape: str, megabytes: int, times: int) -> None:
    """Prints the table of one file."""
    ways = [name for name in WAYS if name not in NEEDED or find_spec(NEEDED[name])]
    ways = [name for name in ways if name != "DuckDB" or megabytes <= DUCKDB_MEGABYTES]
    path = folder / "in-network.json.gz"
    program = Path(rate_files.__file__)
    subprocess.run([sys.executable, program, "--megabytes", str(megabytes), *SHAPES[shape], path], check=True)
    taken = {name: [] for name in ways}
    for _ in range(times):
        for name in ways:
            taken[name].append(run(name, path))
    answers = {each["digest"] for name, runs in taken.items() if name != "inflating" for each in runs}
    if len(answers) != 1:
        sys.exit(f"The answers are not the same: { ({name: runs[0]['found'] for name, runs in taken.items()}) }")
    print(
        f"\n{shape}: {megabytes:,} MB, {path.stat().st_size / 1e6:,.0f} MB packed, {taken['ours'][0]['found']:,} "
        f"listed in it; all ways give the same answer. Medians of {times}.\n"
    )
    print("| | seconds | processor, s | memory, MB | × inflating, clock | × inflating, processor |")
    print("|---|---|---|---|---|---|")
    for name, runs in taken.items():
        seconds, processor, memory = (median(each[what] for each in runs) for what in FIGURES)
        clock, spent = (
            median(each[what] / base[what] for each, base in zip(runs, taken["inflating"], strict=True))
            for what in ("seconds", "processor")
        )
        print(f"| {name} | {seconds:.2f} | {processor:.2f} | {memory:.0f} | {clock:.1f} | {spent:.1f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures the reading of an insurer's in-network file.")
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one[0], Path(options.one[1]))
    else:
        for name in (name for name in NEEDED if not find_spec(NEEDED[name])):
            print(f"NOT COMPARED with {name}: pip install {NEEDED[name]}\n")
        for each in SHAPES:
            with tempfile.TemporaryDirectory(prefix="directory-rates-") as place:
                measure(Path(place), each, options.megabytes, options.times)
