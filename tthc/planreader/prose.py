"""Who does what in running text: the acting unit at the head of a sentence, those it works with, those named in passing."""

from __future__ import annotations

import re
from itertools import islice

from tthc.planreader.labels import CLOSING_TIME, Label
from tthc.planreader.phrases import time_in_bracket
from tthc.planreader.units import begins_unit, split_units
from tthc.planreader.wording import CAPITALS, bare, low, sentences, without_brackets, word_count

# Verbs with which duties are written; a unit's name ends where one of them begins.
_VERBS = (
    "có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|phối hợp|phối kết hợp|căn cứ|theo dõi|đôn đốc|hướng dẫn|tham mưu|triển khai"
    "|thực hiện|xây dựng|ban hành|báo cáo|báo|tổng hợp|kiểm tra|giám sát|rà soát|tăng cường|đẩy mạnh|tập trung|nâng cao|nêu cao"
    "|tổ chức(?= (?:triển|thực|kiểm|các|hội nghị|hội thi|hội thảo|tuyên|rà|lồng|tốt|quán|phổ|tập|đánh|nghiên|sơ|tổng|lấy|đối thoại|tiếp"
    "|học|đào|bồi|công|khảo|lớp|đợt|cuộc|giao|họp|cho|ký|phát|niêm|in|phong|và|điều|\\d|phiên|hoạt động|chương trình|buổi|ngày|sự kiện|tuần"
    "|tháng|điểm|giải|lễ))"
    "|chỉ đạo|chủ động|tiếp tục|bố trí|bảo đảm|đảm bảo|cân đối|thẩm định|thẩm tra|tuyên truyền|truyền thông|phổ biến|đăng tải|đưa tin"
    "|hưởng ứng|tham gia|cử|gửi|lập|quán triệt|nghiêm túc|thường xuyên|kịp thời|định kỳ|đề xuất|đề nghị|(?<!theo )yêu cầu|cung cấp|giúp"
    "|là đầu mối|là đơn vị|là bộ phận|là thành viên"
    "|là cơ quan|làm đầu mối|quan tâm|cập nhật|công khai|công bố|niêm yết|mở|lựa chọn|đánh giá|hỗ trợ|phân công|khẩn trương|vận động"
    "|ưu tiên"
    "|đưa|biên tập|biên soạn|dành|phát huy|phát động|phát hành|hoàn thành|hoàn thiện|duy trì|tự|phải|cần|sẽ|đẩy nhanh|kiện toàn|đăng ký"
    "|đăng|nghiên cứu|xử lý|giải quyết|phê duyệt|chuẩn bị|quyết định|trình|xem xét|tiến hành|xác định|thống kê|thành lập|lồng ghép|bổ sung"
    "|khắc phục|sơ kết|tổng kết|sử dụng|trả kết quả|tiếp nhận|thông báo|tích cực|gương mẫu|đổi mới|chấn chỉnh|khai thác|vận hành"
    "|bồi dưỡng|tập huấn|kết nối|chia sẻ|tích hợp|số hóa|rút ngắn|cắt giảm|đơn giản hóa|tạo điều kiện|tạo lập|tạo chuyển"
    "|lưu trữ(?= (?:hồ sơ|tài liệu|kết quả|đầy|dữ))"
    "|giới thiệu|trả lời|giải đáp|lấy ý kiến|lấy kết quả|khảo sát|đo lường|chấm điểm|biểu dương|khen thưởng|phê bình|nhắc nhở|trực tiếp"
    "|bám sát|tuân thủ|chấp hành|cam kết|gắn|áp dụng|đảm nhiệm|đảm nhận|thu thập|tư vấn|sao gửi|chuyển|cấp(?= (?:kinh|phát|tài|đầy|đủ))"
    "|thanh toán|quyết toán|hạch toán|tăng|cùng với|theo chức năng|theo nhiệm vụ|theo thẩm quyền|khi|để|trên cơ sở|có kế hoạch|có văn bản"
    "|có giải pháp|có biện pháp|có phương án|nắm|góp phần|nâng cấp|cải tạo|mua sắm|đầu tư|lắp đặt|trang bị|bảo trì|sửa chữa|in ấn"
    "|sắp xếp|điều động|tuyển|thanh tra|phát sóng|phát dọn|làm mới|tuần tra|thu gom|chỉ huy|họp|điều tra|nhận đỡ đầu|đỡ đầu"
    "|(?<!an )(?<!hòng )(?<!quan )(?<!bộ )quản lý"
    "|phát thanh|thay mới|thay thế"
    "|xác minh|xác nhận|thẩm tra|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng"
    "|(?<!ang )(?<!ổng )(?<!nghệ )(?<!thống )(?<!tiện )(?<!hình )(?<!và )(?<!hóa )thông tin(?=,? (?:tuyên|về|rộng|kịp|đầy|cho))"
)
_VERB = re.compile(rf"(?<!\w)(?:{_VERBS})(?!\w)")
_NAMED_AFTER_WORK = re.compile(
    r"(?:[Đđ]oàn|[Tt]ổ|công tác|[Tt]rợ|[Bb]an|phụ trách|được|được giao|diện|đối tượng"
    r"|[Bb]ộ phận(?: tiếp nhận và)?)\s*$"
)
_OPENING = re.compile(
    r"(?:trách nhiệm (?:của )?|đề nghị |giao (?:cho )?|do (?=\S)|yêu cầu |đối với |phân công )",
    re.IGNORECASE,
)
# What may stand before the one who acts: when, on what ground.
_ADVERBIAL = re.compile(
    r"(?:định kỳ|hằng|hàng|trước|chậm nhất|trong|căn cứ|trên cơ sở|theo|khi|sau khi|từ ngày|từ tháng|tháng|quý|ngoài)\s"
)
_FURTHEST = 160
_WORKS_WITH = re.compile(
    r"(?:chủ động |thường xuyên |tích cực )?(?:là (?:cơ quan )?đầu mối,? )?(?:chủ trì(?:,| và|,? và)? ?)?phối hợp (?:chặt chẽ )?(?:với "
    r"|cùng (?:với )?)?"
)
_AFTER_UNITS = re.compile(r"(?<!\w)(?:để|trong việc|trong|theo|khi|nhằm|về|tại)(?!\w)")
_PASSIVE = re.compile(r"(?:được|do|giao) ((?:các |[A-ZĐ])[^.;:()]{2,80}?) (chủ trì|thẩm định|hướng dẫn)(?!\w)")
_PASSIVE_ROLES = {"chủ trì": "lead", "thẩm định": "appraise", "hướng dẫn": "advise"}
# The small words that names of offices, posts and groups are made of.
_NAME_WORDS = frozenset(
    re.findall(
        r"\w+",
        "an ban binh buôn bàn báo bưu bạc bản bất bộ chi chiến cho chuyên chính chúng chủ chức chữ các cách cán có công cơ cấp "
        "cộng cục của cửa cựu diện doanh dân dục dụng dựng gia giao giáo giải hiểm hiệp hoạch huyện hàng hành hóa hải học hộ hội "
        "hợp kho khu khác khối kiểm ký kết liên luật làng lãnh lý lượng lịch lực môn mại một nghiệp nghệ nguyên ngành ngân ngũ "
        "người nhiệm nhánh nhân nhận niên nông nước nữ pháp phòng phương phường phận phố phụ quan quyết quả quốc sinh sóc sản số "
        "sở thanh thao thuế thuộc thành thôn thông thập thị thống thủ tin tiếp tiện tra trang trong truyền trên trúc trường "
        "trưởng trạm trả trấn trận trực tác tâm tín tướng tầng tế tỉnh tịch tổ tục tử viên viễn và văn vị vụ vực xã đai điện đoàn "
        "đài đình đô đơn được đại đạo đảng đất đặc địa đỏ đốc đồng đội động ấp ủy ",
    )
)
# "Phòng Nội vụ (cơ quan thường trực Chương trình)": the remark is no part of the name.
REMARK = re.compile(r"\s*\((?:là )?(?:cơ quan|đơn vị|bộ phận)[^()]*\)$")
_CLOSING_BRACKET = re.compile(r"\(([^()]{5,300})\)[\s.;,]*$")
_LEADS_OF = re.compile(r"([^;:]{3,200}?)\s+(?:chủ trì|làm đầu mối|chịu trách nhiệm chính)(?=[,;.\s]|$)(.*)", re.DOTALL)
_WITH = re.compile(r"([^;:]{3,200}?)[,;]?\s+phối hợp (?:với|cùng)\s+(.*)", re.DOTALL)
# What surely names an office; its name ends at the first word of the sentence that no name holds, though the verb be unknown.
_SURE_OFFICE = re.compile(
    rf"(?:Sở|Phòng|Trung tâm|Chi cục|Ban|Hội|Đoàn|Đài|Văn phòng|Trạm)\s+[{CAPITALS}]|(?:Công an|UBND|Ủy ban nhân dân)\s+(?:xã|phường"
    rf"|huyện|tỉnh|các)"
)
_FEWEST_SAID = 4
_MOST_MARKS = 60
_HELP = re.compile(r"\s*([^;.:()]{3,120}?)\s+(?:cùng )?(?:phối hợp(?! với)|tham gia(?=\s*[.;,)]|$))")
_LEADS = re.compile(r"(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm|tham mưu|đầu mối|làm đầu mối)")
_LONGEST_UNIT = 40
# No list of units at the head of a sentence is longer, in characters.
_LONGEST_LIST = 600


