"""What is here of a file that is downloaded, and whether its server still has the same one (RFC 9110, 13.1.5)."""

import re
import shutil
import time
import unicodedata
from email.message import Message
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from directory.importer.formats.web_request import Interrupted

SECONDS_KEPT = 86_400  # for which a whole file counts as the server's, where that does not tell versions apart
LONGEST_NAME = 100  # bytes
# What signs an address, and is another at each signing: Amazon S3 and CloudFront, Google Cloud Storage, and Azure's
# shared access signatures (learn.microsoft.com/rest/api/storageservices/create-service-sas).
SIGNATURES = ("signature", "sig", "x-amz-signature", "x-goog-signature")
SIGNED = re.compile(
    r"x-(amz|goog)-.*|(sig|signature|expires|policy|key-pair-id|hash-algorithm|awsaccesskeyid|googleaccessid)"
    r"|s[vprset]|s(s|rt|pr|ip|dd)|sk(oid|tid|t|e|s|v)",
    re.IGNORECASE,
)
STRONG_ETAG_OR_DATE = re.compile(r'"[!#-~]*"|[A-Za-z0-9 ,:]+')


class PartialFile(NamedTuple):
    """What is here of a file, at `path`; `note` holds the validator of the server's file that it is the start of.

    whole: there is such a file once all of it is here.
    """

    path: Path
    note: Path
    whole: Path

    @property
    def done(self) -> int:
        """Bytes that are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def validator(self) -> str:
        """What tells whether the server still has the file that was begun; "" where it cannot be resumed."""
        return self.note.read_text(encoding="ascii") if self.done and self.note.exists() else ""

    @property
    def is_whole(self) -> bool:
        """Whether all of it came."""
        return self.whole.exists() and self.path.exists()

    def is_of_today(self) -> bool:
        """Whether all of it came not long ago, from a server that does not tell versions apart."""
        return bool(
            self.done
            and not self.validator
            and self.is_whole
            and time.time() - self.whole.stat().st_mtime < SECONDS_KEPT
        )

    def is_same(self, headers: Message) -> bool:
        """Whether an answer is about the file that was begun, as far as it says."""
        validators = {headers[name] for name in ("ETag", "Last-Modified") if name in headers}
        return not validators or self.validator in validators

    def begin(self, first: bytes, headers: Message) -> None:
        """Puts the beginning of a file in the place of what was here."""
        # In this order, a kill in between never leaves a file beside the validator of another.
        self.whole.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)
        self.path.write_bytes(first)
        self.note.write_text(validator_in(headers), encoding="ascii")

    def start_over(self) -> None:
        """Has the next try begin again. Raises Interrupted."""
        self.note.unlink(missing_ok=True)
        raise Interrupted("the file changed while it was downloaded.")

    def remove(self) -> None:
        """Takes away all that is here of the file."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def validator_in(headers: Message) -> str:
    """What If-Range takes of an answer's headers: a strong ETag, else the day of the last change, else ""."""
    validators = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return next((value for value in validators if STRONG_ETAG_OR_DATE.fullmatch(value)), "")


def is_signed(address: str) -> bool:
    """Whether an address is good for a time only: something in it signs it."""
    return any(name.lower() in SIGNATURES for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True))


def unsigned(address: str) -> str:
    """A signed address without what signs it: the same file's next time, when the signature is another."""
    query = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    if not is_signed(address):
        return address
    return f"{address.partition('?')[0]}?{urlencode([pair for pair in query if not SIGNED.fullmatch(pair[0])])}"


def file_name(address: str) -> str:
    """The file's name in an address, see harmless_name."""
    return harmless_name(unquote(urlsplit(address).path))


def harmless_name(name: str) -> str:
    """What a file may be called that somebody calls so: the last part of a path, of letters, digits, single spaces and
    few marks; "download" where nothing is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = " ".join(re.sub(r"[^\w .()+-]", "", last).split())
    return kept.encode()[-LONGEST_NAME:].decode(errors="ignore").lstrip(" .-").rstrip(" .") or "download"
