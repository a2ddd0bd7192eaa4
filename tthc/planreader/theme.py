"""Which of the eight sections a task belongs to: the title of its group first, then its own first words, then the whole's title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tthc.kernel.sections import Section
from tthc.planreader.prose import is_unit_heading
from tthc.planreader.theme_words import STRONG, WEAK, Pattern, without_names
from tthc.planreader.wording import low, word_count

# What these heads rule over stays theirs: "Kiểm tra việc công khai" is inspection, "Chỉ đạo … một cửa" is direction.
_RULING = {Section.DIRECTION, Section.INSPECTION, Section.COMMUNICATION}
_SPLIT_ALWAYS, _SPLIT_AT_AND = re.compile(r";"), re.compile(r";|\svà\s|,\s")
_NO_GROUP = re.compile(r"tổ chức (?:thực hiện|triển khai)|trách nhiệm|phân công|(?:công tác|nhiệm vụ|nội dung|công việc|hoạt động) khác")
_LONGEST_QUOTE = 12
_LONGEST_READ = 600


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task stands: headings of its groups, nearest first; then the titles of part and appendix; then of the plan."""

    groups: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    plan: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class _Said:
    """A section that words name, the words themselves and where they stand."""

    section: Section | None
    words: str
    start: int


def guess(text: str, place: Place = NOWHERE, title: str = "") -> tuple[Section, str]:
    """The section of a task with a heading of its own or none, and the reason shown on the check page."""
    title = "" if title == text else title
    own = _own(title, text)
    for group in (*place.groups, title):
        named = _named(group)
        if named:
            chosen = own.section if own and own.section in named else named[0]
            return chosen, f"Thuộc nhóm “{_quoted(group)}”"
    default, kind = _default(place.parts, place.plan)
    is_clear = own is not None and own.section is not None
    if own and own.section and not (default and own.section is Section.DIRECTION and kind != "tên kế hoạch"):
        return own.section, f"Có cụm từ “{own.words}”"
    if default and kind == "tên kế hoạch" and own is None:
        # The title of the whole weighs least: any word of the task's own says more.
        weak = _leftmost(f"{title}. {text}" if title else text, WEAK)
        if weak and weak.section:
            return weak.section, f"Có cụm từ “{weak.words}”"
    if default:
        return _named(default)[0], f"Theo {kind} “{_quoted(default)}”"
    if not is_clear:
        weak = _leftmost(f"{title}. {text}" if title else text, WEAK) if own is None else None
        if weak and weak.section:
            return weak.section, f"Có cụm từ “{weak.words}”"
    return Section.DIRECTION, f"Có cụm từ “{own.words}”" if own else "Không có từ ngữ riêng của nhóm nào; xếp vào nhóm chung"


def _own(title: str, text: str) -> _Said | None:
    found = _leftmost(title, STRONG) if title else None
    return found if found and found.section else _leftmost(text, STRONG) or found


def _default(parts: tuple[str, ...], plan: str) -> tuple[str, str]:
    """The nearest title over the whole that is clear, and what it is the title of."""
    for part in parts:
        if _named(part):
            return part, "đề mục lớn"
    return (plan, "tên kế hoạch") if plan and _named(plan) else ("", "")


def _named(heading: str) -> list[Section]:
    """The sections that a heading names, the one at its head first; none where it names a unit or speaks in general."""
    if not heading or _NO_GROUP.match(low(heading)) or is_unit_heading(heading):
        return []
    head = _leftmost(heading, STRONG)
    if head is None or head.section is None:
        return []
    rest = (_SPLIT_ALWAYS if head.section in _RULING else _SPLIT_AT_AND).split(heading[head.start :])[1:]
    others = [found.section for found in (_leftmost(part, STRONG) for part in rest) if found and found.section]
    return list(dict.fromkeys([head.section, *others]))


def _leftmost(text: str, patterns: tuple[Pattern, ...]) -> _Said | None:
    """What is named first; of two that begin together the longer."""
    read = text[:_LONGEST_READ]
    words = without_names(low(read)) if patterns is STRONG else low(read)
    found = [(match.start(), -match.end(), section) for section, pattern in patterns for match in [pattern.search(words)] if match]
    if not found:
        return None
    start, end, section = min(found, key=lambda one: one[:2])
    return _Said(section, read[start:-end].strip(), start)


def _quoted(heading: str) -> str:
    """As much of a heading as shows which one is meant."""
    words = heading.split()
    return heading.strip(" .:") if word_count(heading) <= _LONGEST_QUOTE else " ".join(words[:_LONGEST_QUOTE]).rstrip(" ,;:") + " …"
