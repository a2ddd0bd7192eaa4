"""The large parts of a plan: what stands before the first numbered part, the body, the signature, the appendices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tthc.planreader.blocks import Block
from tthc.planreader.numbering import is_first_part, is_numbered, numbered_text
from tthc.planreader.outline import may_head_a_part
from tthc.planreader.tables import is_header_row
from tthc.planreader.wording import is_shouted, low, opening_of, word_count

_TITLE = re.compile(r"(?:\(?dự thảo\)?\s+)?kế hoạch")
_RECIPIENTS = re.compile(r"nơi nhận\s*(?::|$)")
_MANDATE = re.compile(r"(?:tm|kt|tl|tuq|q)\s*\.\s*\S")
_POST = re.compile(
    r"(?:quyền |phó )?(?:chủ tịch|giám đốc|chánh văn phòng|trưởng ban|trưởng phòng|cục trưởng|chi cục trưởng|bộ trưởng|thứ trưởng"
    r"|tổng giám đốc|hiệu trưởng|bí thư)"
)
_APPENDIX = re.compile(r"(?:phụ lục|biểu(?: số| mẫu)?|mẫu(?: số)?)\s*(?:số\s*)?(?:([ivx]+|\d{1,2}|[a-h])(?!\w))?\s*(?:[.:/(-]|$)")
# Name and title in one line without a mark between: "PHỤ LỤC II DANH MỤC NHIỆM VỤ".
_RUN_ON = re.compile(r"phụ lục(?:\s+(?:số\s*)?([ivx]+|\d{1,2})(?!\w))?\s+(?=\w)")
_OUTLINE = re.compile(r"đề cương\s(?:.*\s)?báo cáo")
_LONGEST_POST = 9
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Regions:
    """Blocks by their place in the document."""

    opening: tuple[Block, ...]
    body: tuple[Block, ...]
    closing: tuple[Block, ...]
    appendices: tuple[tuple[Block, ...], ...]


def split(blocks: list[Block]) -> Regions:
    """Cuts where the first numbered part, the recipients or signature, and each appendix begin."""
    start = _body_start(blocks)
    end = next((i for i in range(start, len(blocks)) if is_closing(opening_of(blocks[i].text)) or _is_closing_row(blocks[i])), len(blocks))
    cuts = [i for i in range(start, len(blocks)) if _starts_appendix(blocks, i, end)]
    if end < len(blocks) and not any(cut > end for cut in cuts):
        cuts += _unnamed_appendix(blocks, end)
    if end == len(blocks) and not cuts:
        cuts = _outline_of_a_report(blocks, start)
    end = min([end, *cuts])
    first_cut = cuts[0] if cuts else len(blocks)
    pieces = tuple(tuple(blocks[cut:after]) for cut, after in zip(cuts, [*cuts[1:], len(blocks)], strict=False))
    return Regions(tuple(blocks[:start]), tuple(blocks[start:end]), tuple(blocks[end:first_cut]), pieces)


def is_recipients(text: str) -> bool:
    """The line that opens the list of recipients."""
    return bool(_RECIPIENTS.match(low(text)))


def is_mandate(text: str) -> bool:
    """A line that says for whom one signs ("TM. …", "KT. …")."""
    return is_shouted(text) and bool(_MANDATE.match(low(text)))


def is_post(text: str) -> bool:
    """The post of a signer, in capitals on a line of its own."""
    return is_shouted(text) and word_count(text) <= _LONGEST_POST and bool(_POST.match(low(text)))


def is_closing(text: str) -> bool:
    """Recipients or signature begin here."""
    return is_recipients(text) or is_mandate(text) or is_post(text)


def is_title(block: Block) -> bool:
    """The line "KẾ HOẠCH" that stands over the subject."""
    return block.kind == "paragraph" and is_shouted(block.text) and bool(_TITLE.fullmatch(low(block.text).strip(" :")))


def appendix_number(text: str) -> str | None:
    """The number an appendix gives itself, as an arabic numeral; `None` where the line opens no appendix."""
    match = _appendix_name(text)
    if not match:
        return None
    number = match[1] or ""
    romans = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
    return romans.get(number, number.lstrip("0"))


def appendix_title(text: str) -> str:
    """What the line says after the name of the appendix."""
    match = _appendix_name(text)
    return text[match.end() :].strip() if match else text


def _appendix_name(text: str) -> re.Match[str] | None:
    words = low(text)
    return _APPENDIX.match(words) or (_RUN_ON.match(words) if is_shouted(text) else None)


def _is_closing_row(block: Block) -> bool:
    return any(is_recipients(cell or "") for cell in block.cells)


def _body_start(blocks: list[Block]) -> int:
    """The first part heading after the title; where parts have lost their numerals, the first numbered item."""
    after_title = next((i + 1 for i, block in enumerate(blocks) if is_title(block)), 0)
    later = range(after_title, len(blocks))
    first_item = next((i for i in later if is_numbered(blocks[i])), None)
    first_part = next((i for i in later if is_first_part(blocks[i])), None)
    bare = next((i for i in later if may_head_a_part(blocks[i])), None)
    if first_part is None and bare is not None and (first_item is None or bare < first_item):
        return bare
    if first_item is None:
        return next((i for i in later if blocks[i].kind == "row"), len(blocks))
    is_lost = first_part is None or first_item < first_part
    return first_item if is_lost or first_part is None else first_part


def _starts_appendix(blocks: list[Block], position: int, end: int) -> bool:
    block = blocks[position]
    text = numbered_text(block)
    if block.kind == "row" or appendix_number(text) is None or (position < end and not is_shouted(text[:12])):
        return False
    return position > end or is_shouted(text) or block.bold


def _outline_of_a_report(blocks: list[Block], start: int) -> list[int]:
    """Where the signature stands before the plan, as in a decision, the outline of a report follows the last part directly."""
    texts = ((i, blocks[i]) for i in range(start, len(blocks)) if blocks[i].kind == "paragraph" and not is_numbered(blocks[i]))
    return [i for i, block in texts if is_shouted(block.text) and _OUTLINE.match(low(block.text))][:1]


def _unnamed_appendix(blocks: list[Block], end: int) -> list[int]:
    """Behind the signature a heading in capitals over a table opens an appendix, though it does not call itself one."""
    row = next((i for i in range(end, len(blocks)) if blocks[i].kind == "row" and is_header_row(blocks[i])), None)
    if row is None:
        return []
    first = row
    while first > end and blocks[first - 1].kind == "paragraph" and _may_be_title(blocks[first - 1]):
        first -= 1
    return [first]


def _may_be_title(block: Block) -> bool:
    if is_closing(block.text):
        return False
    return is_shouted(block.text) or block.text.startswith("(") or (block.bold and word_count(block.text) > _LONGEST_NAME)
