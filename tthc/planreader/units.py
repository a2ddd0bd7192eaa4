"""Splitting a list of units: at semicolons and line ends, at commas only where each part is a unit by itself."""

from __future__ import annotations

import re

from tthc.kernel.text import tidy
from tthc.planreader.wording import CAPITALS, bare, low

# A word that begins the name of a unit or the post of a person, as plans of every level use them.
_HEADS = (
    r"ubnd|ủy ban|hđnd|hội đồng|thường trực|đảng ủy|huyện ủy|tỉnh ủy|thị ủy|thành ủy|văn phòng|vp\b|sở\s|phòng\s(?!ngừa|chống)"
    r"|ban (?:chỉ|quản|biên|tổ|tuyên|nội|giám|dân|công|thi|pháp)"
    r"|bộ phận|bộ\s|công chức|cán bộ|trung tâm|chi cục|cục\s|công an|công đoàn|ban chqs|quân sự|đoàn thanh|đoàn kiểm|đoàn tncs"
    r"|hội (?:liên|nông|cựu|phụ|chữ|người|đồng)"
    r"|mặt trận|ub ?mttq|mttq|ủy ban mttq|trạm|trường\s(?!hợp)|bưu điện|đài|tỉnh đoàn|huyện đoàn|thanh tra (?:sở|huyện|tỉnh|thành|bộ)"
    r"|chủ tịch|phó chủ tịch|thủ trưởng|giám đốc|phó giám đốc"
    r"|chánh|trưởng|phó trưởng|lãnh đạo|tổ\s(?!chức)|đội\s(?!ngũ)|kho bạc|bảo hiểm|chi nhánh|ngân hàng|trang thông tin|cổng thông tin"
    r"|thuế (?:tỉnh|thành|cơ sở|khu vực|huyện|nhà)|hải quan|viễn thông\s|vnpt|hiệp hội|liên hiệp|mỗi (?:thành viên|cơ quan|đơn vị|phòng"
    r"|sở|xã"
    r"|phường|địa phương)|viettel|mobifone|điện lực|thi hành án"
    r"|nhà trường"
    r"|bệnh viện"
    r"|chi (?:hội|đoàn)\s|ttpvhcc|tt phục vụ|bchqs|cbcc|ban chấp hành|nhóm\s|hạt (?:trưởng|kiểm|quản)|báo và|liên minh"
    r"|tòa án|viện\s|liên đoàn|doanh nghiệp|công ty|hợp tác xã"
    r"|các\s|những\s|toàn thể|thành viên|đơn vị\s|cơ quan\s|người\s|đồng chí|bí thư|địa phương"
)
_UNIT = re.compile(rf"(?:{_HEADS})")
_SHORTEST_NAME = 3
_NEW_DESK = re.compile(r"(?:Bộ phận|Công chức|Phòng|Trung tâm|Văn phòng)\s")
# In small letters after a comma these go on a list ("các phòng, đơn vị thuộc huyện") unless "các" stands before them.
_LIST_GOES_ON = re.compile(
    r"(?:đơn vị|cơ quan|địa phương|người|công chức|cán bộ|văn phòng|phòng|tổ|doanh nghiệp|công ty|viện|cục|bộ|sở|báo|hợp tác xã|hiệp hội)\b"
)
# "Lãnh đạo Phòng", "thuộc Văn phòng": the desk belongs to the word before it.
_BINDING = re.compile(r"(?:đạo|trưởng|phó|đốc|chánh|thuộc|của|tại|và|với|do|qua|trực|các|là|ở|viên|từng|mỗi)$")
_LISTED = re.compile(r"(?:các)\s+(sở|phòng|ban|bộ)\s*(:?)\s*(.+)", re.IGNORECASE | re.DOTALL)
# Departments whose names follow "và" only as the next of a list: "Khoa học và Công nghệ" is one name.
_DEPARTMENTS = "Tài chính|Nội vụ|Tư pháp|Y tế|Công Thương|Công thương|Giáo dục|Xây dựng|Giao thông|Nông nghiệp|Ngoại vụ|Văn hóa"
# "Phòng Tổ chức bộ máy và Công chức, viên chức": what a division is about, no desk.
_STAFF = re.compile(r"[Cc](?:ông chức|án bộ),? (?:và )?(?:viên chức|công chức)")
# An office of a kind that is not known here: a capital and small words, no comma.
_PROPER = re.compile(r"[A-ZĐ][^\W\d_]+(?:\s+[^\W\d_]+){1,7}$")
_MARKS = re.compile(rf"\([^()]*\)|,\s*(?:và\s+)?|\s+và\s+|\s+[-–]\s+|\s+(?=[{CAPITALS}])")
_MISSPELT_AND = re.compile(r"\s+và\s+(?=\S+\s+(?:bộ phận|phòng|đơn vị|cơ quan|công chức|đoàn thể|địa phương|tổ chức)\b)")


