"""The forms of the publication desk."""

from __future__ import annotations

from wtforms import FileField, IntegerField, MultipleFileField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import HiddenInput, TextInput

from tthc.core.postings.rules import FORMS, MEDIA
from tthc.web.forms import DayField, Form


class MarkForm(Form):
    """That sheets hang, or are gone: since when, and what shows it."""

    on = DayField("Ngày")
    form = SelectField("Hình thức", choices=[SelectChoice("", "—"), *(SelectChoice(*one) for one in FORMS.items())], validate_choice=False)
    link = StringField("Liên kết trang đã đăng")
    photos = MultipleFileField("Ảnh", description="Một ảnh dùng chung cho mọi thủ tục được chọn; tối đa 20 MB mỗi ảnh.")
    photo = FileField("Chụp ảnh bằng điện thoại", render_kw={"accept": "image/*", "capture": "environment"})
    note = StringField("Ghi chú (không bắt buộc)")


class PlaceForm(Form):
    """A place where sheets hang."""

    name = StringField("Tên nơi niêm yết")
    medium = SelectField("Loại", choices=[SelectChoice(*one) for one in MEDIA.items()], validate_choice=False)
    unit_id = SelectField("Đơn vị thực hiện", coerce=str, validate_choice=False)
    active_from = DayField("Bắt đầu từ ngày (không bắt buộc)")
    version = IntegerField(widget=HiddenInput())

    def offer(self, units: list[tuple[str, str]]) -> None:
        """The units that can be named."""
        self.unit_id.choices = [SelectChoice("", "Đơn vị giữ thủ tục"), *(SelectChoice(*one) for one in units)]


class EndForm(Form):
    """The first day on which nothing hangs at a place any more."""

    on = DayField("Thôi niêm yết từ ngày")


class TermsForm(Form):
    """The days the agency counts with."""

    announce_days = IntegerField("Quyết định phải ban hành trước ngày có hiệu lực (ngày)", widget=TextInput())
    check_days = IntegerField("Kiểm tra việc gỡ trong (ngày làm việc)", widget=TextInput())
    source = StringField("Văn bản quy định (không bắt buộc)")
