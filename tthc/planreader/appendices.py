"""The appendices behind the signature: their codes, titles and outlines; empty forms and report outlines are set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tthc.planreader.blocks import Block
from tthc.planreader.figure_tables import figure_tables
from tthc.planreader.headings import Purpose
from tthc.planreader.numbering import is_numbered, numbered_text
from tthc.planreader.outline import Node, build
from tthc.planreader.regions import appendix_number, appendix_title
from tthc.planreader.tables import task_tables
from tthc.planreader.wording import is_shouted, low

_FORM = re.compile(r"đề cương|mẫu|phiếu|báo cáo|bảng hỏi")
_WORK = re.compile(r"nội dung|nhiệm vụ|công việc|kế hoạch|hoạt động|phân công|lịch")
_ATTACHED = re.compile(r"\((?:kèm|ban hành|đính kèm)")
_LETTERHEAD = re.compile(r"ủy ban|ubnd|cộng hòa|độc lập|sở\s|hội đồng")
_TITLE_LINES = 6


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix; a form has neither tasks nor sections."""

    code: str
    title: str
    blocks: tuple[Block, ...]
    title_blocks: tuple[Block, ...]
    root: Node
    is_form: bool


def read_appendices(pieces: Sequence[tuple[Block, ...]]) -> list[Appendix]:
    """The appendices in order; one alone is PL, several are numbered as they say or as they come."""
    main = [piece for piece in pieces if low(numbered_text(piece[0])).startswith("phụ lục")]
    counted = {id(piece): str(i + 1) for i, piece in enumerate(main or pieces)}
    found: list[Appendix] = []
    is_form_going_on = False
    for piece in pieces:
        is_own = id(piece) in counted
        number = appendix_number(numbered_text(piece[0])) if is_own else ""
        position = counted.get(id(piece), "") if len(counted) > 1 else ""
        code = f"PL{number or position}"
        appendix = _read(code, piece, is_continued_form=is_form_going_on and not is_own)
        is_form_going_on = appendix.is_form
        found.append(appendix)
    return found


def _read(code: str, piece: tuple[Block, ...], *, is_continued_form: bool) -> Appendix:
    title_blocks = _title_blocks(piece)
    title = _title(title_blocks)
    rest = piece[len(title_blocks) :]
    has_tasks = bool(task_tables(rest) or figure_tables(rest))
    is_form = not has_tasks and (bool(_FORM.search(low(title))) or is_continued_form or not _WORK.search(low(title)))
    purpose = Purpose.CONTENT if _WORK.search(low(title)) else Purpose.ASIDE
    return Appendix(code, title, piece, title_blocks, build(rest, code, purpose), is_form)


def _title_blocks(piece: tuple[Block, ...]) -> tuple[Block, ...]:
    """The lines up to the first row or numbered item: name, title, "(Kèm theo …)"."""
    taken = [piece[0]]
    for block in piece[1:_TITLE_LINES]:
        if block.kind == "row" or is_numbered(block):
            break
        taken.append(block)
        if _ATTACHED.match(low(block.text)):
            break
    return tuple(taken)


def _title(blocks: Sequence[Block]) -> str:
    """The title: what follows the number on its line, or the lines in capitals below."""
    name = numbered_text(blocks[0])
    lines = [title] if (title := appendix_title(name)) else []
    for block in blocks[1:]:
        if _ATTACHED.match(low(block.text)) or (lines and not is_shouted(block.text)):
            break
        if not _LETTERHEAD.match(low(block.text)) or not is_shouted(block.text):
            lines.append(block.text)
    return " ".join(lines)
