"""The forms of the steps of an assessment, of its meetings and of its terms."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from tthc.blueprints.new_rural.score_forms import LINE, TEXT
from tthc.core.criteria.rules.assessments import MOVES, MeetingKind, Move
from tthc.core.criteria.rules.clocks import Terms
from tthc.web.forms import CountField, DayField, Form

_DAY = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "ngày/tháng/năm"}
_COUNT = {"inputmode": "numeric", "autocomplete": "off", "type": "text"}


class WholeField(CountField):
    """A whole number; what is none gets a sentence of ours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it."""
        if valuelist and not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Nhập số nguyên bằng chữ số, ví dụ 5.") from error


def _whole(label: str, most: int = 9_999, *, is_needed: bool = False) -> IntegerField:
    checks: list[Any] = [InputRequired("Nhập số.")] if is_needed else [Optional()]
    return WholeField(label, validators=[*checks, NumberRange(0, most, f"Nhập số từ 0 đến {most}.")], render_kw=_COUNT)


class StepForm(Form):
    """Every field that some step asks for; a step keeps its own."""

    posted_place = StringField("Nơi niêm yết", [LINE], description="Ví dụ: Bảng niêm yết tại trụ sở UBND và nhà văn hóa các tổ dân phố.")
    posted_from = DayField("Niêm yết từ ngày", render_kw=_DAY)
    posted_to = DayField("Niêm yết đến hết ngày", render_kw=_DAY)
    portal_place = StringField("Trang, cổng thông tin điện tử", [LINE])
    portal_from = DayField("Đăng từ ngày", render_kw=_DAY)
    portal_to = DayField("Đăng đến hết ngày", render_kw=_DAY)
    radio_times = _whole("Số lần phát thanh (nếu không đăng trên trang thông tin điện tử)")
    letter_number = StringField("Số, ký hiệu văn bản đề nghị", [LINE], description="Ví dụ: 15/TTr-UBND. Ghi sau cũng được.")
    is_met = RadioField(
        "Kết quả", choices=[SelectChoice("1", "Đạt"), SelectChoice("0", "Chưa đạt")], validators=[DataRequired("Chọn kết quả.")]
    )
    number = StringField("Số, ký hiệu quyết định", [LINE], description="Ví dụ: 45/QĐ-UBND.")
    announced_place = StringField("Nơi công bố", [LINE])
    on = DayField("Ngày", render_kw=_DAY)
    reason = TextAreaField("Lý do", [TEXT], render_kw={"rows": 4})
    version = HiddenField()


_FIELDS = {
    Move.POST: ("posted_place", "posted_from", "posted_to", "portal_place", "portal_from", "portal_to", "radio_times"),
    Move.RECALL: ("reason",),
    Move.SEND: ("letter_number", "on"),
    Move.SEND_BACK: ("reason",),
    Move.FINISH: (),
    Move.REOPEN: ("reason",),
    Move.DECIDE: ("is_met", "number", "on"),
    Move.ANNOUNCE: ("announced_place", "on"),
}
POSTING = _FIELDS[Move.POST]
_ON = {Move.SEND: "Ngày gửi", Move.DECIDE: "Ngày quyết định", Move.ANNOUNCE: "Ngày công bố"}
HINTS = {
    Move.POST: "Mọi chỉ tiêu phải được chấm; chỉ tiêu chấm đạt phải có minh chứng hoặc giải trình.",
    Move.SEND: "Hồ sơ được gửi đến cơ quan thẩm định; sau khi gửi, điểm tự chấm không sửa được trừ khi hồ sơ bị trả lại.",
    Move.SEND_BACK: "Cơ quan gửi hồ sơ chấm lại và niêm yết lại trước khi gửi. Nếu chỉ cần làm rõ, chọn “Yêu cầu làm rõ” ở từng chỉ tiêu.",
    Move.FINISH: "Hồ sơ chuyển đến lãnh đạo quyết định.",
    Move.RECALL: "Bản niêm yết hiện tại được thay bằng lần niêm yết sau.",
}


def step_form(move: Move, **given: Any) -> StepForm:
    """The form of a step."""
    form = StepForm(**given)
    for name in [name for name in form._fields if name not in (*_FIELDS[move], "version", "csrf_token")]:
        del form[name]
    if move in _ON:
        form["on"].label.text = _ON[move]
    if MOVES[move].is_back:
        form["reason"].label.text = "Lý do (cơ quan gửi hồ sơ đọc được)" if move is Move.SEND_BACK else "Lý do"
    return form


class MeetingForm(Form):
    """The commune's meeting, or the council."""

    held_on = DayField("Ngày họp", render_kw=_DAY)
    papers_on = DayField("Ngày gửi tài liệu họp", render_kw=_DAY)
    place = StringField("Địa điểm", [LINE])
    chair = StringField("Chủ trì", [LINE])
    secretary = StringField("Thư ký", [LINE])
    members = TextAreaField("Thành phần, mỗi người một dòng", [TEXT], render_kw={"rows": 6})
    present = _whole("Số người dự họp")
    in_favour = _whole("Số người đồng ý (nếu biểu quyết)")
    words = TextAreaField("Nội dung, kết luận", [TEXT], render_kw={"rows": 6})
    version = HiddenField()


def meeting_form(kind: MeetingKind, **given: Any) -> MeetingForm:
    """The form of a meeting, in the words of its kind."""
    form = MeetingForm(**given)
    if kind is MeetingKind.COUNCIL:
        form.chair.label.text = "Chủ tịch Hội đồng"
        form.members.label.text = "Thành viên Hội đồng, mỗi người một dòng"
    return form


class ReportUpForm(Form):
    """The report to the level above."""

    number = StringField("Số, ký hiệu báo cáo", [LINE])
    on = DayField("Ngày báo cáo", render_kw=_DAY)


class TermsForm(Form):
    """The terms of a set's assessments."""

    office_days = _whole("Niêm yết tại trụ sở ít nhất (ngày)", 60, is_needed=True)
    portal_days = _whole("Đăng trên trang thông tin điện tử ít nhất (ngày)", 60, is_needed=True)
    radio_times = _whole("Hoặc phát thanh ít nhất (lần)", 60, is_needed=True)
    send_before = StringField("Gửi hồ sơ trước ngày", description="Ngày và tháng của năm sau, ví dụ 10/01.")
    supplement_days = _whole("Làm rõ, bổ sung trong (ngày làm việc)", 60, is_needed=True)
    council_most = _whole("Hội đồng có tối đa (thành viên)", 99, is_needed=True)
    quorum_of = _whole("Họp khi có mặt ít nhất (tử số)", 99, is_needed=True)
    quorum_in = _whole("trên (mẫu số)", 99, is_needed=True)
    papers_days = _whole("Gửi tài liệu họp trước (ngày làm việc)", 60, is_needed=True)
    decide_before = StringField("Quyết định trước ngày", description="Ngày và tháng của năm sau, ví dụ 10/02.")
    announce_days = _whole("Công bố quyết định trong (ngày làm việc)", 60, is_needed=True)
    report_before = StringField("Báo cáo cấp trên trước ngày", description="Ngày và tháng của năm sau, ví dụ 15/02.")
    basis = StringField("Căn cứ", [LINE])
    is_unsure = BooleanField("Cần đối chiếu văn bản đang áp dụng")
    version = HiddenField()

    def values(self) -> dict[str, Any]:
        """The terms as the action takes them."""
        return {name: self[name].data or "" if name == "basis" else self[name].data for name in Terms.__dataclass_fields__}
