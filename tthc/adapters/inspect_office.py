"""Opens an uploaded Word or Excel file: a zip without tricks, XML without entities, no macros."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, BinaryIO
from zipfile import ZipFile

from tthc.adapters.safe_zip import UnsafeFileError, check_shape, elements, has_macros, read_through
from tthc.kernel.errors import BadFile

_XML = (".xml", ".rels", ".vml")
_MOST_STRINGS = 2_000_000  # a reader of workbooks makes room for as many as the file says it has
_OUTSIDE = "Tệp có liên kết tới mẫu hoặc đối tượng bên ngoài"
_EMBEDDED = "Tệp có tệp khác nhúng bên trong"
_OUTSIDE_KINDS = ("attachedtemplate", "oleobject", "frame", "externallink", "subdocument")


def office_warnings(main_part: str) -> Callable[[Path, str], tuple[str, ...]]:
    """A check for the format whose main part has this name."""

    def look_into(path: Path, name: str) -> tuple[str, ...]:
        with path.open("rb") as handle:
            return checked(handle, name, main_part)

    return look_into


def checked(handle: BinaryIO, name: str, main_part: str = "") -> tuple[str, ...]:
    """What the file would bring in from elsewhere; raises BadFile where its zip, its XML or a macro in it is against the rules."""
    try:
        with ZipFile(handle) as packed:
            check_shape(packed, handle)
            _check_parts({entry.lower() for entry in packed.namelist()}, main_part, name)
            return tuple(sorted(_read_all(packed, name)))
    except (BadFile, MemoryError):
        raise
    except Exception as error:  # a hostile zip may break the reader anywhere
        raise unsafe(name) from error


def unsafe(name: str) -> BadFile:
    """The sentence for a file that Word or Excel itself can make whole again."""
    return BadFile(f'Tệp "{name}" bị hỏng hoặc không an toàn, không mở được. Mở bằng Word, Excel, lưu lại rồi tải lên.')


def macros(name: str) -> BadFile:
    """The sentence for a file that brings a program with it."""
    return BadFile(f'Tệp "{name}" có macro. Lưu lại ở dạng không có macro (.docx, .xlsx) rồi tải lên.')


def _check_parts(parts: set[str], main_part: str, name: str) -> None:
    if "[content_types].xml" not in parts or (main_part and main_part not in parts):
        raise BadFile(f'Tệp "{name}" không đúng loại. Chỉ nhận PDF, Word, Excel và ảnh.')
    if has_macros(parts):
        raise macros(name)


def _read_all(packed: ZipFile, name: str) -> set[str]:
    """Unpack every part in small pieces, which proves sizes and checksums; look into the XML."""
    entries = packed.infolist()
    found = {_EMBEDDED for entry in entries if "/embeddings/" in entry.filename.lower()}
    for entry in entries:
        with packed.open(entry) as part:
            if entry.filename.lower().endswith(_XML):
                found |= _in_xml(part, name)
            else:
                read_through(part)
    return found


def _in_xml(part: IO[bytes], name: str) -> set[str]:
    found = set()
    for tag, attributes in elements(part):
        if tag.endswith(("Override", "Default")) and "macroenabled" in attributes.get("ContentType", "").lower():
            raise macros(name)
        if tag.endswith("sst") and any(_is_above(attributes.get(count, "")) for count in ("count", "uniqueCount")):
            raise UnsafeFileError("room for more strings than there are")
        if attributes.get("TargetMode") == "External" and attributes.get("Type", "").lower().endswith(_OUTSIDE_KINDS):
            found.add(_OUTSIDE)
    return found


def _is_above(count: str) -> bool:
    return len(count.lstrip("0")) > len(str(_MOST_STRINGS)) or (count.isdecimal() and int(count) > _MOST_STRINGS)
