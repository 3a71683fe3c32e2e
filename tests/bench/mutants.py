"""How many single changes of the code the tests notice, and which they miss: `python3 tests/bench/mutants.py --help`.

Changes are made in a copy of the working tree. Each meets the tests that run its line, but for those with a browser,
with a set-up or with real files.
"""

import argparse
import contextlib
import hashlib
import json
import math
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from mutant_tests import TESTS, Recorded
from mutations import Mutation, mutations

ROOT = Path(__file__).parents[2]
# A mutant's tests may take so many times the processor seconds that they take without it, and so many more: seconds of
# the clock would tell how busy the machine is.
TIMES, BESIDE = 3, 30
WAITING = 1800  # seconds by the clock that one test may take: what waits for ever takes no processor
FIRST = 6  # files of tests that a mutant meets before the others are read
PASSED, FAILED, NONE_RUN = 0, 1, 5  # exit codes of pytest
HOUSES = {("importer",), ("web",)}
WIDEST = 100  # characters of a change in the list


class Verdict(StrEnum):
    """What became of a change."""

    NOTICED = "noticed"
    STOPPED = "stopped at the limit"  # noticed too: the tests do not come to their end
    MISSED = "missed"
    ASIDE = "set aside"
    NOT_RUN = "run by no test"


class Mutant(NamedTuple):
    """A change to a file. The id is the same as long as the line is."""

    id: str
    file: str
    mutation: Mutation

    @property
    def room(self) -> str:
        """The folder of the file; importer and web are houses of rooms: "importer/sources", "web/letters"."""
        folders = Path(self.file).parts[1:-1]
        return "/".join(folders[: 1 + (folders[:1] in HOUSES)]) or "directory"

    def __str__(self) -> str:
        texts = (" ".join(text.split()) for text in (self.mutation.before, self.mutation.after))
        before, after = (text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…" for text in texts)
        return f"{self.id} {self.file}:{self.mutation.line}  `{before}` → `{after}`"


def main() -> int:
    """Makes mutants, runs the tests of each, prints a table of the rooms and a list of what was missed.

    Each verdict is told at once; Ctrl+C ends the trying, and the table is of those that were tried.
    """
    options = parsed()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C does, so that no test goes on alone
    verdicts: dict[Mutant, Verdict] = {}
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = Path(folder) / "tree"
        recorded = lines_of_tests(tree, copied(tree), options.tests)
        mutants = list(drawn(tree, recorded, options))
        with contextlib.suppress(KeyboardInterrupt):
            for count, mutant in enumerate(mutants, 1):
                tests = recorded.tests_of(mutant.file, mutant.mutation.place)
                limit = TIMES * sum(map(recorded.seconds.get, tests)) + BESIDE
                if count == 1:
                    check_unchanged(tree, tests, limit)
                known = Verdict.ASIDE if mutant.id in options.equivalent else None
                verdicts[mutant] = known or verdict(mutant, tree, tests, limit)
                print(f"{count} of {len(mutants)}: {verdicts[mutant]}  {mutant}", file=sys.stderr, flush=True)
    print(f"{len(verdicts)} changes (--seed {options.seed})\n", *table(verdicts), sep="\n")
    for each in (Verdict.MISSED, Verdict.STOPPED, Verdict.NOT_RUN, Verdict.ASIDE):
        told = (
            f"- {mutant} {options.equivalent.get(mutant.id, '')}" for mutant in verdicts if verdicts[mutant] == each
        )
        print(f"\n{each.capitalize()}:\n", *told, sep="\n")
    return 0


def parsed() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=100, help="how many changes, each on another line (100)")
    parser.add_argument("--each", type=int, default=sys.maxsize, help="how many at most of a room")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 16), help="the same seed, the same changes")
    parser.add_argument("--rooms", nargs="+", default=[""], help="only below these: core/names search web/shell")
    parser.add_argument(
        "--tests", nargs="+", default=[], help="only these tests, such as tests/core: sooner, and stricter"
    )
    parser.add_argument("--only", nargs="+", metavar="ID", help="these changes and no others")
    parser.add_argument(
        "--equivalent",
        type=reasons,
        default={},
        metavar="FILE",
        help="changes after which the program does the same, as somebody has judged: an id and the reason a line",
    )
    return parser.parse_args()


def reasons(file: str) -> dict[str, str]:
    """Why changes are equivalent, by their ids. Raises ValueError for an id without a reason."""
    return dict(line.split(maxsplit=1) for line in Path(file).read_text(encoding="utf-8").splitlines())


