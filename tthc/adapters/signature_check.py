"""Reads signatures back: whole, trusted, nothing added since. What cannot be judged is said, and is never valid."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tthc.adapters.demo_ca import MARK
from tthc.adapters.signing_keys import certificates_in
from tthc.core.signing.ports import SignatureFacts
from tthc.kernel.errors import BadFile

_DOUBT = "Không kết luận được về chữ ký này."
_LATER = (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
_SUFFIXES = {".pem", ".crt", ".cer"}
# An untrusted certificate is an answer here, not an event: pyHanko would log its owner's name with a traceback.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class _Judged:
    """pyHanko's word on one signature; None where it could not say."""

    signature: Any
    status: Any


def facts_of(pdf: bytes, anchors: list[x509.Certificate]) -> list[SignatureFacts]:
    """Facts of every signature, in the order of signing."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=True)
        signatures = list(reader.embedded_signatures)
    except Exception as error:  # a hostile or broken file may break the reader anywhere
        raise BadFile("Không đọc được tệp PDF này: tệp hỏng hoặc đã bị thay đổi.") from error
    judged = [_Judged(signature, _status(signature, anchors)) for signature in signatures]
    # Every byte must lie under a signature: the last one has to reach the end of the file.
    reaches_end = bool(judged) and _is_whole(judged[-1]) and judged[-1].status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return [_facts(one, is_last=one is judged[-1], reaches_end=reaches_end) for one in judged]


def anchors_in(folder: Path | None) -> list[x509.Certificate]:
    """The trusted roots in a folder; none if there is no folder."""
    if folder is None or not folder.is_dir():
        return []
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    try:
        return [certificate for path in files for certificate in certificates_in(path.read_bytes())]
    except ValueError as error:
        raise BadFile(f"Thư mục {folder.name} có tệp không phải chứng thư (.pem, .crt, .cer).") from error


def _status(signature: Any, anchors: list[x509.Certificate]) -> Any:
    context = ValidationContext(trust_roots=anchors, allow_fetching=False, revocation_mode="soft-fail")
    try:
        return validate_pdf_signature(signature, signer_validation_context=context)
    except Exception:  # noqa: BLE001 - "cannot judge" must never become "valid", whatever broke (parts.md section 5)
        return None


def _is_whole(one: _Judged) -> bool:
    return one.status is not None and one.status.intact and one.status.valid


def _facts(one: _Judged, *, is_last: bool, reaches_end: bool) -> SignatureFacts:
    certificate = _certificate(one.signature)
    subject, issuer = (certificate.subject, certificate.issuer) if certificate else (None, None)
    is_judged = one.status is not None and certificate is not None
    return SignatureFacts(
        field=str(one.signature.field_name),
        signer=_part(subject, "common_name"),
        organisation=_part(subject, "organization_name"),
        issuer=_part(issuer, "common_name"),
        signed_at=one.status.signer_reported_dt if one.status is not None else None,
        is_intact=is_judged and _is_whole(one),
        is_trusted=is_judged and one.status.trusted,
        covers_whole_file=is_judged and reaches_end and (is_last or _is_only_signed_over(one.status)),
        is_test=MARK in _part(subject, "common_name") or MARK in _part(issuer, "common_name"),
        problem="" if is_judged else _DOUBT,
    )


def _is_only_signed_over(status: Any) -> bool:
    """Whether what came after this signature is nothing but further signatures in fields that stood ready."""
    return status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION and bool(status.docmdp_ok) and status.modification_level in _LATER


def _certificate(signature: Any) -> x509.Certificate | None:
    try:
        return signature.signer_cert
    except Exception:  # noqa: BLE001 - a damaged signature may have none; the facts then stay empty
        return None


def _part(name: x509.Name | None, kind: str) -> str:
    value = name.native.get(kind, "") if name is not None else ""
    return ", ".join(value) if isinstance(value, list) else str(value)
