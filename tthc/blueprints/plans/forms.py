"""What people enter about a plan."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from tthc.kernel.sections import Section
from tthc.web.forms import Form

_SEVERAL = "Nhiều đơn vị cách nhau bằng dấu chấm phẩy."


class UploadForm(Form):
    """The file of a plan."""

    file = FileField("Tệp kế hoạch")


class RowForm(Form):
    """One row of the check page as a person corrects it."""

    title = TextAreaField("Nội dung")
    lead = StringField("Chủ trì", description=_SEVERAL)
    coordinate = StringField("Phối hợp", description=_SEVERAL)
    deliverable = StringField("Sản phẩm")
    time_text = StringField("Thời gian", description="Như văn bản ghi: tháng 8 năm 2024, trước 15/9/2024, hằng quý, thường xuyên.")
    section = SelectField(
        "Nội dung kế hoạch", choices=[SelectChoice(str(section), section.title) for section in Section], validate_choice=False
    )
    seen = HiddenField()

    @classmethod
    def of(cls, line: Mapping[str, Any], prefix: str) -> RowForm:
        """The form filled with what was read."""
        return cls(
            formdata=None,
            prefix=prefix,
            title=line["short_title"],
            lead="; ".join(line["lead"]),
            coordinate="; ".join(line["coordinate"]),
            deliverable=line["deliverable"] or "",
            time_text=line["time_text"] or "",
            section=line["theme"],
            seen=mark_of(line),
        )

    def values(self) -> dict[str, Any]:
        """What was typed, for the action."""
        names = ("title", "lead", "coordinate", "deliverable", "time_text", "section")
        return {name: self[name].data or "" for name in names}


def mark_of(line: Mapping[str, Any]) -> str:
    """Tells whether a row is still the one a form was filled with: the draft's version changes with every other row."""
    return hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()[:16]
