"""Forms of an unannounced inspection that is being prepared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, MultipleFileField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from tthc.core.sealed import rules
from tthc.core.sealed.rules import LABELS, ROLES, Facts, SafeRole
from tthc.kernel.errors import BadInput
from tthc.web.addresses import row_number
from tthc.web.forms import DayField, Form

_LINE = Length(max=120, message="Nội dung dài quá 120 ký tự. Rút gọn lại.")
_TEXT = Length(max=rules.LONGEST_TEXT, message="Nội dung dài quá 10.000 ký tự. Rút gọn lại.")
_ROLES = [SelectChoice(role.value, words) for role, words in ROLES.items()]


def options(words: Mapping[int, str], first: str) -> list[SelectChoice]:
    """Rows to choose from, after an empty choice."""
    return [SelectChoice("", first), *(SelectChoice(str(key), told) for key, told in words.items())]


class FactsForm(Form):
    """Whom, when, on whose decision."""

    object_id = SelectField(LABELS["object_id"], validators=[DataRequired("Chọn đơn vị được kiểm tra.")], validate_choice=False)
    starts_on = DayField(LABELS["starts_on"], validators=[DataRequired("Nhập ngày bắt đầu. Ví dụ: 20/8/2024.")])
    ends_on = DayField(LABELS["ends_on"], description="Bỏ trống nếu kiểm tra trong một ngày.")
    content = TextAreaField(LABELS["content"], validators=[DataRequired("Nhập nội dung, lý do kiểm tra."), _TEXT], render_kw={"rows": 5})
    decision_number = StringField(LABELS["decision_number"], validators=[_LINE], description="Bỏ trống nếu chưa có số.")
    decided_on = DayField(LABELS["decided_on"])
    version = HiddenField()

    def offer(self, objects: Mapping[int, str]) -> None:
        """The units that can be chosen."""
        self.object_id.choices = options(objects, "— Chọn đơn vị —")

    def facts(self) -> Facts:
        """What was typed; the form has been validated."""
        starts = self.starts_on.data
        object_id = row_number(self.object_id.data)
        if object_id is None or starts is None:
            raise BadInput("Chọn đơn vị được kiểm tra.", {"object_id": "Chọn đơn vị được kiểm tra."})
        ends = self.ends_on.data or starts
        return Facts(object_id, starts, ends, self.content.data or "", self.decision_number.data or "", self.decided_on.data)


class SealForm(FactsForm):
    """A new one: also what the person who begins it is, and who leads it if somebody else does."""

    role = SelectField("Vai trò của người lập", choices=_ROLES, validate_choice=False)
    head_id = SelectField("Trưởng đoàn", description="Chọn khi người lập không phải trưởng đoàn.", validate_choice=False)

    def chosen_role(self) -> SafeRole:
        """The role of who begins it."""
        return role_of(self.role.data)


class ReaderForm(Form):
    """A colleague for the list, or somebody of the team from elsewhere."""

    person_id = SelectField("Người của cơ quan", description="Chọn lại người đã có để đổi vai trò.", validate_choice=False)
    name = StringField("Hoặc họ tên người ngoài cơ quan", validators=[Length(max=200, message="Họ tên dài quá 200 ký tự.")])
    title = StringField("Chức vụ, cơ quan (người ngoài)", validators=[Length(max=300, message="Chức vụ dài quá 300 ký tự.")])
    role = SelectField("Vai trò", choices=_ROLES, default=SafeRole.MEMBER.value, validate_choice=False)


class ItemsForm(Form):
    """The checklist: ticks before the plan's lines, own lines beneath."""

    chosen = SelectMultipleField("Nội dung theo kế hoạch", validate_choice=False)
    lines = TextAreaField("Nội dung khác, mỗi dòng một nội dung", validators=[_TEXT], render_kw={"rows": 6})


class PapersForm(Form):
    """Papers of the preparation."""

    files = MultipleFileField("Thêm tệp", description="PDF, Word, Excel, ảnh; tối đa 20 MB mỗi tệp.")
    note = StringField("Ghi chú của tệp (không bắt buộc)", validators=[Length(max=300, message="Ghi chú dài quá 300 ký tự. Rút gọn lại.")])


class NoteForm(Form):
    """A note for the team."""

    text = TextAreaField(
        "Ghi chú",
        validators=[DataRequired("Nhập ghi chú."), _TEXT],
        description="Sau khi công bố, người xem được đợt kiểm tra đọc được ghi chú; không ghi danh tính người phản ánh.",
        render_kw={"rows": 3},
    )


class DiscardForm(Form):
    """Why it is given up."""

    reason = TextAreaField("Lý do bỏ", validators=[DataRequired("Nêu lý do bỏ việc chuẩn bị."), _TEXT], render_kw={"rows": 2})


def role_of(typed: Any) -> SafeRole:
    """The role that was chosen."""
    try:
        return SafeRole(str(typed))
    except ValueError:
        raise BadInput("Chọn vai trò.", {"role": "Chọn vai trò."}) from None
