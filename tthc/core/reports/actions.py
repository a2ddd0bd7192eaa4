"""Draft a report from the work of its period, word it, submit it as a frozen edition, send it back, approve it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tthc.core.audit import actions as audit
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.reports.models import Edition, Report
from tthc.core.reports.queries import facts
from tthc.core.reports.rules import EDITABLE, WORDING, ReportKind, ReportPeriod, ReportState, figures, prose
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.clock import VIETNAM
from tthc.kernel.document import Content, fingerprint
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section
from tthc.kernel.text import nfc
from tthc.kernel.vietnamese import day

_LONGEST_WORDING = 4000


def draft(session: Session, actor: Actor, agency_id: int, year: int, period: ReportPeriod, *, today: date, now: datetime) -> Report:
    """Fill the period's report from the work, in one go; again: refresh the figures, keep a person's words, say what changed."""
    found = _find(session, agency_id, year, ReportKind.PERIOD, Report.period == period)
    report = found or Report(agency_id=agency_id, year=year, period=period, kind=ReportKind.PERIOD, wording={}, state=ReportState.DRAFT)
    ensure(actor, Can.REPORT_DRAFT, report)
    _ensure_editable(report)
    before = dict(report.content) if found else None
    report.as_of, report.drafted_by_id, report.drafted_at = today, actor.person_id, now
    _fill(session, report, actor.name, before)
    if found is None:
        report.changes = []
        session.add(report)
    session.flush()
    _record(session, actor, "draft", report, now, figures=len(report.content["figures"]), changes=report.changes)
    return report


def reword(
    session: Session,
    actor: Actor,
    report: Report,
    wording: Mapping[str, str],
    *,
    now: datetime,
    version: int | None = None,
    signer_post_id: int | None = None,
) -> Report:
    """Write a person's own words into the parts that may be worded; an emptied part says again what is composed."""
    ensure(actor, Can.REPORT_DRAFT, report)
    _ensure_editable(report)
    _check_version(report, version, wording)
    allowed = {*WORDING, *Section}
    if unknown := set(wording) - allowed:
        raise BadInput("Không có phần này trong báo cáo.", dict.fromkeys(unknown, "Không có phần này trong báo cáo."))
    too_long = [key for key, words in wording.items() if len(words) > _LONGEST_WORDING]
    if too_long:
        sentence = f"Rút gọn còn tối đa {_LONGEST_WORDING} ký tự."
        raise BadInput(sentence, dict.fromkeys(too_long, sentence))
    composed = prose.default_wording(facts.gather(session, report, prepared_by=actor.name))
    said = {**report.wording, **{key: nfc(words).strip() for key, words in wording.items()}}
    report.wording = {key: words for key, words in said.items() if words and words != composed.get(key)}
    if signer_post_id is not None:
        if signer_post_id not in {post.id for post in facts.leader_posts(session, report.agency_id, report.as_of)}:
            raise BadInput("Người ký không hợp lệ.", {"signer": "Chọn người ký trong danh sách lãnh đạo."})
        report.signer_post_id = signer_post_id
    _fill(session, report, report.content["prepared_by"], dict(report.content))
    session.flush()
    _record(session, actor, "reword", report, now, parts=sorted(report.wording))
    return report


def submit(session: Session, actor: Actor, report: Report, *, now: datetime, version: int | None = None) -> Edition:
    """Freeze what is on the page and hand it to the leader; the PDF is printed by the worker."""
    ensure(actor, Can.REPORT_DRAFT, report)
    _ensure_editable(report)
    _check_version(report, version, {})
    if not report.content["signature"]["name"]:
        raise WrongState("Chưa có lãnh đạo nào được giao quyền ký. Quản trị viên bổ sung vị trí công tác trước khi trình.")
    report.state, report.comment = ReportState.SUBMITTED, ""
    report.submitted_by_id, report.submitted_at = actor.person_id, now
    edition = _freeze(session, actor, report, now)
    _record(session, actor, "submit", report, now, edition=edition.number, content_sha256=edition.content_sha256)
    return edition


