"""Findings written down where they are found: from a round's sheet, or with a conclusion that is there already."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from wtforms.fields.choices import SelectChoice

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.finding_forms import PastForm
from tthc.blueprints.inspection.finding_register import FINDINGS
from tthc.blueprints.inspection.findings import YEAR
from tthc.core.inspections.actions import past
from tthc.core.inspections.actions.findings import TEAM_BOOK, note
from tthc.core.inspections.queries import findings as queries
from tthc.core.inspections.queries import rounds
from tthc.core.inspections.queries.objects import objects
from tthc.core.inspections.rules import pasted
from tthc.core.registers import queries as register_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can, ensure, may
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.register_counting import recount
from tthc.web.register_form import RowForm, row_form
from tthc.web.register_ui import row_href
from tthc.web.reply import reply, said, see_other

ADD = f"{YEAR}/dot/<int:round_id>/kien-nghi/them"


@bp.get(ADD)
@needs(Can.INSPECTION_RUN)
def finding_add(year: int, round_id: int) -> Any:
    """The form of a finding of this round, filled from the line of the sheet that the address names (?dong=)."""
    row = rounds.one(db.session(), actor(), round_id)
    if not may(actor(), Can.INSPECTION_RUN, rounds.scope(db.session(), row)):
        raise NotFound
    return _form_page(row, year, _form(row, _start(row)))


@bp.post(ADD)
@needs(Can.INSPECTION_RUN)
@writes
def finding_note(year: int, round_id: int) -> Any:
    """Keep a finding of this round."""
    session = db.session()
    row = rounds.one(session, actor(), round_id)
    scope = rounds.scope(session, row)
    ensure(actor(), Can.INSPECTION_RUN, scope)
    form = _form(row, None)
    try:
        if form.validate():
            made = note(session, actor(), scope, form.values() | {"round_id": row.id}, today=today(), now=now())
            _told(form, row)
            recount(FINDINGS.book, year)
            again = url_for("inspection.finding_add", year=year, round_id=round_id)
            return see_other(again if "them-nua" in request.form else _sheet(row, year) or FINDINGS.href("row", year, row_id=made.id))
    except BadInput as error:
        session.rollback()
        form.take(error)
    return _form_page(rounds.one(session, actor(), round_id), year, form, 422)


def _sheet(row: Any, year: int) -> str:
    """The line of the sheet from which the finding is written: the team goes on there."""
    asked = row_number(request.args.get("dong", ""))
    item = queries.item_of(db.session(), row.id, asked) if asked else None
    return url_for("inspection.sheet", year=year, round_id=row.id) + f"#line-{item.id}" if item else ""


def _told(form: RowForm, row: Any) -> None:
    said("Đã ghi kiến nghị vào sổ.")
    known = register_queries.lookups(db.session(), row.agency_id, FINDINGS.book, today())
    for sentence in FINDINGS.book.warn(form.values() | {"round_id": row.id}, known).values():
        said(sentence, "late")


def _start(row: Any) -> dict[str, Any]:
    start = {"unit_id": row.unit_id, "owner_id": row.object_id, "found_on": min(row.ends_on, today())}
    asked = row_number(request.args.get("dong", ""))
    item = queries.item_of(db.session(), row.id, asked) if asked else None
    return start | ({"code": item.code, "observation": item.note or ""} if item else {})


def _form(row: Any, values: dict[str, Any] | None) -> RowForm:
    """The register's own form; the round is the one of the address."""
    known = register_queries.lookups(db.session(), row.agency_id, FINDINGS.book, today())
    form = row_form(TEAM_BOOK, actor(), known, formdata=request.form if values is None else None, values=values)
    del form["round_id"]
    return form


def _form_page(row: Any, year: int, form: RowForm, status: int = 200) -> Any:
    action = url_for("inspection.finding_add", year=year, round_id=row.id, dong=request.args.get("dong"))
    back = _sheet(row, year) or row_href("inspection_round", row.id)
    return reply("section/row_form.html", status=status, ui=FINDINGS, year=year, form=form, row_id=None, back=back, action=action)


@bp.get(f"{YEAR}/ket-luan-da-co")
@needs(Can.INSPECTION_PLAN)
def past_conclusion(year: int) -> Any:
    """The form of a conclusion that is there already."""
    return _past_page(year, _past_form(formdata=None))


@bp.post(f"{YEAR}/ket-luan-da-co")
@needs(Can.INSPECTION_PLAN)
@writes
def past_enter(year: int) -> Any:
    """Keep the round and its findings in one go."""
    form = _past_form()
    try:
        if not form.validate():
            return _past_page(year, form, 422)
        lines = pasted.read(form.findings.data or "", today=today())
        row, made = past.enter_conclusion(db.session(), actor(), _round_values(form), lines, today=today(), now=now())
    except BadInput as error:
        db.session().rollback()
        form.take(error)
        return _past_page(year, form, 422)
    recount(FINDINGS.book, row.starts_on.year)
    said(f"Đã ghi đợt kiểm tra và {len(made)} kiến nghị.")
    return see_other(FINDINGS.href("rows", row.starts_on.year, {"round_id": str(row.id)}))


def _past_form(**given: Any) -> PastForm:
    form = PastForm(**given)
    named = objects(db.session(), actor().agency_id or 0)
    form.object_id.choices = [SelectChoice("", "— Chọn —"), *(SelectChoice(str(one), name) for one, name in named.items())]
    return form


def _round_values(form: PastForm) -> dict[str, Any]:
    object_id, starts_on = row_number(form.object_id.data or ""), form.starts_on.data
    asked = (
        ("object_id", object_id, "Chọn đơn vị được kiểm tra."),
        ("starts_on", starts_on, "Nhập ngày kiểm tra."),
        ("concluded_on", form.concluded_on.data, "Nhập ngày kết luận."),
    )
    faults = {name: sentence for name, value, sentence in asked if value is None}
    if object_id is not None and object_id not in objects(db.session(), actor().agency_id or 0):
        faults["object_id"] = "Chọn đơn vị được kiểm tra."
    if faults:
        raise BadInput("Chưa lưu được.", faults)
    words = {name: form[name].data or "" for name in ("body", "decision_number", "conclusion_number", "form")}
    days = {"starts_on": starts_on, "ends_on": form.ends_on.data, "concluded_on": form.concluded_on.data, "decided_on": None}
    return words | days | {"object_id": object_id, "content": "", "conclusion": "", "unit_id": actor().holdings[0].unit_id}


def _past_page(year: int, form: PastForm, status: int = 200) -> Any:
    back = FINDINGS.href("rows", year)
    return reply("inspection/past_conclusion.html", status=status, year=year, form=form, back=back)
