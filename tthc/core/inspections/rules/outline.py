"""What a plan says is to be inspected: the lines below its heading NỘI DUNG KIỂM TRA, each under what it stands below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tthc.kernel.text import fold, tidy

_HEADING = "noi dung kiem tra"
_BULLET = re.compile(r"^[-–—•+]\s*")
_NUMBER = re.compile(r"^([IVXLC]+|\d+(\.\d+)*)[.)]\s+", re.IGNORECASE)
OWN = "BS"  # codes of lines that stand in no plan: BS.1, BS.2
LAW = "Nghị định 63/2010/NĐ-CP, Điều 35a"


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of a plan: the path of the item it stands in, and its words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A line that may stand on a checklist; `group` is the item of the second level (II.1), `above` all that it stands below."""

    code: str
    group: str
    above: str
    text: str


def offered(paragraphs: Sequence[Said]) -> tuple[Offered, ...]:
    """The lines of the plan's own outline; nothing where it has no such heading."""
    root = next((one for one in paragraphs if one.code and "." not in one.code and _is_root(one.text)), None)
    if root is None:
        return ()
    below = [one for one in paragraphs if one.code.startswith(f"{root.code}.") or (one.code == root.code and one is not root)]
    return _numbered([_line(one, below, root) for at, one in enumerate(below) if not _has_below(below, at)])


def _is_root(text: str) -> bool:
    return _NUMBER.sub("", fold(text)).startswith(_HEADING)


def _has_below(paragraphs: Sequence[Said], at: int) -> bool:
    """The first paragraph of an item is its heading, if anything follows it in the item."""
    one = paragraphs[at]
    is_first = all(before.code != one.code for before in paragraphs[:at])
    return is_first and any(other.code == one.code or other.code.startswith(f"{one.code}.") for other in paragraphs[at + 1 :])


def _line(one: Said, below: Sequence[Said], root: Said) -> Offered:
    heads = [found for code in _codes_above(one.code, root.code) if (found := _first(below, code)) is not None and found is not one]
    titles = [plain(head.text) for head in heads]
    group = titles[0] if titles else plain(one.text) if one.code != root.code else plain(root.text)
    return Offered(one.code, group, " – ".join(titles), plain(one.text))


def _numbered(lines: Sequence[Offered]) -> tuple[Offered, ...]:
    """Lines with dashes share their item's path: they are numbered below it, so that each has an address of its own."""
    count = Counter(one.code for one in lines)
    at: Counter[str] = Counter()
    found = []
    for one in lines:
        at[one.code] += 1
        found.append(one if count[one.code] == 1 else replace(one, code=f"{one.code}.{at[one.code]}"))
    return tuple(found)


def _codes_above(code: str, root: str) -> Iterable[str]:
    """II.3.b → II.3, II.3.b."""
    parts = code.split(".")
    start = len(root.split(".")) + 1
    return (".".join(parts[:count]) for count in range(start, len(parts) + 1))


def _first(paragraphs: Sequence[Said], code: str) -> Said | None:
    return next((one for one in paragraphs if one.code == code), None)


def plain(text: str) -> str:
    """The words without the dash before them and the mark after them; numbers and letters of items stay."""
    return tidy(_BULLET.sub("", tidy(text))).rstrip(";:. ")


def key(line: Any) -> str:
    """The word by which a form names a line of a plan: the plan and the code."""
    return f"{line.plan_id or 0}:{line.code}"


def is_own(line: Any) -> bool:
    """A line that the team wrote itself."""
    return str(line.code).startswith(f"{OWN}.")


# The contents that the law itself names, for a year whose plans have no outline of their own.
LAW_LINES = tuple(
    Offered(f"35a.{number}", LAW, "", text)
    for number, text in enumerate(
        (
            "Công tác chỉ đạo, điều hành kiểm soát thủ tục hành chính",
            "Kiểm soát quy định về thủ tục hành chính",
            "Kiểm soát việc thực hiện thủ tục hành chính",
            "Rà soát, đánh giá thủ tục hành chính",
            "Tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính",
            "Nội dung khác về kiểm soát thủ tục hành chính",
        ),
        start=1,
    )
)
