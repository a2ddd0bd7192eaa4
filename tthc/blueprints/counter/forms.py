"""What a tablet sends with a press, the code it is paired with, and the clerk's forms."""

from __future__ import annotations

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from tthc.web.forms import CountField, Form

_LONGEST_AGO = 10**12  # thirty years: whatever the tablet claims, the work decides
_AGO = NumberRange(-_LONGEST_AGO, _LONGEST_AGO, "Thời điểm bấm không hợp lệ.")


class PressForm(Form):
    """A press: which ticket, how many milliseconds ago, and what was chosen."""

    ticket = StringField("Mã lượt", [Length(max=64, message="Lượt bấm không hợp lệ. Tải lại trang.")])
    elapsed = CountField("Số mili giây trước", [Optional(), _AGO])
    number = CountField("Số thứ tự", [Optional(), NumberRange(1, 9999, "Số thứ tự không hợp lệ.")])
    satisfaction = StringField("Mức độ hài lòng", [Length(max=20, message="Chọn một trong ba mức độ hài lòng.")])


class PairForm(Form):
    """The code that the clerk reads out."""

    code = StringField("Mã kết nối (8 chữ số)", [InputRequired("Nhập mã kết nối.")])


class CounterForm(Form):
    """A new tablet."""

    name = StringField("Tên quầy", [InputRequired("Nhập tên quầy.")], description="Hiện trên máy tại quầy và trong sổ, ví dụ Quầy số 1.")
    unit_id = SelectField("Đơn vị đặt quầy", coerce=int, validators=[InputRequired("Chọn đơn vị đặt quầy.")])


class TargetsForm(Form):
    """How the agency counts."""

    target_minutes = CountField("Thời gian chờ tối đa (phút)", [InputRequired("Nhập số phút.")])
    counts_neutral = BooleanField("Tính cả mức “Bình thường” là hài lòng")