def copied(tree: Path) -> list[str]:
    """Copies what git tracks, and what is new, as it stands in the working tree: the names of the files."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    files = sorted(name for name in names if name and (ROOT / name).is_file())
    for name in files:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    return files


def lines_of_tests(tree: Path, files: list[str], tests: Sequence[str] = ()) -> Recorded:
    """Which tests, all or some, run which lines of a tree, recorded once for the same contents."""
    counted = [name for name in files if name.startswith(("data/", "directory/", "tests/")) and "/bench/" not in name]
    contents = "\n".join(tests) + "\n".join(
        f"{name} {hashlib.sha256((tree / name).read_bytes()).hexdigest()}" for name in counted
    )
    folder = Path(tempfile.gettempdir()) / f"mutants-lines-{hashlib.sha256(contents.encode()).hexdigest()[:16]}"
    if not (folder / TESTS).exists():
        print("Recording which tests run which lines takes some minutes, once.", file=sys.stderr, flush=True)
        folder.mkdir(exist_ok=True)
        chosen = ["-m", "not browser and not set_up and not real_data", *tests]
        code = run_tests(tree, chosen, None, MUTANT_LINES=str(folder))
        if code not in (PASSED, FAILED):
            raise SystemExit(f"pytest ended with {code}, before any test ran")
    return Recorded(folder, tree, [name for name in files if name.startswith("directory/") and name.endswith(".py")])


def drawn(tree: Path, recorded: Recorded, options: argparse.Namespace) -> Iterator[Mutant]:
    """Mutants, every line as likely as another, or those that were asked for.

    Those of lines that no test runs come along, beside the numbers that were asked for.
    """
    by_line = defaultdict(list)
    for file in recorded.files:
        if file.startswith(tuple(f"directory/{room}" for room in options.rooms)):
            for mutant in of_file(file, (tree / file).read_bytes()):
                by_line[file, mutant.mutation.line].append(mutant)
    if options.only:
        yield from (mutant for mutants in by_line.values() for mutant in mutants if mutant.id in options.only)
        return
    chance, taken = random.Random(options.seed), Counter()
    for line in chance.sample(sorted(by_line), len(by_line)):
        mutant = chance.choice(by_line[line])
        if taken[mutant.room] < options.each and taken.total() < options.number:
            taken[mutant.room] += bool(recorded.tests_of(mutant.file, mutant.mutation.place))
            yield mutant


def of_file(file: str, source: bytes) -> Iterator[Mutant]:
    """The mutants of a file."""
    lines, alike = source.splitlines(), Counter()
    for mutation in mutations(source):
        text = f"{file} {lines[mutation.line - 1].strip()} {mutation.operator} {mutation.before} {mutation.after}"
        alike[text] += 1
        yield Mutant(hashlib.sha256(f"{text} {alike[text]}".encode()).hexdigest()[:8], file, mutation)


def verdict(mutant: Mutant, tree: Path, tests: list[str], limit: float) -> Verdict:
    """Whether one of the tests fails, or they take more processor seconds than a limit, while a file is changed.

    Raises RuntimeError where the tests were ended from outside.
    """
    if not tests:
        return Verdict.NOT_RUN
    path = tree / mutant.file
    source = path.read_bytes()
    path.write_bytes(mutant.mutation.applied(source))
    try:
        code = exit_code(tree, tests, limit)
    finally:
        path.write_bytes(source)
    if code in (NONE_RUN, -signal.SIGTERM):
        raise RuntimeError(f"the tests of {mutant} were not run, or ended from outside")
    return {PASSED: Verdict.MISSED, -signal.SIGXCPU: Verdict.STOPPED}.get(code, Verdict.NOTICED)


def check_unchanged(tree: Path, tests: list[str], limit: float) -> None:
    """Raises SystemExit where tests do not pass without any change: everything would count as noticed."""
    if tests and (code := exit_code(tree, tests, limit)) != PASSED:
        raise SystemExit(f"Without any change pytest ends with {code}: see to that first.")


def exit_code(tree: Path, tests: list[str], limit: float) -> int:
    """Runs tests until one fails, those in the first files before the others are read: as `run_tests`."""
    chosen = tree.with_name("chosen.json").resolve()
    chosen.write_text(json.dumps(tests), encoding="utf-8")
    test_files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
    code = PASSED
    for files in filter(None, (test_files[:FIRST], test_files[FIRST:])):
        code = run_tests(tree, ["-x", *files], limit, MUTANT_CHOSEN=str(chosen))
        if code != PASSED:
            break
    return code


def run_tests(tree: Path, arguments: list[str], limit: float | None, **environment: str) -> int:
    """Runs tests of a tree: pytest's exit code, or that of SIGXCPU, if they came to a limit in processor seconds."""
    command = ["-m", "pytest", "-c", "tests/pytest.ini", "--rootdir", ".", "-n", "0", "-q", "-p", "mutant_tests"]
    command += ["--timeout", str(WAITING)]
    most = resource.RLIM_INFINITY if limit is None else math.ceil(limit)
    plain = {"CI": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(Path(__file__).parent)}
    plain |= {"MUTANT_LINES": "", "MUTANT_CHOSEN": ""}  # of a run that this one is a test of
    with subprocess.Popen(
        [sys.executable, *command, *arguments],
        cwd=tree,
        env=os.environ | plain | environment,
        stdout=sys.stderr if limit is None else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY)),
    ) as running:
        try:
            return running.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)  # and what its tests have started


def table(verdicts: dict[Mutant, Verdict]) -> list[str]:
    """A line for each room and one for all, in Markdown; the percent is of the changes that tests met."""
    counts = defaultdict(Counter)
    for mutant, told in verdicts.items():
        counts[mutant.room][told] += 1
    rooms = [(room, counts[room]) for room in sorted(counts)] + [("all", Counter(verdicts.values()))]
    rows = ["| room | noticed | tried | percent | set aside | run by no test |", "|---|---|---|---|---|---|"]
    for room, count in rooms:
        noticed = count[Verdict.NOTICED] + count[Verdict.STOPPED]
        tried = noticed + count[Verdict.MISSED]
        beside = f"{count[Verdict.ASIDE]} | {count[Verdict.NOT_RUN]}"
        rows.append(f"| {room} | {noticed} | {tried} | {100 * noticed / max(tried, 1):.0f} | {beside} |")
    return rows


if __name__ == "__main__":
    sys.exit(main())
