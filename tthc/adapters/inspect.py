"""What an uploaded file really is: judged by content, opened by the parser of its type, never believed by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import is_zipfile

import puremagic
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from tthc.adapters.inspect_office import office_warnings
from tthc.adapters.inspect_pdf import pdf_warnings
from tthc.core.files.rules import suffix_of
from tthc.kernel.errors import BadFile

_MAX_PIXELS = 50_000_000
_XML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Inspected:
    """The proved type and what a reader of the file should know before opening it."""

    media_type: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Kind:
    media_type: str
    magic: bytes
    suffixes: frozenset[str]
    look_into: Callable[[Path, str], tuple[str, ...]]


def inspect(path: Path, name: str) -> Inspected:
    """The type of the file at `path`, uploaded as `name`; raises BadFile with the sentence to show."""
    kind = _KINDS.get(suffix_of(name))
    if kind is None:
        raise wrong_kind(name)
    with path.open("rb") as handle:
        head = handle.read(4096)
    if not head.startswith(kind.magic) or not _known_as(path, kind):
        raise wrong_kind(name)
    # A PDF or picture that is also a zip shows one thing to the reader and another to the unpacker.
    if not kind.media_type.startswith(_XML) and is_zipfile(path):
        raise wrong_kind(name)
    return Inspected(kind.media_type, kind.look_into(path, name))


def wrong_kind(name: str) -> BadFile:
    """Sentence 62: the content is not what the name promises, or not of an allowed type."""
    return BadFile(f'Tệp "{name}" không đúng loại. Chỉ nhận PDF, Word, Excel và ảnh.')


def _known_as(path: Path, kind: _Kind) -> bool:
    """Whether the signatures in the content speak for this type."""
    try:
        found = puremagic.magic_file(str(path))
    except puremagic.PureError:
        return False
    return any(match.extension.lstrip(".") in kind.suffixes for match in found)


def _image_warnings(reader: type[PngImageFile | JpegImageFile]) -> Callable[[Path, str], tuple[str, ...]]:
    def look_into(path: Path, name: str) -> tuple[str, ...]:
        # The reader of this one type, not Image.open: no guessing, and the size is read before a pixel is unpacked.
        try:
            with path.open("rb") as handle, reader(handle) as image:
                _check_image(image, name)
        except BadFile:
            raise
        except Exception as error:  # the parser's many kinds of complaint all mean one thing to the person
            raise BadFile(f'Ảnh "{name}" bị hỏng, không mở được. Chụp lại rồi tải lên.') from error
        return ()

    return look_into


def _check_image(image: PngImageFile | JpegImageFile, name: str) -> None:
    width, height = image.size
    if width * height > _MAX_PIXELS:
        raise BadFile(f'Ảnh "{name}" lớn hơn 50 triệu điểm ảnh. Chụp lại ở độ phân giải thấp hơn.')
    if isinstance(image, PngImageFile):
        image.verify()
    else:  # JPEG has no checksums: unpack it, at an eighth of its size
        image.draft("L", (width // 8, height // 8))
        image.load()


_PDF = _Kind("application/pdf", b"%PDF-", frozenset({"pdf"}), pdf_warnings)
_DOCX = _Kind(_XML + "wordprocessingml.document", b"PK\x03\x04", frozenset({"docx"}), office_warnings("word/document.xml"))
_XLSX = _Kind(_XML + "spreadsheetml.sheet", b"PK\x03\x04", frozenset({"xlsx"}), office_warnings("xl/workbook.xml"))
_JPEG = _Kind("image/jpeg", b"\xff\xd8\xff", frozenset({"jpg", "jpeg"}), _image_warnings(JpegImageFile))
_PNG = _Kind("image/png", b"\x89PNG\r\n\x1a\n", frozenset({"png"}), _image_warnings(PngImageFile))
_KINDS = {suffix: kind for kind in (_PDF, _DOCX, _XLSX, _JPEG, _PNG) for suffix in kind.suffixes}
