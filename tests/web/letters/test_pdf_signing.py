"""A PDF is signed with the practice's certificate where it has one; where that fails, no PDF goes out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from saved_letters import file_of, practice_of, sent

from directory import settings as settings_module
from directory.settings import BadSetting, Settings
from directory.web.shell.app import site_over

PASSWORD = "violet tram"


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def certificates(app, settings, tmp_path, monkeypatch):
    """The folder of the practices' certificates, in use."""
    folder = tmp_path / "certificates"
    folder.mkdir()
    object.__setattr__(settings, "signing_certificates", folder)
    monkeypatch.setitem(app.extensions, "site", site_over(settings))
    return folder


def make_certificate(folder, practice):
    """A certificate that nobody trusts, made up for a practice."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Harbor")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    signed = made.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    sealed = BestAvailableEncryption(PASSWORD.encode())
    (folder / f"{practice}.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"x", key, signed, None, sealed))
    (folder / f"{practice}.password").write_text(PASSWORD)
    for file in folder.iterdir():
        file.chmod(0o600)
    return signed


def validated(signature):
    """What pyHanko says of a signature, in a thread of its own: browser tests leave an event loop in this one."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(validate_pdf_signature, signature, ValidationContext(allow_fetching=False)).result()


def test_a_practices_pdf_is_signed_and_any_change_breaks_it(ruth, letter, certificates, office):
    from pyhanko.pdf_utils.reader import PdfFileReader

    assert b"/ByteRange" not in file_of(ruth, letter, "pdf").data, "another practice's certificate, or none"
    make_certificate(certificates, practice_of(office, "ruth"))
    content = file_of(ruth, letter, "pdf").data
    (signature,) = PdfFileReader(BytesIO(content)).embedded_signatures
    status = validated(signature)
    assert status.intact and status.valid and signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Name"] == "Ruth Okafor"
    changed = content.replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    assert changed != content
    (signature,) = PdfFileReader(BytesIO(changed)).embedded_signatures
    assert not validated(signature).intact


def test_where_it_cannot_be_signed_no_pdf_goes_out_and_the_page_says_so(ruth, letter, certificates, office):
    make_certificate(certificates, practice_of(office, "ruth"))
    (certificates / f"{practice_of(office, 'ruth')}.password").write_text("wrong")
    assert "could not be signed" in sent(ruth, f"{letter}/file", {"format": "pdf"}, 400).text
    make_certificate(certificates, practice_of(office, "ruth"))
    (certificates / f"{practice_of(office, 'ruth')}.p12").chmod(0o644)
    assert "could not be signed" in sent(ruth, f"{letter}/file", {"format": "pdf"}, 400).text, "others can read it"
    assert "Ann Blauvelt" in file_of(ruth, letter, "txt").text


def test_without_a_certificate_the_attestation_stands_alone(ruth, letter, certificates):
    assert b"/ByteRange" not in file_of(ruth, letter, "pdf").data
    assert "Signed electronically by Ruth Okafor" in file_of(ruth, letter, "txt").text


def test_set_without_what_signs_or_without_the_folder_nothing_starts(tmp_path, monkeypatch):
    monkeypatch.setenv("SIGNING_CERTIFICATES", str(tmp_path / "nowhere"))
    with pytest.raises(BadSetting, match="folder"):
        Settings(tmp_path)
    monkeypatch.setenv("SIGNING_CERTIFICATES", str(tmp_path))
    monkeypatch.setattr(settings_module, "find_spec", lambda name: None)
    with pytest.raises(BadSetting, match="requirements-signing"):
        Settings(tmp_path)