def send_back(session: Session, actor: Actor, report: Report, comment: str, *, now: datetime) -> Report:
    """Return a submitted report with a comment; the next submission freezes a new edition."""
    ensure(actor, Can.REPORT_SIGN, report)
    if report.state is not ReportState.SUBMITTED:
        raise WrongState("Báo cáo không còn chờ ký. Tải lại trang để xem trạng thái mới.")
    if not comment.strip():
        raise BadInput("Nêu ý kiến khi trả lại.", {"comment": "Nêu ý kiến để Văn phòng biết cần sửa gì."})
    report.state, report.comment = ReportState.RETURNED, nfc(comment).strip()
    report.decided_by_id, report.decided_at = actor.person_id, now
    session.flush()
    _record(session, actor, "send_back", report, now, comment=report.comment)
    return report


def approve(session: Session, actor: Actor, report: Report, *, shown_sha256: str, now: datetime) -> Edition:
    """The leader approves the edition he read: what was shown is what is signed (SG-03)."""
    ensure(actor, Can.REPORT_SIGN, report)
    if report.state is not ReportState.SUBMITTED:
        raise WrongState("Báo cáo không còn chờ ký. Tải lại trang để xem trạng thái mới.")
    edition = _last(session, report)
    if actor.person_id in {report.submitted_by_id, edition.frozen_by_id}:
        raise NotAllowed("Người lập báo cáo không tự ký báo cáo của mình.")
    if edition.content_sha256 != shown_sha256 or fingerprint(edition.content) != shown_sha256:
        raise Conflict("Báo cáo đã được trình lại sau khi mở trang này. Đọc bản mới trước khi ký.")
    if edition.stored_file_id is None:
        raise WrongState("Tệp PDF đang được chuẩn bị. Ký được khi tệp đã sẵn sàng.")
    if edition.content["signature"]["name"] != actor.name:
        raise NotAllowed(f"Báo cáo ghi người ký là {edition.content['signature']['name']}. Trả lại để Văn phòng đổi người ký.")
    report.state = ReportState.APPROVED
    report.decided_by_id, report.decided_at = actor.person_id, now
    session.flush()
    _record(session, actor, "approve", report, now, edition=edition.number, content_sha256=shown_sha256)
    return edition


def section_report(
    session: Session, actor: Actor, section: Section, *, year: int, today: date, now: datetime, agency_id: int | None = None
) -> Edition:
    """The section's progress report, frozen at once and asked to be printed and sealed; unchanged work gives the same edition."""
    agency_id = agency_id or actor.agency_id or 0
    report = _find(session, agency_id, year, ReportKind.SECTION, Report.section == section)
    if report is None:
        report = Report(agency_id=agency_id, year=year, period=ReportPeriod.YEAR, kind=ReportKind.SECTION, section=section, wording={})
    ensure(actor, Can.REPORT_SEAL, report)
    # The agency's seal is put by the program; `drafted_by` is who pressed and is printed as "người lập".
    report.as_of, report.drafted_by_id, report.drafted_at = today, actor.person_id, now
    report.submitted_by_id, report.submitted_at = actor.person_id, now
    _fill(session, report, actor.name, None)
    if report.id is not None:
        last = _last(session, report)
        if last.content_sha256 == fingerprint(report.content):
            return last
    session.add(report)
    report.state = ReportState.APPROVED
    edition = _freeze(session, actor, report, now)
    _record(session, actor, "section_report", report, now, edition=edition.number, content_sha256=edition.content_sha256)
    return edition


