"""Opens an uploaded PDF: encrypted or broken ones are refused, active content is told, bytes stay as they are."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from tthc.kernel.errors import BadFile

_MAX_OBJECTS = 300_000
_SCRIPT = "PDF có mã JavaScript"
_LAUNCH = "PDF có lệnh mở chương trình khác"
_OPENING = "PDF tự thực hiện lệnh khi mở"
_EMBEDDED = "PDF có tệp đính kèm bên trong"
_FORM = "PDF có biểu mẫu động XFA"


def pdf_warnings(path: Path, name: str) -> tuple[str, ...]:
    """What the PDF would do by itself; raises BadFile if it cannot be opened without a password."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            found = _warnings_of(pdf, name)
    except pikepdf.PasswordError as error:
        raise _encrypted(name) from error
    except BadFile:
        raise
    except Exception as error:  # a hostile file may break the parser anywhere
        raise BadFile(f'Tệp "{name}" bị hỏng, không mở được. Xuất lại PDF từ bản gốc rồi tải lên.') from error
    return tuple(sorted(found))


def _warnings_of(pdf: pikepdf.Pdf, name: str) -> set[str]:
    if pdf.is_encrypted:
        raise _encrypted(name)
    if len(pdf.pages) == 0 or len(pdf.objects) > _MAX_OBJECTS:
        raise ValueError(len(pdf.objects))
    return _in_catalog(pdf.Root) | {warning for thing in pdf.objects for warning in _in_object(thing)}


def _encrypted(name: str) -> BadFile:
    return BadFile(f'Tệp "{name}" đặt mật khẩu hoặc hạn chế quyền. Bỏ mật khẩu rồi tải lên.')


def _in_catalog(root: pikepdf.Object) -> set[str]:
    found = set()
    opening = root.get("/OpenAction")
    # A plain destination only chooses the first page shown; most office programs write one.
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != pikepdf.Name.GoTo:
        found.add(_OPENING)
    if "/XFA" in root.get("/AcroForm", pikepdf.Dictionary()):
        found.add(_FORM)
    return found


def _in_object(thing: pikepdf.Object) -> set[str]:
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
        return set()
    found: set[str] = set()
    _walk(thing, found, depth=0)
    return found


def _walk(thing: pikepdf.Object, found: set[str], depth: int) -> None:
    """Look through one object and the direct ones inside it; referenced ones come by themselves."""
    if depth > 50:  # noqa: PLR2004 - deeper nesting is no document
        raise ValueError(depth)
    if isinstance(thing, pikepdf.Array):
        inner = list(thing.as_list())
    else:
        found |= _in_dictionary(thing)
        inner = [value for _, value in thing.items()]
    for part in inner:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            _walk(part, found, depth + 1)


def _in_dictionary(thing: pikepdf.Object) -> set[str]:
    found = set()
    if thing.get("/S") == pikepdf.Name.JavaScript or "/JS" in thing or "/JavaScript" in thing:
        found.add(_SCRIPT)
    if thing.get("/S") == pikepdf.Name.Launch:
        found.add(_LAUNCH)
    if "/AA" in thing:
        found.add(_OPENING)
    if "/EmbeddedFiles" in thing or "/EF" in thing:
        found.add(_EMBEDDED)
    return found
