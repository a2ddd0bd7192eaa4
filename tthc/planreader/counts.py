"""Counts that are bars: by the words before them, or because they stand among the goals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tthc.planreader.bounds import AT_LEAST, AT_MOST, BETWEEN, NUMBER, Found, bound_of, number
from tthc.planreader.measures import is_measure, is_period_rate, noun_in, rate_in
from tthc.planreader.wording import without_brackets

_COUNT = re.compile(
    rf"(?:(?P<bar>{AT_LEAST}|{AT_MOST}){BETWEEN}"
    rf"|(?P<reach>(?:đạt|có|bảo đảm|đảm bảo|lên|xuống|còn)\s+)?(?P<from>từ\s+)"
    rf"|(?P<plain>(?:^|(?<=[\s(:;,]))))"
    rf"(?P<value>{NUMBER})(?:\s*(?:-|đến)\s*(?P<top>{NUMBER}))?\s+"
    r"(?=(?P<noun>(?:k?m[23](?!\w)|[^\d\s.,;:()/%])[^\d.;:()%]*))"
)
_UP = re.compile(r"[^.;()\d]{0,70}?(?:^|\s)trở lên(?!\w)")
_UP_AT_ONCE = re.compile(r"(?:\s\w+){0,2}\strở lên(?!\w)")
_AIMED = re.compile(r"(?:phấn đấu|bảo đảm|đảm bảo|mỗi (?:năm|quý|tháng|xã|phường|đơn vị|cơ quan))(?!\w)[^.;]*$")
# How often something happens is a bar; how many issues or posts come out of it is an amount, unless the pace is said.
_EVENTS = ("lần", "cuộc", "buổi", "đợt", "kỳ", "phiên", "lượt")
_PACE = re.compile(r"(?:định kỳ|duy trì|tần suất|bình quân|trung bình|thời lượng)(?: \w+){0,2}\s*$")
TERMS = ("ngày", "ngày làm việc", "tháng", "tuần", "giờ", "giờ làm việc")
_NO_NOUN = re.compile(
    r"(?:năm|sao|tốt|cửa|lên|xuống"
    r"|nhiệm kỳ|tháng tuổi|trong|tại|cấp|rõ|không|nhất|và|hoặc|đến|là|so|của|đối với|thì|được|cho|có|đã|sẽ|để|ở|mà|với|theo|do|trở)(?!\w)"
)
_AGE = re.compile(r"tuổi(?!\w)")
# What plans count without wanting to reach it: their own parts, and stretches of time.
_IDIOMS = re.compile(
    r"(?:khâu|đột phá|trụ cột|nhóm|nội dung|giải pháp|lĩnh vực|phương châm|tháng|quý|tuần|mục tiêu|nhiệm vụ|công khai|chương trình)(?!\w)"
)
_COUNTED_FROM = re.compile(r"[^.;]{0,40}?(?:kể từ|tính từ|sau khi|từ khi|từ ngày|sau ngày|trước khi|trước ngày|so với ngày)(?!\w)")
_NO_COUNT_AFTER = re.compile(
    r"(?<!\w)(?:số|năm|tháng|ngày|quý|điều|khoản|điểm|phụ lục|biểu|giai đoạn|đề án|mục|bước|nhóm|quyết định|kế hoạch|nghị định|lần thứ"
    r"|chỉ tiêu|mục tiêu|tiêu chí|mức độ|cấp độ|hạng|loại|khóa|thứ|chương|phần|phố|thôn|ấp|phường|quận|lúc|bảng|lớp|khối|mẫu)\s*$"
)
# Among goals a figure behind these belongs to a place, a stock or a means, not to what is reached.
_ASIDE = re.compile(
    r"(?<!\w)(?:tại|của|trong|trên|địa bàn|với|gồm|hiện có|ở|thuộc|theo|cả|toàn bộ|các|trước|sau|qua|giữa|trang bị|mua sắm|mua|vòng"
    r"|thời hạn|thời gian)\s*$"
)
# "Mỗi xã có …", "bình quân 01 xã có …": one of those that the bar is set for.
_EACH = re.compile(r"(?:bình quân|trung bình|mỗi|cứ)\s*$")
_NEGATED = re.compile(r"(?:không còn|không có|không để|chấm dứt|xóa|xóa bỏ)\s[^.;,]*$")
_CHANGES = re.compile(r"(?:\strở lên)?[^.;,]*?\s(?P<verb>giảm|tăng|chiếm|đạt|là)\s[^.;,]*?\d")
_REACHES = re.compile(r"(?:đạt|có|lên|còn|xuống|là|bằng)\s*$")
_SHARE_BEFORE = re.compile(r"\d\s?%(?:(?!\s(?:đạt|giảm|tăng|lên|xuống|còn)\s)[^.;,%])*$")
_LOOK_BACK = 200
_LONGEST_CASE = 12
_LOOSE = ("trên", "hơn", "dưới")


def counts_in(words: str, *, is_goal: bool) -> Iterator[Found]:
    """The counts of a paragraph that are targets, in order."""
    outside = without_brackets(words)
    previous: Found | None = None
    last_end = 0
    for match in _COUNT.finditer(outside):
        noun = noun_in(match["noun"], goes_on=outside[match.end("noun") : match.end("noun") + 1].isdigit())
        if not noun or _is_no_count(outside, match, noun):
            continue
        end = match.start("noun") + len(noun)
        rate, length = rate_in(outside[end:], noun)
        is_up = _is_up(outside, match, end + length, is_goal=is_goal)
        is_barred = bool(match["bar"]) or is_up
        is_loose = match["bar"] in _LOOSE or is_up
        in_list = previous is not None and _is_listed(outside[last_end : match.start()], previous, noun + rate)
        if (is_loose and _is_class(outside, match, end + length)) or (noun in TERMS and _is_term(outside, match, end)):
            continue
        if match["bar"] in _LOOSE and not (is_goal or is_measure(noun) or _REACHES.search(_before(outside, match.start()))):
            continue
        if not (is_barred or in_list or _is_pace(outside, match, noun, rate) or (is_goal and _is_goal_count(outside, match, noun))):
            continue
        op = bound_of(match["bar"], is_up=is_up) if is_barred or previous is None or not in_list else previous.op
        top = number(match["top"]) if match["top"] else None
        previous = Found(match.start(), end, op if top is None else ">=", number(match["value"]), noun + rate, top)
        last_end = end + length
        yield previous


def _is_listed(between: str, previous: Found, unit: str) -> bool:
    """The next in a list: at once, or the same bar for another case ("không quá 30 phút đối với A, 60 phút đối với B")."""
    if re.fullmatch(r"\s*(?:,|và|;)?\s*", between):
        return True
    is_same = previous.op != "=" and unit == previous.unit
    is_short = len(between.split()) <= _LONGEST_CASE and bool(re.search(r"(?:[,;]|\svà)\s*$", between))
    return is_same and is_short and not re.search(r"(?<!\w)(?:đạt|là|giảm|tăng|còn|có)(?!\w)|\.\s", between)


def _before(words: str, position: int) -> str:
    """As much of the sentence as a rule looks back."""
    return words[max(position - _LOOK_BACK, 0) : position]


def _is_no_count(words: str, match: re.Match[str], noun: str) -> bool:
    """Numbers of documents, places and days, stretches of years, and ages other than how long people live."""
    before = _before(words, match.start("value")).removesuffix(match["from"] or "")
    is_age = bool(_AGE.match(noun)) and "tuổi thọ" not in re.split(r"[.;]", before)[-1]
    return bool(_NO_NOUN.match(noun)) or is_age or bool(_NO_COUNT_AFTER.search(before))


def _is_up(words: str, match: re.Match[str], end: int, *, is_goal: bool) -> bool:
    """So many and more: "từ 05 mô hình trở lên", among goals also without the "từ"."""
    if not match["from"]:
        return is_goal and not match["bar"] and bool(_UP_AT_ONCE.match(words, end))
    is_aimed = match["reach"] or is_goal or _AIMED.search(_before(words, match.start()))
    return bool(is_aimed) and bool(_UP.match(words[end : end + 100]))


def _is_class(words: str, match: re.Match[str], end: int) -> bool:
    """The bound says which things are meant, another figure what is wanted of them; or there shall be none of them."""
    before = _before(words, match.start("value")).removesuffix(match["from"] or "")
    changed = _CHANGES.match(words, end)
    if changed and (changed["verb"] in ("giảm", "tăng", "chiếm") or not (match["reach"] or _REACHES.search(_before(words, match.start())))):
        return True
    return bool(_NEGATED.search(_before(words, match.start())) or _SHARE_BEFORE.search(before))


def _is_term(words: str, match: re.Match[str], end: int) -> bool:
    """Days counted from an event or back from one are a deadline, not a bar."""
    return bool(_COUNTED_FROM.match(words, end) or re.search(r"trước\s*$", _before(words, match.start())))


def _is_pace(words: str, match: re.Match[str], noun: str, rate: str) -> bool:
    """So many times a year, or a pace said in so many words."""
    return is_period_rate(rate) and (noun.split(maxsplit=1)[0] in _EVENTS or bool(_PACE.search(_before(words, match.start("value")))))


def _is_goal_count(words: str, match: re.Match[str], noun: str) -> bool:
    """Among goals a plain count is one, unless it says where, of how many, or with what."""
    before = _before(words, match.start("value"))
    is_each = bool(_EACH.search(before)) and number(match["value"]) == 1
    return not is_each and not _ASIDE.search(before) and not _IDIOMS.match(noun)
