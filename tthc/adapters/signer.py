"""PAdES signatures by pyHanko: the agency's seal and a person's signature, drawn where the page left room for them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.general import SigningError

from tthc.adapters.demo_ca import DemoCa
from tthc.adapters.signature_check import anchors_in, facts_of
from tthc.adapters.signing_keys import KeySigner, owner_of, token_signer
from tthc.config import SignerSettings
from tthc.core.signing.ports import SignatureFacts
from tthc.kernel.errors import BadFile, Unavailable, WrongState

if TYPE_CHECKING:
    from tthc.adapters.stamp import Place

FIELDS = {"signature": "ChuKyCaNhan", "seal": "DauCoQuan"}
_RESERVED = 16_384  # room for the signature, so that no trial signature is needed
_NO_KEY = "Chưa cấu hình chứng thư ký số của cơ quan. Khai mục [signer] trong tệp cấu hình, hoặc tải lên bản đã ký."
_NO_PERSON = "Chưa có chứng thư ký của {} trên máy chủ. Tải văn bản về, ký bằng thiết bị cá nhân rồi tải bản đã ký lên."


@dataclass(frozen=True)
class _Mark:
    """One signature to be made: in which field, by whom, and what is written on the page."""

    kind: str
    signer: str
    post: str
    reason: str
    at: datetime


class PdfSigner:
    """Signs with what the configuration names; verifies against the demonstration's root and the trust folder."""

    def __init__(self, settings: SignerSettings, anchors: Path | None = None) -> None:
        self._settings = settings
        self._anchors = anchors
        self._ca = DemoCa(settings.folder)
        self.is_test = settings.kind == "demo"

    def seal(self, pdf: bytes, *, reason: str, agency: str, at: datetime) -> bytes:
        """The file with the agency's seal."""
        with self._agency_key(agency) as key:
            return self._signed(pdf, key, _Mark("seal", agency, "", reason, at))

    def sign(self, pdf: bytes, *, person: str, post: str, reason: str, at: datetime) -> bytes:
        """The file with a person's signature, by the leader's own certificate or by one that is configured for both uses."""
        with self._personal_key(pdf, person, post) as key:
            # The page names whom the certificate names, whoever ordered the signature.
            name = person if self.is_test else owner_of(key)
            return self._signed(pdf, key, _Mark("signature", name, post, reason, at))

    def verify(self, pdf: bytes) -> list[SignatureFacts]:
        """Facts of every signature in the order of signing."""
        return facts_of(pdf, self._roots())

    def has_roots(self) -> bool:
        """Whether any root is trusted, so that an unknown issuer means something."""
        return bool(self._roots())

    def adds_only_signatures(self, frozen: bytes, signed: bytes) -> bool:
        """Whether nothing but signatures came to the frozen bytes."""
        from tthc.adapters.frozen import is_only_signed

        return is_only_signed(frozen, signed)

    def trusting(self, anchors: Path) -> PdfSigner:
        """The same, but trusting only the roots in this folder."""
        return PdfSigner(self._settings, anchors)

    def _roots(self) -> list[x509.Certificate]:
        if self._anchors is not None:
            return anchors_in(self._anchors)
        return anchors_in(self._settings.folder / "trust") + anchors_in(self._settings.trust_folder)

    @contextmanager
    def _agency_key(self, agency: str) -> Iterator[Any]:
        if self.is_test:
            yield self._ca.seal_of(agency)
        elif self._settings.use == "personal":
            raise Unavailable(_NO_KEY)
        else:
            with _opened(self._settings, _NO_KEY) as key:
                yield key

    @contextmanager
    def _personal_key(self, pdf: bytes, person: str, post: str) -> Iterator[Any]:
        from tthc.adapters.stamp import agency_of

        missing = _NO_PERSON.format(person)
        if self.is_test:
            yield self._ca.key_of(person, post, agency_of(pdf))
        elif self._settings.personal is None and self._settings.use == "agency":
            raise Unavailable(missing)
        else:
            with _opened(self._settings.personal or self._settings, missing) as key:
                yield key

    def _signed(self, pdf: bytes, key: Any, mark: _Mark) -> bytes:
        from tthc.adapters.stamp import places_in  # the drawing of stamps loads the press; judging a file needs neither

        try:
            places = places_in(pdf)
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            fields = {name: value for name, value, _ in enumerate_sig_fields(writer.prev)}
        except Exception as error:  # a broken file may break the reader anywhere
            raise BadFile("Không đọc được tệp PDF cần ký.") from error
        name = FIELDS[mark.kind]
        if fields.get(name) is not None:
            raise WrongState("Văn bản này đã có chữ ký ở vị trí đó; không ký lần thứ hai.")
        is_first = not any(value is not None for value in fields.values())
        if not fields:
            _prepare_fields(writer, places or {mark.kind: None})
        remaining = len(places) > 1
        metadata = signers.PdfSignatureMetadata(
            field_name=name,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=mark.reason,
            name=mark.signer,
            certify=is_first,
            docmdp_permissions=MDPPerm.FILL_FORMS if remaining else MDPPerm.NO_CHANGES,
        )
        return self._written(writer, key, metadata, mark, places.get(mark.kind))

    def _written(
        self, writer: IncrementalPdfFileWriter, key: Any, metadata: signers.PdfSignatureMetadata, mark: _Mark, place: Place | None
    ) -> bytes:
        from tthc.adapters.stamp import stamp_style

        out = io.BytesIO()
        try:
            if place is None:
                _DatedSigner(metadata, key).at(mark.at).sign_pdf(writer, output=out, bytes_reserved=_RESERVED)
            else:
                with stamp_style(place.stamp, signer=mark.signer, post=mark.post, at=mark.at, is_test=self.is_test) as style:
                    _DatedSigner(metadata, key, stamp_style=style).at(mark.at).sign_pdf(writer, output=out, bytes_reserved=_RESERVED)
        except (SigningError, PdfError) as error:
            raise WrongState("Không ký được văn bản này: tệp đã khóa hoặc không nhận thêm chữ ký.") from error
        return out.getvalue()


@contextmanager
def _opened(chosen: SignerSettings, missing: str) -> Iterator[Any]:
    """The key of a configured certificate, for the length of the block."""
    if chosen.kind == "pkcs12" and chosen.file and chosen.passphrase_file:
        yield KeySigner.from_pkcs12(chosen.file, chosen.passphrase_file)
    elif chosen.kind == "pkcs11" and chosen.library and chosen.pin_file:
        with token_signer(chosen.library, chosen.token, chosen.certificate, chosen.key, chosen.pin_file) as key:
            yield key
    else:
        raise Unavailable(missing)


class _DatedSigner(signers.PdfSigner):
    """Writes the moment that the caller gives, so that record and signature tell the same time."""

    _at: datetime

    def at(self, moment: datetime) -> _DatedSigner:
        self._at = moment
        return self

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:  # noqa: FBT001, FBT002 - pyHanko's signature
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _prepare_fields(writer: IncrementalPdfFileWriter, places: Mapping[str, Place | None]) -> None:
    """All fields before the first signature: one added later would break a certified file (parts.md, trap 5)."""
    for kind, place in places.items():
        spec = SigFieldSpec(FIELDS[kind]) if place is None else SigFieldSpec(FIELDS[kind], on_page=place.page, box=place.box)
        append_signature_field(writer, spec)
