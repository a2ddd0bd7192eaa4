"""Cells copied from a spreadsheet and pasted into a page, kept as the file they would have been."""

from __future__ import annotations

import csv
import io

from tthc.kernel.errors import BadInput
from tthc.kernel.text import nfc

FILE_NAME = "dan-tu-bang-tinh.tsv"
MEDIA_TYPE = "text/tab-separated-values"
_LARGEST = 5 * 1024 * 1024


def pasted(text: str) -> bytes:
    """The bytes of pasted cells: tabs between cells, quotes around a cell with line breaks, as spreadsheets copy them."""
    clean = nfc(text).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not clean.strip():
        raise BadInput("Chưa có nội dung để dán.", {"text": "Sao chép các ô trong bảng tính, kể cả dòng tiêu đề, rồi dán vào đây."})
    if len(clean.encode()) > _LARGEST:
        raise BadInput("Nội dung dán quá lớn.", {"text": "Nội dung dán lớn hơn 5 MB. Lưu thành tệp .xlsx rồi tải lên."})
    rows = _quoted(clean) if '"' in clean else [line.split("\t") for line in clean.split("\n")]
    if max(len(row) for row in rows) < 2:  # noqa: PLR2004 - one column is a list of words, no table
        sentence = "Nội dung dán chỉ có một cột. Sao chép các ô từ bảng tính, không sao chép từ văn bản."
        raise BadInput("Chưa đọc được nội dung dán.", {"text": sentence})
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="\n").writerows(rows)
    return written.getvalue().encode()


def _quoted(text: str) -> list[list[str]]:
    """Rows in which a cell may hold line breaks, and so, where a quote is never closed, everything that follows."""
    try:
        return list(csv.reader(io.StringIO(text), delimiter="\t"))
    except csv.Error as error:
        sentence = 'Một ô dài quá giới hạn, thường vì dấu ngoặc kép (") mở mà không đóng. Sửa ô đó, hoặc lưu thành tệp .xlsx rồi tải lên.'
        raise BadInput("Chưa đọc được nội dung dán.", {"text": sentence}) from error
