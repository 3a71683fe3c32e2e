"""What `doctor` looks at around the data: program, folder, disk, clock, the site's address, the mail server."""

import ctypes
import json
import os
import re
import shutil
import socket
import sqlite3
import ssl
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from directory import __version__
from directory.cli.check_results import BAD, GOOD, NOTICE, CheckResult
from directory.importer.formats.web_request import AGENT
from directory.settings import ROOT, Settings
from directory.store.office.mails import mail_state
from directory.worker import mail as mailing

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;.*)?\s*\\?$", re.MULTILINE)
LEAST_FREE, WISHED_FREE = (
    1 << 30,
    3,
)  # bytes; times what the databases take: a publish writes a second one, a copy another
HTTPS = 443
TIMEX_SIZE, UNSYNCHRONISED = 512, 5  # bytes, more than adjtimex(2) fills; its TIME_ERROR
PATIENCE = 5.0  # seconds for a server to answer
AHEAD = timedelta(minutes=5)  # that a file may be newer than the clock says
ENDS_SOON = timedelta(days=14)
WAY_OUT = "See docs/running.md."
NO_MORE = " for a machine that only reads: no import, no letter as PDF or in Word"


def program(_settings: Settings) -> Iterator[CheckResult]:
    """The versions of the program, of Python and of the packages."""
    whole = find_spec("sqlite_utils") is not None  # a machine that only reads has none
    lock = "requirements.lock" if whole else "requirements-reader.lock"
    pinned = PINNED.findall((ROOT / lock).read_text(encoding="utf-8"))
    others = [
        f"{name} {_installed(name) or 'missing'} (wanted {wanted})"
        for name, wanted in pinned
        if _is_other(name, wanted)
    ]
    words = f"{__version__}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    if others:
        yield CheckResult(
            BAD,
            f"{words}; other packages than pinned: {', '.join(others[:5])}",
            "Start it with run.py, which sets itself up.",
        )
    else:
        yield CheckResult(GOOD, f"{words}, {len(pinned)} packages as pinned{NO_MORE if not whole else ''}", "")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _is_other(name: str, wanted: str) -> bool:
    """Whether a package is here in another version. One that is missing may be another system's."""
    return _installed(name) not in ("", wanted)


def data_folder(settings: Settings) -> Iterator[CheckResult]:
    """Whether it can be written, and others on this machine cannot read accounts and letters."""
    folder = settings.data
    if not folder.is_dir():
        yield CheckResult(NOTICE, f"{folder} is not there yet", "It is made by the first start: python3 run.py")
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield CheckResult(
            BAD, f"{folder} cannot be written by this user", "Run it as the folder's owner, or mend its permissions."
        )
        return
    if folder.stat().st_mode & stat.S_IWOTH:
        yield CheckResult(BAD, f"everybody on this machine can change what is in {folder}", f"chmod o-w '{folder}'")
        return
    open_to_others = [
        path
        for path in (settings.office_db, *folder.glob("office.db.before-*"))
        if path.exists() and path.stat().st_mode & 0o077
    ]
    if open_to_others:
        names = " ".join(f"'{path}'" for path in open_to_others)
        yield CheckResult(BAD, "others on this machine can read office.db", f"chmod 600 {names}")
    else:
        yield CheckResult(GOOD, f"{folder}, writable", "")


