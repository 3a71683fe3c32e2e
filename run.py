#!/usr/bin/env python3
"""Starts the directory: sets itself up once, then runs a command.

    python3 run.py          the site, with a made-up sample directory until something is imported
    python3 run.py test     all tests
    python3 run.py bench    how quick it is, measured here
    python3 run.py --help   every command

Only the standard library is used here, and syntax that old Pythons read, so that the first problem gets a clear line.
"""

from __future__ import print_function

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
OLDEST = (3, 11)
FOLDER = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(FOLDER, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
READY = os.path.join(FOLDER, "ready")
FOR_USE, FOR_TESTS = ["requirements.txt"], ["requirements.txt", "requirements-dev.txt"]


def main(arguments):
    """Runs a command where its packages are; its exit code."""
    if sys.version_info < OLDEST:
        stop(
            "This needs Python %d.%d or newer; here is %s. Start it with a newer one."
            % (OLDEST + (sys.version.split()[0],))
        )
    testing, measuring = arguments[:1] == ["test"], arguments[:1] == ["bench"]
    needed = FOR_TESTS if testing or measuring else FOR_USE
    if not installed_here(needed):
        if not ready(needed):
            set_up(needed)
        return call([PYTHON, os.path.join(ROOT, "run.py")] + arguments)
    sys.path.insert(0, ROOT)
    if testing:
        os.chdir(ROOT)
        return call(
            [sys.executable, "-m", "pytest", "-c", os.path.join("tests", "pytest.ini"), "--rootdir", "."]
            + arguments[1:]
        )
    if measuring:
        return call([sys.executable, os.path.join(ROOT, "tests", "bench", "benches.py")] + arguments[1:])
    from directory.cli.main import main as run

    return run(arguments)


def stop(line):
    """Ends the program with one line on standard error."""
    print(line, file=sys.stderr)
    sys.exit(2)


def call(command):
    """Another program in place of this one; on Windows, which has no such thing, its exit code."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def wanted(files):
    """The packages in requirements files, as name==version."""
    lines = []
    for name in files:
        with open(os.path.join(ROOT, name), encoding="utf-8") as file:
            lines += [line.partition("#")[0].strip() for line in file]
    return [line for line in lines if line]


def installed_here(files):
    """Whether the Python that runs this has every package, in the version wanted."""
    from importlib import metadata

    try:
        return all(metadata.version(name) == version for name, version in (line.split("==") for line in wanted(files)))
    except metadata.PackageNotFoundError:
        return False


def mark(files):
    """What .venv/ready says once these packages are installed."""
    return hashlib.sha256("\n".join(wanted(files) + [sys.version]).encode()).hexdigest()


def ready(files):
    """Whether .venv was set up for these packages, or for more, by an earlier start."""
    try:
        with open(READY, encoding="utf-8") as file:
            marks = file.read().split()
    except OSError:
        return False
    return mark(files) in marks and os.path.exists(PYTHON)


def set_up(files):
    """Makes .venv and installs the packages, or stops with one line that says why it cannot."""
    print("Setting up in %s, once: this takes about half a minute." % FOLDER, file=sys.stderr)
    command = [sys.executable, "-m", "venv", "--without-pip", "--clear", FOLDER]
    made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if made.returncode:
        stop("Python cannot make a virtual environment here: %s" % last_line(made.stdout))
    install(files)
    with open(READY, "w", encoding="utf-8") as file:
        file.write("\n".join(mark(part) for part in (FOR_USE, FOR_TESTS) if set(wanted(part)) <= set(wanted(files))))


def install(files):
    """Runs pip on .venv from outside it, which needs no pip inside: Debian's Python can make none."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        PYTHON,
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--retries",
        "2",
    ]
    command += [word for name in files for word in ("-r", os.path.join(ROOT, name))]
    environment = dict(os.environ, PIP_ROOT_USER_ACTION="ignore", PIP_REQUIRE_VIRTUALENV="0", PIP_USER="0")
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    said = []
    for line in pip.stdout:
        said.append(line.strip())
        show_progress(line.strip())
    if pip.wait():
        stop(why("\n".join(said)))


def show_progress(line):
    """What pip is doing, a line a package."""
    if line.startswith(("Collecting", "Installing")):
        print("  " + line[:100], file=sys.stderr)


def why(said):
    """What pip's words mean, in one line."""
    if "No module named pip" in said:
        return "Python has no pip here. Install it (on Debian: apt install python3-pip), then start again."
    if any(
        word in said
        for word in (
            "NewConnectionError",
            "Temporary failure",
            "ConnectionError",
            "Name or service",
            "Max retries",
            "timed out",
        )
    ):
        return "The packages could not be downloaded: there seems to be no network. Connect, then start again."
    return "The packages could not be installed: %s" % last_line(
        "\n".join(line for line in said.splitlines() if "ERROR" in line) or said
    )


def last_line(text):
    """The last line that says something."""
    return ([line.strip() for line in text.splitlines() if line.strip()] or ["no reason given"])[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
