"""The forms of what the clerk sets: terms, texts of replies."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, Optional

from tthc.blueprints.feedback.forms import LINE, TEXT, choices
from tthc.core.feedback.rules.replies import BLANKS
from tthc.core.feedback.rules.words import CHANNELS
from tthc.web.forms import DayField, Form


class DaysField(IntegerField):
    """A number of days."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it; what is no number gets a sentence of ours."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Nhập số ngày bằng chữ số, ví dụ 5.") from error


def _count(label: str, *, is_needed: bool) -> DaysField:
    words = label if is_needed else f"{label} (bỏ trống nếu không có)"
    return DaysField(words, validators=[Optional()], render_kw={"inputmode": "numeric", "autocomplete": "off", "type": "text"})


class TermForm(Form):
    """One set of terms."""

    name = StringField("Tên quy định", validators=[DataRequired("Nhập tên quy định."), Length(max=200)])
    channel = SelectField(
        "Áp dụng cho",
        choices=choices(CHANNELS, "Mọi hình thức tiếp nhận"),
        validators=[Optional(), AnyOf(list(CHANNELS), message="Chọn hình thức tiếp nhận.")],
        validate_choice=False,
    )
    valid_from = DayField("Áp dụng từ ngày")
    transfer_days = _count("Phân loại, chuyển xử lý: số ngày làm việc", is_needed=True)
    handle_days = _count("Trả lời: số ngày", is_needed=True)
    is_handled_in_working_days = BooleanField("Thời hạn trả lời tính theo ngày làm việc")
    publish_days = _count("Công khai kết quả: số ngày làm việc", is_needed=True)
    update_every = _count("Cập nhật tình hình mỗi: số ngày", is_needed=False)
    refuse_days = _count("Từ chối tiếp nhận: số ngày làm việc", is_needed=False)
    supplement_days = _count("Yêu cầu bổ sung: số ngày làm việc", is_needed=False)
    is_stopped_by_supplement = BooleanField("Dừng tính thời hạn khi chờ bổ sung")
    basis = StringField("Căn cứ", validators=[LINE])

    def values(self) -> dict[str, Any]:
        """The terms as the action takes them."""
        found = {name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        return found | {"channel": found["channel"] or None, "basis": found["basis"] or ""}


_USES = {"answer": "Trả lời", "update": "Cập nhật tình hình", "ask_supplement": "Yêu cầu bổ sung", "transfer": "Chuyển cơ quan"}


class ReplyForm(Form):
    """One text of replies."""

    use = SelectField(
        "Dùng ở bước",
        choices=choices(_USES),
        validators=[AnyOf([*_USES, "reject"], message="Chọn bước dùng mẫu.")],
        validate_choice=False,
    )
    name = StringField("Tên mẫu", validators=[DataRequired("Nhập tên mẫu."), Length(max=200)])
    text = TextAreaField(
        "Nội dung mẫu",
        validators=[DataRequired("Nhập nội dung mẫu."), TEXT],
        description="Chỗ điền: " + ", ".join(f"{{{name}}} {words}" for name, words in BLANKS.items()) + ".",
        render_kw={"rows": 10},
    )
    version = HiddenField()
