"""The settings, all of them variables of the environment."""

import os
import re
from dataclasses import dataclass, field
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from directory.store.office.server import BadAddress, OfficeDatabase, OfficeServer, office_server

ROOT = Path(__file__).parents[1]
TILE_URL = re.compile(r"(https?://)(\{s\}\.)?([\w.-]+(?::\d+)?)/[^\s;,]*")
SENDER = re.compile(r"[!-~]+@[A-Za-z0-9.-]+")
LOG_FORMATS = ("", "text", "json")


class BadSetting(ValueError):
    """A setting that cannot be used; says which, and how it is written."""


def _data_folder() -> Path:
    return Path(os.environ.get("DIRECTORY_DATA") or ROOT / "data" / "local").absolute()


def _variables(prefix: str) -> dict[str, str]:
    """The variables whose names begin so, by the rest of the name in lower case; none that is empty."""
    return {
        name.removeprefix(prefix).lower(): value
        for name, value in os.environ.items()
        if name.startswith(prefix) and value
    }


def _tile_url() -> str | None:
    url = os.environ.get("TILE_URL")
    if url and not (TILE_URL.fullmatch(url) and all(part in url for part in ("{z}", "{x}", "{y}"))):
        raise BadSetting(
            "TILE_URL is not set right: it is an address with {z}, {x} and {y} in it, "
            "such as https://tiles.example.org/{z}/{x}/{y}.png"
        )
    return url or None


Network = IPv4Network | IPv6Network
THIS_MACHINE: tuple[Network, ...] = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))


def _trusted_proxy() -> tuple[Network, ...] | None:
    """Raises BadSetting for what is no address or network."""
    told = os.environ.get("TRUSTED_PROXY", "").replace(",", " ").split()
    if not told:
        return None
    try:
        return tuple(ip_network(each, strict=False) for each in told)
    except ValueError:
        raise BadSetting(
            "TRUSTED_PROXY is not set right: it is the address of the web server in front, or its network, "
            "such as 10.0.0.5 or 10.0.0.0/24; several are parted by commas."
        ) from None


def _contact() -> str:
    address = os.environ.get("CONTACT", "")
    if address and not SENDER.fullmatch(address):
        raise BadSetting("CONTACT is not set right: it is an e-mail address, such as help@example.org")
    return address


def _signing_certificates() -> Path | None:
    """Raises BadSetting where there is no such folder, or nothing to sign with is installed."""
    told = os.environ.get("SIGNING_CERTIFICATES")
    if not told:
        return None
    folder = Path(told).absolute()
    if not folder.is_dir():
        raise BadSetting("SIGNING_CERTIFICATES is not set right: it is the folder of the practices' certificates.")
    if not find_spec("pyhanko"):
        raise BadSetting(
            "SIGNING_CERTIFICATES is set, and what signs PDFs is not installed: "
            "pip --python .venv/bin/python install -r requirements-signing.txt"
        )
    return folder


def _office_server() -> OfficeServer | None:
    """Raises BadSetting, without the address, which may hold a password."""
    address = os.environ.get("OFFICE_DATABASE", "")
    try:
        return office_server(address) if address else None
    except BadAddress as error:
        raise BadSetting(f"OFFICE_DATABASE is not set right: {error}.") from None


def _log_format() -> str:
    chosen = os.environ.get("LOG_FORMAT", "").lower()
    if chosen not in LOG_FORMATS:
        raise BadSetting("LOG_FORMAT is not set right: it is text or json, or not set.")
    return chosen


@dataclass(frozen=True)
class MailSettings:
    """Where mail is handed in: MAIL_HOST, MAIL_PORT (587; 465 is TLS from the first byte), the sender's address
    MAIL_FROM, and where the server wants to know who sends, MAIL_USER and the file MAIL_PASSWORD_FILE.
    """

    host: str
    port: int
    sender: str
    user: str = ""
    password_file: Path | None = None

    @property
    def is_loopback(self) -> bool:
        """Whether the server is this machine: nobody else hears what goes there."""
        return self.host in ("localhost", "127.0.0.1", "::1")


