"""The inspected side: hand in one's own report on the year's inspections to the agency that asks for it."""

from __future__ import annotations

from typing import Any

from flask import url_for
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.widgets import TextInput

from tthc.blueprints.inspection import bp
from tthc.core.inspections.actions.handing_in import hand_in
from tthc.core.inspections.queries.asked import ReturnAsked, asked_of
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can
from tthc.web.addresses import row_number
from tthc.web.forms import CountField, DayField, Form
from tthc.web.guards import actor, after_commit, needs, now, today, toolbox, writes
from tthc.web.reply import back_to, reply, said

_HERE = "/<int(min=2000, max=2100):year>/kiem-tra/duoc-kiem-tra/bao-cao-nam"
_COUNTS = ("units_total", "units_inspected", "found", "put_right")
_MOST = 2**31 - 1


class ReturnForm(Form):
    """The report of one unit."""

    agency = HiddenField()
    unit = HiddenField()
    version = HiddenField()
    number = StringField("Số, ký hiệu báo cáo (không bắt buộc)")
    reported_on = DayField("Ngày báo cáo")
    units_total = CountField("Số đơn vị trực thuộc", widget=TextInput())
    units_inspected = CountField("Số đơn vị đã kiểm tra", widget=TextInput())
    found = CountField("Số tồn tại, kiến nghị", widget=TextInput())
    put_right = CountField("Số đã khắc phục", widget=TextInput())
    note = TextAreaField("Ghi chú (không bắt buộc)", render_kw={"rows": 3})

    def values(self) -> dict[str, Any]:
        """What was typed; BadInput with a sentence for each field that cannot be read."""
        wrong = {}
        for name in _COUNTS:
            if self[name].data is None or not 0 <= self[name].data <= _MOST:
                wrong[name] = f"{self[name].label.text}: nhập số đếm từ 0 trở lên."
        if self.reported_on.process_errors:
            wrong["reported_on"] = str(self.reported_on.process_errors[0])
        elif self.reported_on.data is None:
            wrong["reported_on"] = "Nhập ngày báo cáo."
        if wrong:
            raise BadInput("Chưa gửi được.", wrong)
        typed = {name: self[name].data for name in (*_COUNTS, "reported_on")}
        return typed | {"number": (self.number.data or "")[:120], "note": (self.note.data or "")[:2000]}


@bp.get(_HERE)
@needs(Can.INSPECTION_ANSWER)
def own_return(year: int) -> Any:
    """The reports that are asked for."""
    return _page(year)


@bp.post(_HERE)
@needs(Can.INSPECTION_ANSWER)
@writes
def own_return_send(year: int) -> Any:
    """Hand one in."""
    form = ReturnForm()
    key = (row_number(form.agency.data), row_number(form.unit.data))
    asked = next((one for one in asked_of(db.session(), actor(), year) if (one.agency_id, one.object_id) == key), None)
    if asked is None:
        raise NotFound
    try:
        version = row_number(form.version.data)
        hand_in(db.session(), actor(), asked, form.values(), year, version=version, today=today(), now=now())
    except BadInput as error:
        db.session.rollback()
        for name in (*_COUNTS, "reported_on"):
            form[name].errors = []
        form.take(error)
        return _page(year, form, status=422)
    queue, agency_id = toolbox().queue, asked.agency_id
    after_commit(lambda: queue.enqueue("count_targets", agency_id=agency_id, year=year, register="inspection_return"))
    said(f"Đã gửi báo cáo kết quả kiểm tra năm {year} đến {asked.agency}.")
    return back_to("inspection.own_return", year=year)


def _page(year: int, wrong: ReturnForm | None = None, status: int = 200) -> Any:
    found = asked_of(db.session(), actor(), year)
    key = (row_number(wrong.agency.data), row_number(wrong.unit.data)) if wrong else None
    lines = [
        (one, wrong if wrong and key == (one.agency_id, one.object_id) else _form(one, place), _is_open(one))
        for place, one in enumerate(found)
    ]
    return reply(
        "inspection/own_return.html", status=status, year=year, lines=lines, wrong=wrong, back=url_for("inspection.inspected", year=year)
    )


def _is_open(one: ReturnAsked) -> bool:
    """Whether it can be handed in or corrected: a late one still, a correction until the last day."""
    return one.row is None or one.terms.due_on is None or today() <= one.terms.due_on


def _form(one: ReturnAsked, place: int) -> ReturnForm:
    kept = (
        {name: getattr(one.row, name) for name in (*_COUNTS, "reported_on", "number", "note", "version")}
        if one.row
        else {"reported_on": today()}
    )
    form = ReturnForm(formdata=None, agency=one.agency_id, unit=one.object_id, **kept)
    for field in form:  # several forms stand on one page
        field.id = f"{field.id}-{place}" if place else field.id
    return form
