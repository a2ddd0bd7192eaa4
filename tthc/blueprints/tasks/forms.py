"""What people enter about a task."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, HiddenField, MultipleFileField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tthc.web.forms import DayField, Form


class CompleteForm(Form):
    """Report done: files, or a document's number, or "không phát sinh" with a reason."""

    files = MultipleFileField("Tệp minh chứng", description="PDF, Word, Excel, ảnh; tối đa 20 MB mỗi tệp.")
    number = StringField("Số, ký hiệu văn bản", [Length(max=120, message="Số, ký hiệu dài quá 120 ký tự.")])
    dated_on = DayField("Ngày văn bản")
    note = StringField("Ghi chú", [Length(max=1000, message="Ghi chú dài quá 1.000 ký tự.")])
    no_event = BooleanField("Không phát sinh trong kỳ")
    reason = StringField("Không phát sinh trong kỳ: lý do", [Length(max=1000, message="Lý do dài quá 1.000 ký tự.")])
    version = HiddenField()

    def __init__(self, occurrence_id: int, **given: Any) -> None:
        """Several panels may be open on one page: each field's id carries its occurrence."""
        super().__init__(**given)
        for field in self:
            field.id = f"{field.name.replace('_', '-')}-{occurrence_id}"


class DueForm(Form):
    """Set a due date by hand."""

    due_on = DayField("Hạn mới", [InputRequired("Nhập hạn mới, ví dụ 15/08/2024.")])
    confirmed = BooleanField("Xác nhận hạn ngoài năm kế hoạch")
    version = HiddenField()


class TriggerForm(Form):
    """Wake a sleeping task."""

    why = TextAreaField("Căn cứ phát sinh", [Length(max=300, message="Căn cứ dài quá 300 ký tự.")])
    due_on = DayField("Hạn")