def without_opening(text: str) -> str:
    """The text without "Trách nhiệm của", "Đề nghị", "Giao" or a clause of time before the unit."""
    spoken = text.strip()
    opening = _OPENING.match(spoken)
    spoken = spoken[opening.end() :] if opening else spoken
    if _ADVERBIAL.match(low(spoken)):
        for match in re.finditer(rf",\s+(?=[{CAPITALS}]|các\s)", spoken[:_FURTHEST]):
            if begins_unit(spoken[match.end() :]):
                return spoken[match.end() :]
    return spoken


def acting_unit(text: str) -> tuple[str, str] | None:
    """The unit that a sentence or heading gives the duty to, and the rest; `None` where no unit stands at its head."""
    spoken = without_opening(text)
    if not begins_unit(spoken):
        return None
    colon = _colon(spoken)
    verb = _first_verb(spoken)
    if colon >= 0 and (verb < 0 or colon < verb):
        return _checked(spoken[:colon], spoken[colon + 1 :])
    verb = verb if verb > 0 else _unknown_verb(spoken)
    return _checked(spoken[:verb], spoken[verb:]) if verb > 0 else None


def acting_after_colon(text: str) -> tuple[str, str] | None:
    """Who acts where the sentence first names the work: "Tên việc: X thực hiện …"."""
    _, colon, rest = text.partition(": ")
    return acting_unit(rest) if colon else None


