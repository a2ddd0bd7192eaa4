"""Form II.06a as a sheet: asked for with the figures of that moment, written by the worker."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.dossiers.models import FormSheet
from tthc.core.dossiers.queries.form import Form
from tthc.core.dossiers.rules import form as rules
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure


def ask_form(session: Session, actor: Actor, form: Form, agency: str, notes: list[str], *, today: date, now: datetime) -> FormSheet:
    """Ask for the sheet of a form that has figures."""
    ensure(actor, Can.REGISTER_READ)
    if form.is_empty:
        raise BadInput(f"{form.period.title} chưa có số liệu. Nhập hồ sơ hoặc số liệu tổng hợp trước khi xuất biểu.")
    row = FormSheet(
        agency_id=actor.agency_id,
        asked_by_id=actor.person_id,
        year=form.period.year,
        period=form.period.code,
        content=_content(form, agency, notes),
        file_name=f"bieu-II.06a-{form.period.slug}-{form.period.year}-{today:%Y%m%d}.xlsx",
    )
    queued.ask(row, now)
    session.add(row)
    session.flush()
    audit.record(session, actor, "ask_form", "form_sheet", row.id, now=now, after={"Kỳ": form.period.title})
    return row


def _content(form: Form, agency: str, notes: list[str]) -> dict[str, object]:
    """The rows of the sheet, as the page shows them."""
    rows: list[list[str | int]] = []
    for numeral, group in zip(("I", "II", "III", "IV"), form.groups, strict=False):
        rows.append([numeral, group.title, *rules.cells(group.sum)])
        rows += [[number, line.field, *rules.cells(line.figures)] for number, line in enumerate(group.lines, start=1)]
    rows.append(["", "Tổng số", *rules.cells(form.total)])
    title = f"Biểu II.06a {form.period.title}"
    return {"title": title, "rows": rows, "notes": [agency, *notes]}


def keep_form(session: Session, actor: Actor, row: FormSheet, stored: Stored, *, now: datetime) -> None:
    """Keep the sheet that was written."""
    ensure(actor, Can.REGISTER_READ, row)
    row.stored_file_id = file_actions.register(session, stored, now=now).id
    queued.finish(row, now)
    audit.record(session, actor, "keep_form", "form_sheet", row.id, now=now, after={"Tệp": row.file_name})
