"""What is typed in a round: the team, the checklist, the notice, the minutes, the conclusion, the agency's terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wtforms import BooleanField, HiddenField, MultipleFileField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from tthc.core.inspections.rules import MEMBER_ROLES
from tthc.web.forms import CountField, DayField, Form, SecretField

_ROLES = {str(role): words for role, words in MEMBER_ROLES.items()}
_LINE = Length(max=300, message="Nội dung dài quá 300 ký tự. Rút gọn lại.")
_TEXT = Length(max=20_000, message="Nội dung dài quá 20.000 ký tự. Rút gọn lại.")


def choices(words: Mapping[str, str], first: str = "") -> list[SelectChoice]:
    """Stored word and words of the screen, perhaps after an empty choice."""
    empty = [SelectChoice("", first)] if first else []
    return empty + [SelectChoice(str(stored), told) for stored, told in words.items()]


class MemberForm(Form):
    """Somebody for the team."""

    person_id = SelectField("Người trong cơ quan", choices=[], validate_choice=False)
    name = StringField("Hoặc họ tên người ngoài cơ quan", [_LINE])
    title = StringField("Chức vụ, đơn vị của người ngoài cơ quan", [_LINE])
    role = SelectField("Nhiệm vụ trong đoàn", choices=choices(_ROLES), validate_choice=False)

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Who can be chosen."""
        self.person_id.choices = choices({str(person_id): told for person_id, told in people}, "— Chọn —")


class ItemsForm(Form):
    """Lines of the team's own; the ticks are read from the request, for they are many."""

    own = TextAreaField(
        "Nội dung bổ sung của đoàn", [_TEXT], description="Mỗi nội dung một dòng; đứng sau các nội dung đã chọn.", render_kw={"rows": 4}
    )


class NoticeForm(Form):
    """When the unit is told, and until when it reports."""

    on = DayField("Ngày thông báo")
    report_due_on = DayField("Hạn đơn vị gửi báo cáo")
    is_confirmed = BooleanField("Vẫn thông báo dù không đủ số ngày báo trước")
    version = HiddenField()


class CancelForm(Form):
    """Why a round is called off."""

    reason = TextAreaField("Lý do hủy", [_TEXT], render_kw={"rows": 3})
    version = HiddenField()


class ConclusionForm(Form):
    """The conclusion."""

    number = StringField("Số, ký hiệu thông báo kết luận", description="Ví dụ 15/TB-UBND.")
    on = DayField("Ngày kết luận")
    text = TextAreaField("Nội dung kết luận", [_TEXT], render_kw={"rows": 12})
    version = HiddenField()


class MinutesForm(Form):
    """The words of the minutes; the results of the sheet stand in them by themselves."""

    held_on = DayField("Ngày lập biên bản")
    place = StringField("Địa điểm", [_LINE])
    unit_side = TextAreaField(
        "Đại diện đơn vị được kiểm tra", [_TEXT], description="Họ tên, chức vụ; mỗi người một dòng.", render_kw={"rows": 3}
    )
    findings = TextAreaField("Nhận xét của đoàn kiểm tra", [_TEXT], render_kw={"rows": 8})
    opinion = TextAreaField("Ý kiến của đơn vị được kiểm tra", [_TEXT], render_kw={"rows": 3})
    version = HiddenField()


class SignForm(Form):
    """Standing by the minutes as they were read."""

    content_hash = HiddenField()
    password = SecretField("Mật khẩu (xác nhận người ký)")


class PaperForm(Form):
    """The minutes signed by hand."""

    name = StringField("Họ tên người ký thay mặt đơn vị", [_LINE])
    title = StringField("Chức vụ", [_LINE])
    signed_on = DayField("Ngày ký")
    files = MultipleFileField("Bản quét biên bản đã ký", description="PDF hoặc ảnh chụp; tối đa 20 MB.")
    content_hash = HiddenField()


class TermsForm(Form):
    """The agency's working days."""

    notice_days = CountField("Thông báo lịch trước ngày kiểm tra (ngày làm việc)")
    report_days = CountField("Đơn vị gửi báo cáo trước ngày kiểm tra (ngày làm việc)")
    conclusion_days = CountField("Kết luận sau ngày kết thúc kiểm tra (ngày làm việc)")
    version = HiddenField()


class FilesForm(Form):
    """Files of one line of the unit's report."""

    files = MultipleFileField("Thêm tệp cho mục này")