def acting_at_last(text: str) -> tuple[str, str] | None:
    """Who acts according to a later sentence: "… vườn hộ. Phòng Văn hóa phối hợp với Đài thực hiện."."""
    for sentence in reversed(sentences(text)[1:]):
        found = acting_unit(sentence)
        if found and (leads(found[1]) or _WORKS_WITH.match(low(found[1]))):
            return found
    return None


def is_unit_heading(text: str) -> bool:
    """A heading that is nothing but the name of who is responsible; a sentence with an unknown verb ends with a stop."""
    spoken = without_opening(text).rstrip(" :;.")
    if not begins_unit(spoken) or _first_verb(spoken) >= 0:
        return False
    colon = _colon(spoken)
    is_said = colon >= 0 and bool(_VERB.search(low(spoken[colon + 1 :])))
    return not is_said and not (text.rstrip().endswith((".", ";")) and _unknown_verb(spoken) >= 0)


def has_verb(text: str) -> bool:
    """The text says what somebody does."""
    return bool(_VERB.search(low(text)))


def _checked(unit: str, rest: str) -> tuple[str, str] | None:
    unit = REMARK.sub("", bare(unit))
    return (unit, rest.strip()) if unit and word_count(unit) <= _LONGEST_UNIT else None


def _colon(text: str) -> int:
    """The colon after the unit; that of "Các Sở: Tư pháp, …" belongs to the unit."""
    listing = re.match(r"Các (?:Sở|Phòng|phòng|sở|Ban|ban)\s*:", text)
    return text.find(":", listing.end() if listing else 0)


