"""The demonstration's own certificate authority: made at first use, on this machine only, and marked as a test everywhere."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tthc.adapters.signing_keys import KeySigner

MARK = "THỬ NGHIỆM"
_ROOT_NAME = "Tổ chức chứng thực của phần mềm"
_MAX_NAME = 64  # bytes: X.520 bounds of common name, organisation and title, as the strictest readers count them
_PEM = serialization.Encoding.PEM


class DemoCa:
    """Keeps a root, a seal for each agency and a certificate for each person as PEM files readable by the owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def anchors(self) -> Path:
        """The folder whose `root.crt` everybody may read and trust."""
        self._root()
        return self._folder / "trust"

    def seal_of(self, agency: str) -> KeySigner:
        """The certificate that seals for this agency."""
        return self._issued("seal", {NameOID.COMMON_NAME: agency, NameOID.ORGANIZATION_NAME: agency})

    def key_of(self, person: str, post: str, agency: str) -> KeySigner:
        """The personal certificate of somebody on this post."""
        return self._issued("person", {NameOID.COMMON_NAME: person, NameOID.TITLE: post, NameOID.ORGANIZATION_NAME: agency})

    def _issued(self, kind: str, names: dict[x509.ObjectIdentifier, str]) -> KeySigner:
        authority = self._root()
        subject = _subject(names)
        code = hashlib.sha256(subject.public_bytes()).hexdigest()[:24]
        pem = self._once(f"{kind}-{code}.pem", lambda: _certificate(subject, authority))
        return KeySigner.from_pem(pem, chain=authority)

    def _root(self) -> bytes:
        pem = self._once("root.pem", lambda: _certificate(_subject({NameOID.COMMON_NAME: _ROOT_NAME}), None))
        public = x509.load_pem_x509_certificate(pem).public_bytes(_PEM)
        self._once("trust/root.crt", lambda: public, mode=0o644)
        return pem

    def _once(self, name: str, make: Callable[[], bytes], mode: int = 0o600) -> bytes:
        """The file's content, made if absent; of two processes that make it at once, both use the first's."""
        path = self._folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o755 if mode & 0o044 else 0o700)
            handle, place = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(make())
            temp = Path(place)
            temp.chmod(mode)
            with contextlib.suppress(FileExistsError):
                os.link(temp, path)
            temp.unlink()
        return path.read_bytes()


def _subject(names: dict[x509.ObjectIdentifier, str]) -> x509.Name:
    unit = f"Chứng thư {MARK}, không có giá trị pháp lý"
    marked = {kind: _marked(text) for kind, text in names.items() if text}
    parts = {NameOID.COUNTRY_NAME: "VN", NameOID.ORGANIZATIONAL_UNIT_NAME: unit} | marked
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in parts.items()])


def _marked(text: str) -> str:
    """The name with the mark of a test, within the bound of a certificate."""
    tail = f" ({MARK})"
    if _fits(text + tail):
        return text + tail
    short = text.replace("ỦY BAN NHÂN DÂN", "UBND").replace("Ủy ban nhân dân", "UBND").strip()
    while not _fits(short + tail):
        short = short[:-1].rstrip()
    return short + tail


def _fits(text: str) -> bool:
    return len(text.encode()) <= _MAX_NAME


def _certificate(subject: x509.Name, authority: bytes | None) -> bytes:
    """A new P-256 key and its certificate in one PEM text, signed by the authority or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    is_root = authority is None
    issuer = subject if authority is None else x509.load_pem_x509_certificate(authority).subject
    signing_key = key if authority is None else serialization.load_pem_private_key(authority, None)
    signer_public = signing_key.public_key()
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=7300 if is_root else 3650))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer_public), critical=False)  # type: ignore[arg-type]
        .add_extension(_usage(is_root=is_root), critical=True)
    )
    certificate = builder.sign(signing_key, hashes.SHA256())  # type: ignore[arg-type]
    secret = key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return secret + certificate.public_bytes(_PEM)


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_cert_sign=is_root,
        crl_sign=is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