def disk(settings: Settings) -> Iterator[CheckResult]:
    """Whether there is room for another edition and a copy."""
    folder = next(path for path in (settings.data, *settings.data.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    taken = sum(path.stat().st_size for path in settings.data.glob("*.db") if path.is_file())
    words = f"{free / 1e9:,.1f} GB free, the databases take {taken / 1e9:,.1f} GB"
    if free < LEAST_FREE:
        yield CheckResult(BAD, words, "Make room: with less than 1 GB nothing is uploaded, and a publish may fail.")
    elif free < WISHED_FREE * taken:
        yield CheckResult(
            NOTICE,
            words,
            "A publish writes a second directory.db, and a new version of the program copies each: make room.",
        )
    else:
        yield CheckResult(GOOD, words, "")


def clock(settings: Settings) -> Iterator[CheckResult]:
    """Whether the clock goes: dates of licenses and plans, codes of the second factor and sessions hang on it."""
    now = datetime.now(UTC)
    released = datetime.strptime(__version__.replace("+", "."), "%Y.%m.%d").replace(tzinfo=UTC)
    written = [path.stat().st_mtime for path in settings.data.glob("*.db") if path.is_file()]
    newest = datetime.fromtimestamp(max(written, default=0), UTC)
    if newest > now + AHEAD or now < released - timedelta(days=1):
        words = f"it says {now:%Y-%m-%d %H:%M} UTC, but the databases or this program are newer"
        yield CheckResult(
            BAD, words, "Set the clock (timedatectl set-ntp true): who signs in, and what is in force, is judged by it."
        )
    elif is_clock_kept():
        yield CheckResult(GOOD, f"{now:%Y-%m-%d %H:%M} UTC", "")
    else:
        words = f"it says {now:%Y-%m-%d %H:%M} UTC, and nothing on this machine keeps it right"
        yield CheckResult(NOTICE, words, "Is that the time? timedatectl set-ntp true has it kept right.")


def is_clock_kept() -> bool:
    """Whether something sets the clock by a time server, as far as Linux knows; yes on another system."""
    adjtimex = getattr(ctypes.CDLL(None), "adjtimex", None)
    return adjtimex is None or adjtimex(ctypes.create_string_buffer(TIMEX_SIZE)) != UNSYNCHRONISED


def address(settings: Settings) -> Iterator[CheckResult]:
    """Whether the site answers at its address, by a certificate that holds."""
    parts = urlsplit(settings.site_address)
    if not settings.site_address:
        words = "SITE_ADDRESS is not set: nobody can sign in from another machine"
        yield CheckResult(NOTICE, words, f"Put a web server with TLS in front, and set it. {WAY_OUT}")
    elif parts.scheme != "https":
        words = f"SITE_ADDRESS is {settings.site_address}, which is not https"
        yield CheckResult(BAD, words, "Passwords and letters would go unprotected: set an https address.")
    else:
        yield _answering(settings.site_address, parts.hostname or "", parts.port or HTTPS)


def _answering(site: str, host: str, port: int) -> CheckResult:
    """Whether this program answers there, and until when its certificate holds."""
    try:
        ends = _certificate_ends(host, port)
        with urlopen(Request(f"{site}/healthz", headers={"User-Agent": AGENT}), timeout=PATIENCE) as answer:
            is_ours = json.loads(answer.read(1000)) == {"alive": True}
    except (OSError, ValueError) as error:
        reason = getattr(error, "verify_message", None) or getattr(error, "reason", None) or error
        words = f"{site}/healthz does not answer ({reason})"
        return CheckResult(BAD, words, f"Is the site started, and the web server in front of it? {WAY_OUT}")
    if not is_ours:
        return CheckResult(BAD, f"another program answers at {site}", "Look where the web server in front leads.")
    if ends < datetime.now(UTC) + ENDS_SOON:
        words = f"the certificate of {host} ends on {ends:%Y-%m-%d}"
        return CheckResult(BAD, words, "Renew it now, and see why that is not done by itself.")
    return CheckResult(GOOD, f"{site} answers; its certificate holds until {ends:%Y-%m-%d}", "")


def _certificate_ends(host: str, port: int) -> datetime:
    """The last moment of a server's certificate. Raises OSError, ssl.SSLError where it is not right."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=host) as opened,
    ):
        certificate = opened.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)


def mail(settings: Settings) -> Iterator[CheckResult]:
    """Whether the mail server takes what would be sent, and nothing was given up."""
    if not settings.mail:
        yield CheckResult(
            NOTICE,
            "mail is not set up: what fails on a schedule is told on the desk alone",
            f"Set MAIL_HOST and MAIL_FROM. {WAY_OUT}",
        )
        return
    state = mail_state(settings.office)
    if state.given_up:
        yield CheckResult(
            NOTICE,
            f"{state.given_up} mails were given up: {state.problem}",
            "Have one sent at /admin/schedules, to see whether it works now.",
        )
    try:
        mailing.greet(settings.mail)
    except mailing.NotSent as refusal:
        yield CheckResult(
            BAD, str(refusal), f"Look at MAIL_HOST, MAIL_PORT, MAIL_USER and MAIL_PASSWORD_FILE. {WAY_OUT}"
        )
    else:
        yield CheckResult(GOOD, f"{settings.mail.host}:{settings.mail.port} lets us in; {state.waiting} waiting", "")
