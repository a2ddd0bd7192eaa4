"""Forms of the administration; choices are handed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import FileField, HiddenField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput

from tthc.blueprints.people.words import ROLES, UNITS
from tthc.web.forms import CountField, DayField, Form, SecretField

_TITLE = [InputRequired("Nhập chức danh."), Length(max=200, message="Chức danh dài tối đa 200 ký tự.")]


def choices(pairs: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """Value and words of each option."""
    return [SelectChoice(value, words) for value, words in pairs]


def _number_or_none(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


def _version() -> IntegerField:
    return IntegerField(widget=HiddenInput())


def _password() -> SecretField:
    return SecretField("Mật khẩu của người quản trị", description="Nhập lại để xác nhận việc thay đổi quyền.")


class UnitForm(Form):
    """A new unit."""

    name = StringField("Tên đơn vị", [InputRequired("Nhập tên đơn vị.")])
    short_name = StringField("Tên viết tắt")
    kind = SelectField("Loại", choices=choices(pair for pair in UNITS.items() if pair[0] != "agency"))
    parent_id = SelectField("Thuộc", coerce=int)
    valid_from = DayField("Từ ngày", [Optional()])


class UnitListForm(Form):
    """Many units at once."""

    names = TextAreaField(
        "Danh sách đơn vị",
        [InputRequired("Nhập tên các đơn vị, mỗi dòng một đơn vị.")],
        description="Mỗi dòng một đơn vị; tên viết tắt ghi sau dấu chấm phẩy, ví dụ: Sở Tư pháp; STP. Dán được cột tên từ Excel.",
        render_kw={"rows": 12},
    )
    kind = SelectField("Loại", choices=choices((kind, UNITS[kind]) for kind in ("department", "desk", "outside")))
    parent_id = SelectField("Thuộc", coerce=int)
    group_id = SelectField("Đưa vào nhóm", coerce=_number_or_none)
    new_group = StringField("Hoặc lập nhóm mới", [Length(max=300)], description="Ví dụ: Các Sở, ban, ngành.")
    valid_from = DayField("Từ ngày", [Optional()], description="Để trống nếu đơn vị đã có từ trước khi dùng chương trình.")


class TextsForm(Form):
    """The texts of a unit; those after the short name only of an agency: its letterhead and what it tells the public."""

    version = _version()
    name = StringField("Tên đơn vị", [InputRequired("Nhập tên đơn vị.")])
    short_name = StringField("Tên viết tắt")
    superior = StringField("Cơ quan cấp trên (in đầu văn bản)")
    place = StringField("Địa danh")
    symbol = StringField("Ký hiệu trong số văn bản")
    public_address = StringField(
        "Địa chỉ trang công khai",
        description="Nơi đặt bộ trang công khai thủ tục, ví dụ https://phuong.tinh.gov.vn/thu-tuc; in thành mã QR.",
    )
    feedback_contact = StringField(
        "Nơi tiếp nhận phản ánh, kiến nghị", description="Địa chỉ, điện thoại, thư điện tử; in trên tờ niêm yết và trang công khai."
    )


class MoveForm(Form):
    """Another place in the tree."""

    version = _version()
    parent_id = SelectField("Chuyển đến", coerce=int)
    position = CountField("Thứ tự", [Optional(), NumberRange(0, 9999, "Thứ tự là một số từ 0 đến 9999.")], default=0)


class CloseForm(Form):
    """The last day of a unit."""

    version = _version()
    on = DayField("Ngày cuối", [InputRequired("Nhập ngày cuối.")])
    successor_id = SelectField("Đơn vị kế thừa", coerce=_number_or_none)


class MembersForm(Form):
    """The units a group stands for."""

    members = SelectMultipleField("Thành viên", coerce=int, option_widget=CheckboxInput())
    on = DayField("Áp dụng từ ngày", [InputRequired("Nhập ngày.")])


class PostForm(Form):
    """A post for a person."""

    unit_id = SelectField("Đơn vị", coerce=int)
    role = SelectField("Vai trò", choices=choices(ROLES.items()))
    title = StringField("Chức danh", _TITLE)
    valid_from = DayField("Từ ngày", [Optional()])
    password = _password()


class PersonForm(PostForm):
    """A new person with the first post."""

    username = StringField("Tên đăng nhập", [InputRequired("Nhập tên đăng nhập.")])
    full_name = StringField("Họ và tên", [InputRequired("Nhập họ và tên.")])


class NameForm(Form):
    """A person's name."""

    version = _version()
    full_name = StringField("Họ và tên", [InputRequired("Nhập họ và tên.")])


class EndForm(Form):
    """The last day of a post."""

    version = _version()
    on = DayField("Ngày cuối", [InputRequired("Nhập ngày cuối.")])
    password = _password()


class ConfirmForm(Form):
    """Nothing but the confirmation."""

    version = _version()
    password = _password()


class DaysForm(Form):
    """A year's official days as CSV: a file first, then its text again when the changes have been seen."""

    year = CountField("Năm", [InputRequired("Nhập năm."), NumberRange(2000, 2100, "Năm là một số từ 2000 đến 2100.")])
    source = StringField("Văn bản công bố", [InputRequired("Nhập số, ký hiệu văn bản. Ví dụ: 45/BC-UBND.")])
    file = FileField("Tệp CSV gồm các cột ngày, loại, tên, văn bản")
    text = HiddenField()
