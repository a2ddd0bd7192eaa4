"""What stands on the page of a round: the next step, the team, the results of the sheet, the steps with their papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tthc.core.inspections.queries import finding_lines, minutes, rounds, visits
from tthc.core.inspections.rules import MARKS, MEMBER_ROLES, Mark
from tthc.core.inspections.rules.rounds import STEPS, Standing, Step, next_step
from tthc.core.inspections.rules.visits import told
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day
from tthc.web.document_buttons import ROW
from tthc.web.guards import actor, today
from tthc.web.lines import Link

MARK_BADGES = {Mark.PASS: "done", Mark.FAIL: "late", Mark.NOT_APPLICABLE: "idle"}
REGISTER = "dot-kiem-tra"
HINTS = {
    Step.TEAM: "Thêm Trưởng đoàn, Thư ký và các thành viên.",
    Step.CHECKLIST: "Chọn toàn phần hoặc một phần nội dung của kế hoạch.",
    Step.NOTICE: "Thông báo để đơn vị được kiểm tra chuẩn bị báo cáo.",
    Step.REPORT: "Chờ đơn vị được kiểm tra gửi báo cáo.",
    Step.SHEET: "Ghi kết quả từng nội dung trong phiếu.",
    Step.MINUTES: "Lập biên bản từ phiếu; hai bên ký.",
    Step.CONCLUSION: "Nhập số, ngày, nội dung thông báo kết luận.",
}
# Step -> endpoint of its page, and the right of who goes there.
PAGES = {
    Step.TEAM: ("inspection.team", Can.INSPECTION_PLAN),
    Step.CHECKLIST: ("inspection.checklist", Can.INSPECTION_PLAN),
    Step.NOTICE: ("inspection.notice", Can.INSPECTION_PLAN),
    Step.SHEET: ("inspection.sheet", Can.INSPECTION_RUN),
    Step.MINUTES: ("inspection.minutes", Can.INSPECTION_RUN),
    Step.CONCLUSION: ("inspection.conclusion", Can.INSPECTION_RUN),
}


@dataclass(frozen=True)
class StepLine:
    """One step of a round: what it has come to, the page where it is done, the paper that is printed of it."""

    title: str
    badge: Badge | None
    words: str
    link: Link | None = None
    papers: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ResultLine:
    """A line of the checklist as anybody of the agency reads it."""

    code: str
    text: str
    badge: Badge | None
    note: str
    photos: int


@dataclass(frozen=True)
class Panel:
    """Everything `inspection/_round_panel.html` shows."""

    body: str
    next: Link | None
    waiting: str
    hint: str
    team: tuple[tuple[str, str, str], ...]
    team_href: str | None
    results: tuple[tuple[str, tuple[ResultLine, ...]], ...]
    total: int
    checklist_href: str | None
    clashes: tuple[str, ...]
    findings: tuple[Any, ...]
    finding_href: str | None
    steps: tuple[StepLine, ...]
    safe_href: str | None
    cancel_href: str | None


def round_panel(row: Any, year: int) -> Panel:
    """The panel of a row; a constant number of queries."""
    session, who = db.session(), actor()
    members, items = rounds.team(session, row.id), rounds.items(session, row.id)
    thing = rounds.scope(session, row)
    plans, runs = may(who, Can.INSPECTION_PLAN, row) and _is_open(row), may(who, Can.INSPECTION_RUN, thing) and not row.body
    at = Standing(any(one.role == "head" for one in members), len(items), sum(one.mark is None for one in items))
    step = next_step(row, at, today())
    photos = rounds.item_files(session, row.id)
    found = finding_lines.findings_of(session, row.id, today())
    signed = minutes.signatures(session, row.id)
    return Panel(
        body=row.body,
        next=step_link(row, year, step) if _may_step(step, plans=plans, runs=runs) else None,
        # What the head of the page offers already is not offered twice.
        waiting="" if may(who, Can.INSPECTION_PLAN, row) and quick_act(row, year) == step_link(row, year, step) else STEPS[step],
        hint=HINTS.get(step, ""),
        team=tuple((one.name, one.title, MEMBER_ROLES[one.role]) for one in members),
        team_href=_href("inspection.team", row, year) if plans and not row.minutes_on else None,
        results=_results(items, photos),
        total=len(items),
        checklist_href=_href("inspection.checklist", row, year) if plans and not row.minutes_on else None,
        clashes=_clashes(row),
        findings=tuple(found),
        finding_href=_href("inspection.finding_add", row, year) if runs and not row.cancelled_on else None,
        steps=_steps(row, year, items, signed, plans=plans, runs=runs, is_ready=at.has_head and bool(items)),
        safe_href=url_for("inspection.safe_past", year=year, round_id=row.id) if row.safe_hash else None,
        cancel_href=_href("inspection.cancel", row, year) if plans and not row.minutes_on and not _is_own(row) else None,
    )


def step_link(row: Any, year: int, step: Step) -> Link | None:
    """The page on which a step is done."""
    return Link(STEPS[step], url_for(PAGES[step][0], year=year, round_id=row.id)) if step in PAGES else None


def quick_act(row: Any, year: int) -> Link | None:
    """The step that the dates of a row ask for, for lists: nothing else is asked of the database."""
    if row.body or row.cancelled_on or row.concluded_on or row.starts_on > today():
        return None
    if row.minutes_on:
        return step_link(row, year, Step.CONCLUSION)
    return step_link(row, year, Step.SHEET)


def row_href(row: Any, year: int) -> str:
    """The page of the round."""
    return url_for("inspection.row", year=year, register=REGISTER, row_id=row.id)


def _is_own(row: Any) -> bool:
    """Whether the person works in the inspected unit; such a one calls nothing off."""
    return row.object_id in actor().units | actor().desks


def _href(endpoint: str, row: Any, year: int) -> str:
    return url_for(endpoint, year=year, round_id=row.id)


def _is_open(row: Any) -> bool:
    return not (row.cancelled_on or row.concluded_on or row.body)


def _may_step(step: Step, *, plans: bool, runs: bool) -> bool:
    return step in PAGES and (plans if PAGES[step][1] is Can.INSPECTION_PLAN else runs)


def _results(items: Any, photos: Any) -> tuple[tuple[str, tuple[ResultLine, ...]], ...]:
    groups: dict[str, list[ResultLine]] = {}
    for one in items:
        badge = Badge(MARKS[one.mark], MARK_BADGES[Mark(one.mark)]) if one.mark else None
        shown = sum(not kept.is_answer for kept in photos.get(one.id, ()))
        groups.setdefault(one.above, []).append(ResultLine(one.code, one.text, badge, one.note, shown))
    return tuple((above, tuple(lines)) for above, lines in groups.items())


def _clashes(row: Any) -> tuple[str, ...]:
    if row.cancelled_on or row.concluded_on:
        return ()
    found = visits.clashes_of(db.session(), row.agency_id, row.starts_on.year)
    pairs = [(one.first, one.second) for one in found if row.id in (one.first.round_id, one.second.round_id)]
    return tuple(told(second if first.round_id == row.id else first) for first, second in pairs)


def _steps(row: Any, year: int, items: Any, signed: Any, *, plans: bool, runs: bool, is_ready: bool) -> tuple[StepLine, ...]:
    """The steps that this form of inspection has, in their order."""
    if row.body:
        return ()
    lines = [_decided(row, year, plans=plans)]
    if rounds.announced(row.form):
        lines += [_notified(row, year, plans=plans, is_ready=is_ready), _answered(row)]
    begun = row.starts_on <= today()
    lines.append(_sheet(row, year, items, runs=runs and begun))
    if row.minutes_on or begun:
        lines.append(_minutes(row, year, signed, runs=runs))
    return (*lines, _concluded(row, year, runs=runs and begun))


def _paper(row: Any, year: int, kind: str, title: str) -> Link:
    return Link(title, url_for("inspection.document_ask", year=year, register=REGISTER, kind=kind, **{ROW: row.id}))


def _done(on: Any) -> Badge | None:
    return Badge(day(on), "done") if on else None


def _decided(row: Any, year: int, *, plans: bool) -> StepLine:
    said = f"Số {row.decision_number}" if row.decision_number else "Chưa ghi số quyết định."
    papers = (_paper(row, year, "quyet-dinh", "In quyết định"),) if plans else ()
    return StepLine("Quyết định thành lập đoàn", _done(row.decided_on), said, None, papers)


def _notified(row: Any, year: int, *, plans: bool, is_ready: bool) -> StepLine:
    link = step_link(row, year, Step.NOTICE) if plans and is_ready and not row.minutes_on and row.starts_on > today() else None
    papers = (_paper(row, year, "thong-bao", "In thông báo, đề cương"),) if row.notified_on else ()
    return StepLine("Thông báo lịch kiểm tra", _done(row.notified_on), "" if row.notified_on else "Chưa thông báo.", link, papers)


def _answered(row: Any) -> StepLine:
    due, on = row.report_due_on, row.answered_on
    said = f"Hạn {day(due)}." if due else ""
    if due and on and on > due:
        return StepLine("Báo cáo của đơn vị", Badge(f"{day(on)}, trễ {(on - due).days} ngày", "late"), said)
    if due and not on and due < today():
        return StepLine("Báo cáo của đơn vị", Badge(f"Quá hạn {(today() - due).days} ngày", "late"), said)
    return StepLine("Báo cáo của đơn vị", _done(on), said or "Yêu cầu khi thông báo lịch.")


def _sheet(row: Any, year: int, items: Any, *, runs: bool) -> StepLine:
    marked = sum(one.mark is not None for one in items)
    badge = Badge("Đã ghi đủ", "done") if items and marked == len(items) else None
    link = Link("Mở phiếu", url_for("inspection.sheet", year=year, round_id=row.id)) if runs and items else None
    return StepLine("Phiếu kiểm tra tại chỗ", badge, f"Đã ghi {marked}/{len(items)} nội dung.", link)


def _minutes(row: Any, year: int, signed: Any, *, runs: bool) -> StepLine:
    names = ", ".join(one.name for one in signed)
    link = Link("Mở biên bản", url_for("inspection.minutes", year=year, round_id=row.id)) if runs else None
    papers = (_paper(row, year, "bien-ban", "In biên bản"),) if row.minutes_on or signed else ()
    said = f"Đã ký: {names}." if names else "Chưa ký."
    return StepLine("Biên bản", _done(row.minutes_on), said, link, papers)


def _concluded(row: Any, year: int, *, runs: bool) -> StepLine:
    if row.concluded_on:
        papers = (_paper(row, year, "ket-luan", "In thông báo kết luận"),)
        return StepLine("Kết luận", _done(row.concluded_on), f"Số {row.conclusion_number}", None, papers)
    due = f"Hạn {day(row.conclusion_due_on)}." if row.conclusion_due_on else ""
    return StepLine("Kết luận", None, due, step_link(row, year, Step.CONCLUSION) if runs and row.minutes_on else None)


__all__ = ["PAGES", "REGISTER", "Panel", "quick_act", "round_panel", "row_href", "step_link"]
