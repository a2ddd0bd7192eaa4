"""The pages of a round on which it is prepared and ended: team, checklist, notice, conclusion, calling off; one's own rounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request, url_for

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.round_forms import ItemsForm, MemberForm, NoticeForm
from tthc.blueprints.inspection.round_panel import row_href, step_link
from tthc.core.inspections.actions import ROUNDS
from tthc.core.inspections.actions import checklist as checklist_actions
from tthc.core.inspections.actions import rounds as actions
from tthc.core.inspections.actions import team as team_actions
from tthc.core.inspections.queries import checklist as checklist_queries
from tthc.core.inspections.queries import finding_lines, people, rounds
from tthc.core.inspections.rules import MEMBER_ROLES, MemberRole
from tthc.core.inspections.rules.opening import NewMember
from tthc.core.inspections.rules.outline import is_own, key
from tthc.core.inspections.rules.rounds import next_step, proposed_days
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can, ensure, may
from tthc.web.addresses import row_number
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import reply, said, see_other

YEAR = "/<int(min=2000, max=2100):year>/kiem-tra"
HERE = f"{YEAR}/dot/<int:round_id>"


def found(round_id: int, can: Can) -> Any:
    """The round, for who may do this to it; a page that one may not use is not there."""
    row = rounds.one(db.session(), actor(), round_id)
    thing = row if can is Can.INSPECTION_PLAN else rounds.scope(db.session(), row)
    if request.method == "GET" and not may(actor(), can, thing):
        raise NotFound
    ensure(actor(), can, thing)
    return row


def carried_out(form: Form, act: Callable[[], None], again: Callable[[Form], Any], sentence: str, href: str) -> Any:
    """Act and go on; or the page again with what is wrong."""
    try:
        if not form.validate():
            return again(form)
        act()
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return again(form)
    said(sentence)
    return see_other(href)


@bp.get(f"{YEAR}/cua-toi")
@needs(Can.INSPECTION_READ)
def my_rounds(year: int) -> Any:
    """What one is on, and the next step of each; what is over stands last."""
    mine = sorted(rounds.mine(db.session(), actor(), year=year), key=lambda one: bool(one.row.concluded_on or one.row.cancelled_on))
    lines = []
    for one in mine:
        step = step_link(one.row, year, next_step(one.row, one.standing, today()))
        lines.append((one, MEMBER_ROLES[one.role], ROUNDS.badge(one.row, today()), row_href(one.row, year), step))
    return reply("inspection/my_rounds.html", year=year, lines=lines)


# --- the team


@bp.get(f"{HERE}/doan")
@needs(Can.INSPECTION_PLAN)
def team(year: int, round_id: int) -> Any:
    """Who is on the team, and a form for one more."""
    return _team_page(found(round_id, Can.INSPECTION_PLAN), year)


@bp.post(f"{HERE}/doan")
@needs(Can.INSPECTION_PLAN)
@writes
def member_add(year: int, round_id: int) -> Any:
    """One more."""
    row, form = found(round_id, Can.INSPECTION_PLAN), MemberForm()
    form.offer(_people(row))

    def add() -> None:
        if form.role.data not in set(MemberRole):
            raise BadInput("Chưa thêm được.", {"role": "Chọn nhiệm vụ trong đoàn."})
        new = NewMember(row_number(form.person_id.data), form.name.data or "", form.title.data or "", MemberRole(form.role.data))
        team_actions.add_member(db.session(), actor(), row, new, now=now())

    here = url_for("inspection.team", year=year, round_id=round_id)
    return carried_out(
        form, add, lambda wrong: _team_page(rounds.one(db.session(), actor(), round_id), year, wrong), "Đã thêm vào đoàn kiểm tra.", here
    )


@bp.post(f"{HERE}/doan/<int:member_id>/bot")
@needs(Can.INSPECTION_PLAN)
@writes
def member_remove(year: int, round_id: int, member_id: int) -> Any:
    """One less."""
    row = found(round_id, Can.INSPECTION_PLAN)
    team_actions.remove_member(db.session(), actor(), row, member_id, now=now())
    said("Đã bớt người khỏi đoàn kiểm tra.")
    return see_other(url_for("inspection.team", year=year, round_id=round_id))


def _people(row: Any) -> list[tuple[int, str]]:
    """Everybody who can be chosen; who works in the inspected unit is not offered."""
    known = people.candidates(db.session(), row.agency_id, row.object_id, row.starts_on, row.ends_on)
    return [(one.person_id, f"{one.name} – {one.title}") for one in known if not one.is_inside]


def _team_page(row: Any, year: int, wrong: Form | None = None) -> Any:
    form = wrong or MemberForm(formdata=None, role="member")
    form.offer(_people(row))
    members = [(one.id, one.name, one.title, MEMBER_ROLES[one.role]) for one in rounds.team(db.session(), row.id)]
    if wrong is None and members:
        form.role.data = "member"
    elif wrong is None:
        form.role.data = "head"
    return round_page("inspection/round_team.html", row, year, form, wrong, members=members)


def round_page(template: str, row: Any, year: int, form: Any, wrong: Any = None, **context: Any) -> Any:
    """A page of the round with one form on it."""
    title = ROUNDS.describe(row)
    return reply(template, status=422 if wrong else 200, row=row, year=year, form=form, back=row_href(row, year), title=title, **context)


# --- the checklist


@bp.get(f"{HERE}/noi-dung")
@needs(Can.INSPECTION_PLAN)
def checklist(year: int, round_id: int) -> Any:
    """The lines of the plans, ticked where they are chosen."""
    return _checklist_page(found(round_id, Can.INSPECTION_PLAN), year)


@bp.post(f"{HERE}/noi-dung")
@needs(Can.INSPECTION_PLAN)
@writes
def checklist_choose(year: int, round_id: int) -> Any:
    """Keep the ticks and the lines of the team's own."""
    row, form = found(round_id, Can.INSPECTION_PLAN), ItemsForm()
    ticked = frozenset(request.form.getlist("chosen"))

    def choose() -> None:
        checklist_actions.choose_items(db.session(), actor(), row, ticked, form.own.data or "", now=now())

    def again(wrong: Form) -> Any:
        return _checklist_page(rounds.one(db.session(), actor(), round_id), year, wrong, ticked)

    return carried_out(form, choose, again, "Đã lưu nội dung kiểm tra.", row_href(row, year))


