"""What the limited child does: prove the file, read it with the reader of its format, hold the result to what a plan can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from io import BytesIO
from zipfile import ZipFile

from tthc.adapters.readers.refusals import refused
from tthc.planreader.blocks import Block
from tthc.planreader.draft import PlanDraft

_READERS = {"docx": "docx_file", "pdf": "pdf_file", "xlsx": "xlsx_file", "text": "text"}
_MOST_BLOCKS, _MOST_LETTERS, _MOST_CELLS = 20_000, 4_000_000, 200
_FEWEST_LETTERS = 10
_PICTURE = re.compile(r"(?:word|xl)/media/", re.IGNORECASE)


def blocks_in(content: bytes, name: str, reader: str) -> list[Block]:
    """The blocks of a file of this format."""
    if reader in {"docx", "xlsx"}:
        from tthc.adapters.inspect_office import checked

        checked(BytesIO(content), name)
    read: Callable[[bytes, str], list[Block]] = getattr(import_module(f"tthc.adapters.readers.{_READERS[reader]}"), f"read_{reader}")
    blocks = read(content, name)
    if reader in {"docx", "xlsx"}:
        _refuse_pictures(blocks, content, name)
    _refuse_too_much(blocks, name)
    return blocks


def draft_in(content: bytes, name: str, reader: str) -> PlanDraft:
    """The plan in a file of this format."""
    from tthc.planreader.read import read

    return read(blocks_in(content, name, reader))


def _refuse_pictures(blocks: Sequence[Block], content: bytes, name: str) -> None:
    """A photographed plan put into Word has pages and no letters."""
    if sum(c.isalpha() for block in blocks for text in _texts(block) for c in text) >= _FEWEST_LETTERS:
        return
    with ZipFile(BytesIO(content)) as packed:
        raise refused("only pictures" if any(map(_PICTURE.match, packed.namelist())) else "empty", name)


def _refuse_too_much(blocks: Sequence[Block], name: str) -> None:
    if len(blocks) > _MOST_BLOCKS or any(len(block.cells) > _MOST_CELLS for block in blocks):
        raise refused("too long", name)
    if sum(len(text) for block in blocks for text in _texts(block)) > _MOST_LETTERS:
        raise refused("too much", name)


def _texts(block: Block) -> tuple[str, ...]:
    return (block.text, *(cell for cell in block.cells if cell))
