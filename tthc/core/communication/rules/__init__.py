"""What the register of communication asks for: channels, columns, and which year a topic belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from tthc.core.registers.rules import UNIT, Column, Kind, Lookups

TOPICS = "topics"  # in Lookups.known: id -> title, of all topics that some year still asks for
TOPIC_YEARS = "topic_years"  # in Lookups.known: id -> the years that ask for it
LONGEST_TITLE = 300
_FIRST_DAY = date(2000, 1, 1)


class Channel(StrEnum):
    """By which way citizens were told."""

    LOUDSPEAKER = "loudspeaker"
    WEBSITE = "website"
    ZALO = "zalo"
    MEETING = "meeting"
    LEAFLET = "leaflet"
    VIDEO = "video"
    OTHER = "other"


CHANNELS: Mapping[str, str] = {
    Channel.LOUDSPEAKER: "Loa truyền thanh",
    Channel.WEBSITE: "Trang thông tin điện tử",
    Channel.ZALO: "Zalo",
    Channel.MEETING: "Hội nghị, họp dân",
    Channel.LEAFLET: "Tờ rơi",
    Channel.VIDEO: "Video",
    Channel.OTHER: "Khác",
}

COLUMNS: tuple[Column, ...] = (
    Column("title", "Tên tin, bài", is_required=True, spellings=("tiêu đề", "tên bài", "nội dung tuyên truyền", "tin bài")),
    Column(
        "topic_id",
        "Chủ đề",
        Kind.CHOICE,
        choices_from=TOPICS,
        is_filter=True,
        spellings=("chủ đề tuyên truyền", "nội dung của kế hoạch"),
        hint="Chủ đề lấy từ kế hoạch của năm; để trống nếu tin, bài không thuộc chủ đề nào.",
    ),
    Column(
        "channel",
        "Kênh",
        Kind.CHOICE,
        is_required=True,
        choices=CHANNELS,
        is_filter=True,
        spellings=("hình thức", "hình thức tuyên truyền", "kênh tuyên truyền"),
    ),
    Column(
        "held_on", "Ngày thực hiện", Kind.DAY, is_required=True, spellings=("ngày", "ngày đăng", "ngày phát", "thời gian", "ngày tổ chức")
    ),
    Column("author", "Người thực hiện", longest=200, spellings=("tác giả", "người viết", "báo cáo viên")),
    Column("audience", "Đối tượng", longest=300, is_listed=False, spellings=("đối tượng tuyên truyền", "thành phần")),
    Column(
        "reach", "Số lượt tiếp cận", Kind.COUNT, is_summed=True, spellings=("số người", "lượt xem", "số người tham dự", "lượt tiếp cận")
    ),
    Column("duration", "Thời lượng (phút)", Kind.COUNT, is_listed=False, spellings=("thời lượng", "số phút")),
    Column("link", "Liên kết", Kind.LINK, is_listed=False, longest=1000, spellings=("link", "đường dẫn", "địa chỉ bài đăng")),
    Column(
        "month",
        "Tháng",
        Kind.CHOICE,
        choices={str(number): f"Tháng {number}" for number in range(1, 13)},
        is_filter=True,
        is_computed=True,
        is_listed=False,
    ),
    UNIT,
)


def faults(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """What is wrong with a row whose values were each read well: a day to come, a topic that the year does not ask for."""
    held_on: date = values["held_on"]
    if held_on > lookups.today:
        return {"held_on": f"Ngày thực hiện {held_on:%d/%m/%Y} chưa đến. Ghi sổ sau khi đã thực hiện."}
    if held_on < _FIRST_DAY:
        return {"held_on": "Ngày thực hiện quá xa. Kiểm tra lại năm."}
    topic_id = values.get("topic_id")
    if topic_id is not None and held_on.year not in lookups.known.get(TOPIC_YEARS, {}).get(topic_id, ()):
        return {"topic_id": f"Năm {held_on.year} không có chủ đề này. Chọn chủ đề khác, hoặc thêm chủ đề vào danh sách năm {held_on.year}."}
    return {}