def _first_verb(text: str) -> int:
    for match in _VERB.finditer(without_brackets(text[:_LONGEST_LIST])):
        if match.start() and text[match.start() - 1] in " ," and not _NAMED_AFTER_WORK.search(text[: match.start()]):
            return match.start()
    return -1


def coordinators(text: str) -> tuple[str, ...]:
    """The units after "phối hợp với" where the sentence begins with it."""
    words = text.strip()
    match = _WORKS_WITH.match(low(words))
    if not match:
        return ()
    rest = words[match.end() :]
    if not begins_unit(rest):
        return ()
    ends = [found.start() for found in (_VERB.search(rest), _AFTER_UNITS.search(rest)) if found]
    return split_units(rest[: min(ends, default=_name_end(rest))])


def labels_in_brackets(text: str) -> tuple[str, list[Label]]:
    """A closing bracket that tells in a sentence who leads: "(Phòng A chủ trì, phối hợp Phòng B; hoàn thành trước ngày …)"."""
    bracket = _CLOSING_BRACKET.search(text)
    found = acting_unit(bracket[1]) if bracket else None
    if bracket is None or found is None or not _LEADS.match(low(found[1])):
        return text, []
    labels = [Label("lead", "", found[0])]
    coordinate = coordinators(found[1]) or helping_units(bracket[1])
    labels += [Label("coordinate", "", "; ".join(coordinate))] if coordinate else []
    when = CLOSING_TIME.search(low(bracket[1]))
    time = bracket[1][when.start(1) :] if when else time_in_bracket(bracket[1])
    labels += [Label("time", when[1] if when else "", time)] if time else []
    return text[: bracket.start()].strip(), labels


def helping_units(text: str) -> tuple[str, ...]:
    """Those of a clause of their own: "X chủ trì; các phòng Y, Z phối hợp"."""
    for mark in islice(re.finditer(r"[;.,]\s", text), _MOST_MARKS):
        match = _HELP.match(text, mark.end())
        if match and begins_unit(match[1]) and _first_verb(match[1]) < 0:
            return split_units(match[1])
    return ()


def shared_out(value: str) -> tuple[str, tuple[str, ...]]:
    """A label's value that tells two roles: "A chủ trì; B phối hợp", "A, phối hợp với B"; who leads, and who helps."""
    found = _LEADS_OF.match(value) or _WITH.match(value)
    if found is None or not begins_unit(found[1]):
        return value, ()
    rest = found[2]
    after = re.search(r"phối hợp (?:với |cùng (?:với )?)?(.+)", rest)
    named = helping_units(f"; {rest.lstrip(' ,;')}") or (split_units(after[1].rstrip(" .;")) if after and begins_unit(after[1]) else ())
    return found[1], named or (split_units(rest.rstrip(" .;")) if begins_unit(rest) else ())


def leads(rest: str) -> bool:
    """What follows the unit only says that it leads."""
    return bool(_LEADS.match(low(rest)))


def _unknown_verb(text: str) -> int:
    """Where a sentence goes on behind a sure name with words that are neither in names nor among the verbs; -1 for a mere name."""
    end = _name_end(text) if _SURE_OFFICE.match(text) else len(text)
    return end if word_count(text[end:]) >= _FEWEST_SAID else -1


def _name_end(text: str) -> int:
    """Where names of units end in a sentence whose verb is unknown: at the first small word that no such name holds."""
    for match in re.finditer(r"[^\W\d_]+", text):
        word = match.group()
        if word[0].islower() and low(word) not in _NAME_WORDS:
            return match.start()
    return len(text)


def named_in_passing(text: str) -> dict[str, tuple[str, ...]]:
    """Roles given in the passive: "phải được X chủ trì …, được Y thẩm định"."""
    roles: dict[str, tuple[str, ...]] = {}
    for match in _PASSIVE.finditer(text):
        if begins_unit(match[1]) and _first_verb(match[1]) < 0:
            roles.setdefault(_PASSIVE_ROLES[match[2]], split_units(match[1]))
    return roles
