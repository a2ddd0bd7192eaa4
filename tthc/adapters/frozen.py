"""Compares a signed file with the frozen one: a first signature says nothing of what was added between the two."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

# What signing may touch; everything else of the frozen file must be there unchanged.
_SIGNING = {"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Metadata", "/Version"}
_FORM = {"/Fields", "/SigFlags", "/DA", "/DR"}  # no /XFA: a second face of the same paper


def is_only_signed(frozen: bytes, signed: bytes) -> bool:
    """Whether the signed file is the frozen one, byte for byte, followed by nothing but signatures."""
    if not signed.startswith(frozen):
        return False
    try:
        with pikepdf.open(io.BytesIO(frozen)) as old, pikepdf.open(io.BytesIO(signed)) as new:
            return not any(_differences(old, new))
    except (pikepdf.PdfError, KeyError, ValueError, TypeError, AttributeError):
        return False  # what cannot be compared is not the same


def _differences(old: pikepdf.Pdf, new: pikepdf.Pdf) -> Iterator[bool]:
    yield old.Root.objgen != new.Root.objgen
    yield _shown(old.Root, _SIGNING) != _shown(new.Root, _SIGNING)
    yield len(old.pages) != len(new.pages)
    for one, other in zip(old.pages, new.pages, strict=True):
        yield one.obj.objgen != other.obj.objgen
        yield _shown(one.obj, {"/Annots"}) != _shown(other.obj, {"/Annots"})
        yield _is_more_than_signatures(list(one.obj.get("/Annots", [])), list(other.obj.get("/Annots", [])))
    yield not set(new.Root.get("/AcroForm", {}).keys()) <= _FORM
    loose = {old.Root.objgen, *(page.obj.objgen for page in old.pages)}
    loose |= {
        thing.objgen for thing in (old.trailer.get("/Info"), old.Root.get("/Metadata"), old.Root.get("/AcroForm")) if thing is not None
    }
    loose |= {page.obj.Annots.objgen for page in old.pages if "/Annots" in page.obj}
    for thing in old.objects:
        if thing.objgen not in loose:
            yield _whole(thing) != _whole(new.get_object(thing.objgen))


def _is_more_than_signatures(before: list[Any], after: list[Any]) -> bool:
    kept = [one.unparse() for one in after[: len(before)]]
    return kept != [one.unparse() for one in before] or not all(_is_signature(one) for one in after[len(before) :])


def _is_signature(annotation: Any) -> bool:
    field = annotation if "/FT" in annotation else annotation.get("/Parent", annotation)
    return annotation.get("/Subtype") == "/Widget" and field.get("/FT") == "/Sig"


def _shown(thing: Any, ignored: set[str]) -> dict[str, bytes]:
    """A dictionary by its own words; what it refers to is compared where it stands."""
    return {
        key: value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()
        for key, value in thing.items()
        if key not in ignored
    }


def _whole(thing: Any) -> tuple[bytes, bytes]:
    if isinstance(thing, pikepdf.Stream):
        return thing.stream_dict.unparse(resolved=True), thing.read_raw_bytes()
    return thing.unparse(resolved=True), b""
