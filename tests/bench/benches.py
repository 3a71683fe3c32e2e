"""What `python3 run.py bench [NAME]` can measure. Each bench is programs of this folder, run one after the other as processes of their own."""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Bench(NamedTuple):
    """about: what it measures, beside what; programs: files of this folder with their arguments."""

    name: str
    about: str
    programs: tuple[tuple[str, ...], ...]


BENCHES = (
    Bench("quick", "searches and pages of a small directory, and letters", (
        ("searching.py", "--practitioners", "5000", "--questions", "300", "--alone"), ("pages.py", "--practitioners", "5000", "--times", "100"), ("letters.py", "40"))),
    Bench("search", "the search of 100,000 practitioners, alone", (("searching.py", "--alone"),)),
    Bench("postgis", "the same beside PostGIS, answers compared first", (("searching.py",),)),
    Bench("pages", "pages beside the same template with everything ready, and beside an empty request", (("pages.py",),)),
    Bench("import", "import nppes of a million rows from the ZIP, beside inflating it", (("importing.py", "--rows", "1000000"),)),
    Bench("growth", "the search of 1,000, 10,000 and 100,000 practitioners", tuple(("searching.py", "--alone", "--practitioners", size) for size in ("1000", "10000", "100000"))),
    Bench("letters", "letters in every format, and searches for a diagnosis", (("letters.py",),)),
    Bench("matching", "how well statements without an NPI are matched, on real files", (("matching.py", "../shared/data"),)),
)


def main() -> int:
    """Runs the bench that is named; 1 where a program of it failed."""
    parser = argparse.ArgumentParser("run.py bench", formatter_class=argparse.RawDescriptionHelpFormatter, description="Measures the program on this machine.",
                                     epilog="\n".join(f"  {each.name:9} {each.about}" for each in BENCHES))
    parser.add_argument("name", nargs="?", default=BENCHES[0].name, choices=[each.name for each in BENCHES], metavar="NAME", help="one of those below; quick if left out")
    chosen = parser.parse_args().name
    return max(run(*program) for each in BENCHES if each.name == chosen for program in each.programs)


def run(program: str, *arguments: str) -> int:
    """Runs one program of this folder; its exit code."""
    print(f"\n{program} {' '.join(arguments)}", flush=True)
    return subprocess.call([sys.executable, str(HERE / program), *arguments], cwd=HERE.parents[1])


if __name__ == "__main__":
    sys.exit(main())
