"""What stands above a row of feedback: its clocks explained, the next step, what else may be done, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import request, url_for

from tthc.blueprints.feedback.forms import LONG_TEXTS, StepForm, as_start, step_form
from tthc.core.feedback import queries
from tthc.core.feedback.queries import settings
from tthc.core.feedback.rules import clocks, privacy
from tthc.core.feedback.rules import steps as rules
from tthc.core.feedback.rules.replies import Reply, filled
from tthc.core.feedback.rules.steps import WAYS, Act
from tthc.core.feedback.rules.words import FeedbackState
from tthc.core.people import queries as people_queries
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import may
from tthc.kernel.vietnamese import day
from tthc.web.guards import actor, today
from tthc.web.lines import Link

_LONGEST_QUOTE = 200
_STILL_OPEN = (FeedbackState.RECEIVED, FeedbackState.CLASSIFIED)


@dataclass(frozen=True)
class ClockLine:
    """A clock with its counting, which opens on a click."""

    title: str
    badge: Badge
    due_on: date | None
    how: str
    basis: str


@dataclass(frozen=True)
class StepLine:
    """One line of what was done."""

    title: str
    words: str
    who: str
    done_on: date
    at: datetime
    unit: str


@dataclass(frozen=True)
class StepView:
    """The form of one step."""

    act: Act
    title: str
    action: str
    form: StepForm
    templates: tuple[Link, ...]
    draft_href: str
    saved_at: datetime | None
    entry: str
    hint: str = ""


@dataclass(frozen=True)
class Panel:
    """Everything `feedback/_panel.html` shows."""

    words: str
    clocks: tuple[ClockLine, ...]
    rule_name: str
    reminder: str
    step: StepView | None
    waiting_for: str
    others: tuple[Link, ...]
    steps: tuple[StepLine, ...]
    similar: tuple[tuple[Any, str, str], ...]
    followers: tuple[Link, ...]
    main: Link | None
    link_href: str
    version: int


def feedback_panel(row: Any, year: int) -> Panel:
    """The panel of a row; a constant number of queries."""
    session, who = db.session(), actor()
    at, act = queries.standing(row), rules.next_act(queries.standing(row))
    units = units_of(row)
    is_handler = not queries.hides(who, row)
    takes_next = act is not None and may(who, WAYS[act].right, row)
    similar = _similar(row) if is_handler and row.state in _STILL_OPEN and row.main_id is None else ()
    return Panel(
        words=queries.readable(who, row, row.content),
        clocks=clock_lines(row),
        rule_name=queries.rule_of(row).name,
        reminder=_reminder(row),
        step=step_view(row, year, act, units) if act and takes_next else None,
        waiting_for=_waiting_for(act, row, units) if act and not takes_next else "",
        others=tuple(_link(row, year, other) for other in rules.other_acts(at) if may(who, WAYS[other].right, row)),
        steps=_steps(row, units),
        similar=tuple((one, queries.readable(who, one, one.told), _href(one, year)) for one in similar),
        followers=tuple(Link(one.entry, _href(one, year)) for one in queries.followers(session, row)),
        main=Link(row.main_number, url_for("feedback.row", year=year, register="phan-anh", row_id=row.main_id)) if row.main_id else None,
        link_href=url_for("feedback.step", year=year, feedback_id=row.id, act=WAYS[Act.LINK].slug),
        version=row.version,
    )


def units_of(row: Any) -> dict[int, str]:
    """The units of the row's agency today: id to name."""
    return queries.keepers(db.session(), row.agency_id, today())


def _href(row: Any, year: int) -> str:
    return url_for("feedback.row", year=year, register="phan-anh", row_id=row.id)


def _link(row: Any, year: int, act: Act) -> Link:
    return Link(WAYS[act].words, url_for("feedback.step", year=year, feedback_id=row.id, act=WAYS[act].slug))


def _similar(row: Any) -> list[Any]:
    return queries.similar(db.session(), actor(), row.content, row.phone, row.year, besides=row.id)


def clock_lines(row: Any) -> tuple[ClockLine, ...]:
    """The clocks of a row, each with how it was counted."""
    rule, run = queries.rule_of(row), queries.run(row)
    days = queries.calendar(db.session(), [run.counted_from, today()])
    handed_over = row.transferred_on or (row.answered_on if row.refusal else None)
    told = clocks.told_clocks(rule, run, days, transferred_on=handed_over, published_on=row.published_on)
    return tuple(ClockLine(clock.title, _badge(clock, row), clock.due_on, clock.how, clock.basis) for clock in told)


