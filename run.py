#!/usr/bin/env python3
"""Starts the directory: sets itself up once, then runs a command.

    python3 run.py                 the site, with a made-up sample directory until something is imported
    python3 run.py test            all tests
    python3 run.py test --lint     style and types of the code, no test
    python3 run.py bench           how quick it is, measured here
    python3 run.py lock            pins every package of requirements*.txt again, with its hashes
    python3 run.py follow ADDRESS  begins a machine that only shows what is published elsewhere, with less to install
    python3 run.py --help          every command

Only the standard library is used here, and syntax that old Pythons read, so that the first problem gets a clear line.
"""

from __future__ import print_function

import hashlib
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
OLDEST = (3, 11)
FOLDER = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(FOLDER, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
READY = os.path.join(FOLDER, "ready")
# Each holds all of the ones before it.
FOR_READER, FOR_USE, FOR_DEVELOPMENT = "requirements-reader.lock", "requirements.lock", "requirements-dev.lock"
LOCKS = (FOR_READER, FOR_USE, FOR_DEVELOPMENT)
# What a machine does that only shows what is published elsewhere: these do with less, where no more is there.
OF_READER = ("follow", "serve", "worker", "search", "coverage", "status", "doctor", "metrics", "mcp")
PYTEST = ["pytest", "-c", os.path.join("tests", "pytest.ini"), "--rootdir", "."]
LINTERS = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
COMPILE = ["uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
COMPILE += ["--system-certs", "--custom-compile-command", "python3 run.py lock"]
CAPTURED = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}


def main(arguments):
    """Runs a command where its packages are; its exit code."""
    if sys.version_info < OLDEST:
        found = sys.version.split()[0]
        stop("This needs Python %d.%d or newer; here is %s. Start it with a newer one." % (OLDEST + (found,)))
    developing = DEVELOPMENT.get(arguments[0]) if arguments else None
    lock = FOR_DEVELOPMENT if developing else FOR_USE
    least = FOR_READER if arguments and arguments[0] in OF_READER else lock
    if not installed_here(least):
        if os.path.realpath(sys.prefix) == os.path.realpath(FOLDER):
            stop(".venv has not all that %s names. Leave it (deactivate), and start with the Python outside it." % lock)
        if not ready(least):
            set_up(least if arguments[:1] == ["follow"] else lock)
        return call([PYTHON, os.path.join(ROOT, "run.py")] + arguments)
    sys.path.insert(0, ROOT)
    if developing:
        os.chdir(ROOT)
        return developing(arguments[1:])
    from directory.cli.main import main as run

    return run(arguments)


def test(arguments):
    """All tests, or those that pytest's arguments name; with --lint alone, style and types instead."""
    if arguments == ["--lint"]:
        return max(module(linter) for linter in LINTERS)
    return call([sys.executable, "-m"] + PYTEST + arguments)


def bench(arguments):
    """What tests/bench measures."""
    return call([sys.executable, os.path.join("tests", "bench", "benches.py")] + arguments)


def write_locks(arguments):
    """Writes the lock files; pins stay as they are where requirements*.txt let them, unless --upgrade is given."""
    for_use = COMPILE + arguments + ["requirements.txt", "--output-file", FOR_USE]
    less = ["requirements-reader.txt", "--constraints", FOR_USE, "--output-file", FOR_READER]
    more = ["requirements.txt", "requirements-dev.txt", "--constraints", FOR_USE, "--output-file", FOR_DEVELOPMENT]
    return module(for_use) or module(COMPILE + less) or module(COMPILE + arguments + more)


DEVELOPMENT = {"test": test, "bench": bench, "lock": write_locks}


def module(command):
    """Runs a module of this Python as a program; its exit code."""
    sys.stdout.flush()
    return subprocess.call([sys.executable, "-m"] + command)


def call(command):
    """Another program in place of this one; on Windows, which has no such thing, its exit code."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def stop(line):
    """Ends the program with one line on standard error."""
    print(line, file=sys.stderr)
    sys.exit(2)


def read_lock(lock):
    """The text of a lock file."""
    with open(os.path.join(ROOT, lock), encoding="utf-8") as file:
        return file.read()


def installed_here(lock):
    """Whether the Python that runs this has every package of the lock, in its version.

    The names of the packages' own folders say it: reading what is in them takes as long as all else that a start does.
    """
    pins = re.findall(r"^(\S+)==(\S+) \\$", read_lock(lock), re.M)  # not those for some systems only: "; …" follows
    folders = [name for path in sys.path if os.path.isdir(path) for name in os.listdir(path)]
    installed = {same_spelling(name[:-10]) for name in folders if name.endswith(".dist-info")}
    return all(same_spelling("-".join(pin)) in installed for pin in pins)


def same_spelling(name):
    """A package's name and version in one spelling: "Flask_WTF-1.3.0" and "flask-wtf-1.3.0" are the same."""
    return re.sub("[-_.]+", "-", name).lower()


def mark(lock):
    """What .venv/ready says once the packages of this lock are installed."""
    return hashlib.sha256((read_lock(lock) + sys.version).encode()).hexdigest()


def ready(lock):
    """Whether .venv was set up for this lock, or for one that holds more, by an earlier start."""
    try:
        with open(READY, encoding="utf-8") as file:
            marks = file.read().split()
    except OSError:
        return False
    return mark(lock) in marks and os.path.exists(PYTHON)


def set_up(lock):
    """Makes .venv and installs the packages, or stops with one line that says why it cannot."""
    print("Setting up in %s, once: this takes about half a minute." % FOLDER, file=sys.stderr)
    command = [sys.executable, "-m", "venv", "--without-pip", "--clear", FOLDER]
    made = subprocess.run(command, **CAPTURED)
    if made.returncode:
        stop("Python cannot make a virtual environment here: %s" % last_line(made.stdout))
    install(lock)
    with open(READY, "w", encoding="utf-8") as file:
        file.write("\n".join(mark(each) for each in LOCKS[: LOCKS.index(lock) + 1]))


def install(lock):
    """Runs pip on .venv from outside it, which needs no pip inside: Debian's Python can make none.

    Each file must have a hash that the lock names. Only wheels: what builds a package from source would have no hash.
    Nothing is compiled ahead, which takes a third of the time: what is imported is compiled at its first import.
    """
    pip = [sys.executable, "-m", "pip", "--python", PYTHON, "install", "--no-input", "--disable-pip-version-check"]
    checked = ["--require-hashes", "--only-binary", ":all:", "--retries", "2", "-r", os.path.join(ROOT, lock)]
    checked += ["--no-compile", "--no-deps"]  # the lock has all that is needed
    environment = dict(os.environ, PIP_ROOT_USER_ACTION="ignore", PIP_REQUIRE_VIRTUALENV="0", PIP_USER="0")
    running = subprocess.Popen(pip + checked, env=environment, **CAPTURED)
    lines = []
    for line in running.stdout:
        lines.append(line.strip())
        show_progress(line.strip())
    if running.wait():
        stop(reason("\n".join(lines), lock))


def show_progress(line):
    """What pip is doing, a line a package."""
    if line.startswith(("Collecting", "Installing")):
        print("  " + line.split(" (from")[0][:100], file=sys.stderr)


def reason(output, lock):
    """What pip's output means, in one line."""
    if "No module named pip" in output:
        return "Python has no pip here. Install it (on Debian: apt install python3-pip), then start again."
    wrong = re.search(r"DO NOT MATCH THE HASHES.*\n+\s*(\S+)", output)
    if wrong:
        return (
            "A downloaded package is not the one expected, so nothing was installed: the hash of %s does not match %s. "
            "Look at where your pip downloads from." % (wrong.group(1), lock)
        )
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return (
            "The server that the packages come from shows a certificate that this machine does not trust. "
            "Where the network has one of its own, name its file: PIP_CERT=FILE python3 run.py"
        )
    if re.search("NewConnectionError|Temporary failure|ConnectionError|Name or service|Max retries|timed out", output):
        return "The packages could not be downloaded: there seems to be no network. Connect, then start again."
    errors = "\n".join(line for line in output.splitlines() if "ERROR" in line)
    return "The packages could not be installed: %s" % last_line(errors or output)


def last_line(text):
    """The last line that says something."""
    return ([line.strip() for line in text.splitlines() if line.strip()] or ["no reason given"])[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
