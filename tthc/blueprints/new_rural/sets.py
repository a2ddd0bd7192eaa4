"""Criteria sets: which an agency may use, one of them, taking, copying, following and withdrawing it, its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import quote

from flask import Response, request

from tthc.blueprints.new_rural import bp
from tthc.blueprints.new_rural.set_forms import RenewForm
from tthc.core.criteria.actions import sets as actions
from tthc.core.criteria.queries import sets as queries
from tthc.core.criteria.queries import shipped
from tthc.core.criteria.queries.sets import SetLine
from tthc.core.criteria.rules import KINDS, SUBJECTS, IndicatorKind
from tthc.core.criteria.rules.set_writing import cells, columns, head_lines
from tthc.core.criteria.rules.sets import SetTable, gaps
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, may
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import number, percent
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, today, toolbox, writes
from tthc.web.reply import back_to, reply, said

SETS = "/bo-tieu-chi"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HELP = (
    "Dòng ghi Tiêu chí ở cột Cấp là tiêu chí; các dòng Chỉ tiêu bên dưới thuộc tiêu chí đó.",
    "Cách chấm: Đạt / Không đạt, Tỷ lệ % hoặc Điểm. Mức đạt ghi ≥ 90% hoặc 3 điểm; để trống khi chấm Đạt / Không đạt.",
    "Điểm tối đa dùng dấu phẩy cho phần thập phân, ví dụ 7,5. Minh chứng: mỗi loại giấy tờ một dòng trong ô (Alt+Enter).",
    "Cần đối chiếu: ghi x nếu nội dung chưa chắc đúng với văn bản gốc.",
)


@bp.get(SETS)
@needs(Can.OFFICE_USE)
def sets() -> Any:
    """All sets the agency may use, by subject, and those that come with the program."""
    session, who = db.session(), actor()
    found = queries.lines(session, who.agency_id)
    groups = [
        (SUBJECTS[subject], [(line, _badge(line, today())) for line in lines]) for subject, lines in groupby(found, lambda x: x.subject)
    ]
    can_set_up = may(who, Can.CRITERIA_SET_UP)
    taken = queries.taken(session, who.agency_id)
    offered = [one for one in shipped.shipped() if can_set_up and one.code not in taken]
    asked = _to_choose(found, today().year)
    return reply("new_rural/sets.html", groups=groups, offered=offered, subjects=SUBJECTS, can_set_up=can_set_up, asked=asked)


@bp.get(f"{SETS}/co-san")
@needs(Can.OFFICE_USE)
def set_shipped() -> Any:
    """A set that comes with the program, before it is taken."""
    one = shipped.named(request.args.get("bo", ""))
    return _show(one.table, None, code=one.code)


@bp.post(f"{SETS}/dung")
@needs(Can.CRITERIA_SET_UP)
@writes
def set_take() -> Any:
    """Take a set that comes with the program."""
    row = actions.take(db.session(), actor(), request.form.get("code", ""), now=now())
    said("Đã thêm bộ tiêu chí. Đối chiếu văn bản gốc và bổ sung nội dung còn thiếu trước khi chấm.")
    return back_to("new_rural.set_page", set_id=row.id)


@bp.get(f"{SETS}/tep-mau")
@needs(Can.OFFICE_USE)
def set_template() -> Any:
    """An example of the sheet that is read: the small set of the law-access standard in force."""
    one = shipped.named("tiep-can-phap-luat-2025")
    return _sheet(one.table, "Mẫu bộ tiêu chí")


@bp.get(f"{SETS}/<int:set_id>")
@needs(Can.OFFICE_USE)
def set_page(set_id: int) -> Any:
    """A set with its criteria."""
    row = queries.one(db.session(), actor(), set_id)
    return _show(queries.table_of(row), row)


@bp.get(f"{SETS}/<int:set_id>/xuat")
@needs(Can.OFFICE_USE)
def set_export(set_id: int) -> Any:
    """The set as a workbook that reads back equal."""
    row = queries.one(db.session(), actor(), set_id)
    return _sheet(queries.table_of(row), row.title)


@bp.post(f"{SETS}/<int:set_id>/chep")
@needs(Can.CRITERIA_SET_UP)
@writes
def set_copy(set_id: int) -> Any:
    """Copy a set of an agency above."""
    session = db.session()
    row = actions.copy(session, actor(), queries.one(session, actor(), set_id), now=now())
    said("Đã chép bộ tiêu chí thành bộ của cơ quan.")
    return back_to("new_rural.set_page", set_id=row.id)


@bp.post(f"{SETS}/<int:set_id>/ban-moi")
@needs(Can.CRITERIA_SET_UP)
@writes
def set_renew(set_id: int) -> Any:
    """A new edition from a day on."""
    session, form = db.session(), RenewForm()
    row = queries.one(session, actor(), set_id)
    if not form.validate():
        return _show(queries.table_of(row), row, renew=form, status=422)
    try:
        made = actions.renew(session, actor(), row, form.valid_from.data, version=row_number(form.version.data), now=now())
    except BadInput as error:
        session.rollback()
        form.take(error)
        row = queries.one(session, actor(), set_id)
        return _show(queries.table_of(row), row, renew=form, status=422)
    said("Đã lập bản mới. Sửa nội dung thay đổi rồi lưu.")
    return back_to("new_rural.set_edit", set_id=made.id)


@bp.post(f"{SETS}/<int:set_id>/ngung")
@needs(Can.CRITERIA_SET_UP)
@writes
def set_withdraw(set_id: int) -> Any:
    """Stop offering a set."""
    session = db.session()
    version = row_number(request.form.get("version"))
    actions.withdraw(session, actor(), queries.one(session, actor(), set_id), version=version, today=today(), now=now())
    said("Đã ngừng dùng bộ tiêu chí. Phiếu đã chấm giữ bộ cũ.")
    return back_to("new_rural.set_page", set_id=set_id)


@bp.post(f"{SETS}/<int:set_id>/dung-lai")
@needs(Can.CRITERIA_SET_UP)
@writes
def set_resume(set_id: int) -> Any:
    """Offer a withdrawn set again."""
    session = db.session()
    actions.resume(session, actor(), queries.one(session, actor(), set_id), version=row_number(request.form.get("version")), now=now())
    said("Bộ tiêu chí được dùng lại.")
    return back_to("new_rural.set_page", set_id=set_id)


def _show(table: SetTable, row: Any, *, code: str = "", renew: Any = None, status: int = 200) -> Any:
    who = actor()
    scores = queries.scores(db.session(), [row.id]).get(row.id, 0) if row else 0
    is_own = row is not None and may(who, Can.CRITERIA_SET_UP, row)
    form = renew or RenewForm(formdata=None, data={"version": str(row.version)} if row else None)
    values = {"table": table, "row": row, "code": code, "renew": form, "scores": scores, "gaps": gaps(table), "kinds": KINDS}
    values |= {"subject": SUBJECTS[table.subject], "least": _least, "can_edit": is_own and not row.withdrawn_on and not scores}
    values |= {"can_set_up": may(who, Can.CRITERIA_SET_UP), "is_own": is_own, "is_ours": row is not None and row.agency_id == who.agency_id}
    values["year"] = today().year
    values["unsure"] = sum(one.is_unsure for one in table.criteria) + sum(one.is_unsure for one in table.indicators)
    return reply("new_rural/set.html", status=status, **values)


def _least(line: Any) -> str:
    """From which figure on an indicator is met, in words."""
    if line.threshold is None:
        return "" if line.kind is IndicatorKind.POINTS else ("Đạt" if line.kind is IndicatorKind.PASS else "chưa ghi")
    return f"từ {percent(line.threshold, 2)}" if line.kind is IndicatorKind.PERCENT else f"từ {number(line.threshold)} điểm"


def _badge(line: SetLine, day: date) -> Badge:
    if line.withdrawn_on is not None:
        return Badge("Ngừng dùng", "idle")
    if line.valid_from > day:
        return Badge("Chưa áp dụng", "waiting")
    if line.valid_to is not None and line.valid_to < day:
        return Badge("Hết áp dụng", "idle")
    return Badge("Đang áp dụng", "doing")


def _to_choose(found: Sequence[SetLine], year: int) -> list[str]:
    """Subjects for which several sets are in force this year: whoever scores is asked which one."""
    counts = [(subject, sum(x.subject is subject and not x.withdrawn_on and x.holds_in(year) for x in found)) for subject in SUBJECTS]
    return [
        f"{SUBJECTS[subject]}: năm {year} có {count} bộ cùng áp dụng. Khi mở bảng chấm điểm phải chọn một bộ."
        for subject, count in counts
        if count > 1
    ]


def _sheet(table: SetTable, title: str) -> Response:
    content = toolbox().sheets.write("Bộ tiêu chí", columns(), cells(table), notes=[*head_lines(table), *_HELP])
    response = Response(content, content_type=_XLSX)
    name = f"{fold(title)[:80].strip().replace(' ', '-')}.xlsx"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
