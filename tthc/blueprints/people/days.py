"""The calendar of a year: which days are off or made up; a new list is shown as changes before it is saved."""

from __future__ import annotations

from typing import Any

from flask import request

from tthc.blueprints.people import bp
from tthc.blueprints.people.forms import DaysForm
from tthc.blueprints.people.words import DAYS
from tthc.core.calendar import actions as calendar_actions
from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar.rules.official import checked_days, read_days
from tthc.core.feedback.actions import settling as feedback_settling
from tthc.core.tasks import actions as task_actions
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.web.addresses import asked_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import back_to, reply, said

_YEARS = range(2000, 2101)
_LARGEST = 200_000  # characters: a year's list has a few thousand


@bp.get("/quan-tri/lich")
@needs(Can.CALENDAR_MANAGE)
def days() -> Any:
    """The official days of a year."""
    asked = asked_number("nam")
    year = asked if asked is not None and asked in _YEARS else today().year
    return _page(DaysForm(formdata=None, year=year), year)


@bp.post("/quan-tri/lich")
@needs(Can.CALENDAR_MANAGE)
@writes
def check_days() -> Any:
    """Read the file and show what it would change; nothing is saved yet."""
    form = DaysForm()
    year = _shown(form.year.data)
    if form.validate():
        try:
            form.text.data = _text(form)
            new = checked_days(read_days(form.text.data), year)
        except BadInput as error:
            return _page(form, year, problem=error, status=422)
        old = {row.day: row for row in calendar_queries.days(db.session(), year)}
        added = [row for row in new if row.day not in old]
        altered = [row for row in new if row.day in old and (row.kind, row.name) != (old[row.day].kind, old[row.day].name)]
        removed = [row for day, row in old.items() if day not in {one.day for one in new}]
        return reply("people/days_check.html", form=form, year=year, added=added, altered=altered, removed=removed, kinds=DAYS)
    return _page(form, year, status=422)


@bp.post("/quan-tri/lich/luu")
@needs(Can.CALENDAR_MANAGE)
@writes
def save_days() -> Any:
    """Save the list whose changes have been seen."""
    form = DaysForm()
    year = _shown(form.year.data)
    if not form.validate():
        return _page(form, year, status=422)
    try:
        rows = read_days(_text(form))
        changes = calendar_actions.replace_year(db.session(), actor(), year, rows, source=form.source.data, now=now())
    except BadInput as error:
        return _page(form, year, problem=error, status=422)
    moved = task_actions.recompute_due(db.session(), actor(), year, now=now())
    moved += feedback_settling.recompute_due(db.session(), actor(), year, now=now())
    said(f"Đã lưu lịch năm {year}: {len(changes.days)} ngày thay đổi; {moved} việc đang mở được tính lại hạn.")
    return back_to("people.days", nam=year)


def _shown(asked: int | None) -> int:
    return asked if asked is not None and asked in _YEARS else today().year


def _text(form: DaysForm) -> str:
    """What was uploaded, or the text carried over from the check."""
    upload = request.files.get("file")
    if not upload:
        return str(form.text.data or "")
    try:
        return upload.stream.read(_LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("Tệp lịch không phải văn bản UTF-8. Lưu lại ở dạng CSV UTF-8 rồi tải lên.") from error


def _page(form: DaysForm, year: int, *, problem: BadInput | None = None, status: int = 200) -> Any:
    found = calendar_queries.days(db.session(), year)
    return reply("people/days.html", form=form, year=year, days=found, problem=problem, kinds=DAYS, status=status)