def _mail() -> MailSettings | None:
    """Raises BadSetting where it is half set."""
    told = _variables("MAIL_")
    if not told:
        return None
    host, port, sender = told.get("host", ""), told.get("port", "587"), told.get("from", "")
    if not host or not SENDER.fullmatch(sender):
        raise BadSetting("MAIL_HOST and MAIL_FROM go together: the mail server, and the address that mail comes from.")
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        raise BadSetting("MAIL_PORT is not set right: it is a number, such as 587 or 465.")
    if ("user" in told) != ("password_file" in told):
        raise BadSetting(
            "MAIL_USER and MAIL_PASSWORD_FILE go together: the name, and the file that holds its password."
        )
    password_file = Path(told["password_file"]).absolute() if "password_file" in told else None
    return MailSettings(host, int(port), sender, told.get("user", ""), password_file)


def _traces_to() -> str:
    """Raises BadSetting where nothing to send them with is installed."""
    told = os.environ.get("TRACES_TO", "")
    if told and not told.startswith(("http://", "https://")):
        raise BadSetting("TRACES_TO is not set right: it is a collector's address, such as http://127.0.0.1:4318")
    if told and not (find_spec("opentelemetry") and find_spec("opentelemetry.exporter")):
        raise BadSetting(
            "TRACES_TO is set, and what sends traces is not installed: "
            "pip --python .venv/bin/python install -r requirements-tracing.txt"
        )
    return told


def keeps_register_minimum() -> bool:
    """Whether of those who asked to be removed what the public register says stays: name and license
    (KEEP_REGISTER_MINIMUM=yes; docs/desk.md says who would want that). Publishing asks, whoever begins it.
    """
    return os.environ.get("KEEP_REGISTER_MINIMUM", "").lower() == "yes"


def _metrics_port() -> int:
    told = os.environ.get("METRICS_PORT", "")
    if told and not (told.isascii() and told.isdigit() and 0 < int(told[:6]) < 65536):
        raise BadSetting("METRICS_PORT is not set right: it is a free port of this machine, such as 9464.")
    return int(told or 0)


