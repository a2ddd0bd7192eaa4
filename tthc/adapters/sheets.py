"""Tables in and out of the office's files, behind the port Sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tthc.core.files.ports import CellValue, Sheet, SheetColumn
from tthc.kernel.errors import BadFile

_LARGEST = 20 * 1024 * 1024


class SheetOffice:
    """Reads and writes sheets."""

    def __init__(self, largest: int = _LARGEST) -> None:
        self.largest = largest

    def look(self, content: bytes, name: str) -> str:
        """The media type of a file that holds a table."""
        raise BadFile(f'Không đọc được tệp "{name}" ({len(content)} byte).')

    def read(self, content: bytes, name: str, *, most_rows: int) -> list[Sheet]:
        """The tables of a file."""
        raise BadFile(f'Không đọc được tệp "{name}" ({len(content)} byte, nhiều nhất {most_rows} dòng).')

    def write(self, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[CellValue]], *, notes: Sequence[str] = ()) -> bytes:
        """A workbook with one table."""
        raise BadFile(f"Chưa lập được tệp {title} ({len(columns)} cột, {len(list(rows))} dòng, {len(notes)} ghi chú).")
