"""What `python3 run.py bench [NAME]` can measure.

Each bench is programs of this folder, run one after the other as processes of their own.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import plots
import written

HERE = Path(__file__).parent


class Bench(NamedTuple):
    """What can be measured.

    about: what it measures, beside what. programs: files of this folder with their arguments. plot: the picture of the
    tables that they print.
    """

    name: str
    about: str
    programs: tuple[tuple[str, ...], ...]
    plot: Callable[[list[plots.Table]], str] | None = None


BENCHES = (
    Bench(
        "quick",
        "searches and pages of a small directory, and letters",
        (
            ("searching.py", "--practitioners", "5000", "--questions", "300", "--alone"),
            ("pages.py", "--practitioners", "5000", "--times", "100"),
            ("letters.py", "40"),
        ),
    ),
    Bench("search", "the search of 100,000 practitioners, alone", (("searching.py", "--alone"),)),
    Bench(
        "postgis",
        "the same beside PostGIS, answers compared first",
        (("searching.py",),),
        lambda tables: plots.picture("Searches that find somebody, ms", *plots.by_row(tables[0])),
    ),
    Bench("duckdb", "the search beside DuckDB, answers compared first", (("duck.py",),)),
    Bench(
        "pages", "pages beside the same template with everything ready, and beside an empty request", (("pages.py",),)
    ),
    Bench("django", "the page of results beside the same search in Django with PostGIS", (("beside_django.py",),)),
    Bench("phone", "how long a phone on a slow network waits for a page, in a real Chromium", (("slow_phone.py",),)),
    Bench(
        "uploads",
        "3 GB sent to the desk by two clients and broken twice: memory, and whether the bytes are equal",
        (("uploads.py",),),
    ),
    Bench(
        "api", "schemathesis: thousands of questions that the API's description allows and excludes", (("asking.py",),)
    ),
    Bench(
        "doors",
        "every door for programs, a third of the questions hostile: times, memory, faults, the log",
        (("doors.py",),),
    ),
    Bench(
        "fhir",
        "the same questions of /fhir and of /api/v1, and a hostile set with its memory",
        (("fhir_beside_api.py",),),
    ),
    Bench(
        "downloads",
        "searches beside clients that download, what files of results take, and bytes over the wire",
        (("downloads.py",),),
    ),
    Bench("commands", "the first word of commands that only ask", (("commands.py",),)),
    Bench("start", "from run.py to the first search, beside a bare page", (("start.py",),)),
    Bench(
        "load",
        "the production server under load: times, memory, new versions meanwhile",
        (("load.py",),),
        lambda tables: plots.picture(
            "Milliseconds at a share of the highest rate, %",
            *plots.by_column([{name: row[name] for name in list(row)[:4]} for row in tables[0]]),
        ),
    ),
    Bench("front", "the same visitors straight to the site and through Caddy with TLS, in turns", (("front.py",),)),
    Bench("soak", "visitors, imports, letters and claims together for an hour: is anything lost?", (("soak.py",),)),
    Bench("nation", "1 million practitioners with 30 million plan links, import to reader", (("nation.py",),)),
    Bench("register", "/api/npi beside /api/v1: the same questions, and 1,000 of each at once", (("register.py",),)),
    Bench(
        "import",
        "import nppes of a million rows from the ZIP, beside inflating it",
        (("importing.py", "--rows", "1000000"),),
    ),
    Bench(
        "reading",
        "finding the acupuncturists of NPPES, beside DuckDB, polars and csv, rows compared first",
        (("reading.py",),),
    ),
    Bench("tic", "an insurer's file of rates, beside inflating it and ijson, answers compared first", (("rates.py",),)),
    Bench("insurer", "an insurer's file in which nobody shares a list of plans: time and memory", (("insurer.py",),)),
    Bench("update", "a weekly file into a directory of 100,000, from the command to published", (("update.py",),)),
    Bench(
        "correction", "a practice's own word in a directory of 100,000, until all are shown it", (("correction.py",),)
    ),
    Bench(
        "journey",
        "from the files of NPPES and of insurers to 100,000 published, with 3 million plan entries",
        (("journey.py",),),
    ),
    Bench(
        "growth",
        "how cost grows: 10,000, 100,000 and 1,000,000 practitioners",
        (("growth.py",),),
        lambda tables: plots.picture("By number of practitioners", *plots.by_column(tables[0])),
    ),
    Bench("letters", "letters in every format, and searches for a diagnosis", (("letters.py",),)),
    Bench(
        "matching",
        "how well statements without an NPI are matched, on real files",
        (("matching.py", "../shared/data"),),
    ),
    Bench("mutants", "how many single changes of the code the tests notice", (("mutants.py", "--number", "200"),)),
)


def main() -> int:
    """Runs the bench that is named; 1 where a program of it failed."""
    parser = argparse.ArgumentParser(
        "run.py bench",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Measures the program on this machine.",
        epilog="\n".join(f"  {each.name:9} {each.about}" for each in BENCHES),
    )
    parser.add_argument(
        "name",
        nargs="?",
        default=BENCHES[0].name,
        choices=[each.name for each in BENCHES],
        metavar="NAME",
        help="one of those below; quick if left out",
    )
    parser.add_argument("--write", action="store_true", help="put the results into docs/performance.md")
    chosen = parser.parse_args()
    bench = next(each for each in BENCHES if each.name == chosen.name)
    if chosen.write and not written.has_place(bench.name):
        parser.error(
            f"{written.PAGE} has no place for it: put {written.BEGINS.format(bench.name)} and {written.ENDS} "
            "on two lines where it belongs"
        )
    before = os.getloadavg()[0]
    ran = [run(*program) for program in bench.programs]
    failed = any(code for code, _ in ran)
    if chosen.write and not failed:
        output = "\n".join(printed for _, printed in ran)
        written.write(
            bench.name, output, bench.plot(plots.tables(output)) if bench.plot else None, (before, os.getloadavg()[0])
        )
    return int(failed)


def run(program: str, *arguments: str) -> tuple[int, str]:
    """Runs one program of this folder: its exit code, and what it printed, which is shown as it comes."""
    print(f"\n{program} {' '.join(arguments)}", flush=True)
    lines = []
    with subprocess.Popen(
        [sys.executable, "-u", str(HERE / program), *arguments], cwd=HERE.parents[1], stdout=subprocess.PIPE, text=True
    ) as running:
        for line in running.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    return running.returncode, "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