@dataclass(frozen=True)
class Settings:
    """data: the folder of the databases (DIRECTORY_DATA, else data/local).

    geocoder: the service asked where addresses are (GEOCODER: census, nominatim, photon, pelias, arcgis, googlev3; none
    unless set, since asking tells it the addresses); geocoder_settings: its api_key, domain, scheme, user_agent and
    timeout (GEOCODER_API_KEY …).

    site_address: where visitors reach the site when a web server with TLS stands in front of it (SITE_ADDRESS,
    https://…).
    key: the office key itself (DIRECTORY_KEY), in place of the file that key_file names.

    tile_url: the pictures that the map is made of instead of its own outlines (TILE_URL, with {z}, {x}, {y}; none
    unless set, since fetching them tells their host where the visitor looks); tile_attribution: who made them, HTML
    (TILE_ATTRIBUTION).

    map_tiles: a PMTiles file with the streets that the map is drawn of, a path or a name in the data folder
    (MAP_TILES=us.pmtiles; `run.py tiles` says where one comes from); it comes before tile_url.

    contact: the e-mail address of those who keep this site, for whoever cannot use a page (CONTACT).

    private_networks: whether files that another file names, or the desk is told to fetch, may come from this machine or
    a private network (PRIVATE_NETWORKS=yes; for tests, and for copies of files in a network of one's own).

    mail: where mail is handed in (MAIL_HOST …; none is sent unless set).

    trusted_proxy: who is believed where a visitor is, by X-Forwarded-For (TRUSTED_PROXY: addresses or networks).

    signing_certificates: the folder of the practices' certificates (SIGNING_CERTIFICATES: NUMBER.p12 and, with its
    password, NUMBER.password, by the practice's number; PDFs of kept letters are then signed with them).

    metrics_port: where figures are told to who watches the site, on this machine only (METRICS_PORT; 0: nowhere).

    traces_to: the collector that gets a span of each answer, without an address or a query (TRACES_TO; unless set,
    none).

    office_server: the database of a PostgreSQL server that the office is in, in place of office.db (OFFICE_DATABASE:
    postgresql://…; docs/office.md).

    copies: where copies of the databases are, for a schedule by which it is tried whether one can be restored (COPIES:
    a backup's file, a folder of backups, of which the newest counts, or s3://… of `backup --continuous`).

    follows: where the editions are that this machine takes, if it is a reader (FOLLOW; directory-follow.service).

    log_format: how the log is written (LOG_FORMAT: text or json; unless set, only what went wrong, in plain lines).
    """

    data: Path = field(default_factory=_data_folder)
    geocoder: str | None = field(default_factory=lambda: os.environ.get("GEOCODER") or None)
    geocoder_settings: dict[str, str] = field(default_factory=lambda: _variables("GEOCODER_"))
    site_address: str = field(default_factory=lambda: os.environ.get("SITE_ADDRESS", "").rstrip("/"))
    key: str | None = field(default_factory=lambda: os.environ.get("DIRECTORY_KEY"), repr=False)
    tile_url: str | None = field(default_factory=_tile_url)
    tile_attribution: str = field(default_factory=lambda: os.environ.get("TILE_ATTRIBUTION", ""))
    map_tiles: str = field(default_factory=lambda: os.environ.get("MAP_TILES", ""))
    contact: str = field(default_factory=_contact)
    private_networks: bool = field(default_factory=lambda: os.environ.get("PRIVATE_NETWORKS", "").lower() == "yes")
    mail: MailSettings | None = field(default_factory=_mail)
    trusted_proxy: tuple[Network, ...] | None = field(default_factory=_trusted_proxy)
    signing_certificates: Path | None = field(default_factory=_signing_certificates)
    metrics_port: int = field(default_factory=_metrics_port)
    traces_to: str = field(default_factory=_traces_to)
    office_server: OfficeServer | None = field(default_factory=_office_server)
    copies: str = field(default_factory=lambda: os.environ.get("COPIES", ""))
    follows: str = field(default_factory=lambda: os.environ.get("FOLLOW", ""))
    log_format: str = field(default_factory=_log_format)

    @property
    def trusted_proxies(self) -> tuple[Network, ...]:
        """Those that are set; unless any are, this machine where a web server stands in front, else nobody."""
        if self.trusted_proxy is not None:
            return self.trusted_proxy
        return THIS_MACHINE if self.site_address else ()

    @property
    def tile_origin(self) -> str | None:
        """The host of the tiles as a Content-Security-Policy names it, such as https://tiles.example.org.

        https://*.example.org for an address with {s} in it, in whose place the map puts one letter after the other.
        """
        address = TILE_URL.fullmatch(self.tile_url) if self.tile_url else None
        return f"{address[1]}{'*.' if address[2] else ''}{address[3]}" if address else None

    @property
    def tiles_file(self) -> Path | None:
        """The file of the map's streets; None where none is set."""
        return self.data / self.map_tiles if self.map_tiles else None

    @property
    def imports_db(self) -> Path:
        """What the sources state."""
        return self.data / "imports.db"

    @property
    def directory_db(self) -> Path:
        """What is published."""
        return self.data / "directory.db"

    @property
    def office_db(self) -> Path:
        """Accounts and letters, unless they are on a server."""
        return self.data / "office.db"

    @property
    def office(self) -> OfficeDatabase:
        """Where accounts and letters are."""
        return self.office_server or self.office_db

    @property
    def publisher_key_file(self) -> Path:
        """The key that signs editions for readers (PUBLISHER_KEY_FILE), beside the data folder as the office key is."""
        beside = self.data.with_name(f"{self.data.name}.publisher.key")
        return Path(os.environ.get("PUBLISHER_KEY_FILE") or beside).absolute()

    @property
    def key_file(self) -> Path:
        """The key of office.db (DIRECTORY_KEY_FILE).

        Beside the data folder, not in it, so that a copy of the folder alone opens nothing.
        """
        return Path(os.environ.get("DIRECTORY_KEY_FILE") or self.data.with_name(f"{self.data.name}.key")).absolute()
