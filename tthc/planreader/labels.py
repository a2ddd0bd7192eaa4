"""Label lines ("Cơ quan chủ trì: …") and column headers: the words offices use for who, what comes out, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tthc.planreader.wording import low, word_count

_ACTOR = (
    r"(?:(?:các|cơ quan|đơn vị|bộ phận|phòng|ban|ngành|cá nhân|người|công chức|cán bộ|tổ chức|sở|địa phương|tập thể|tổ|nhóm|đoàn thể"
    r"|và|,|/|-)\s*){0,7}"
)
_DOING = r"(?:[\s,/&]+(?:và\s+)?(?:thực hiện|tham mưu|triển khai|tổ chức|tổng hợp|soạn thảo|xây dựng|nhiệm vụ|chính|giải quyết|tham gia))*"
_VERBS = {
    "coordinate": rf"{_ACTOR}(?:cùng )?(?:phối hợp|tham gia){_DOING}",
    "lead": rf"(?:phân công |giao )?{_ACTOR}(?:chịu trách nhiệm |được giao |được phân công |đồng |cùng )?(?:chủ trì|đầu mối"
    rf"|chịu trách nhiệm chính)(?:,? phối hợp)?{_DOING}",
    "supervisor": r"đồng chí phụ trách|(?:đồng chí )?lãnh đạo(?: [^\s:;,.]+){0,4} (?:phụ trách|chỉ đạo)|người chỉ đạo|phụ trách chỉ đạo",
    "appraise": rf"{_ACTOR}thẩm (?:định|tra)(?: [^:;.()]{{1,40}})?",
    "advise": rf"{_ACTOR}hướng dẫn(?:,? (?:thực hiện|nghiệp vụ|kiểm tra))*",
    "monitor": r"(?:cơ quan|đơn vị|bộ phận|người)\s+(?:theo dõi|đôn đốc|giám sát|kiểm tra)(?:(?:,| và)? (?:theo dõi|đôn đốc|giám sát"
    r"|kiểm tra))*"
    r"|(?:theo dõi|đôn đốc|kiểm tra|giám sát)(?:(?:,| và) (?:theo dõi|đôn đốc|giám sát|kiểm tra))+",
    "implement": rf"{_ACTOR}(?:chịu )?(?:trách nhiệm |tổ chức |triển khai |phân công |cùng |trực tiếp |đồng )?"
    r"(?:thực hiện|phụ trách)|(?:cơ quan|đơn vị|bộ phận|phòng)(?:, (?:cơ quan|đơn vị))? (?:tham mưu|tổ chức|chịu trách nhiệm)"
    r"|cấp thực hiện|trách nhiệm|phân công",
    "deliverable": r"đầu ra|(?:dự kiến |yêu cầu )?(?:sản phẩm|kết quả)(?: \((?:kết quả|sản phẩm|đầu ra)\))?(?:[\s,/]+(?:và "
    "|của )?(?:sản phẩm|kết quả|đầu ra|dự kiến|cần đạt|đạt được"
    r"|phải đạt|thực hiện|hoàn thành|chính|cụ thể|nhiệm vụ|công việc))*(?: \(dự kiến\))?",
    "time": r"(?:dự kiến )?(?:thời gian|thời hạn|thời điểm|tiến độ|hạn|lộ trình|mốc thời gian)(?:[\s,/]+(?:và )?(?:thực hiện|hoàn thành"
    r"|triển khai"
    r"|tổ chức|tiến độ|thời hạn|thời gian|dự kiến|kiểm tra|bắt đầu|kết thúc|ban hành|tiến hành|trình|báo cáo))*|hoàn thành",
    "detail": r"(?:dự kiến )?(?:nguồn )?kinh phí(?: thực hiện)?|địa điểm(?: [^\s:]+){0,3}|ghi chú|thành phần(?: [^\s:]+){0,3}"
    r"|đối tượng(?: [^\s:]+){0,3}|số lượng",
}
_LABEL = "|".join(f"(?P<{role}>{words})" for role, words in _VERBS.items())
_AT_START = re.compile(rf"\s*(?:[-+•]\s*)?(?:[a-zđ]\s*[.)/]\s*)?(?:{_LABEL})\s*:")
_INSIDE = re.compile(rf"(?:[.;,(–]|\s[-+•])\s*(?:{_LABEL})\s*:")
UNIT_ROLES = ("lead", "implement", "coordinate", "advise", "appraise", "monitor")
# A list of units may end with the time and no label of its own: "(chủ trì: …; hoàn thành trong quý II)".
CLOSING_TIME = re.compile(
    r"[;,.]\s*((?:hoàn thành|xong|thời gian|thời hạn|thực hiện)(?= (?:trước|trong|chậm|vào|từ|đến|tháng|quý|năm|ngày))"
    r"|thường xuyên|(?:hàng|hằng) (?:tháng|quý|năm)|định kỳ|khi (?=có|phát)|theo (?=lộ trình|kế hoạch của)"
    r"|trước (?=ngày \d|\d|tháng \d|quý)|trong (?=tháng \d|quý|năm \d)|chậm nhất|tháng (?=\d)|quý (?=[iv\d]))[^;:]*$"
)
# Before a comma and a label stands at least what is to be done.
_SHORTEST_BEFORE = 3
_STRONG = ("lead", "coordinate", "deliverable", "time", "appraise", "advise", "supervisor")


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled value; `name` is the label as written, because "hoàn thành" in it makes a date an end."""

    role: str
    name: str
    value: str

    @property
    def is_deadline(self) -> bool:
        """The label itself speaks of an end, not of a day on which something happens."""
        return bool(re.search(r"hoàn thành|thời hạn|hạn|kết thúc", low(self.name)))


