"""PAdES signatures by pyHanko: the agency's seal and a person's signature, drawn where the page left room for them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.general import SigningError

from tthc.adapters.demo_ca import DemoCa
from tthc.adapters.signature_check import anchors_in, facts_of
from tthc.adapters.signing_keys import KeySigner, token_signer
from tthc.adapters.stamp import Place, agency_of, places_in, stamp_style
from tthc.config import SignerSettings
from tthc.core.signing.ports import SignatureFacts
from tthc.kernel.errors import BadFile, Unavailable, WrongState

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
        """The file with a person's signature: on this machine only in the demonstration, for tokens stay with their owners."""
        if not self.is_test:
            raise Unavailable(_NO_PERSON.format(person))
        return self._signed(pdf, self._ca.key_of(person, post, agency_of(pdf)), _Mark("signature", person, post, reason, at))

    def verify(self, pdf: bytes) -> list[SignatureFacts]:
        """Facts of every signature in the order of signing."""
        if self._anchors is not None:
            return facts_of(pdf, anchors_in(self._anchors))
        return facts_of(pdf, anchors_in(self._settings.folder / "trust") + anchors_in(self._settings.trust_folder))

    def trusting(self, anchors: Path) -> PdfSigner:
        """The same, but trusting only the roots in this folder."""
        return PdfSigner(self._settings, anchors)

    @contextmanager
    def _agency_key(self, agency: str) -> Iterator[Any]:
        chosen = self._settings
        if chosen.kind == "demo":
            yield self._ca.seal_of(agency)
        elif chosen.kind == "pkcs12" and chosen.file and chosen.passphrase_file:
            yield KeySigner.from_pkcs12(chosen.file, chosen.passphrase_file)
        elif chosen.kind == "pkcs11" and chosen.library and chosen.pin_file:
            with token_signer(chosen.library, chosen.token, chosen.certificate, chosen.key, chosen.pin_file) as key:
                yield key
        else:
            raise Unavailable(_NO_KEY)

    def _signed(self, pdf: bytes, key: Any, mark: _Mark) -> bytes:
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
