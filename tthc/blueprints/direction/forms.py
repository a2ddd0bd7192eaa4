"""The form of the content groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, StringField

from tthc.core.budgets.rules import CONTENTS, LONGEST_TITLE
from tthc.web.forms import Form

_SPARE = 2  # places for groups that are added
_NAME = "group_{}"


class GroupsForm(Form):
    """One line for each group, and some for new ones."""

    seen = HiddenField()

    def titles(self) -> dict[int, str]:
        """Number -> what was typed."""
        return {place: self[_NAME.format(place)].data or "" for place in self.places}

    @property
    def places(self) -> list[int]:
        """The numbers that have a line."""
        return [int(name.removeprefix(_NAME.format(""))) for name in self._fields if name.startswith(_NAME.format(""))]

    @property
    def lines(self) -> list[Any]:
        """Their fields, in their order."""
        return [self[_NAME.format(place)] for place in self.places]

    def blame(self, faults: Mapping[str, str]) -> dict[str, str]:
        """Faults by number as faults of the fields."""
        return {_NAME.format(place): words for place, words in faults.items()}


def groups_form(groups: Mapping[int, str], **values: Any) -> GroupsForm:
    """The form of these groups, with room for more."""
    fields: dict[str, Any] = {}
    last = max((*groups, *CONTENTS))
    for place in [*groups, *range(last + 1, last + 1 + _SPARE)]:
        of_circular = CONTENTS.get(place)
        hint = "" if of_circular in (None, groups.get(place)) else f"Theo Thông tư 167/2012/TT-BTC: {of_circular}. Để trống để dùng lại."
        fields[_NAME.format(place)] = StringField(
            f"Nhóm {place}" if place in groups else f"Nhóm {place} (thêm)",
            default=groups.get(place, ""),
            description=hint,
            render_kw={"maxlength": LONGEST_TITLE, "autocomplete": "off"},
        )
    form: GroupsForm = type("_Groups", (GroupsForm,), fields)(**values)
    return form
