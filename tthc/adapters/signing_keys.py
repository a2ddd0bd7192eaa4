"""Where a signature's key comes from: a PEM text, a PKCS#12 file, or a PKCS#11 token that never lets it go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asn1crypto import keys, pem, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pkcs11.exceptions import PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign import SimpleSigner
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tthc.kernel.errors import Unavailable

_HASHES: dict[str, type[Any]] = {"sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}


class KeySigner(SimpleSigner):
    """A key in memory, parsed once: parsing it at every signature costs three times the signature itself."""

    def __init__(self, key: Any, certificate: x509.Certificate, chain: list[x509.Certificate]) -> None:
        store = SimpleCertificateStore()
        store.register_multiple(chain)
        public = keys.PrivateKeyInfo.load(
            key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )
        super().__init__(signing_cert=certificate, signing_key=public, cert_registry=store)
        self._key = key

    @classmethod
    def from_pem(cls, text: bytes, chain: bytes) -> KeySigner:
        """Key and certificate from one PEM text, the issuers from another."""
        return cls(serialization.load_pem_private_key(text, None), certificates_in(text)[0], certificates_in(chain))

    @classmethod
    def from_pkcs12(cls, file: Path, passphrase_file: Path) -> KeySigner:
        """Key and certificates from a PKCS#12 file."""
        passphrase = passphrase_file.read_bytes().strip() or None
        try:
            key, certificate, others = pkcs12.load_key_and_certificates(file.read_bytes(), passphrase)
        except ValueError as error:
            raise Unavailable(f"Không mở được chứng thư {file.name}: sai mật khẩu hoặc tệp hỏng.") from error
        if key is None or certificate is None:
            raise Unavailable(f"Tệp {file.name} không chứa đủ khóa và chứng thư ký.")
        return cls(key, _converted(certificate), [_converted(other) for other in others])

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """The bare signature over the data."""
        digest = _HASHES[digest_algorithm]()
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return self._key.sign(data, ec.ECDSA(digest))
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), digest)
        raise Unavailable("Chứng thư ký dùng loại khóa chưa được hỗ trợ; cần RSA hoặc ECDSA.")


@contextmanager
def token_signer(library: Path, token: str, certificate: str, key: str, pin_file: Path) -> Iterator[PKCS11Signer]:
    """A signer on a PKCS#11 token, logged in for the length of the block; the PIN is read, used and dropped."""
    try:
        session = open_pkcs11_session(str(library), token_criteria=TokenCriteria(label=token), user_pin=pin_file.read_text("utf-8").strip())
    except (PKCS11Error, OSError, RuntimeError) as error:
        raise Unavailable(f'Không mở được thiết bị ký "{token}": kiểm tra thiết bị, thư viện và mã PIN.') from error
    try:
        yield PKCS11Signer(session, cert_label=certificate, key_label=key or certificate)
    except PKCS11Error as error:
        raise Unavailable(f'Thiết bị ký "{token}" báo lỗi, chưa ký được.') from error
    finally:
        session.close()


def owner_of(signer: Any) -> str:
    """Whom the signer's certificate names."""
    name = signer.signing_cert.subject.native.get("common_name", "")
    return ", ".join(name) if isinstance(name, list) else str(name)


def certificates_in(text: bytes) -> list[x509.Certificate]:
    """Every certificate of a PEM text, or the one of a DER file."""
    if not pem.detect(text):
        return [x509.Certificate.load(text)]
    return [x509.Certificate.load(der) for kind, _, der in pem.unarmor(text, multiple=True) if kind == "CERTIFICATE"]


def _converted(certificate: Any) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
