"""Office files to blocks and to the plan that stands in them; each format has a reader of its own, loaded when it is needed."""

from __future__ import annotations

from pathlib import PurePath

from tthc.kernel.errors import BadFile
from tthc.planreader.blocks import Block
from tthc.planreader.draft import PlanDraft

_XML = "application/vnd.openxmlformats-officedocument."
_MEDIA_TYPES = {
    "text": "text/plain; charset=utf-8",
    "docx": _XML + "wordprocessingml.document",
    "xlsx": _XML + "spreadsheetml.sheet",
    "pdf": "application/pdf",
}
_TEXT = {"", ".txt", ".md", ".text"}
# The reader compares every figure of a paragraph with every other: what no plan holds must not keep it busy for hours.
_MOST_SHARES, _MOST_SHARES_A_BLOCK = 300, 20


class Office:
    """Reads plans; knows a file by its content, not by its name."""

    def look(self, content: bytes, name: str) -> str:
        """The media type; raises BadFile with one sentence."""
        return _MEDIA_TYPES[_kind(content, name)]

    def read(self, content: bytes, name: str) -> list[Block]:
        """The blocks of the file."""
        return _blocks(content, name)

    def draft(self, content: bytes, name: str) -> PlanDraft:
        """The plan in the file."""
        from tthc.planreader.read import read

        return read(_blocks(content, name))


def _kind(content: bytes, name: str) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf"
    suffix = PurePath(name).suffix.lower()
    if content.startswith(b"PK\x03\x04"):
        return "xlsx" if b"xl/workbook.xml" in content else "docx"
    if suffix not in _TEXT:
        raise BadFile(f'Tệp "{name}" không đúng loại. Kế hoạch phải là tệp Word (.docx), PDF, Excel (.xlsx) hoặc văn bản (.txt).')
    return "text"


def _blocks(content: bytes, name: str) -> list[Block]:
    kind = _kind(content, name)
    if kind == "docx":
        from tthc.adapters.readers.docx_file import read_docx as read
    elif kind == "pdf":
        from tthc.adapters.readers.pdf_file import read_pdf as read
    elif kind == "xlsx":
        from tthc.adapters.readers.xlsx_file import read_xlsx as read
    else:
        from tthc.adapters.readers.text import read_text as read
    blocks = read(content, name)
    shares = [block.text.count("%") + sum((cell or "").count("%") for cell in block.cells) for block in blocks]
    if sum(shares) > _MOST_SHARES or max(shares, default=0) > _MOST_SHARES_A_BLOCK:
        raise BadFile(f'Tệp "{name}" có quá nhiều tỷ lệ phần trăm nên không phải là kế hoạch. Kiểm tra lại tệp.')
    return blocks
