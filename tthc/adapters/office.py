"""Office files to blocks: text files now; the other formats are refused with a sentence that says what to do."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from tthc.kernel.errors import BadFile
from tthc.planreader.blocks import Block, from_text

_TEXT = {"", ".txt", ".md", ".text"}
_OFFICE = {".docx", ".doc", ".pdf", ".xlsx", ".xls", ".odt", ".rtf"}
# The first bytes of zip (docx, xlsx, odt), of old Word and Excel, of PDF and of RTF.
_OFFICE_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# The reader compares every figure of a paragraph with every other: what no plan holds must not keep it busy for hours.
_MOST_SHARES, _MOST_SHARES_A_LINE = 300, 20


class Office:
    """Reads plans that are text; knows the others by their first bytes, not by their names."""

    def read(self, content: bytes, name: str) -> list[Block]:
        """The blocks of a text file in UTF-8 or UTF-16."""
        if content.startswith(_OFFICE_MARKS) or PurePath(name).suffix.lower() in _OFFICE:
            raise BadFile(
                f'Phiên bản này chỉ đọc kế hoạch ở dạng văn bản (.txt). Mở tệp "{name}", chọn Lưu thành (Save As), '
                "kiểu Plain Text, bảng mã Unicode (UTF-8), rồi tải lên tệp mới."
            )
        if PurePath(name).suffix.lower() not in _TEXT:
            raise BadFile(f'Tệp "{name}" không đúng loại. Kế hoạch phải là tệp văn bản (.txt).')
        text = _decoded(content, name)
        if text.count("%") > _MOST_SHARES or any(line.count("%") > _MOST_SHARES_A_LINE for line in text.splitlines()):
            raise BadFile(f'Tệp "{name}" có quá nhiều tỷ lệ phần trăm nên không phải là kế hoạch. Kiểm tra lại tệp.')
        return from_text(text)


def _decoded(content: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        # Old one-byte fonts (TCVN3, VNI, Windows-1258) all decode to something: guessing would store wrong letters.
        raise BadFile(f'Không đọc được chữ trong tệp "{name}". Lưu lại với bảng mã Unicode (UTF-8) rồi tải lên.') from error
    if any(ord(c) < 32 and c not in "\t\r\n\f\v" for c in text):  # noqa: PLR2004 - the control characters of ASCII
        raise BadFile(f'Tệp "{name}" không phải là tệp văn bản.')
    if not text.strip():
        raise BadFile(f'Tệp "{name}" không có nội dung.')
    return text
