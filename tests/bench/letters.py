"""A thousand letters in each format: how long each takes and what memory grows by, in one process as a worker has it.

    python3 tests/bench/letters.py [NUMBER]

Every letter differs in every text, so that nothing made before can be used again. Prints milliseconds and megabytes;
the first letter of a format, which also reads fonts and templates, stands by itself.
"""

import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from letters import LETTER

from directory.referral.render import RENDERERS
from directory.store.reference.files import diagnoses, letter_words

WORDS = Path(ROOT / "README.md").read_text(encoding="utf-8").split()


def letters(number: int):
    """Made-up letters, each with its own words, some with names in other scripts."""
    chance = random.Random(7)
    for count in range(number):
        texts = {
            field: " ".join(chance.choices(WORDS, k=12))
            for field in ("reason", "tried", "findings", "medicines", "goals")
        }
        name = f"{chance.choice(('Ann', 'María', '小明', 'محمد', 'Hương'))} {count}"
        yield replace(LETTER, patient=replace(LETTER.patient, name=name), **texts)


def resident() -> float:
    """Megabytes of memory in use now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 1e6


def measure(renderer, number: int) -> None:
    """Renders and prints."""
    words, times, memory = letter_words(), [], []
    for count, letter in enumerate(letters(number)):
        begun = time.perf_counter()
        renderer.render(letter, words)
        times.append(1000 * (time.perf_counter() - begun))
        if count in (0, number // 4, number // 2, 3 * number // 4, number - 1):
            memory.append(f"{resident():.0f}")
    p50, p95 = median(times[1:]), quantiles(times[1:], n=20)[18]
    print(f"| {renderer.name} | {times[0]:.1f} | {p50:.1f} | {p95:.1f} | {', '.join(memory)} |", flush=True)


def searches() -> None:
    """Times searches for codes."""
    begun = time.perf_counter()
    codes = diagnoses()
    print(
        f"\nThe codes of diagnoses are read in {1000 * (time.perf_counter() - begun):.0f} ms, once in a process;",
        end=" ",
    )
    times = []
    for typed in (
        "low back pain",
        "sciatica left",
        "m54",
        "fracture initial",
        "e",
        "unspecified zzz",
        "pain in right knee",
    ) * 50:
        begun = time.perf_counter()
        codes.find(typed, 12)
        times.append(1000 * (time.perf_counter() - begun))
    print(f"a search among them: p50 {median(times):.2f} ms, slowest {max(times):.2f}.")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{number:,} letters in each format, one after the other in one process.\n")
    print("| ms | first | p50 | p95 | MB after 1, ¼, ½, ¾, all |\n|---|---|---|---|---|")
    for each in RENDERERS:
        measure(each, number)
    searches()
