"""What a verifier enters."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from tthc.web.forms import Form


class ReturnForm(Form):
    """Send a submission back, with the reason."""

    comment = TextAreaField(
        "Lý do trả lại",
        [InputRequired("Nêu lý do trả lại để đơn vị biết cần bổ sung gì."), Length(max=1000, message="Lý do dài quá 1.000 ký tự.")],
    )
