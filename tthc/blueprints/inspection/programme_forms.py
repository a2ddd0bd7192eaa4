"""The forms of the programme of inspections."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import HiddenInput, TextInput

from tthc.core.inspections.actions.programme import NewClass, NewTerms
from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import number, parse_number
from tthc.web.addresses import row_number
from tthc.web.forms import CountField, DayField, Form

_UNREAD = -1  # a text that is no number: outside every limit


class ClassForm(Form):
    """A class of units and its quota."""

    title = StringField("Nhóm đối tượng", description="Ví dụ: UBND cấp xã; Các phòng chuyên môn.")
    quota = StringField("Chỉ tiêu", description="Tỷ lệ phải kiểm tra trong năm, ví dụ 20 hoặc 33,5.", render_kw={"inputmode": "decimal"})
    is_number = BooleanField("Chỉ tiêu là số đơn vị, không phải tỷ lệ phần trăm")
    is_internal = BooleanField("Kiểm tra nội bộ: mỗi đơn vị tự kiểm tra đơn vị trực thuộc, tính theo báo cáo của đơn vị")
    version = IntegerField(widget=HiddenInput())

    def asked(self) -> NewClass:
        """The class that was typed; BadInput where the quota is no number."""
        typed = (self.quota.data or "").strip()
        try:
            quota = parse_number(typed) if typed else None
        except BadInput as error:
            raise BadInput("Chưa lưu được.", {"quota": str(error)}) from error
        return NewClass(self.title.data or "", quota, bool(self.is_number.data), bool(self.is_internal.data))

    @classmethod
    def of(cls, row: Any) -> ClassForm:
        """The form with what is kept."""
        kept = {"title": row.title, "quota": number(row.quota), "is_number": row.is_number, "is_internal": row.is_internal}
        return cls(formdata=None, version=row.version, **kept)


class ProgrammeForm(Form):
    """What the programme of a year counts with."""

    gap_days = CountField("Cảnh báo khi hai đoàn đến một đơn vị cách nhau ít hơn (ngày)", widget=TextInput())
    due_on = DayField("Ngày cuối đơn vị báo cáo kết quả kiểm tra", description="Để trống: theo thời hạn ghi trong kế hoạch.")
    note = StringField("Căn cứ (không bắt buộc)")
    version = IntegerField(widget=HiddenInput())

    def asked(self) -> NewTerms:
        """What was typed; BadInput where the day is none."""
        if self.due_on.process_errors:
            raise BadInput("Chưa lưu được.", {"due_on": str(self.due_on.process_errors[0])})
        return NewTerms(_UNREAD if self.gap_days.data is None else self.gap_days.data, self.due_on.data, self.note.data or "")


class RemoveForm(Form):
    """Why a class is taken out."""

    reason = StringField("Lý do bỏ")


class _Numbers(SelectMultipleField):
    """Ticked rows of a list that the page draws itself."""

    def __init__(self, label: str, **given: Any) -> None:
        super().__init__(label, coerce=int, choices=[], validate_choice=False, **given)

    def process_formdata(self, valuelist: list[str]) -> None:
        """The numbers that a row can have."""
        self.data = [found for found in map(row_number, valuelist) if found]


class UnitsForm(Form):
    """The units of a class."""

    units = _Numbers("Đơn vị")
    groups = _Numbers("Nhóm")


class NamesForm(Form):
    """A pasted list of names."""

    names = TextAreaField(
        "Danh sách tên đơn vị", description="Mỗi dòng một đơn vị; dán được cột tên từ Excel.", render_kw={"rows": 8, "maxlength": 100_000}
    )


class PlanForm(Form):
    """Days for the units that are chosen."""

    units = _Numbers("Đơn vị")
    first_on = DayField("Đợt đầu tiên từ ngày")
    length = CountField("Số ngày làm việc mỗi đơn vị", widget=TextInput())
    content = StringField("Phạm vi, nội dung (không bắt buộc)")