def split_units(text: str) -> tuple[str, ...]:
    """The units of a label value or table cell, each as the plan writes it."""
    units: list[str] = []
    for part in re.split(r"[;\n⏎]|\.\s+(?=[A-ZĐ])", text):
        for piece in _distributed(tidy(part)):
            units += [unit for unit in map(bare, _at_commas(piece)) if any(c.isalpha() for c in unit)]
    return tuple(dict.fromkeys(units))


def begins_unit(text: str) -> bool:
    """The text starts as the name of a unit or post does."""
    return bool(_UNIT.match(low(text.strip()) + " ") or _capitalised_head(text.strip()))


def _capitalised_head(text: str) -> bool:
    """A short head counts only before a capital: "Ban Kinh tế", "Hội Nông dân"."""
    return bool(re.match(rf"(?:Ban|Hội|Đoàn|Báo|Sở|Phòng|Cục|Vụ)\s+[{CAPITALS}]", text))


def _distributed(text: str) -> list[str]:
    """Each department of "Các Sở: Tư pháp, Nội vụ"; "Các sở, ban, ngành" names none."""
    match = _LISTED.fullmatch(text)
    if not match:
        return [text]
    names = [bare(name) for name in re.split(rf",|\svà\s(?=(?:{_DEPARTMENTS})\b)", match[3])]
    are_names = len(names) > 1 and all(name[:1].isupper() for name in names if name)
    if not are_names or any(begins_unit(name) for name in names):
        return [text]
    head = match[1][0].upper() + match[1][1:]
    return [f"{head} {name}" for name in names if name]


def _at_commas(text: str) -> list[str]:
    """Cuts where the words after a comma, "và" or a dash begin a unit of their own."""
    parts = [""]
    position = 0
    for match in _MARKS.finditer(text):
        before, after = text[position : match.start()], text[match.end() :]
        parts[-1] += before
        position = match.end()
        if not match.group().startswith("(") and _is_cut(match.group(), parts[-1], after):
            parts.append("")
        else:
            parts[-1] += match.group()
    parts[-1] += text[position:]
    return parts


def _is_cut(mark: str, left: str, right: str) -> bool:
    left_words = low(left.strip())
    if "," in mark:
        is_name = bool(_PROPER.match(left.strip())) and right[:1].isupper()
        return begins_unit(right) and (begins_unit(left) or is_name) and not _LIST_GOES_ON.match(right)
    if "và" in mark.split():
        return _is_cut_at_and(left_words, left, right)
    if "-" in mark or "–" in mark:
        return bool(_NEW_DESK.match(right)) and begins_unit(left) and not re.search(r"(?:hđnd|vp|văn phòng)$", left_words)
    is_lost_line_end = bool(_NEW_DESK.match(right)) and left[-1:].islower() and begins_unit(left)
    return is_lost_line_end and not _BINDING.search(left_words) and len(left_words.split()) >= _SHORTEST_NAME


def _is_cut_at_and(left_words: str, left: str, right: str) -> bool:
    """Not in "Văn phòng HĐND và UBND", which is one office; but in "Công chức A và các bộ phận"."""
    if left_words.endswith(("hđnd", "hội đồng nhân dân", "đảng ủy", "nhân dân")) and low(right).startswith(("ubnd", "ủy ban")):
        return False
    if _STAFF.match(right) and re.match(r"(?:phòng|sở|vụ|ban)\s", left_words):
        return False
    is_misspelt = bool(_MISSPELT_AND.match(f" và {low(right)}"))
    return begins_unit(left) and ((begins_unit(right) and not _LIST_GOES_ON.match(right)) or is_misspelt)
