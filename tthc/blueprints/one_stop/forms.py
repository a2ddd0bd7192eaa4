"""The form of the terms of apologies."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, StringField, ValidationError
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from tthc.core.dossiers.rules.lateness import MOST_DAYS
from tthc.web.forms import Form

_DIGITS = 3


class TermsForm(Form):
    """Both numbers and who ruled so."""

    tell_before = StringField("Báo bộ phận một cửa trước ngày hẹn trả (ngày làm việc)")
    send_within = StringField("Gửi văn bản xin lỗi sau ngày hẹn trả, trong vòng (ngày làm việc)")
    basis = StringField(
        "Căn cứ",
        [Length(max=500, message="Căn cứ dài quá 500 ký tự. Rút gọn lại.")],
        description="Văn bản quy định hai thời hạn này, ví dụ: Quyết định số …/QĐ-UBND.",
    )
    version = IntegerField(widget=HiddenInput())

    def validate_tell_before(self, field: Any) -> None:
        """A number of days."""
        _number_of_days(field)

    def validate_send_within(self, field: Any) -> None:
        """A number of days."""
        _number_of_days(field)


def _number_of_days(field: Any) -> None:
    text = field.data or ""
    if not text.isdecimal() or len(text) > _DIGITS or int(text) > MOST_DAYS:
        raise ValidationError(f"Nhập số ngày làm việc từ 0 đến {MOST_DAYS}.")
