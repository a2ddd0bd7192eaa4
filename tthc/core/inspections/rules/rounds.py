"""How far a round is, from its dates: the badge, what comes next, and what may still be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tthc.core.inspections.rules import Form
from tthc.core.tasks.rules import Badge
from tthc.kernel.errors import Conflict, WrongState
from tthc.kernel.vietnamese import day
from tthc.kernel.working_days import WorkingDays

SOON = 3  # days before a conclusion is due


@dataclass(frozen=True, slots=True)
class Terms:
    """Working days; the defaults of the program until an agency says its own (no known text settles them)."""

    notice_days: int = 5
    report_days: int = 2
    conclusion_days: int = 15


@dataclass(frozen=True, slots=True)
class RoundScope:
    """A round as rights see it: who is on its team, and (unit_id) whom it inspects."""

    agency_id: int
    unit_id: int
    team: frozenset[int]
    below: frozenset[int] = frozenset()  # the units below it, whose people do not judge it either


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a round has come by its own steps, and whether who changes its row works in the inspected unit."""

    items: int
    marked: int
    has_findings: bool
    is_own: bool


class Step(StrEnum):
    """What a round waits for."""

    TEAM = "team"
    CHECKLIST = "checklist"
    NOTICE = "notice"
    REPORT = "report"
    SHEET = "sheet"
    MINUTES = "minutes"
    CONCLUSION = "conclusion"
    NOTHING = "nothing"


STEPS = {
    Step.TEAM: "Lập đoàn kiểm tra",
    Step.CHECKLIST: "Chọn nội dung kiểm tra",
    Step.NOTICE: "Thông báo lịch kiểm tra",
    Step.REPORT: "Chờ đơn vị gửi báo cáo",
    Step.SHEET: "Ghi phiếu kiểm tra",
    Step.MINUTES: "Lập, ký biên bản",
    Step.CONCLUSION: "Thông báo kết luận",
    Step.NOTHING: "",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the next step is read from, besides the row's own dates."""

    has_head: bool
    items: int
    unmarked: int


def badge(row: Any, today: date) -> Badge:
    """How a round stands on this day."""
    if row.cancelled_on:
        return Badge("Đã hủy", "idle")
    if row.concluded_on:
        return Badge("Đã kết luận", "done")
    if row.starts_on > today:
        return Badge("Đã thông báo", "waiting") if row.notified_on else Badge("Dự kiến", "idle")
    if row.ends_on >= today:
        return Badge("Đang kiểm tra", "doing")
    due = row.conclusion_due_on
    if due is None or due >= today:
        return Badge("Chờ kết luận", "soon" if due and (due - today).days <= SOON else "waiting")
    return Badge(f"Quá hạn kết luận {(today - due).days} ngày", "late")


def next_step(row: Any, at: Standing, today: date) -> Step:
    """The one thing that comes next; nothing for what others inspect, what is over and what was called off."""
    if row.cancelled_on or row.concluded_on or row.body:
        return Step.NOTHING
    if not at.has_head or not at.items:
        return Step.CHECKLIST if at.has_head else Step.TEAM
    if row.form == Form.PLANNED and row.starts_on > today and not (row.notified_on and row.answered_on):
        return Step.REPORT if row.notified_on else Step.NOTICE
    if at.unmarked and not row.minutes_on:
        return Step.SHEET
    return Step.CONCLUSION if row.minutes_on or row.form == Form.ONLINE else Step.MINUTES


def ensure_open(row: Any, *, signed: bool = True) -> None:
    """A round of this agency that is neither over nor called off; with `signed`, its minutes are not signed by both sides yet."""
    if row.removed_at is not None:
        raise WrongState("Đợt kiểm tra này đã bị xóa khỏi sổ. Tải lại trang.")
    if row.cancelled_on:
        raise WrongState(f"Đợt kiểm tra đã hủy ngày {day(row.cancelled_on)} nên không thay đổi được nữa.")
    if row.concluded_on:
        raise WrongState(f"Đợt kiểm tra đã kết luận ngày {day(row.concluded_on)} nên không thay đổi được nữa.")
    if row.body:
        raise WrongState(f"Đợt này do {row.body} kiểm tra; tại đây chỉ ghi kết luận và kiến nghị.")
    if signed and row.minutes_on:
        raise WrongState(f"Biên bản đã được hai bên ký ngày {day(row.minutes_on)} nên phiếu, đoàn và nội dung kiểm tra đã khóa.")


def has_begun(row: Any, today: date) -> bool:
    """Marks are given on the days of the round and after them, never before."""
    return bool(row.starts_on <= today)


def check_version(row: Any, version: int | None) -> None:
    """Refuse what was decided on a page that no longer holds."""
    if version is not None and version != row.version:
        raise Conflict("Đợt kiểm tra vừa được người khác cập nhật. Tải lại trang trước khi thực hiện.", {}, {})


def proposed_days(row: Any, terms: Terms, calendar: WorkingDays, today: date) -> tuple[date, date]:
    """The last day for the notice, and until when the report is asked for: never before today."""
    last = calendar.add(row.starts_on, -terms.notice_days) if terms.notice_days else row.starts_on
    report = calendar.add(row.starts_on, -terms.report_days) if terms.report_days else row.starts_on
    return last, min(max(report, today), row.starts_on)


def held(row: Any, values: Mapping[str, Any], at: Reached) -> dict[str, str]:
    """Column → why the register cannot change it so: what was written stays with its unit, and no step is passed by."""
    new = {name: values.get(name, getattr(row, name)) for name in ("form", "object_id", "body", "concluded_on")}
    has_work = bool(at.marked or at.has_findings or row.answered_on or row.minutes_on)
    found = {}
    if new["object_id"] != row.object_id and has_work:
        found["object_id"] = "Đợt kiểm tra đã có kết quả, báo cáo hoặc kiến nghị của đơn vị này nên không đổi đơn vị được."
    if bool(new["body"]) != bool(row.body) and (at.items or (at.has_findings and at.is_own)):
        found["body"] = "Đợt kiểm tra đã có phiếu hoặc kiến nghị nên không chuyển được giữa cơ quan tự kiểm tra và cơ quan khác kiểm tra."
    if new["form"] != row.form and (row.safe_hash or at.marked or row.minutes_on):
        found["form"] = "Hình thức kiểm tra không đổi được khi đã ghi phiếu hoặc đã công bố kiểm tra đột xuất."
    return found | _held_conclusion(row, new["concluded_on"], at)


def _held_conclusion(row: Any, concluded_on: date | None, at: Reached) -> dict[str, str]:
    """A round with a sheet is concluded by its own step; a number or a day that was typed wrong is still put right."""
    if not at.items or row.body or (concluded_on is None) is (row.concluded_on is None):
        return {}
    if concluded_on is None:
        return {"concluded_on": "Đợt kiểm tra đã kết luận nên không mở lại được. Sửa số, ngày, nội dung kết luận nếu nhập nhầm."}
    if at.marked < at.items or (row.form != Form.ONLINE and not row.minutes_on):
        return {"concluded_on": "Đợt kiểm tra có phiếu: ghi đủ phiếu, ký biên bản, rồi kết luận tại bước Thông báo kết luận."}
    return {}
