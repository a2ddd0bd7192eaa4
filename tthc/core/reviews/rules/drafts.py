"""The register of drafts that may hold procedures, and the proper answer of a quarter without any (Decree 63/2010, articles 10 and 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from tthc.core.calendar.rules import Schedule, periods
from tthc.core.registers.rules import UNIT, Column, Kind, Lookups
from tthc.core.tasks.rules import Badge
from tthc.kernel.vietnamese import day, number

KNOWN = "drafts"  # in Lookups.known: `Known`
_QUARTERS = ("I", "II", "III", "IV")


class DraftKind(StrEnum):
    """What is drafted; a quarter in which nothing was is a row too."""

    DECISION = "decision"
    RESOLUTION = "resolution"
    OTHER = "other"
    NONE = "none"


class Outcome(StrEnum):
    """What became of a draft."""

    DRAFTING = "drafting"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


KINDS: Mapping[str, str] = {
    DraftKind.DECISION: "Quyết định của Ủy ban nhân dân",
    DraftKind.RESOLUTION: "Nghị quyết của Hội đồng nhân dân",
    DraftKind.OTHER: "Văn bản khác",
    DraftKind.NONE: "Không phát sinh trong quý",
}
OUTCOMES: Mapping[str, str] = {
    Outcome.DRAFTING: "Đang soạn thảo",
    Outcome.ISSUED: "Đã ban hành",
    Outcome.WITHDRAWN: "Dừng, rút dự thảo",
}
COLUMNS: tuple[Column, ...] = (
    Column("title", "Tên dự thảo", spellings=("dự thảo", "tên văn bản", "trích yếu"), hint="Để trống khi ghi quý không phát sinh."),
    Column("kind", "Loại văn bản", Kind.CHOICE, is_required=True, choices=KINDS, is_filter=True),
    Column("drafted_on", "Ngày đưa vào sổ", Kind.DAY, is_required=True, spellings=("ngày", "ngày gửi lấy ý kiến")),
    UNIT,
    Column("drafter", "Đơn vị soạn thảo", longest=300, is_listed=False, spellings=("cơ quan soạn thảo",)),
    Column("has_procedures", "Có quy định thủ tục", Kind.FLAG, is_filter=True, spellings=("có tthc",)),
    Column("is_assessed", "Đã đánh giá tác động", Kind.FLAG, is_filter=True, spellings=("đánh giá tác động",)),
    Column("assessed_on", "Ngày đánh giá tác động", Kind.DAY, is_listed=False),
    Column("opinion_number", "Số văn bản cho ý kiến", longest=120, is_listed=False, spellings=("ý kiến của cơ quan kiểm soát",)),
    Column("opinion_on", "Ngày cho ý kiến", Kind.DAY, is_listed=False),
    Column("opinion", "Nội dung ý kiến", Kind.LONG, longest=5000, is_listed=False),
    Column("outcome", "Kết quả", Kind.CHOICE, choices=OUTCOMES, is_filter=True),
)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A stretch between two closings of figures; the fourth ends with the year."""

    code: str
    title: str
    start: date
    end: date


@dataclass(frozen=True)
class Known:
    """What the check of a row asks of the others: days of quarters without drafts, days of drafts with procedures."""

    schedule: Schedule
    nothing_on: tuple[date, ...] = ()
    drafted_on: tuple[date, ...] = ()


class Drafted(Protocol):
    """What the standing is told by."""

    kind: str
    has_procedures: bool | None
    is_assessed: bool | None
    outcome: str


def quarters(year: int, schedule: Schedule) -> tuple[Quarter, ...]:
    """The four quarters of a reporting year."""
    *three, whole = periods(year, schedule)
    found = [(one.start, one.end) for one in three] + [(three[-1].end + timedelta(days=1), whole.end)]
    return tuple(
        Quarter(f"q{place}", f"quý {_QUARTERS[place - 1]} năm {year}", start, end) for place, (start, end) in enumerate(found, start=1)
    )


def quarter_of(on: date, schedule: Schedule) -> Quarter:
    """The quarter of a day."""
    return next(one for year in (on.year, on.year + 1) for one in quarters(year, schedule) if one.start <= on <= one.end)


def nothing_words(quarter: Quarter) -> str:
    """The row of a quarter without drafts, in words."""
    return f"Không phát sinh dự thảo có quy định thủ tục hành chính trong {quarter.title}"


def completed(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """A day of assessment or an opinion says that the draft was assessed; a quarter without drafts has nothing else to say."""
    if values.get("kind") == DraftKind.NONE:
        return {**values, "has_procedures": None, "is_assessed": None, "outcome": ""}
    return {**values, "is_assessed": True} if values.get("assessed_on") and values.get("is_assessed") is None else values


def faults(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """What is wrong with values that were each read well."""
    on, known = values["drafted_on"], lookups.known.get(KNOWN) or Known(Schedule())
    quarter = quarter_of(on, known.schedule)
    if on > lookups.today:
        return {"drafted_on": f"Ngày {day(on)} chưa đến. Ghi sổ sau khi có dự thảo."}
    if values["kind"] == DraftKind.NONE:
        drafts = [one for one in known.drafted_on if quarter.start <= one <= quarter.end]
        if drafts:
            told = f"Sổ có {number(len(drafts))} dự thảo có quy định thủ tục trong {quarter.title}"
            return {"kind": f"{told} nên không ghi “Không phát sinh” được."}
        return {}
    found = _draft_faults(values)
    if values.get("has_procedures") and any(quarter.start <= one <= quarter.end for one in known.nothing_on):
        told = f"Sổ đã ghi {quarter.title} không phát sinh"
        found["drafted_on"] = f"{told}. Xóa dòng đó trước, hoặc kiểm tra lại ngày."
    return found


def _draft_faults(values: Mapping[str, Any]) -> dict[str, str]:
    found = dict[str, str]()
    if not values.get("title"):
        found["title"] = "Thiếu tên dự thảo. Ghi tên dự thảo."
    if values.get("has_procedures") is None:
        found["has_procedures"] = "Ghi dự thảo có quy định thủ tục hành chính hay không."
    if values.get("is_assessed") and not values.get("has_procedures"):
        found["is_assessed"] = "Dự thảo không quy định thủ tục thì không đánh giá tác động. Sửa một trong hai cột."
    if values.get("is_assessed") is False and values.get("assessed_on"):
        found["assessed_on"] = "Đã ghi chưa đánh giá tác động nên không có ngày đánh giá. Sửa một trong hai cột."
    if bool(values.get("opinion_number")) != bool(values.get("opinion_on")):
        missing = "opinion_on" if values.get("opinion_number") else "opinion_number"
        found[missing] = "Văn bản cho ý kiến cần cả số và ngày. Ghi đủ hoặc để trống cả hai."
    for name in ("assessed_on", "opinion_on"):
        if values.get(name) and values[name] < values["drafted_on"]:
            found[name] = f"Ngày {day(values[name])} trước ngày đưa vào sổ {day(values['drafted_on'])}. Sửa lại ngày."
    return found


def badge(row: Drafted, _today: date) -> Badge:
    """How a draft stands."""
    if row.kind == DraftKind.NONE:
        return Badge("Không phát sinh", "idle")
    if not row.has_procedures:
        return Badge("Không quy định thủ tục", "idle")
    if row.is_assessed:
        return Badge("Đã đánh giá tác động", "done")
    is_late = row.outcome == Outcome.ISSUED
    return Badge("Ban hành khi chưa đánh giá" if is_late else "Chưa đánh giá tác động", "late" if is_late else "waiting")
