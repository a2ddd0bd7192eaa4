"""What a figure counts: measures, counted nouns up to the end of their clause, and rates ("triệu đồng/người/năm")."""

from __future__ import annotations

import re

# A measure is a unit by itself: what follows it is the thing measured.
_SPANS = r"phút|giây|giờ làm việc|giờ|ngày làm việc|ngày"
_AMOUNTS = (
    r"(?:nghìn tỷ|ngàn tỷ|tỷ|triệu|nghìn|ngàn)?\s*(?:đồng|usd)|ha|mwp|mwh|mw|kwh|kw|km2|km²|km|m2 sàn|m2|m²"
    r"|m3|m³|mét (?:giá|khối|vuông|dài)|mét|héc ta|hecta|tấn|tạ|kg|lít"
    r"|trang|điểm"
)
_MEASURES = re.compile(rf"(?:{_SPANS}|{_AMOUNTS}|lượt người|lần|hộ|hồ sơ)(?!\w)")
_SIZES = re.compile(rf"(?:{_SPANS}|{_AMOUNTS})(?!\w)")
_LASTING = re.compile(rf"(?:{_SPANS})(?!\w)")
# A counted noun ends where its clause goes on.
_NOUN_END = re.compile(
    r"(?<!việc)\slàm(?!\w)|\s(?:và|đạt|được|có|trên|tại|về|đăng|tham gia|trong|để|cho|của|thuộc|trở lên|với|ở|theo(?! dõi)|so|do|vào|đến|là"
    r"|mỗi|khi|nâng|bảo đảm"
    r"|hoàn thành|đối với|lĩnh vực|giai đoạn|bị|hằng|hàng|từ|bằng|như|còn|tăng|giảm|trước|sau|tới|nhằm|phục vụ|qua|không|phải"
    r"|ra|lên|hiện|thực hiện|hoạt động|thành lập|tham dự|biết|hưởng|chưa|đang|đủ|sử dụng|trên)(?!\w)"
)
# "05 xã, thị trấn" counts one kind of thing; a longer second part is a clause of its own.
_LONGEST_SECOND = 2
_OTHER_FIGURE = re.compile(r"(?:tổng|số|tỷ|diện tích|doanh thu|kinh phí|trị giá|trong đó|lũy kế)(?!\w)")
_PERIODS = ("năm", "quý", "tháng", "tuần", "ngày")
# What a rate is taken for is a word, unless the word is half of a name.
_TWO_WORDS = (
    r"người dân|người lao động|bé gái|bé trai|trẻ em|hộ gia đình|hộ dân|lao động|học sinh|giường bệnh|bà mẹ|tổ dân phố|tổ chức|cán bộ"
    r"|công chức|viên chức"
    r"|đơn vị|cơ quan|doanh nghiệp|hợp tác xã|hồ sơ|thủ tục|trang trại|lượt khách|ngày đêm|dân số|địa bàn|đầu người|giáo viên|bác sĩ"
    r"|phòng học"
    r"|thành viên|phụ nữ|địa phương|sản phẩm|thị trấn|ca sinh"
)
_RATE = re.compile(
    rf"\s*/\s*(?P<count>\d[\d.]*\s+)?(?P<what>(?:{_TWO_WORDS})(?!\w)|(?:{'|'.join(_PERIODS)})(?!\w)"
    rf"|[^\W\d]+(?!{_NOUN_END.pattern}) [^\W\d]+(?=\s*(?:[,.;:()/]|$)|{_NOUN_END.pattern})|[^\W\d]+(?!\w))"
)


def is_size(unit: str) -> bool:
    """A measured amount, no count of things."""
    return bool(_SIZES.match(unit))


def is_measure(noun: str) -> bool:
    """The noun begins with a word that is a unit by itself."""
    return bool(_MEASURES.match(noun))


def noun_in(written: str, *, goes_on: bool = False) -> str:
    """The unit at the head of what follows a figure, without its rate; `goes_on` where the next figure follows at once."""
    noun = written.strip()
    measure = _MEASURES.match(noun)
    if measure:
        return measure.group()
    end = _NOUN_END.search(noun)
    goes_on = goes_on and end is None
    noun = noun[: end.start()] if end else noun
    first, comma, second = noun.partition(", ")
    is_one_kind = comma and not goes_on and len(second.split()) <= _LONGEST_SECOND and not _OTHER_FIGURE.match(second)
    return (noun if is_one_kind else first).split("/")[0].strip(" ,-")


def rate_in(rest: str, noun: str) -> tuple[str, int]:
    """What the count is taken for belongs to the unit, with its length; "minutes for one transaction" says what is measured."""
    rate, position = "", 0
    while noun and (match := _RATE.match(rest, position)):
        if _LASTING.match(noun) and match["what"] not in _PERIODS:
            break
        count = (match["count"] or "").strip()
        rate += f"/{match['what']}" if not count or count.lstrip("0") == "1" else f"/{count} {match['what']}"
        position = match.end()
    return rate, position


def is_period_rate(rate: str) -> bool:
    """So many a year, a month, a week."""
    return rate.rpartition("/")[2] in _PERIODS and rate.count("/") == 1
