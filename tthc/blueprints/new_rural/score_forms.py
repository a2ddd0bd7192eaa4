"""What people enter about a score sheet: the answers of its lines, a proof, a reply, comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wtforms import MultipleFileField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from tthc.core.criteria.rules import IndicatorKind
from tthc.core.criteria.rules.sets import Answer, IndicatorLine
from tthc.kernel.errors import BadInput
from tthc.kernel.text import nfc
from tthc.kernel.vietnamese import parse_number
from tthc.web.addresses import row_number
from tthc.web.forms import DayField, Form

TEXT = Length(max=4000, message="Nội dung dài quá 4.000 ký tự. Rút gọn lại.")
LINE = Length(max=300, message="Nội dung dài quá 300 ký tự. Rút gọn lại.")
PASSED, FAILED, NOT_APPLICABLE = "dat", "khong-dat", "khong-ap-dung"
_LONGEST = 20


@dataclass(frozen=True)
class Typed:
    """What was typed for a line; `fault` where it cannot be read."""

    answer: Answer
    reason: str
    explanation: str
    version: int | None
    chosen: str
    figure: str
    fault: str = ""


def typed_line(sent: Mapping[str, str], score_line_id: int, indicator: IndicatorLine) -> Typed:
    """The answer to a line, whose fields carry its id."""
    told = {name: nfc(sent.get(f"{name}-{score_line_id}", "")).strip() for name in ("answer", "figure", "na", "reason", "explanation")}
    version = row_number(sent.get(f"version-{score_line_id}"))
    is_not_applicable = told["answer"] == NOT_APPLICABLE or bool(told["na"])
    answer, fault = Answer(is_not_applicable=is_not_applicable), ""
    if not is_not_applicable:
        answer, fault = typed_answer(indicator, told["answer"], told["figure"])
    return Typed(answer, told["reason"], told["explanation"], version, told["answer"], told["figure"], fault)


def typed_answer(indicator: IndicatorLine, chosen: str, figure: str) -> tuple[Answer, str]:
    """An answer of the indicator's kind, and what is wrong with the number."""
    if indicator.kind is IndicatorKind.PASS:
        return Answer(is_passed={PASSED: True, FAILED: False}.get(chosen)), ""
    if not figure:
        return Answer(), ""
    try:
        number = parse_number(figure)
    except BadInput as error:
        return Answer(), f"Chỉ tiêu {indicator.number}: {error}"
    exact = number.quantize(Decimal("0.01"))
    if exact != number:
        return Answer(), f"Chỉ tiêu {indicator.number}: nhập tối đa hai chữ số thập phân."
    return Answer(figure=exact), ""


class ProofForm(Form):
    """A new proof: files, or a document's number."""

    files = MultipleFileField("Tệp minh chứng", description="PDF, Word, Excel, ảnh; tối đa 20 MB mỗi tệp.")
    number = StringField("Số, ký hiệu văn bản", [Length(max=120, message="Số, ký hiệu dài quá 120 ký tự.")])
    dated_on = DayField("Ngày văn bản")
    note = StringField("Ghi chú", [Length(max=1000, message="Ghi chú dài quá 1.000 ký tự.")])


class ReplyForm(Form):
    """What the commune answers to the appraiser."""

    reply = TextAreaField("Nội dung làm rõ", [DataRequired("Nhập nội dung làm rõ."), TEXT], render_kw={"rows": 4})


class CommentForm(Form):
    """Somebody's comment on the draft."""

    sender = StringField("Cá nhân, tổ chức góp ý", [Length(max=200, message="Tên dài quá 200 ký tự.")])
    received_on = DayField("Ngày nhận")
    indicator_id = SelectField("Về chỉ tiêu", validate_choice=False)
    words = TextAreaField("Nội dung góp ý", [TEXT], render_kw={"rows": 3})

    def offer(self, lines: list[tuple[str, str]]) -> CommentForm:
        """The lines a comment may be about."""
        self.indicator_id.choices = [SelectChoice("", "Cả bảng chấm điểm"), *(SelectChoice(value, words) for value, words in lines)]
        return self


class CommentAnswerForm(Form):
    """What was made of a comment."""

    answer = TextAreaField("Tiếp thu, giải trình", [TEXT], render_kw={"rows": 3})


def day_of(form: Any, name: str) -> Any:
    """A day that has to be given."""
    if form[name].data is None:
        raise BadInput("Chưa lưu được.", {name: "Nhập ngày, ví dụ 15/08/2024."})
    return form[name].data
