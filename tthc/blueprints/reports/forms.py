"""What may be worded, returned and signed on the reports desk."""

from __future__ import annotations

from wtforms import FileField, HiddenField, SelectField, TextAreaField

from tthc.core.reports.rules import WORDING
from tthc.kernel.sections import Section
from tthc.web.forms import Form, SecretField


class WordingForm(Form):
    """A text for each part that may be worded, and who signs."""

    version = HiddenField()
    signer = SelectField("Người ký", coerce=int)

    def words(self) -> dict[str, str]:
        """The texts by part."""
        return {name: self[name].data or "" for name in (*WORDING, *Section)}


for _name, _title in WORDING.items():
    setattr(WordingForm, _name, TextAreaField(_title, render_kw={"rows": 4}))
for _section in Section:
    setattr(WordingForm, _section.value, TextAreaField(f"Nhận xét thêm: {_section.title}", render_kw={"rows": 2}))


class ReturnForm(Form):
    """Why a report goes back."""

    comment = TextAreaField("Ý kiến trả lại", render_kw={"rows": 3})


class UploadForm(Form):
    """A file signed elsewhere."""

    file = FileField("Tệp PDF đã ký", description="Bản PDF chưa ký của báo cáo này, đã ký bằng thiết bị cá nhân.")


class SignForm(Form):
    """The password once more, and the edition that was read."""

    sha256 = HiddenField()
    password = SecretField("Mật khẩu", description="Nhập lại mật khẩu để ký.", render_kw={"autocomplete": "current-password"})
