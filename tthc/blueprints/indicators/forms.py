"""The form that says how a target is counted."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectField

from tthc.web.forms import Form

_BY_HAND = ("", "Không tính từ sổ: số liệu do người nhập")


class MeasureForm(Form):
    """What is counted; choices are those whose unit is the target's."""

    code = SelectField("Cách tính", validate_choice=False)

    def offer(self, measures: Sequence[tuple[str, str]]) -> None:
        """What can be chosen."""
        self.code.choices = [_BY_HAND, *measures]
