"""The register of rounds: its book, and what follows when a round is entered, edited, read from a sheet or removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.inspections.actions.holding import hold_rounds, refuse_own
from tthc.core.inspections.models import InspectionFinding, InspectionMember, InspectionMinutes, InspectionRound
from tthc.core.inspections.queries import people as people_queries
from tthc.core.inspections.queries import printing, rounds, visits, year_papers
from tthc.core.inspections.rules import FORMS
from tthc.core.inspections.rules import visits as visit_rules
from tthc.core.inspections.rules.round_columns import COLUMNS, complete, doubts, faults
from tthc.core.inspections.rules.rounds import badge
from tthc.core.registers.queries import told
from tthc.core.registers.queries.book import Book, Document, View
from tthc.core.registers.rules import Lookups
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day

R = InspectionRound


def settle(session: Session, actor: Actor, rows: Sequence[InspectionRound], *, today: date, now: datetime) -> None:  # noqa: ARG001 - as every book
    """Say when each conclusion is due; refuse a change that its team or its signed minutes no longer fit."""
    for row in rows:
        ensure(actor, Can.INSPECTION_PLAN, row)
        if row.removed_at is not None and row.notified_on is not None:
            refuse_own(session, actor, row)
    follow(session, rows)


def follow(session: Session, rows: Sequence[InspectionRound]) -> None:
    """The same for an action that has asked."""
    kept = [row for row in rows if row.removed_at is None]
    _ensure_removable(session, [row for row in rows if row.removed_at is not None])
    if not kept:
        return
    _ensure_team_fits(session, kept)
    _ensure_minutes_fit(session, kept)
    names = rounds.names_of(session, {row.object_id for row in kept})
    calendar = rounds.calendar(session, [row.ends_on for row in kept])
    terms = {agency_id: rounds.terms(session, agency_id) for agency_id in {row.agency_id for row in kept}}
    for row in kept:
        row.object_name = names.get(row.object_id, "")
        row.folded = told.folded(ROUNDS, row)
        row.conclusion_due_on = None if row.body else calendar.add(row.ends_on, terms[row.agency_id].conclusion_days)
    session.flush()


def _ensure_removable(session: Session, rows: Sequence[InspectionRound]) -> None:
    if any(row.minutes_on for row in rows):
        raise WrongState("Biên bản của đợt kiểm tra đã được hai bên ký nên không xóa được.")
    finding, ids = InspectionFinding, [row.id for row in rows]
    found = select(finding.id).where(finding.round_id.in_(ids), finding.removed_at.is_(None)).limit(1)
    if ids and session.scalar(found) is not None:
        raise WrongState("Đợt kiểm tra đã có kiến nghị nên không xóa được. Xóa các kiến nghị trước, hoặc hủy đợt và nêu lý do.")


def _ensure_team_fits(session: Session, rows: Sequence[InspectionRound]) -> None:
    members = select(InspectionMember).where(InspectionMember.round_id.in_([row.id for row in rows]))
    teams: dict[int, list[InspectionMember]] = {}
    for member in session.scalars(members):
        teams.setdefault(member.round_id, []).append(member)
    for row in rows:
        if row.id not in teams:
            continue
        inside = people_queries.insiders(session, row.object_id, row.starts_on, row.ends_on)
        for member in teams[row.id]:
            if member.person_id in inside:
                said = f"{member.name} trong đoàn kiểm tra làm việc tại đơn vị được kiểm tra."
                raise BadInput("Chưa lưu được.", {"object_id": f"{said} Thay người trong đoàn trước khi đổi đơn vị hoặc ngày."})


def _ensure_minutes_fit(session: Session, rows: Sequence[InspectionRound]) -> None:
    signed = [row for row in rows if row.minutes_on]
    found = select(InspectionMinutes).where(InspectionMinutes.round_id.in_([row.id for row in signed]))
    contents = {one.round_id: one.content for one in session.scalars(found)} if signed else {}
    for row in signed:
        said = contents.get(row.id)
        if said and (said["object_id"], said["starts_on"]) != (row.object_id, row.starts_on.isoformat()):
            fault = "Biên bản đã được hai bên ký với đơn vị và ngày khác. Đơn vị và ngày bắt đầu không đổi được nữa."
            raise BadInput("Chưa lưu được.", {"object_id": fault})


def _look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    return {**rounds.look_up(session, agency_id), visit_rules.TEAMS: visits.Teams(session, agency_id)}


def _warn(values: Mapping[str, Any], known: Lookups) -> Mapping[str, str]:
    return {**visit_rules.warn_of_teams(values, known), **doubts(values, known)}


def _describe(row: InspectionRound) -> str:
    concluded = f", kết luận số {row.conclusion_number}" if row.conclusion_number else ""
    days = f"ngày {day(row.starts_on)}"
    if row.ends_on != row.starts_on:
        days = f"từ {day(row.starts_on)} đến {day(row.ends_on)}"
    return f"{row.object_name}: kiểm tra {FORMS[row.form].lower()} {days}{concluded}"


ROUNDS = Book(
    name="inspection_round",
    title="Sổ đợt kiểm tra",
    row_words="đợt kiểm tra",
    section=Section.INSPECTION,
    model=InspectionRound,
    columns=COLUMNS,
    key=("object_id", "starts_on", "form", "body"),
    of_year=rounds.of_year,
    order=rounds.order,
    describe=_describe,
    views=(
        View("du-kien", "Dự kiến", lambda today: rounds.is_open() & (R.starts_on > today) & R.notified_on.is_(None)),
        View("da-thong-bao", "Đã thông báo", lambda today: rounds.is_open() & (R.starts_on > today) & R.notified_on.is_not(None)),
        View("dang-kiem-tra", "Đang kiểm tra", rounds.is_running),
        View("cho-ket-luan", "Chờ kết luận", rounds.is_waiting),
        View("qua-han", "Quá hạn kết luận", rounds.is_late),
        View("da-ket-luan", "Đã kết luận", lambda _: R.concluded_on.is_not(None)),
        View("da-huy", "Đã hủy", lambda _: R.cancelled_on.is_not(None) & R.concluded_on.is_(None)),
    ),
    check=faults,
    complete=complete,
    look_up=_look_up,
    warn=_warn,
    settle=settle,
    hold=hold_rounds,
    badge=badge,
    documents=(
        Document("quyet-dinh", "Quyết định thành lập đoàn", "report", printing.decision, "panel", printing.DECISION, 1),
        Document("thong-bao", "Thông báo lịch, đề cương báo cáo", "report", printing.notice, "panel", printing.NOTICE, 1),
        Document("bien-ban", "Biên bản kiểm tra", "inspection_minutes", printing.minutes, "panel", (), 1),
        Document("ket-luan", "Thông báo kết luận", "report", printing.conclusion, "panel", printing.CONCLUSION, 1),
        Document("bao-cao-nam", "Báo cáo kết quả kiểm tra năm", "report", year_papers.results, "list", year_papers.RESULTS),
        Document("ket-luan-nam", "Thông báo kết luận năm", "report", year_papers.conclusion, "list", year_papers.CONCLUSIONS),
    ),
    write=Can.INSPECTION_PLAN,
    read=Can.INSPECTION_READ,
    searched=("object_name", "body", "content", "decision_number", "conclusion_number", "conclusion"),
)
