"""The ward's programme of inspections of 2024: its desks, the share to be inspected, what the town above has registered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tthc.core.inspections.actions import ROUNDS, programme
from tthc.core.inspections.actions.programme import NewClass, NewTerms
from tthc.core.inspections.queries import choosing
from tthc.core.inspections.rules import Form
from tthc.core.registers import actions as register_actions
from tthc.core.registers.rules import Kind
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story

YEAR = 2024
SET_ON = date(2024, 3, 11)
_QUOTA = Decimal(60)
_TOWN = "Văn phòng HĐND và UBND thị xã"
_DESKS = ("cong chuc", "bo phan")


def tell(story: Story) -> None:
    """The programme as the clerk set it in March."""
    with unit_of_work(story.session):
        _classes(story)
    with unit_of_work(story.session):
        _registered(story)


def _desks(story: Story) -> dict[str, int]:
    """Folded name → unit, of the ward's own desks."""
    found = choosing.choices(story.session, story.agency_id, YEAR)
    return {fold(one.name): one.unit_id for one in found if fold(one.name).startswith(_DESKS) and one.agency_id == story.agency_id}


def _classes(story: Story) -> None:
    clerk, now = story.person("minh"), story.toolbox.clock.now()
    new = NewClass("Các công chức chuyên môn, bộ phận thuộc phường", _QUOTA)
    row = programme.add_class(story.session, clerk, YEAR, new, now=now)
    programme.set_units(story.session, clerk, row, list(_desks(story).values()), now=now)
    programme.set_programme(story.session, clerk, YEAR, NewTerms(30, note="Quy ước của UBND phường năm 2024"), now=now)


def _registered(story: Story) -> None:
    """The town has registered a visit to the one-stop desk for the autumn."""
    clerk = story.person("minh")
    desk = next(unit for name, unit in _desks(story).items() if "tiep nhan" in name)
    empty = {column.name: None if column.kind is Kind.DAY else "" for column in ROUNDS.entered}
    known = {"unit_id": clerk.holdings[0].unit_id, "object_id": desk, "form": Form.PLANNED, "body": _TOWN}
    days = {"starts_on": date(2024, 9, 24), "ends_on": date(2024, 9, 24)}
    values = empty | known | days | {"content": "Tiếp nhận, giải quyết và trả kết quả thủ tục hành chính"}
    register_actions.enter(story.session, clerk, ROUNDS, values, today=SET_ON, now=story.toolbox.clock.now())
