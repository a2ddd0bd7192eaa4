"""One inspection that the ward does not know of yet: it lies in the safe of those who prepare it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tthc.core.inspections.queries.objects import objects
from tthc.core.sealed import actions, queries
from tthc.core.sealed.rules import Facts, Item, SafeRole
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story

_DAY = date(2024, 8, 12)
_LINES = (
    "Niêm yết thủ tục hành chính, địa chỉ tiếp nhận phản ánh, kiến nghị",
    "Thu phí, lệ phí và biên lai của hồ sơ tiếp nhận trong tháng 8",
    "Phiếu xin lỗi và hẹn lại ngày trả kết quả của hồ sơ trễ hạn",
)


def tell(story: Story) -> None:
    """Prepared by the inspector for the desk that receives dossiers; somebody from the town goes along."""
    session, inspector, now = story.session, story.person("thao"), story.toolbox.clock.now()
    at: dict[str, Any] = {"today": _DAY, "now": now}
    with unit_of_work(session):
        found = objects(session, story.agency_id, _DAY)
        desk = next(unit_id for unit_id, name in found.items() if fold(name).startswith("bo phan tiep nhan"))
        facts = Facts(
            object_id=desk,
            starts_on=date(2024, 8, 15),
            ends_on=date(2024, 8, 16),
            content="Kiểm tra việc tiếp nhận, thu phí và trả kết quả hồ sơ theo phản ánh của người dân về thời gian chờ và biên lai.",
            decision_number="",
            decided_on=None,
        )
        row = actions.seal(session, inspector, facts, SafeRole.HEAD, **at)
        name, title = "Ngô Quốc Bình", "Chuyên viên Phòng Tư pháp thị xã"
        actions.add_reader(session, inspector, queries.safe(session, inspector, row.id), SafeRole.SECRETARY, name=name, title=title, **at)
        safe = queries.safe(session, inspector, row.id)
        actions.set_items(session, inspector, safe, [Item("", line) for line in _LINES], now=now)
        actions.note(session, inspector, safe, "Đến trước giờ tiếp dân buổi sáng; mang theo mẫu phiếu kiểm tra.", now=now)
