"""A PDF signed with a practice's certificate, as PAdES baseline B-B wants it (ETSI EN 319 142-1).

pyHanko, which does it, is an extra (requirements-signing.txt): it is only loaded where a certificate is set.
"""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

FIELD = "Signature"


class Certificate(NamedTuple):
    """A practice's key and certificate: a PKCS #12 file, and the file of its password, which may be missing."""

    file: Path
    password_file: Path


class CannotSign(Exception):
    """Why a PDF could not be signed, in words for whoever keeps the site; nothing of the letter."""


def practice_certificate(folder: Path | None, practice: int) -> Certificate | None:
    """A practice's certificate in a folder of them, NUMBER.p12 and NUMBER.password; None where there is none."""
    file = folder / f"{practice}.p12" if folder else None
    return Certificate(file, file.with_suffix(".password")) if file and file.exists() else None


def signed_pdf(content: bytes, certificate: Certificate, name: str) -> bytes:
    """The PDF, signed and closed to any change. name: who signed the letter. Raises CannotSign."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    signer = _signer(certificate)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        name=name,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    try:
        writer = IncrementalPdfFileWriter(BytesIO(content))
        # pyHanko runs an event loop, which it cannot in a thread that has one already.
        with ThreadPoolExecutor(1) as thread:
            made = thread.submit(signers.sign_pdf, writer, metadata, signer=signer).result()
    except Exception as error:
        raise CannotSign(f"{certificate.file.name} does not sign: {type(error).__name__}.") from error
    return bytes(made.getbuffer())


def _signer(certificate: Certificate) -> object:
    """The key that signs. Raises CannotSign."""
    from pyhanko.sign import signers

    has_password = certificate.password_file.exists()
    for file in (certificate.file, *[certificate.password_file] * has_password):
        if file.stat().st_mode & 0o077:
            raise CannotSign(f"{file.name} can be read by others on this machine. Close it: chmod 600")
    password = certificate.password_file.read_text(encoding="utf-8").strip().encode() if has_password else None
    signer = signers.SimpleSigner.load_pkcs12(str(certificate.file), passphrase=password)
    if signer is None:
        raise CannotSign(f"{certificate.file.name} does not open: is {certificate.password_file.name} its password?")
    return signer
