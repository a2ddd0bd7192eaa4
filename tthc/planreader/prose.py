"""Who does what in running text: the acting unit at the head of a sentence, those it works with, those named in passing."""

from __future__ import annotations

import re

from tthc.planreader.units import begins_unit, split_units
from tthc.planreader.wording import bare, low, word_count

# Verbs with which duties are written; a unit's name ends where one of them begins.
_VERBS = (
    "có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|phối hợp|căn cứ|theo dõi|đôn đốc|hướng dẫn|tham mưu|triển khai|thực hiện"
    "|xây dựng|ban hành"
    "|tổ chức(?= (?:triển|thực|kiểm|các|hội|tuyên|rà|lồng|tốt|quán|phổ|tập|đánh|nghiên))|báo cáo|báo|tổng hợp|kiểm tra|giám sát|rà soát"
    "|tăng cường|đẩy mạnh|tập trung|nâng cao"
    "|chỉ đạo|chủ động|tiếp tục|bố trí|bảo đảm|đảm bảo|cân đối|thẩm định|tuyên truyền|phổ biến|đăng tải|hưởng ứng|tham gia|cử|gửi|lập"
    "|quán triệt"
    "|nghiêm túc|thường xuyên|kịp thời|định kỳ|đề xuất|cung cấp|giúp|là đầu mối|là cơ quan|làm đầu mối|quan tâm|cập nhật|công khai"
    "|niêm yết|mở|lựa chọn"
    "|đánh giá|hỗ trợ|phân công|khẩn trương|vận động|ưu tiên|đưa|biên tập|dành|phát huy|hoàn thành|hoàn thiện|duy trì|tự|phải|đẩy nhanh"
    "|kiện toàn|đăng ký|nghiên cứu|xử lý"
    "|phê duyệt|chuẩn bị|quyết định|trình|xem xét|tiến hành|xác định|thống kê|thành lập|lồng ghép|bổ sung|khắc phục|sơ kết|tổng kết"
    "|sử dụng|trả kết quả|tiếp nhận"
)
_VERB = re.compile(rf"(?<!\w)(?:{_VERBS})(?!\w)")
_NAMED_AFTER_WORK = re.compile(r"(?:[Đđ]oàn|[Tt]ổ|công tác|[Tt]rợ|[Bb]an|phụ trách|được|[Bb]ộ phận(?: tiếp nhận và)?)\s*$")
_OPENING = re.compile(r"(?:trách nhiệm (?:của )?|đề nghị |giao (?:cho )?|yêu cầu |đối với |phân công )", re.IGNORECASE)
_WORKS_WITH = re.compile(r"(?:là (?:cơ quan )?đầu mối,? )?(?:chủ trì(?:,| và|,? và)? ?)?phối hợp (?:chặt chẽ )?(?:với|cùng) ")
_AFTER_UNITS = re.compile(r"(?<!\w)(?:để|trong việc|trong|theo|khi|nhằm|về|tại)(?!\w)")
_PASSIVE = re.compile(r"(?:được|do|giao) ((?:các |[A-ZĐ])[^.;:()]{2,80}?) (chủ trì|thẩm định|hướng dẫn)(?!\w)")
_PASSIVE_ROLES = {"chủ trì": "lead", "thẩm định": "appraise", "hướng dẫn": "advise"}
_LONGEST_UNIT = 40


def without_opening(text: str) -> str:
    """The text without "Trách nhiệm của", "Đề nghị", "Giao" before the unit."""
    return _OPENING.sub("", text.strip(), count=1) if _OPENING.match(text.strip()) else text.strip()


def acting_unit(text: str) -> tuple[str, str] | None:
    """The unit that a sentence or heading gives the duty to, and the rest; `None` where no unit stands at its head."""
    spoken = without_opening(text)
    if not begins_unit(spoken):
        return None
    colon = _colon(spoken)
    verb = _first_verb(spoken)
    if colon >= 0 and (verb < 0 or colon < verb):
        return _checked(spoken[:colon], spoken[colon + 1 :])
    return _checked(spoken[:verb], spoken[verb:]) if verb > 0 else None


def is_unit_heading(text: str) -> bool:
    """A heading that is nothing but the name of who is responsible."""
    spoken = without_opening(text).rstrip(" :;.")
    return begins_unit(spoken) and _first_verb(spoken) < 0


def _checked(unit: str, rest: str) -> tuple[str, str] | None:
    unit = bare(unit)
    return (unit, rest.strip()) if unit and word_count(unit) <= _LONGEST_UNIT else None


def _colon(text: str) -> int:
    """The colon after the unit; that of "Các Sở: Tư pháp, …" belongs to the unit."""
    listing = re.match(r"Các (?:Sở|Phòng|phòng|sở|Ban|ban)\s*:", text)
    return text.find(":", listing.end() if listing else 0)


def _first_verb(text: str) -> int:
    for match in _VERB.finditer(text):
        if match.start() and not _NAMED_AFTER_WORK.search(text[: match.start()]):
            return match.start()
    return -1


def coordinators(text: str) -> tuple[str, ...]:
    """The units after "phối hợp với" where the sentence begins with it."""
    words = text.strip()
    match = _WORKS_WITH.match(low(words))
    if not match:
        return ()
    rest = words[match.end() :]
    ends = [found.start() for found in (_VERB.search(rest), _AFTER_UNITS.search(rest)) if found]
    return split_units(rest[: min(ends)]) if ends else ()


def named_in_passing(text: str) -> dict[str, tuple[str, ...]]:
    """Roles given in the passive: "phải được X chủ trì …, được Y thẩm định"."""
    roles: dict[str, tuple[str, ...]] = {}
    for match in _PASSIVE.finditer(text):
        if begins_unit(match[1]) and _first_verb(match[1]) < 0:
            roles.setdefault(_PASSIVE_ROLES[match[2]], split_units(match[1]))
    return roles
