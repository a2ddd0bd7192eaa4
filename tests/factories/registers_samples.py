"""Rows as people would type them, for the walk through every register; each room adds its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tthc.core.communication import actions as communication_actions


@dataclass(frozen=True)
class Sample:
    """What the walk types into one register.

    values and other: the texts of two rows that are no duplicates of each other (the unit is filled in by the walk).
    edited: what is typed over the first row. bad: a text that its column must refuse. word: typed into the search without
    tone marks it finds the first row and not the other. prepare(session, office, actor, today, now): makes what must be there
    before (a procedure, a topic) and returns texts that are added to both rows.
    """

    values: Mapping[str, str]
    other: Mapping[str, str]
    edited: Mapping[str, str]
    bad: Mapping[str, str]
    word: str
    prepare: Callable[..., Mapping[str, str]] | None = None
    facts: Mapping[str, str] = field(default_factory=dict)  # title of a column -> words the row's page must show


SAMPLES: dict[str, Sample] = {}


def _topic(session, office, actor, today, now):
    communication_actions.add_topic(session, office.actor("clerk"), 2024, "Dịch vụ công trực tuyến", now=now)
    return {"topic_id": "Dịch vụ công trực tuyến"}


SAMPLES["communication_item"] = Sample(
    values={"title": "Hướng dẫn khai sinh trực tuyến", "channel": "Zalo", "held_on": "02/05/2024", "reach": "1.250"},
    other={"title": "Họp dân về phí, lệ phí", "channel": "Hội nghị, họp dân", "held_on": "7/8/2024", "link": "https://anbinh.vn/tin/1"},
    edited={"title": "Hướng dẫn đăng ký khai sinh trực tuyến", "audience": "Nhân dân tổ 5"},
    bad={"held_on": "16/08/2024"},
    word="khai sinh",
    prepare=_topic,
    facts={"Chủ đề": "Dịch vụ công trực tuyến", "Số lượt tiếp cận": "1.250"},
)

SAMPLES["visit"] = Sample(
    values={"visited_on": "14/08/2024", "counter": "Quầy Hộ tịch", "number": "12", "waiting_minutes": "12,5", "satisfaction": "Hài lòng"},
    other={"visited_on": "13/08/2024", "counter": "Quầy Đất đai", "number": "12", "waiting_minutes": "31"},
    edited={"satisfaction": "Bình thường"},
    bad={"waiting_minutes": "hai giờ"},
    word="ho tich",
    facts={"Thời gian chờ (phút)": "12,5", "Mức độ hài lòng": "Hài lòng"},
)

SAMPLES["feedback"] = Sample(
    values={
        "channel": "Điện thoại chuyên dùng",
        "received_on": "05/08/2024",
        "person": "Nguyễn Thị Bình",
        "phone": "0912 345 678",
        "content": "Bộ phận Một cửa hẹn trả giấy khai sinh nhiều lần không đúng ngày.",
        "receiver": "Công chức trực",
    },
    other={"channel": "Thư điện tử, trang thông tin điện tử", "received_on": "6/8/2024", "content": "Đề nghị bỏ bản sao sổ hộ khẩu."},
    edited={"content": "Bộ phận Một cửa hẹn trả giấy khai sinh ba lần không đúng ngày.", "satisfaction": "Hài lòng"},
    bad={"received_on": "16/08/2024"},
    word="khai sinh",
    facts={"Hạn trả lời": "26/08/2024", "Hình thức tiếp nhận": "Điện thoại chuyên dùng"},
)