def _checklist_page(row: Any, year: int, wrong: Form | None = None, ticked: frozenset[str] | None = None) -> Any:
    there = rounds.items(db.session(), row.id)
    own = "\n".join(one.text for one in there if is_own(one))
    outlines = checklist_queries.outlines(db.session(), row.agency_id, row.starts_on.year)
    known = {f"{outline.plan_id or 0}:{line.code}" for outline in outlines for line in outline.lines}
    # A fresh round looks at all that its plans name, until somebody takes lines away.
    whole = frozenset(f"{outline.plan_id}:{line.code}" for outline in outlines for line in outline.lines if outline.plan_id)
    chosen = ticked if ticked is not None else frozenset(key(one) for one in there) if there else whole
    former = [one for one in there if not is_own(one) and key(one) not in known]
    context = {"outlines": outlines, "chosen": chosen, "former": [(key(one), one) for one in former]}
    unanswered = finding_lines.unanswered(db.session(), row.agency_id, row.object_id, today())
    return round_page(
        "inspection/round_checklist.html", row, year, wrong or ItemsForm(formdata=None, own=own), wrong, unanswered=unanswered, **context
    )


# --- the notice


@bp.get(f"{HERE}/thong-bao")
@needs(Can.INSPECTION_PLAN)
def notice(year: int, round_id: int) -> Any:
    """The day of the notice and of the report, proposed from the agency's terms."""
    return _notice_page(found(round_id, Can.INSPECTION_PLAN), year)


@bp.post(f"{HERE}/thong-bao")
@needs(Can.INSPECTION_PLAN)
@writes
def notice_give(year: int, round_id: int) -> Any:
    """The unit is told."""
    row, form = found(round_id, Can.INSPECTION_PLAN), NoticeForm()

    def give() -> None:
        days: dict[str, Any] = {"on": form.on.data, "report_due_on": form.report_due_on.data, "is_confirmed": bool(form.is_confirmed.data)}
        actions.notify(db.session(), actor(), row, **days, version=row_number(form.version.data), today=today(), now=now())

    done = "Đã thông báo lịch. Đơn vị được kiểm tra thấy đợt này và gửi được báo cáo."
    return carried_out(
        form, give, lambda wrong: _notice_page(rounds.one(db.session(), actor(), round_id), year, wrong), done, row_href(row, year)
    )


def _notice_page(row: Any, year: int, wrong: Form | None = None) -> Any:
    terms = rounds.terms(db.session(), row.agency_id)
    last, report = proposed_days(row, terms, rounds.calendar(db.session(), [row.starts_on, today()]), today())
    given = {"on": row.notified_on or today(), "report_due_on": row.report_due_on or report, "version": row.version}
    return round_page("inspection/round_notice.html", row, year, wrong or NoticeForm(formdata=None, **given), wrong, terms=terms, last=last)