def _badge(clock: clocks.Clock, row: Any) -> Badge:
    """Kept, missed, running: in words, never by colour alone."""
    if clock.due_on is None or (row.state is FeedbackState.REJECTED and clock.done_on is None):
        return Badge("Không tính", "idle")
    late = ((clock.done_on or today()) - clock.due_on).days
    if clock.done_on is not None:
        return Badge(f"Xong {day(clock.done_on)}, trễ {late} ngày", "late") if late > 0 else Badge(f"Xong {day(clock.done_on)}", "done")
    if row.state in (FeedbackState.TRANSFERRED, FeedbackState.ARCHIVED) or row.main_id is not None:
        return Badge("Không tính", "idle")
    if late > 0:
        return Badge(f"Quá hạn {late} ngày", "late")
    return Badge(f"Còn {-late} ngày" if late else "Hạn hôm nay", "soon" if -late <= queries.SOON else "doing")


def _reminder(row: Any) -> str:
    due = clocks.update_due(queries.rule_of(row), row.state, row.last_word_on or row.received_on)
    if due is None or row.main_id is not None:
        return ""
    every = queries.rule_of(row).update_every
    if due < today():
        return f"Chậm cập nhật tình hình {(today() - due).days} ngày: chưa giải quyết xong thì cập nhật {every} ngày một lần."
    return f"Cập nhật tình hình chậm nhất ngày {day(due)} nếu chưa giải quyết xong ({every} ngày một lần)."


def _waiting_for(act: Act, row: Any, units: dict[int, str]) -> str:
    keeper = units.get(row.unit_id, "đơn vị xử lý")
    doer = keeper if WAYS[act].right is WAYS[Act.CLASSIFY].right else f"Văn phòng hoặc trưởng bộ phận của {keeper}"
    return f"Bước tiếp theo: {WAYS[act].words}. {doer} thực hiện."


def _steps(row: Any, units: dict[int, str]) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(
            WAYS[step.act].told,
            queries.readable(actor(), row, step.words),
            step.done_by.full_name if step.done_by else "Hệ thống",
            step.done_on,
            step.done_at,
            units.get(step.unit_id or 0, ""),
        )
        for step in queries.steps(db.session(), row)
    )


def step_view(row: Any, year: int, act: Act, units: dict[int, str], form: StepForm | None = None) -> StepView:
    """The form of a step: as it was refused, else with the draft, the chosen text, or what follows from the row."""
    session, who = db.session(), actor()
    draft = settings.draft(session, who, place(row, act)) if act in LONG_TEXTS and form is None else None
    offered = settings.replies(session, row.agency_id, act.value) if act in LONG_TEXTS else []
    here = url_for("feedback.step", year=year, feedback_id=row.id, act=WAYS[act].slug)
    if form is None:
        start = _start(row, act, offered, units) | (as_start(draft.texts) if draft and "mau" not in request.args else {})
        form = step_form(act, list(units.items()), start, classed=row.classed)
    return StepView(
        act=act,
        title=WAYS[act].words,
        action=here,
        form=form,
        templates=tuple(Link(reply.name, f"{here}?mau={reply.code}") for reply in offered),
        draft_href=url_for("feedback.step_draft", year=year, feedback_id=row.id, act=WAYS[act].slug) if act in LONG_TEXTS else "",
        saved_at=draft.saved_at if draft else None,
        entry=row.entry,
        hint=_HINTS.get(act, ""),
    )


_HINTS = {
    Act.REJECT: "Khiếu nại, tố cáo, bí mật nhà nước không xử lý theo trình tự này. Chọn mẫu để trả lời nơi tiếp nhận đúng thẩm quyền; "
    "dòng vẫn ở trong sổ và được đếm riêng.",
    Act.EXTEND: "Hạn ban đầu được giữ trong sổ.",
    Act.PUBLISH: "Bản công khai không ghi họ tên, địa chỉ, điện thoại, thư điện tử của bất kỳ ai.",
    Act.REOPEN: "Thời hạn tính lại từ hôm nay; các bước trước vẫn ở phần diễn biến.",
}


def place(row: Any, act: Act) -> str:
    """Where a draft is kept."""
    return f"{act.value}/{row.id}"


def _start(row: Any, act: Act, offered: list[Reply], units: dict[int, str]) -> dict[str, Any]:
    start: dict[str, Any] = {
        "version": str(row.version),
        "on": today(),
        "classed": row.classed,
        "subject": row.subject,
        "office": row.office,
    }
    if act is Act.PUBLISH:
        start |= {"content": row.told, "result": privacy.masked(row.answer, queries.personal(row))}
    chosen = next((reply for reply in offered if reply.code == request.args.get("mau")), None)
    if chosen:
        start |= {"text": filled(chosen.text, _blanks(row, units)), "refusal": chosen.code}
    return start


def _blanks(row: Any, units: dict[int, str]) -> dict[str, str]:
    agency = people_queries.agency(db.session(), row.agency_id)
    return {
        "so": row.entry,
        "ngay_tiep_nhan": day(row.received_on),
        "ten": row.person or "Ông (Bà)",
        "noi_dung": row.told if len(row.told) <= _LONGEST_QUOTE else row.told[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " (trích)",
        "don_vi": units.get(row.unit_id, ""),
        "co_quan": agency.name,
        "co_quan_nhan": row.office,
        "han": day(row.handle_due_on) if row.handle_due_on else "",
    }
