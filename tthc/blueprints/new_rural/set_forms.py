"""Forms of criteria sets: the head, a file, a new edition; the rows of the table are read one by one."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from tthc.core.criteria.rules import SUBJECTS
from tthc.core.criteria.rules.set_rows import HEADS, Row
from tthc.core.criteria.rules.set_tables import MOST_ROWS
from tthc.web.addresses import row_number
from tthc.web.forms import DayField, Form

TEXTS = ("number", "title", "kind", "threshold", "points", "evidence", "note")
_DAY = {"inputmode": "numeric", "autocomplete": "off"}
_FIGURE = {"inputmode": "decimal", "autocomplete": "off"}
_SUBJECTS = [SelectChoice("", "Chọn lĩnh vực"), *(SelectChoice(one.value, words) for one, words in SUBJECTS.items())]
_YES = [SelectChoice("", "Không"), SelectChoice("x", "Có")]
KINDS_OF_FILES = ".xlsx,.xls,.ods,.csv,.tsv"


class HeadForm(Form):
    """What stands above the rows, as typed: the rules of the room read it."""

    title = StringField(HEADS["title"])
    subject = SelectField(HEADS["subject"], choices=_SUBJECTS, validate_choice=False)
    basis = TextAreaField(HEADS["basis"], render_kw={"rows": 2}, description="Mỗi văn bản một dòng.")
    valid_from = StringField(HEADS["valid_from"], render_kw=_DAY)
    valid_to = StringField(HEADS["valid_to"], render_kw=_DAY, description="Bỏ trống nếu chưa hết áp dụng.")
    least_total = StringField(HEADS["least_total"], render_kw=_FIGURE, description="Bỏ trống nếu bộ không tính tổng điểm.")
    least_share = StringField(f"{HEADS['least_share']} (%)", render_kw=_FIGURE, description="Bỏ trống nếu không yêu cầu.")
    conditions = TextAreaField(
        "Điều kiện khác", render_kw={"rows": 2}, description="Mỗi điều kiện một dòng; khi đánh giá trả lời Có hoặc Không."
    )
    note = TextAreaField(HEADS["note"], render_kw={"rows": 2}, description="Nội dung phải bổ sung hoặc đối chiếu trước khi dùng.")
    is_unsure = SelectField(HEADS["is_unsure"], choices=_YES, validate_choice=False)
    pasted = TextAreaField(
        "Các ô dán từ Excel",
        render_kw={"rows": 5, "wrap": "off", "spellcheck": "false"},
        description="Chép các ô trong Excel, bấm vào ô này rồi Ctrl+V. Không có dòng tiêu đề thì các cột theo thứ tự của bảng bên dưới.",
    )
    version = HiddenField()

    def texts(self) -> dict[str, str]:
        """The head as texts."""
        return {name: str(self[name].data or "") for name in HEADS}


class SetFileForm(Form):
    """A workbook that holds a set."""

    file = FileField("Tệp bảng tính", render_kw={"accept": KINDS_OF_FILES})


class RenewForm(Form):
    """A new edition from a day on."""

    valid_from = DayField("Áp dụng bản mới từ ngày", validators=[Optional()])
    version = HiddenField()


def sent_rows() -> list[Row]:
    """The rows of the table as they were sent, the empty ones too."""
    count = min(row_number(request.form.get("rows")) or 0, MOST_ROWS * 2)
    return [_row(request.form, f"r{at}-") for at in range(count)]


def _row(form: Mapping[str, str], stem: str) -> Row:
    texts = {name: form.get(stem + name, "") for name in TEXTS}
    is_criterion = form.get(stem + "level", "") == "criterion"
    return Row(
        is_criterion,
        texts["number"],
        texts["title"],
        "" if is_criterion else texts["kind"],
        texts["threshold"],
        texts["points"],
        texts["evidence"],
        texts["note"],
        is_unsure=bool(form.get(stem + "is_unsure")),
    )
