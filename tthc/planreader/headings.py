"""What a part of the plan is for, by the words of its heading; smaller headings inherit it unless they say otherwise."""

from __future__ import annotations

import re
from enum import StrEnum

from tthc.planreader.wording import low, word_count


class Purpose(StrEnum):
    """What is written in a part, and so what may be read from it."""

    AIM = "aim"
    PAST = "past"
    GOAL = "goal"
    CONTENT = "content"
    LOOKED_AT = "looked_at"
    SCHEDULE = "schedule"
    ORGANISATION = "organisation"
    REPORTING = "reporting"
    ASIDE = "aside"


_CHECKED = r"(?:kiểm tra|thanh tra|giám sát)"
# In this order: the first that fits decides.
_PARTS = (
    (Purpose.LOOKED_AT, rf"^(?:các )?nội dung,?(?: và| phạm vi,?| trọng tâm)* ?(?:được )?{_CHECKED}"),
    (Purpose.LOOKED_AT, r"^(?:các )?nội dung (?:tuyên truyền|truyền thông|phổ biến|tập huấn|bồi dưỡng|thông tin)"),
    (Purpose.SCHEDULE, rf"(?:thời gian|thời kỳ|lịch|đơn vị|đối tượng|hình thức|phương pháp|phương thức|địa điểm).*{_CHECKED}"),
    (Purpose.CONTENT, r"^(?:các |một số )?(?:nội dung|nhiệm vụ|giải pháp|hoạt động)"),
    (Purpose.CONTENT, r"^(?!.*tổ chức (?:thực hiện|triển khai)).*(?:nhiệm vụ|nội dung|giải pháp|hình thức|hoạt động).*phân công"),
    (Purpose.ORGANISATION, r"tổ chức (?:thực hiện|triển khai)|trách nhiệm|phân công"),
    (Purpose.REPORTING, r"báo cáo"),
    (Purpose.CONTENT, r"nhiệm vụ|nội dung"),
    (Purpose.GOAL, r"mục tiêu|chỉ tiêu"),
    (Purpose.AIM, r"mục đích|yêu cầu|quan điểm|phạm vi|nguyên tắc"),
    (Purpose.PAST, r"sự cần thiết|đặc điểm|tình hình|căn cứ|đánh giá|kết quả|tồn tại"),
    (Purpose.ASIDE, r"kinh phí|nguồn lực|khen thưởng|đối tượng|thành phần|địa điểm|tài liệu"),
)
# A smaller heading changes the purpose only when it says nothing else.
_ITEMS = (
    (
        Purpose.LOOKED_AT,
        rf"(?:các )?nội dung (?:được )?{_CHECKED}|nội dung (?:tuyên truyền|truyền thông|phổ biến|tập huấn|thông tin)|phương pháp|đề cương",
    ),
    (Purpose.GOAL, r"(?:các )?(?:mục tiêu|chỉ tiêu)"),
    (Purpose.AIM, r"mục đích|yêu cầu|quan điểm|phạm vi"),
    (Purpose.ASIDE, r"kinh phí|thành phần|địa điểm|đối tượng|nguồn kinh phí"),
    (Purpose.REPORTING, r"chế độ (?:thông tin,? )?báo cáo|thông tin,? báo cáo"),
)
_LEVELLED_UP = (
    (Purpose.ORGANISATION, r"tổ chức (?:thực hiện|triển khai)"),
    (Purpose.CONTENT, r"(?:các )?(?:nhiệm vụ|giải pháp)|nội dung (?:thực hiện|công việc|cụ thể|kế hoạch)"),
)
_BARE = (
    (Purpose.AIM, r"(?:mục đích|yêu cầu|quan điểm|phạm vi)"),
    (Purpose.GOAL, r"(?:các )?(?:mục tiêu|chỉ tiêu)"),
    (Purpose.CONTENT, r"(?:các |một số )?(?:nội dung|nhiệm vụ|giải pháp|hoạt động)"),
    (Purpose.ORGANISATION, r"tổ chức (?:thực hiện|triển khai)|phân công|trách nhiệm"),
    (Purpose.REPORTING, r"(?:chế độ )?(?:thông tin,? )?báo cáo$"),
    (Purpose.ASIDE, r"(?:nguồn )?kinh phí|khen thưởng|thời gian|đối tượng|thành phần"),
)
_LONGEST_ITEM = 12
_LONGEST_BARE = 10


def is_bare_heading(text: str) -> bool:
    """The words of a part's heading and nothing else: it may stand without a number."""
    words = low(text).strip(" .:")
    return word_count(words) <= _LONGEST_BARE and any(re.match(pattern, words) for _, pattern in _BARE)


def part_purpose(title: str) -> Purpose:
    """The purpose of a part of the first level; an unknown heading is taken to hold work."""
    words = low(title)
    return next((purpose for purpose, pattern in _PARTS if re.search(pattern, words)), Purpose.CONTENT)


def item_purpose(title: str, inherited: Purpose) -> Purpose:
    """The purpose of a smaller heading."""
    words = low(title.partition(":")[0]).strip(" .:")
    if word_count(words) > _LONGEST_ITEM:
        return inherited
    rules = _ITEMS if inherited in (Purpose.ORGANISATION, Purpose.LOOKED_AT) else _ITEMS + _LEVELLED_UP
    return next((purpose for purpose, pattern in rules if re.match(pattern, words)), inherited)