def is_label_line(text: str) -> bool:
    """The paragraph starts with a label."""
    return bool(_AT_START.match(low(text)))


def is_lettered(text: str) -> bool:
    """The label carries a letter of its own ("a) Chủ trì thực hiện: …")."""
    return bool(re.match(r"\s*[a-zđ]\s*[.)/]", low(text)))


def labels_in(text: str) -> tuple[str, list[Label]]:
    """What stands before the first label, and the labels: on a line of their own, one after another, or in brackets."""
    words = low(text)
    found = _found(words)
    if not found:
        return text, []
    labels = []
    for position, (role, start, name_end, value_start) in enumerate(found):
        end = found[position + 1][1] if position + 1 < len(found) else len(text)
        value = _value(text[value_start:end])
        name = text[start:name_end].strip(" -+•.;,(–")
        closing = CLOSING_TIME.search(low(value)) if role in UNIT_ROLES else None
        labels.append(Label(role, name, value[: closing.start()] if closing else value))
        if closing:
            labels.append(Label("time", closing[1], value[closing.start(1) :]))
    return text[: found[0][1]].strip().rstrip("-+•").strip(), labels


def _found(words: str) -> list[tuple[str, int, int, int]]:
    """Role, start, end of name and start of value of each label; in running text only those that cannot be meant otherwise."""
    found: list[tuple[str, int, int, int]] = []
    first = _AT_START.match(words)
    if first:
        found.append(_place(first))
    position = first.end() if first else 0
    for match in _INSIDE.finditer(words, max(position - 1, 0)):
        role = str(match.lastgroup)
        in_brackets = match.group().startswith("(")
        if not found and match.group().startswith(",") and word_count(words[: match.start()]) <= _SHORTEST_BEFORE:
            continue  # "Đối tượng, thời gian: …" is one heading
        if match.start() >= position and (found or in_brackets or role in _STRONG):
            found.append(_place(match))
    return found


def _place(match: re.Match[str]) -> tuple[str, int, int, int]:
    role = str(match.lastgroup)
    return role, match.start(), match.end() - 1, match.end()


def _value(text: str) -> str:
    value = text.strip().strip("\n").rstrip("-+•–").strip()
    if value.endswith((").", ")")) and value.count(")") > value.count("("):
        value = value[: value.rindex(")")]
    return value.strip(" ;\n")


_CONTENT_FIRST = re.compile(r"(?:các )?(?:nội dung|nhiệm vụ|công việc|tên |hoạt động|tiêu chí|giải pháp|đầu việc|hạng mục)")
_COLUMNS = (
    ("number", r"^(?:s\.?\s?t\.?\s?t\.?|t\.?\s?t\.?|số tt|số thứ tự|số|#)$"),
    ("detail", r"^(?:nguồn |dự kiến )?kinh phí|^dự toán|^(?:hình|cách|phương) thức|^(?:phương|biện) pháp|^đơn vị tính|^mã(?: số)?(?!\w)"),
    ("deliverable", r"sản phẩm|^kết quả|đầu ra"),
    ("time", r"thời gian|thời hạn|thời điểm|tiến độ|hạn hoàn thành|^hoàn thành|^bắt đầu|^kết thúc|lộ trình|^(?:tháng|quý|năm)$|^ngày"),
    ("supervisor", r"lãnh đạo|chỉ đạo"),
    ("lead", r"chủ trì|đầu mối|chịu trách nhiệm chính"),
    ("coordinate", r"phối hợp|tham gia"),
    ("appraise", r"thẩm định|thẩm tra"),
    ("advise", r"hướng dẫn"),
    ("object", r"(?:đơn vị|cơ quan|đối tượng|địa phương).{0,20}(?:được|bị|kiểm tra)|^đối tượng"),
    ("implement", r"thực hiện|phụ trách|tham mưu|phân công|trách nhiệm|^đơn vị|^cơ quan"),
    ("monitor", r"theo dõi|đôn đốc|giám sát"),
    ("detail", r"ghi chú|kinh phí|địa điểm|thành phần"),
    ("content", r"nội dung|nhiệm vụ|công việc|hoạt động|chỉ tiêu|mục tiêu|chuyên đề|thủ tục|tthc"),
)
_LONGEST_HEADER = 14


def column_role(header: str) -> str:
    """What a column holds, by the words of its header; empty when they say nothing known."""
    words = low(" ".join(header.split())).strip(" .:*")
    if not words or word_count(words) > _LONGEST_HEADER:
        return ""
    if _CONTENT_FIRST.match(words):
        return "content"
    return next((role for role, pattern in _COLUMNS if re.search(pattern, words)), "")
