"""The ward's year of communication: topics from the plan, news, broadcasts and meetings until the office's day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tthc.commands.demo_paper import photo
from tthc.core.communication import actions as communication_actions
from tthc.core.communication import queries as communication_queries
from tthc.core.communication.actions import BOOK
from tthc.core.communication.rules import Channel
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.tasks import queries as task_queries
from tthc.kernel.sections import Section
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work
from tthc.kernel.vietnamese import parse_day

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story

_YEAR = 2024
_TODAY = date(2024, 8, 15)
_ONLINE = "Dịch vụ công trực tuyến, thanh toán trực tuyến"
_FEEDBACK = "Tiếp nhận phản ánh, kiến nghị về quy định hành chính"
# day | topic | channel | title | audience | people reached | minutes | end of the address
_ITEMS = """
18/01 | control | website | Kế hoạch kiểm soát thủ tục hành chính năm 2024 của phường | Nhân dân | 312 |  | ke-hoach-2024
25/01 | online | loudspeaker | Năm bước nộp hồ sơ trực tuyến tại nhà | Nhân dân 12 tổ dân phố |  | 6 |
20/02 | control | website | Công khai thủ tục hành chính tại Bộ phận Tiếp nhận và Trả kết quả | Nhân dân | 274 |  | cong-khai
06/03 | online | zalo | Đăng ký tài khoản VNeID mức 2 | Hội viên Hội Phụ nữ | 486 |  | vneid
14/03 | feedback | loudspeaker | Gửi phản ánh, kiến nghị đến đâu, được trả lời khi nào | Nhân dân 12 tổ dân phố |  | 5 |
28/03 | control | website | Kết quả giải quyết hồ sơ quý I năm 2024 | Nhân dân | 198 |  | quy-1
11/04 | online | meeting | Hội nghị hướng dẫn dịch vụ công trực tuyến tổ dân phố Tiên Sơn | Nhân dân tổ dân phố | 86 | 90 |
23/04 | online | leaflet | Tờ rơi thanh toán phí, lệ phí trực tuyến | Người đến giao dịch | 600 |  |
09/05 | feedback | meeting | Đối thoại giữa Chủ tịch UBND phường với nhân dân về thủ tục hành chính | Nhân dân | 124 | 150 |
22/05 | online | video | Hướng dẫn đăng ký khai sinh trực tuyến | Nhân dân | 1240 | 4 | video-khai-sinh
05/06 | control | website | Bãi bỏ thủ tục, đơn giản hóa giấy tờ lĩnh vực hộ tịch | Nhân dân | 231 |  | ho-tich
18/06 | control | loudspeaker | Kết quả cải cách thủ tục hành chính sáu tháng đầu năm | Nhân dân 12 tổ dân phố |  | 8 |
03/07 | online | zalo | Chứng thực bản sao điện tử từ bản chính | Nhân dân | 355 |  | chung-thuc
16/07 | online | meeting | Ra quân hỗ trợ người cao tuổi nộp hồ sơ trực tuyến | Người cao tuổi | 64 | 120 |
30/07 | control | website | Niêm yết thủ tục hành chính bằng mã QR | Nhân dân | 167 |  | ma-qr
08/08 | feedback | zalo | Số điện thoại tiếp nhận phản ánh, kiến nghị của phường | Nhân dân | 402 |  | phan-anh
"""


def tell(story: Story) -> None:
    """Topics by the clerk, rows by the officer for culture; one item proves two tasks."""
    with unit_of_work(story.session):
        _tell(story)


def _tell(story: Story) -> None:
    session, now, clerk, officer = story.session, story.toolbox.clock.now(), story.person("minh"), story.person("thuha")
    communication_actions.derive_topics(session, clerk, _YEAR, now=now)
    topics = {"control": communication_queries.topics(session, clerk, _YEAR)[0].topic_id}  # as the plan calls it
    for name, title in (("online", _ONLINE), ("feedback", _FEEDBACK)):
        topics[name] = communication_actions.add_topic(session, clerk, _YEAR, title, now=now).id
    _merge(story)
    units = people_queries.units_of(session, story.agency_id, _TODAY)
    unit_id = next(unit.id for unit in units if unit.id in officer.units and fold(unit.name).startswith("cong chuc van hoa"))
    rows = [_enter(story, officer, unit_id, line, topics) for line in _ITEMS.strip().splitlines()]
    for number, row in enumerate(rows):
        if row.channel in (Channel.MEETING, Channel.LEAFLET):
            stored = story.toolbox.files.keep(photo(300 + number), "image/png")
            register_actions.attach(session, officer, BOOK, row, stored, f"anh-{number}.png", "Ảnh chụp tại buổi tuyên truyền", now=now)
    lines = register_queries.open_for(session, officer, Section.COMMUNICATION, _TODAY, _YEAR)
    for line in [one for one in lines if one.section is Section.COMMUNICATION][:2]:
        occurrence = task_queries.occurrence(session, officer, line.occurrence_id)
        register_actions.offer(session, officer, BOOK, rows[-2], occurrence, today=_TODAY, now=now)


def _merge(story: Story) -> None:
    """The plan says one thing twice: keeping the website up to date is the same topic as telling about the control of procedures."""
    clerk = story.person("minh")
    asked = [one for one in communication_queries.topics(story.session, clerk, _YEAR) if one.plan_id is not None]
    again = next((one for one in asked[1:] if "kiem soat tthc" in fold(one.title)), None)
    if again is not None:
        first, second = (communication_queries.topic(story.session, clerk, one.topic_id) for one in (asked[0], again))
        communication_actions.merge_topics(story.session, clerk, second, first, now=story.toolbox.clock.now())


def _enter(story: Story, officer: Any, unit_id: int, line: str, topics: dict[str, int]) -> Any:
    cells = [cell.strip() for cell in line.split("|")]
    held_on, topic, channel, title, audience, reach, minutes, link = cells + [""] * (8 - len(cells))
    values = {
        "title": title,
        "topic_id": topics[topic],
        "channel": channel,
        "held_on": parse_day(f"{held_on}/{_YEAR}"),
        "author": officer.name,
        "audience": audience,
        "reach": int(reach) if reach else None,
        "duration": int(minutes) if minutes else None,
        "link": f"https://trungluong.example/tin/{link}" if link else "",
        "unit_id": unit_id,
    }
    return register_actions.enter(story.session, officer, BOOK, values, today=_TODAY, now=story.toolbox.clock.now())
