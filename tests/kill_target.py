"""Commands in processes of their own that are ended on the way. The program is loaded once, and forked for each.

Reads orders from standard input, one JSON object a line, with the arguments of `commanded` and a file for what the
command says on standard error; answers each with one that has the forked process's exit code (minus the signal where
one ended it) and how many steps it took.
"""

import gc
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

import directory.cli.imports  # noqa: F401  the forks need not load it again
from directory.cli.main import main as run_command
from directory.store.reference.files import gazetteer


def commanded(words, data, report, count=False, after=None, wait=0.0, most=None):
    """Runs a command on a data folder; its exit code.

    most: bytes beyond which no file may grow, as on a full disk.

    count: whether to write down, at the file descriptor `report`, how many steps (calls of Python's functions) it
    takes. after: how many of them to do before `wait` seconds run down to its end, which so comes in the middle of
    whatever is done then. The end is an alarm that nobody handles: the system ends the process there and then, as kill
    -9 does.
    """
    os.environ["DIRECTORY_DATA"] = data
    done = 0

    def step(*_):
        nonlocal done
        done += 1
        if done == after:
            signal.setitimer(signal.ITIMER_REAL, max(wait, 1e-6))

    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    if count or after:
        sys.settrace(step)  # which is asked at each call, and with nothing returned at nothing else
    code = run_command(words)
    sys.settrace(None)
    os.write(report, str(done).encode())
    if after:
        time.sleep(wait + 1)  # the end is on its way
    return code


def _forked(order):
    steps, report = os.pipe()
    errors = order.pop("errors", os.devnull)
    if (child := os.fork()) == 0:
        with open(os.devnull, "w") as sys.stdout, open(errors, "w", buffering=1) as sys.stderr:
            os._exit(commanded(report=report, **order))
    os.close(report)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with os.fdopen(steps) as file:
        return {"code": ended, "steps": int(file.read() or 0)}


def main():
    """Answers orders until there are none."""
    gazetteer()  # kept: the forks need not read the places again
    gc.freeze()  # else each fork copies everything that all of them share, when it collects garbage
    for line in sys.stdin:
        print(json.dumps(_forked(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