def keep_pdf(session: Session, actor: Actor, edition: Edition, stored: Stored, *, now: datetime) -> Edition:
    """Give a frozen edition the PDF that was printed from it; a second printing changes nothing."""
    report = session.get_one(Report, edition.report_id)
    ensure(actor, Can.REPORT_SEAL, report)
    if edition.stored_file_id is None:
        edition.stored_file_id = file_actions.register(session, stored, now=now).id
        _record(session, actor, "print", report, now, edition=edition.number, sha256=stored.sha256)
    queued.finish(edition, now)
    session.flush()
    return edition


def print_again(session: Session, actor: Actor, edition: Edition, *, now: datetime) -> Edition:
    """Ask once more for a PDF whose printing was given up."""
    ensure(actor, Can.REPORT_SEAL, session.get_one(Report, edition.report_id))
    if edition.stored_file_id is None and not edition.is_open:
        queued.ask(edition, now)
        session.flush()
    return edition


def mark_signed(session: Session, actor: Actor, edition: Edition, *, now: datetime) -> Report:
    """Say "đã ký": only after the signature was verified and kept, and only if no newer edition has been frozen."""
    report = session.get_one(Report, edition.report_id)
    ensure(actor, Can.REPORT_SEAL, report)
    if _last(session, report) is edition:
        report.state = ReportState.SIGNED
        session.flush()
        _record(session, actor, "sign", report, now, edition=edition.number)
    return report


def _find(session: Session, agency_id: int, year: int, kind: ReportKind, which: Any) -> Report | None:
    query = select(Report).where(Report.agency_id == agency_id, Report.year == year, Report.kind == kind, which)
    return session.scalars(query.options(selectinload(Report.editions))).one_or_none()


def _last(session: Session, report: Report) -> Edition:
    query = select(Edition).where(Edition.report_id == report.id).order_by(Edition.number.desc()).limit(1)
    return session.scalars(query).one()


def _ensure_editable(report: Report) -> None:
    if report.state in EDITABLE:
        return
    if report.state is ReportState.SIGNED and report.decided_at:
        signed = day(report.decided_at.astimezone(VIETNAM).date())
        raise WrongState(f"Báo cáo đã được ký ngày {signed}. Nội dung không thể sửa; nếu cần thay đổi, lập báo cáo bổ sung.")
    raise WrongState("Báo cáo đã trình ký nên không sửa được. Lãnh đạo trả lại thì mới sửa tiếp.")


def _check_version(report: Report, version: int | None, wording: Mapping[str, str]) -> None:
    if version is None or report.version == version:
        return
    at = report.drafted_at.astimezone(VIETNAM)
    theirs = {WORDING.get(key, key): report.wording.get(key, "") for key in wording}
    mine = {WORDING.get(key, key): words for key, words in wording.items()}
    raise Conflict(
        f"{report.content['prepared_by']} đã sửa nội dung này lúc {at:%H:%M}. Xem thay đổi trước khi lưu.", theirs=theirs, mine=mine
    )


def _fill(session: Session, report: Report, prepared_by: str, before: Content | None) -> None:
    with session.no_autoflush:
        report.content = prose.compose(facts.gather(session, report, prepared_by=prepared_by), report.wording)
    if before is not None:
        report.changes = figures.changed_figures(before, report.content)


def _freeze(session: Session, actor: Actor, report: Report, now: datetime) -> Edition:
    session.flush()
    last = session.scalar(select(Edition.number).where(Edition.report_id == report.id).order_by(Edition.number.desc()).limit(1))
    edition = Edition(
        report_id=report.id,
        number=(last or 0) + 1,
        content=report.content,
        content_sha256=fingerprint(report.content),
        frozen_at=now,
        frozen_by_id=actor.person_id,
    )
    queued.ask(edition, now)
    session.add(edition)
    session.flush()
    return edition


def _record(session: Session, actor: Actor, verb: str, report: Report, now: datetime, **after: Any) -> None:
    audit.record(session, actor, verb, "report", report.id, now=now, after={"state": report.state, **after}, agency_id=report.agency_id)
