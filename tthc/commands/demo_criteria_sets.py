"""The demonstration's criteria sets: both standards of access to law, and the advanced new-rural criteria about procedures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tthc.core.criteria.actions import sets as actions
from tthc.core.criteria.queries import sets as queries
from tthc.core.criteria.rules.set_heads import texts_of
from tthc.core.criteria.rules.set_rows import rows_of
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story
    from tthc.core.criteria.rules.sets import CriterionLine, SetTable

BY_POINTS, BY_VERDICT, RURAL = "tiep-can-phap-luat-2021", "tiep-can-phap-luat-2025", "nong-thon-moi-nang-cao-2022"
# How the ward of the demonstration filled the points in that do not come with the set: they add up to those of each criterion.
_POINTS = {
    "1": (5, 5),
    "2": (5, 5, 5, 5, 5, 5),
    "3": (5, 5, 5),
    "4": (4, 4, 4, 4, 4),
    "5": (6, 7, 6, 6),
}
_SAID = "Điểm tối đa là điểm minh họa. Điểm, tên tiêu chí, tên chỉ tiêu: đối chiếu Thông tư số 09/2021/TT-BTP trước khi dùng thật."


def tell(story: Story) -> None:
    """The sets are taken by the clerk; the points of the older one are filled in, so that it can be scored by."""
    session, now = story.session, story.toolbox.clock.now()
    with unit_of_work(session):
        clerk = story.person("minh")
        for code in (BY_VERDICT, RURAL):
            actions.take(session, clerk, code, now=now)
        taken = actions.take(session, clerk, BY_POINTS, now=now)
        row = queries.one(session, clerk, taken.id)
        table = _with_points(queries.table_of(row))
        actions.write(session, clerk, texts_of(table), rows_of(table), row=row, now=now)


def _with_points(table: SetTable) -> SetTable:
    return replace(table, criteria=tuple(_filled(one) for one in table.criteria), note=_SAID)


def _filled(one: CriterionLine) -> CriterionLine:
    points = _POINTS[one.number]
    lines = tuple(replace(line, most_points=Decimal(most), note="") for line, most in zip(one.indicators, points, strict=True))
    return replace(one, indicators=lines)
