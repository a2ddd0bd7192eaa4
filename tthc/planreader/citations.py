"""The legal bases: documents cited before the first part, not those named inside the title of another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tthc.planreader.draft import LegalBasis
from tthc.planreader.wording import CAPITALS, bare, low

_KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết liên tịch|Nghị quyết|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Kế hoạch|Công văn"
    "|Chương trình|Đề án|Văn bản|Tờ trình"
    "|Hướng dẫn|Thông báo|Kết luận|Công điện|Quy định|Hiến pháp"
)
_SYMBOL = r"\d+[A-Za-z]?\s?(?:/\d{4})?\s?[/-]\s?[A-ZĐƯ][A-Za-zĐđƯư0-9]*(?:[-/.][A-Za-zĐđƯư0-9]+)*"
_KIND = re.compile(rf"(?:{_KINDS})(?!\w)")
_NUMBERED = re.compile(rf"\s(?:số\s*:?\s*)?(?P<number>{_SYMBOL})")
# "số 1 ngày …, số 2 ngày …": the kind is said once.
_NEXT_NUMBER = re.compile(r"\s*(?:ngày\s[\d\s/.-]+(?:tháng \d+ năm \d{4})?)?\s*(?:,|và)")
# "Thực hiện chỉ đạo của … tại Công văn số …": the document that gives the order.
_ORDERS = ("Tờ trình", "Công điện", "Công văn", "Thông báo", "Kết luận", "Chỉ thị", "Văn bản")
_BULLET = re.compile(r"^[-+\s]+")
_NAMED = re.compile(rf"(?P<kind>{_KINDS})\s+(?P<name>[^;:]{{4,200}})")
_DAY = re.compile(r"\s*,?\s*(?:ký )?ngày\s*(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})")
_DAY_INSIDE = re.compile(r"\s*ngày\s*(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})")
_ITEM_START = re.compile(
    r"(?:^|^\s*(?:và )?(?:căn cứ|thực hiện|theo|trên cơ sở)(?: vào)?|[;,]|(?<=\s)và|\bCăn cứ|"
    r"\bThực hiện|\bTheo|\bThi hành|\bTriển khai|\bTrên cơ sở)\s*(?:(?:các|vào)\s)?\s*$"
)
_OPENING = re.compile(
    r"^[-+\s]*(?:Căn cứ|Thực hiện|Theo|Thi hành|Triển khai thực hiện|Triển khai|Trên cơ sở)\s+(?:các\s|vào\s)?", re.IGNORECASE
)
_OWN_PLAN = re.compile(r"(?:ban hành|xây dựng|lập)\s+$")


def legal_bases(paragraphs: Iterable[str]) -> tuple[LegalBasis, ...]:
    """The bases in the order cited, each once."""
    found: dict[str, LegalBasis] = {}
    for paragraph in paragraphs:
        for basis in _in_paragraph(paragraph):
            found.setdefault(basis.number or low(basis.title or ""), basis)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Cited:
    """A number with the kind of document before it."""

    kind: str
    name: str
    number: str
    start: int
    end: int


def _cited(part: str) -> list[_Cited]:
    kinds = list(_KIND.finditer(part))
    found: list[_Cited] = []
    for match in _NUMBERED.finditer(part):
        before = [kind for kind in kinds if kind.end() <= match.start() + 1]
        if before:
            kind = before[-1]
            name, start = part[kind.end() : match.start()].strip(), kind.start()
            if name.endswith(":"):
                name = ""
            elif found and _NEXT_NUMBER.fullmatch(part[found[-1].end : match.start()]):
                name, start = "", match.start()
            found.append(_Cited(kind.group(), name, match["number"], start, match.end()))
    return found


def _in_paragraph(paragraph: str) -> list[LegalBasis]:
    bases: list[LegalBasis] = []
    for written in _parts(_BULLET.sub("", paragraph)):
        # "các Quyết định: số 1 …; số 2 …": the kind is said once for all.
        bare_number = re.match(rf"\s*(?:và\s+)?số\s+{_SYMBOL}", written)
        part = f"{bases[-1].kind} {written.strip().removeprefix('và').strip()}" if bare_number and bases else written
        numbered = [one for one in _cited(part) if _is_cited_itself(part, one)]
        bases += [_numbered(part, one) for one in numbered]
        if not numbered and (unnumbered := _unnumbered(part)):
            bases.append(unnumbered)
    return bases


def _parts(paragraph: str) -> list[str]:
    if _OPENING.match(paragraph) or re.match(rf"[-+\s]*(?:{_KINDS})\s", paragraph):
        return paragraph.split(";")
    return [part for part in paragraph.split(";") if any(not part[: one.start].strip() for one in _cited(part))]


def _is_cited_itself(part: str, one: _Cited) -> bool:
    """At the head of the list item, after a comma or "và"; "của Nghị định …" is inside another title."""
    is_plain = one.kind in ("Luật", "Bộ luật", "Pháp lệnh") or not one.name
    if one.kind in _ORDERS and low(part[: one.start]).rstrip().endswith("tại"):
        return bool(_OPENING.match(part.strip())) or one.kind == "Tờ trình"
    return is_plain and bool(_ITEM_START.search(part[: one.start]))


def _numbered(part: str, one: _Cited) -> LegalBasis:
    title = f"{one.kind} {bare(one.name)}" if bare(one.name) else None
    return LegalBasis(one.kind, re.sub(r"\s", "", one.number), _iso(_DAY.match(part[one.end :])), title)


def _unnumbered(part: str) -> LegalBasis | None:
    text = _OPENING.sub("", part.strip())
    match = _NAMED.match(text)
    if not match or re.search(r"\d+/", match["name"].split("ngày")[0]):
        return None
    day = _DAY_INSIDE.search(match["name"])
    name = match["name"][: day.start()] if day else re.split(rf",\s+(?=[{CAPITALS}])", match["name"])[0]
    return LegalBasis(match["kind"], None, _iso(day), f"{match['kind']} {bare(name)}")


def _iso(match: re.Match[str] | None) -> str | None:
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat() if match else None
    except ValueError:
        return None
