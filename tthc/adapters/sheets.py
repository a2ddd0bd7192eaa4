"""Tables in and out of the office's files, behind the port Sheets: looked at here, opened only in child processes with limits."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from tthc.adapters.children import Child, Fault, Limits, Lost
from tthc.adapters.readers.kinds import Kind
from tthc.adapters.readers.table_kinds import table_kind_of
from tthc.adapters.readers.table_markup import HTML, XML
from tthc.adapters.readers.table_refusals import refused, too_large
from tthc.core.files.ports import CellValue, Sheet, SheetColumn
from tthc.kernel.errors import BadFile

_LARGEST = 20 * 1024 * 1024
_GIGABYTE = 1024 * 1024 * 1024
_READING = Limits(cpu_seconds=60, wall_seconds=90, memory=_GIGABYTE, tasks=20, is_quiet=True)
_CONVERTING = Limits(cpu_seconds=60, wall_seconds=120, memory=4 * _GIGABYTE, tasks=20, is_quiet=True)
_SLOW = "quá lớn"  # how the converter's sentence for a file it did not finish begins
logger = logging.getLogger(__name__)


class SheetOffice:
    """Reads and writes sheets; knows a file by its content."""

    def __init__(self, largest: int = _LARGEST, limits: Limits = _READING) -> None:
        self.largest = largest
        self._reading, self._converting = Child(limits), Child(_CONVERTING)

    def look(self, content: bytes, name: str) -> str:
        """The media type of a file that holds a table, from first bytes and tables of contents; raises BadFile with one sentence."""
        return self._kind(content, name).media_type

    def read(self, content: bytes, name: str, *, most_rows: int) -> list[Sheet]:
        """All visible sheets that hold something; raises BadFile with one sentence."""
        kind = self._kind(content, name)
        try:
            if kind.is_converted:
                content = self._converting.run(_converted, content, name, kind.name)
            return self._reading.run(_tables_in, content, name, kind.reader, most_rows)
        except Lost as error:
            logger.warning("reading a table ended early: %s", error)
            raise refused("too much", name) from error
        except Fault as error:
            logger.warning("a reader of tables failed: %s", error)
            raise refused("broken", name) from error

    def write(self, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[CellValue]], *, notes: Sequence[str] = ()) -> bytes:
        """A workbook with one table, in which no cell can run."""
        from tthc.adapters.writers.table_book import write_book

        return write_book(title, columns, rows, notes)

    def close(self) -> None:
        """Stop the children."""
        self._reading.close()
        self._converting.close()

    def _kind(self, content: bytes, name: str) -> Kind:
        if len(content) > self.largest:
            raise too_large(name, self.largest)
        kind = table_kind_of(content, name)
        if kind.is_converted and not _has_converter():
            raise refused("no converter", name)
        return kind


def _tables_in(content: bytes, name: str, reader: str, most_rows: int) -> list[Sheet]:
    if reader == "csv":
        from tthc.adapters.readers.table_text import read_table

        return read_table(content, name, most_rows)
    if reader == HTML:
        from tthc.adapters.readers.table_html import read_page

        return read_page(content, name, most_rows)
    if reader == XML:
        from tthc.adapters.readers.table_spreadsheetml import read_xml

        return read_xml(content, name, most_rows)
    from tthc.adapters.readers.table_book import read_book

    return read_book(content, name, most_rows)


def _converted(content: bytes, name: str, kind: str) -> bytes:
    from tthc.adapters.readers.converted import convert

    try:
        return convert(content, name, kind)
    except BadFile as error:
        raise refused("too much" if _SLOW in str(error) else "broken", name) from error


def _has_converter() -> bool:
    from tthc.adapters.readers.converted import is_available

    return is_available()
