"""The forms of the steps of feedback: one class holds every field, a step keeps its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from tthc.core.feedback.rules.columns import LONGEST_CONTENT
from tthc.core.feedback.rules.steps import Act
from tthc.core.feedback.rules.words import CLASSES, OUTCOMES, REFUSALS, SUBJECTS, FeedbackClass, Outcome, outcomes_of
from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import parse_day
from tthc.web.forms import DayField, Form

TEXT = Length(max=LONGEST_CONTENT, message="Nội dung dài quá 10.000 ký tự. Rút gọn lại.")
LINE = Length(max=300, message="Nội dung dài quá 300 ký tự. Rút gọn lại.")


def choices(words: Mapping[str, str], first: str = "") -> list[SelectChoice]:
    """Stored word and words of the screen, perhaps after an empty choice."""
    empty = [SelectChoice("", first)] if first else []
    return empty + [SelectChoice(str(stored), told) for stored, told in words.items()]


class StepForm(Form):
    """Every field that some step asks for."""

    classed = RadioField("Phân loại", choices=choices(CLASSES), validators=[DataRequired("Chọn phân loại.")], validate_choice=False)
    subject = SelectField("Loại nội dung", choices=choices(SUBJECTS, "— Chọn —"), validate_choice=False)
    refusal = SelectField(
        "Lý do không tiếp nhận",
        choices=choices(REFUSALS, "— Chọn —"),
        validators=[DataRequired("Chọn lý do không tiếp nhận.")],
        validate_choice=False,
    )
    unit_id = SelectField("Đơn vị xử lý", choices=[], validators=[DataRequired("Chọn đơn vị xử lý.")], validate_choice=False)
    office = StringField("Cơ quan có thẩm quyền", validators=[DataRequired("Nhập tên cơ quan có thẩm quyền."), LINE])
    outcome = SelectField(
        "Kết quả xử lý",
        choices=choices(OUTCOMES, "— Chọn —"),
        validators=[DataRequired("Chọn kết quả xử lý.")],
        validate_choice=False,
    )
    has_ground = SelectField(
        "Cơ sở xem xét", choices=choices({"1": "Đủ cơ sở", "0": "Chưa đủ cơ sở"}, "Không áp dụng"), validate_choice=False
    )
    until = DayField("Gia hạn đến ngày")
    content = TextAreaField("Nội dung phản ánh (bản công khai)", validators=[TEXT], render_kw={"rows": 4})
    result = TextAreaField("Kết quả trả lời (bản công khai)", validators=[TEXT], render_kw={"rows": 5})
    link = StringField("Liên kết đã đăng (không bắt buộc)", validators=[Length(max=1000)])
    text = TextAreaField("Nội dung", validators=[TEXT], render_kw={"rows": 5})
    document = StringField("Số, ký hiệu văn bản (không bắt buộc)", validators=[Length(max=200)])
    on = DayField("Ngày thực hiện")
    is_resolved = BooleanField("Việc đã giải quyết xong (không chỉ trả lời)")
    is_checked = BooleanField("Đã kiểm tra, không có dữ liệu cá nhân")
    number = StringField("Số trong sổ của phản ánh chính", description="Ví dụ 12/2024 hoặc 12.")
    version = HiddenField()

    def texts(self) -> dict[str, str]:
        """What was typed, for a draft."""
        return {name: _sent(field) for name, field in self._fields.items() if name not in ("version", "csrf_token")}


def _sent(field: Any) -> str:
    if isinstance(field, DayField):
        return str(field.raw)
    return ("y" if field.data else "") if isinstance(field, BooleanField) else str(field.data or "")


_DAY = ("on",)
FIELDS: dict[Act, tuple[str, ...]] = {
    Act.CLASSIFY: ("classed", "subject", "text"),
    Act.REJECT: ("refusal", "text"),
    Act.ASSIGN: ("unit_id", "text"),
    Act.TRANSFER: ("office", "document", "on", "text"),
    Act.START: ("text",),
    Act.UPDATE: ("text",),
    Act.ASK_SUPPLEMENT: ("text",),
    Act.SUPPLEMENT: ("text",),
    Act.EXTEND: ("until", "text"),
    Act.ANSWER: ("outcome", "has_ground", "text", "document", "on", "is_resolved"),
    Act.PUBLISH: ("content", "result", "link", "on", "is_checked"),
    Act.ARCHIVE: ("text",),
    Act.REOPEN: ("text",),
    Act.RESOLVE: ("on", "text"),
    Act.LINK: ("number",),
    Act.UNLINK: (),
}
_NOTE = "Ghi chú (không bắt buộc)"
_WORDS = {
    Act.REJECT: "Nội dung trả lời người gửi",
    Act.TRANSFER: "Nội dung báo cho người gửi (không bắt buộc)",
    Act.UPDATE: "Tình hình xử lý",
    Act.ASK_SUPPLEMENT: "Thông tin cần bổ sung",
    Act.SUPPLEMENT: "Thông tin đã bổ sung",
    Act.EXTEND: "Lý do gia hạn",
    Act.ANSWER: "Nội dung trả lời",
    Act.ARCHIVE: "Ghi chú; nêu lý do nếu không công khai kết quả",
    Act.REOPEN: "Lý do mở lại",
}
_DAYS = {Act.TRANSFER: "Ngày chuyển", Act.ANSWER: "Ngày trả lời", Act.PUBLISH: "Ngày công khai", Act.RESOLVE: "Ngày giải quyết xong"}
LONG_TEXTS = frozenset({Act.REJECT, Act.TRANSFER, Act.UPDATE, Act.ASK_SUPPLEMENT, Act.SUPPLEMENT, Act.EXTEND, Act.ANSWER, Act.PUBLISH})


def step_form(
    act: Act, units: Sequence[tuple[int, str]], start: Mapping[str, Any] | None = None, *, classed: FeedbackClass | None = None
) -> StepForm:
    """The form of a step: as it was sent, else filled with `start` (texts of a draft are read as they were typed)."""
    form = StepForm(data=dict(start)) if start is not None else StepForm()
    for name in [name for name in form._fields if name not in (*FIELDS[act], "version", "csrf_token")]:
        del form[name]
    if form.text:
        form.text.label.text = _WORDS.get(act, _NOTE)
        form.text.render_kw = {"rows": 5 if act in LONG_TEXTS else 2}
    if form.on:
        form.on.label.text = _DAYS[act]
    if form.outcome:
        form.outcome.choices = choices({outcome: OUTCOMES[outcome] for outcome in outcomes_of(classed)}, "— Chọn —")
        if Outcome.AMENDED not in outcomes_of(classed):  # whether there is enough ground is asked of rules only
            del form.has_ground
    if form.unit_id:
        form.unit_id.choices = choices({str(unit_id): name for unit_id, name in units}, "— Chọn —")
    return form


def as_start(texts: Mapping[str, str]) -> dict[str, Any]:
    """The texts of a draft as values of the form's fields."""
    read: dict[str, Any] = dict(texts)
    for name in ("on", "until"):
        if name in read:
            read[name] = _day(read[name])
    return read | {name: read.get(name) == "y" for name in ("is_resolved", "is_checked")}


def _day(text: str) -> Any:
    try:
        return parse_day(text)
    except BadInput:
        return None
