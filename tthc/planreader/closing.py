"""The end of a plan: who receives it and who signs, one below the other or side by side in a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tthc.planreader.blocks import Block
from tthc.planreader.draft import Signer
from tthc.planreader.numbering import numbered_text
from tthc.planreader.regions import is_mandate, is_post, is_recipients
from tthc.planreader.wording import BULLETS, bare, is_shouted, low, opening_of, word_count

# Capital and small letters alternate in Unicode: a range such as à-ỹ would hold both.
_SMALL = "a-z" + "".join(chr(code) for code in range(ord("à"), ord("ỹ") + 1) if chr(code).islower())
_SYLLABLE = r"[A-ZĐÀ-Ỹ][a-zà-ỹđ]*(?:['’][A-ZĐÀ-Ỹa-zà-ỹđ]+)?"
_NAME = re.compile(rf"(?:{_SYLLABLE}\s+){{1,5}}{_SYLLABLE}")
_RANKS = re.compile(r"^(?:(?:PGS|GS|TS|ThS|BS|CN|KS)\.?\s*)+")
_MANDATE = re.compile(r"(tm|kt|tl|tuq|q)\s*\.", re.IGNORECASE)
_POSTS = r"CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG (?:PHÒNG|BAN)|(?:CHI )?CỤC TRƯỞNG|BỘ TRƯỞNG"
# A whole column in one line of a cell: recipients, mandate, post and name begin lines of their own.
_RUN_TOGETHER = re.compile(
    rf"(?<=[;:.])\s+(?=[-–]\s)|\s+(?=(?:KT|TL|TUQ)\.\s)|(?<!KT\.)(?<!TM\.)(?<!TL\.)(?<!UQ\.)(?<!Q\.)(?<!PHÓ)(?<!QUYỀN)\s+"
    rf"(?=(?:PHÓ |QUYỀN )?(?:{_POSTS})(?!\w))|(?:(?<=TỊCH)|(?<=ĐỐC)|(?<=PHÒNG)|(?<=TRƯỞNG)|(?<=BAN))\s+"
    rf"(?=(?:[^\W\d_a-z][^\W\d_]*\s+){{1,4}}[^\W\d_a-z][^\W\d_]*$)(?=\S*[{_SMALL}]|\S+\s\S*[{_SMALL}])"
)
_DASHED = re.compile(rf"^[{BULLETS}]\s*")
_LONGEST_RECIPIENT = 40


def closing_lines(blocks: Sequence[Block]) -> list[str]:
    """Lines of the closing; two columns are read one after the other."""
    lines: list[str] = []
    columns: dict[int, list[str]] = {}
    for block in [*blocks, None]:
        if block is not None and block.kind == "row":
            for i, cell in enumerate(block.cells):
                columns.setdefault(i, []).extend(opening_of(cell or "").split("\n"))
            continue
        lines += [part for i in sorted(columns) for text in columns[i] for part in _RUN_TOGETHER.split(text) if part.strip()]
        columns = {}
        if block is not None:
            lines.append(numbered_text(block))
    return [_DASHED.sub("- ", line.strip()) for line in lines]


def _sides(lines: list[str]) -> tuple[list[str], list[str]]:
    """Recipients and signature, each on its own, where the two columns come line by line in turn."""
    start = next((i for i, line in enumerate(lines) if is_recipients(line)), None)
    if start is None:
        return lines, lines
    signing = next((i for i in range(start, len(lines)) if is_mandate(lines[i]) or is_post(lines[i])), len(lines))
    if not any(line.startswith("-") for line in lines[signing:]):
        return lines, lines
    after = lines[start + 1 :]
    return [*lines[: start + 1], *(line for line in after if line.startswith("-"))], [line for line in after if not line.startswith("-")]


def recipients_in(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines below "Nơi nhận", up to the signature."""
    lines, _ = _sides(closing_lines(blocks))
    start = next((i for i, line in enumerate(lines) if is_recipients(line)), None)
    if start is None:
        return ()
    first = re.sub(r"^[^:]*:?\s*", "", lines[start], count=1)
    found: list[str] = []
    for line in [first, *lines[start + 1 :]]:
        if is_mandate(line) or is_post(line) or (is_shouted(line) and word_count(line) > 1 and not line.startswith(("-", "+"))):
            break
        if _NAME.fullmatch(line) and not line.startswith("-"):
            continue
        if any(c.isalnum() for c in line) and word_count(line) <= _LONGEST_RECIPIENT:
            found += [one for part in re.split(r";\s+(?=-)", line) if (one := bare(part))]
    return tuple(found)


def signer_in(blocks: Sequence[Block]) -> Signer:
    """Name, post and the abbreviation directly above the post; empty where nobody signs."""
    _, lines = _sides(closing_lines(blocks))
    stacks = _stacks([i for i, line in enumerate(lines) if is_mandate(line) or is_post(line)])
    signers = [_signer(lines, stack) for stack in stacks]
    return next((signer for signer in signers if signer.name and signer.role), next((s for s in signers if s.role), Signer()))


def _stacks(positions: Sequence[int]) -> list[list[int]]:
    """Lines in capitals directly below one another: "TM. …", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"."""
    stacks: list[list[int]] = []
    for position in positions:
        if stacks and position == stacks[-1][-1] + 1:
            stacks[-1].append(position)
        else:
            stacks.append([position])
    return stacks


def _signer(lines: Sequence[str], stack: Sequence[int]) -> Signer:
    """The signer's own post is the last of the stack; whom he signs for stands directly above it or before it on its line."""
    own = next((i for i in reversed(stack) if is_post(lines[i]) and not is_mandate(lines[i])), stack[-1])
    above = lines[own - 1] if own - 1 in stack and is_mandate(lines[own - 1]) else lines[own]
    mandate = _MANDATE.match(above) if is_mandate(above) else None
    post = bare(_without_mandate(lines[own]))
    name = next((found for line in lines[own + 1 : own + 8] if (found := _bare_name(line))), None)
    return Signer(name, post if is_post(post) else None, f"{mandate[1].upper()}." if mandate else None)


def _without_mandate(line: str) -> str:
    return re.sub(r"^(?:tm|kt|tl|tuq|q)\s*\.\s*", "", line, flags=re.IGNORECASE)


def _bare_name(line: str) -> str | None:
    name = _RANKS.sub("", line).strip(" .")
    return name if _NAME.fullmatch(name) and not low(name).startswith(("lưu", "nơi nhận")) else None
