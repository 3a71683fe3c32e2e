"""What tests of commands share."""

import ssl
from datetime import UTC, datetime, timedelta

import nppes_files as files
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@pytest.fixture
def full(tmp_path):
    """A full file with three acupuncturists in Portland, one of them a physician."""
    rows = [files.row(npi=files.npi(n), last_name=name) for n, name in ((1, "AN"), (2, "NGUYEN-SMITH"))]
    physician = files.row(
        ("171100000X", "", "", "N"), ("207Q00000X", "1", "OR", "Y"), npi=files.npi(3), credentials="MD"
    )
    return files.packed(tmp_path / "NPPES_Data_Dissemination_March_2024.zip", [*rows, physician, files.other()])


@pytest.fixture(scope="session")
def expired(tmp_path_factory):
    """The TLS of a server whose certificate ran out, and which nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), begin, begin + timedelta(30)
    )
    certificate = made.sign(key, hashes.SHA256())
    path = tmp_path_factory.mktemp("tls") / "expired.pem"
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
