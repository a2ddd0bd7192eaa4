"""The forms of a finding's steps, and of a conclusion that is there already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, MultipleFileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from tthc.core.inspections.rules import FORMS
from tthc.core.inspections.rules import Form as InspectionForm
from tthc.core.inspections.rules.findings import LONGEST
from tthc.web.addresses import row_number
from tthc.web.forms import DayField, Form

_TEXT = Length(max=LONGEST, message="Nội dung dài quá 5.000 ký tự. Rút gọn lại.")
_LINE = Length(max=300, message="Nội dung dài quá 300 ký tự. Rút gọn lại.")
CLOSE, REOPEN = "khep", "mo-lai"


class VersionedForm(Form):
    """A form that knows which version of the finding it was drawn from."""

    version = HiddenField()

    def known_version(self) -> int | None:
        """The version that the page showed."""
        return row_number(self.version.data)


class HandInForm(VersionedForm):
    """What the owner did, and its proof."""

    words = TextAreaField("Kết quả khắc phục (bắt buộc)", [_TEXT], render_kw={"rows": 4}, description="Nêu việc đã làm, kết quả.")
    files = MultipleFileField("Minh chứng: tệp, ảnh")
    number = StringField("Hoặc số, ký hiệu văn bản", [_LINE], description="Ví dụ 45/BC-UBND.")
    dated_on = DayField("Ngày văn bản")
    evidence = SelectField("Hoặc minh chứng đã có của đơn vị", choices=[], validate_choice=False)
    row = StringField(
        "Hoặc dòng trong sổ theo dõi", [Length(max=500)], description="Dán địa chỉ trang của dòng, ví dụ /2024/cong-khai/so/niem-yet/12."
    )

    @classmethod
    def offering(cls, evidence: Mapping[int, str], **given: Any) -> HandInForm:
        """The form with the evidence that the unit has."""
        form = cls(**given)
        form.evidence.choices = [SelectChoice("", "—"), *(SelectChoice(str(one), name) for one, name in evidence.items())]
        return form


class RecheckForm(VersionedForm):
    """What the re-check found."""

    result = RadioField(
        "Kết quả phúc tra",
        [DataRequired("Kết quả phúc tra: chọn đã khắc phục hoặc chưa khắc phục.")],
        choices=[SelectChoice(CLOSE, "Đã khắc phục: khép kiến nghị"), SelectChoice(REOPEN, "Chưa khắc phục: mở lại kiến nghị")],
        validate_choice=False,
    )
    words = TextAreaField("Nhận xét, nội dung còn thiếu", [_TEXT], render_kw={"rows": 3}, description="Bắt buộc khi mở lại.")
    due_on = DayField("Hạn mới", description="Bắt buộc khi mở lại.")


class ReopenForm(VersionedForm):
    """Why a closed finding is opened again."""

    words = TextAreaField("Nội dung còn thiếu (bắt buộc)", [_TEXT], render_kw={"rows": 3})
    due_on = DayField("Hạn mới (bắt buộc)")


class PastForm(Form):
    """A conclusion that is there already: its round and its findings."""

    object_id = SelectField("Đơn vị được kiểm tra (bắt buộc)", choices=[], validate_choice=False)
    body = StringField("Cơ quan kiểm tra", [_LINE], description="Để trống khi cơ quan tự tổ chức kiểm tra.")
    form = SelectField("Hình thức", choices=[SelectChoice(str(one), words) for one, words in FORMS.items()], default=InspectionForm.PLANNED)
    starts_on = DayField("Ngày kiểm tra (bắt buộc)")
    ends_on = DayField("Đến ngày", description="Để trống khi kiểm tra trong một ngày.")
    decision_number = StringField("Số quyết định", [Length(max=120)])
    conclusion_number = StringField("Số kết luận", [Length(max=120)])
    concluded_on = DayField("Ngày kết luận (bắt buộc)")
    findings = TextAreaField(
        "Kiến nghị, mỗi dòng một kiến nghị (bắt buộc)",
        render_kw={"rows": 8},
        description="Dán từ Excel hoặc viết: nội dung | biện pháp | hạn khắc phục | ngày khép. Chỉ nội dung là bắt buộc; "
        "số mục (II.1.a) ghi trước nội dung nếu có.",
    )
