"""Office files to blocks and to the plan in them: looked at here, opened only in child processes that have limits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from tthc.adapters.children import Child, Fault, Limits, Lost
from tthc.adapters.readers.kinds import Kind, kind_of
from tthc.adapters.readers.opening import blocks_in, draft_in
from tthc.adapters.readers.refusals import refused, too_large
from tthc.kernel.errors import Unavailable
from tthc.planreader.blocks import Block
from tthc.planreader.draft import PlanDraft

_LARGEST = 20 * 1024 * 1024
_GIGABYTE = 1024 * 1024 * 1024
_READING = Limits(cpu_seconds=60, wall_seconds=90, memory=_GIGABYTE, tasks=20, is_quiet=True)
# LibreOffice maps far more than it uses. It and Tesseract are programs of their own: each has the same seconds for itself.
_CONVERTING = Limits(cpu_seconds=60, wall_seconds=120, memory=4 * _GIGABYTE, tasks=20, is_quiet=True)
_SCAN_SECONDS = 240  # thirty pages of letters told from pictures
_BROKEN = {"pdf": "broken pdf", "text": "broken text"}
_ALWAYS, _CONVERTED = (".docx", ".pdf", ".xlsx", ".txt", ".md"), (".doc", ".odt", ".rtf", ".xls", ".ods")
_UNWRITTEN = "Chưa lập được tệp: văn bản của kế hoạch quá dài hoặc quá phức tạp. Rút gọn tệp gốc rồi nhập lại."
Found = TypeVar("Found")
logger = logging.getLogger(__name__)


class Office:
    """Reads plans; knows a file by its content, not by its name."""

    def __init__(self, largest: int = _LARGEST, limits: Limits = _READING) -> None:
        self.largest = largest
        self._reading, self._converting = Child(limits), Child(_CONVERTING)

    def suffixes(self) -> tuple[str, ...]:
        """The endings of the files that can be read on this machine."""
        return _ALWAYS + (_CONVERTED if _has_converter() else ())

    def look(self, content: bytes, name: str) -> str:
        """The media type, from first bytes and tables of contents; raises BadFile with one sentence."""
        return self._kind(content, name).media_type

    def read(self, content: bytes, name: str) -> list[Block]:
        """The blocks of the file; raises BadFile with one sentence."""
        return self._in_child(blocks_in, content, name)

    def draft(self, content: bytes, name: str) -> PlanDraft:
        """The plan in the file; raises BadFile, UnreadablePlan or NotAPlan with one sentence."""
        return self._in_child(draft_in, content, name)

    def apart(self, work: Callable[..., Found], *args: object) -> Found:
        """Pure work on words that came from a file, under the limits of reading; raises Unavailable when it is too much."""
        try:
            return self._reading.run(work, *args)
        except (Lost, Fault) as error:
            logger.warning("work on the words of a plan ended early: %s", error)
            raise Unavailable(_UNWRITTEN) from error

    def close(self) -> None:
        """Stop the children."""
        self._reading.close()
        self._converting.close()

    def _kind(self, content: bytes, name: str) -> Kind:
        if len(content) > self.largest:
            raise too_large(name, self.largest)
        kind = kind_of(content, name)
        if kind.is_converted and not _has_converter():
            raise refused("no converter", name)
        return kind

    def _in_child(self, work: Callable[[bytes, str, str], Found], content: bytes, name: str) -> Found:
        kind = self._kind(content, name)
        seconds = _SCAN_SECONDS if kind.reader == "pdf" else None
        try:
            if kind.is_converted:
                content = self._converting.run(_converted, content, name, kind.name)
            return self._reading.run(work, content, name, kind.reader, wall_seconds=seconds)
        except Lost as error:
            logger.warning("reading a plan ended early: %s", error)
            raise refused("too much", name) from error
        except Fault as error:
            logger.warning("a reader failed: %s", error)
            raise refused(_BROKEN.get(kind.reader, "broken"), name) from error


def _converted(content: bytes, name: str, kind: str) -> bytes:
    from tthc.adapters.readers.converted import convert

    return convert(content, name, kind)


def _has_converter() -> bool:
    from tthc.adapters.readers.converted import is_available

    return is_available()
