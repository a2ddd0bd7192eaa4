"""Text files to blocks: Unicode only, because old one-byte fonts decode to wrong letters without a complaint."""

from __future__ import annotations

import codecs
import re

from tthc.kernel.errors import BadFile
from tthc.planreader.blocks import Block, from_text

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_text(content: bytes, name: str) -> list[Block]:
    """The blocks of a text file in UTF-8, or in UTF-16 with its mark."""
    return from_text(decoded(content, name))


def decoded(content: bytes, name: str) -> str:
    """The letters of the file; raises BadFile where there are none to trust."""
    encoding = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        # Old one-byte fonts (TCVN3, VNI, Windows-1258) all decode to something: guessing would store wrong letters.
        raise BadFile(f'Không đọc được chữ trong tệp "{name}". Lưu lại với bảng mã Unicode (UTF-8) rồi tải lên.') from error
    if _CONTROL.search(text):
        raise BadFile(f'Tệp "{name}" không phải là tệp văn bản. Kiểm tra lại tệp rồi tải lên.')
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise BadFile(f'Tệp "{name}" không có nội dung. Kiểm tra lại tệp rồi tải lên.')
    return text
