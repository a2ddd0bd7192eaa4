"""Certificates as a real authority issues them, with no mark of a test: in a PKCS#12 file or on a PKCS#11 token."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from tthc.config import SignerSettings

_PEM = serialization.Encoding.PEM
_SOFTHSM = next(
    (path for path in (Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/local/lib/softhsm/libsofthsm2.so")) if path.exists()), None
)
HAS_TOKENS = _SOFTHSM is not None and shutil.which("softhsm2-util") is not None


def issued(owner, *, trust):
    """A key and a certificate of this owner; its root is put into the trust folder."""
    now = datetime.now(UTC)
    root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    root_name, name = (
        x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Cơ quan"),
                x509.NameAttribute(NameOID.COMMON_NAME, text),
            ]
        )
        for text in (f"Gốc của {owner}", owner)
    )

    def issue(subject, public, *, ca):
        return (
            x509.CertificateBuilder().subject_name(subject).issuer_name(root_name).public_key(public).serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False), critical=True)
            .sign(root_key, hashes.SHA256())
        )  # fmt: skip

    root, certificate = issue(root_name, root_key.public_key(), ca=True), issue(name, key.public_key(), ca=False)
    trust.mkdir(exist_ok=True)
    (trust / f"goc-{len(list(trust.iterdir()))}.pem").write_bytes(root.public_bytes(_PEM))
    return key, certificate, root


def pkcs12_file(folder, label, owner, *, trust):
    """Settings of a PKCS#12 file with its passphrase beside it."""
    key, certificate, root = issued(owner, trust=trust)
    file, passphrase = folder / f"{label}.p12", folder / f"{label}.txt"
    secret = serialization.BestAvailableEncryption("mật khẩu".encode())
    file.write_bytes(pkcs12.serialize_key_and_certificates(label.encode(), key, certificate, [root], secret))
    passphrase.write_text("mật khẩu\n")
    return SignerSettings(kind="pkcs12", file=file, passphrase_file=passphrase)


def token(folder, monkeypatch, owner, *, trust):
    """Settings of a software token that holds the key."""
    key, certificate, _ = issued(owner, trust=trust)
    (folder / "tokens").mkdir()
    (folder / "softhsm.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(folder / "softhsm.conf"))
    (folder / "key.pem").write_bytes(key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    for words in (
        ["--init-token", "--free", "--label", "TOKEN-UBND", "--pin", "123456", "--so-pin", "12345678"],
        ["--import", folder / "key.pem", "--token", "TOKEN-UBND", "--label", "dau", "--id", "a1", "--pin", "123456"],
    ):
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    _put_certificate(certificate)
    pin = folder / "pin"
    pin.write_text("123456\n")
    return SignerSettings(kind="pkcs11", library=_SOFTHSM, token="TOKEN-UBND", certificate="dau", pin_file=pin)


def _put_certificate(certificate):
    """What the authority's own tool does when it issues a token."""
    import pkcs11
    from pkcs11.constants import Attribute, CertificateType, ObjectClass

    library = pkcs11.lib(str(_SOFTHSM))
    library.reinitialize()
    with library.get_token(token_label="TOKEN-UBND").open(rw=True, user_pin="123456") as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: "dau",
                Attribute.ID: b"\xa1",
                Attribute.SUBJECT: certificate.subject.public_bytes(),
                Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
            }
        )
