"""Explicit time phrases in running text; dates of cited documents and habits named in passing are none."""

from __future__ import annotations

import re

from tthc.planreader.wording import low, without_brackets

_DATE = r"(?:ngày\s*)?\d{1,2}\s*(?:[/.]|tháng)\s*\d{1,2}(?:\s*(?:[/.]|năm)\s*\d{4})?(?![\d/])"
_MONTH = r"tháng\s*\d{1,2}(?:\s*(?:/|năm)\s*\d{4})?(?![\d/])"
_MONTH_AND_YEAR = r"tháng\s*\d{1,2}\s*(?:/|năm)\s*\d{4}"
_LIMIT = r"(?:hoàn thành |xong |hoàn thành xong )?(?:trước|chậm nhất|muộn nhất|đến hết)(?: là| vào| trong| đến| hết)*"
_IN_BRACKETS = re.compile(
    r"\(((?:ngay |sau )?(?:khi có|khi phát sinh|theo (?:kế hoạch|hướng dẫn|kh|lịch|chương trình) (?:của|tại))[^()]*)\)"
)
_PHRASES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:trong |chậm nhất )*(?:thời (?:hạn|gian) |vòng )?\d{1,3} (?:ngày làm việc|ngày|tháng|giờ),? (?:(?:kể|tính) từ|sau khi)[^.;()]*",
        r"(?:chậm nhất |ít nhất |tối thiểu )*\d{1,3} ngày(?: làm việc)? trước (?:khi|ngày)[^.;()]*",
        r"trước (?:ít nhất |tối thiểu )?\d{1,3} ngày(?: làm việc)?(?: so với[^.;()]*)?",
        r"trong (?:cùng )?ngày(?: làm việc)?,? (?:kể từ|tính từ)[^.;()]*",
        r"(?:chậm nhất )?trong (?:thời hạn|vòng) \d{1,3} (?:ngày làm việc|ngày|giờ)(?=[.;,]|$)",
        rf"từ {_DATE}\s*(?:-|đến)\s*(?:hết )?{_DATE}",
        rf"từ {_MONTH}\s*(?:-|đến)\s*(?:hết )?{_MONTH}",
        rf"{_LIMIT} ngày \d{{1,2}} (?:của tháng|tháng cuối|hằng tháng|hàng tháng|tháng đầu)[^.,;()]*",
        rf"{_LIMIT} {_DATE} (?:hằng|hàng|mỗi) năm",
        rf"{_LIMIT} {_DATE}(?:(?:,| và)(?: trước)? ngày {_DATE})*",
        rf"{_LIMIT} {_MONTH}",
        rf"{_LIMIT} quý [iv]+(?:\s*(?:/|năm)\s*\d{{4}})?",
        rf"(?<!kể )(?<!hiệu lực )(?<!hành )từ (?=ngày){_DATE}",
        r"(?:hoàn thành )?(?:trong )?quý [iv]+\s*(?:/|năm)\s*\d{4}",
        r"(?:hoàn thành |thực hiện )?trong quý [iv]+(?!\w)|(?:hoàn thành|thực hiện) (?:trong )?tháng \d{1,2}(?![\d/])",
        r"(?:hoàn thành|trong|thực hiện) (?:trong )?(?:0?6|sáu) tháng (?:đầu|cuối) năm(?:\s*\d{4})?",
        r"hoàn thành (?:trong|xong trong) năm(?:\s*\d{4})?|trước khi kết thúc năm(?:\s*\d{4})?",
        r"theo lộ trình (?:của|tại|do)[^.,;()]*|theo kế hoạch của (?:ubnd|sở|bộ|tỉnh|thành phố|huyện|trung ương|cấp trên)[^.,;()]*(?=\W*$)",
        rf"(?<!ngày \d\d )(?<!ngày \d )(?:trong |từ ){_MONTH_AND_YEAR}",
        r"quý(?: i)?\s[^.;]{0,60}(?<!\d)(?:0?6|sáu) tháng\s[^.;]{0,90}\snăm(?!\s*\d)(?!\w)[^.;]*",
        r"định kỳ (?:0?6|sáu) tháng(?:\s[^.;]{0,60}?(?:,|và)\s+năm(?!\s*\d)(?!\w)[^.;]*)?",
        r"(?:định kỳ|thường kỳ) (?:hàng|hằng) năm",
        r"(?:định kỳ )?(?:hàng|hằng|mỗi) (?:tháng|quý)(?:,? (?:và )?(?:hàng |hằng )?(?:tháng|quý|năm)(?!\w))*",
    )
)


def phrase_in(text: str) -> str | None:
    """The time phrase of a sentence, as written; of several the one that binds most."""
    words = low(text)
    waiting = _IN_BRACKETS.search(words)
    outside = without_brackets(words)
    for pattern in _PHRASES:
        match = pattern.search(outside)
        if match:
            return text[match.start() : match.end()].strip(" .,;")
    return text[waiting.start(1) : waiting.end(1)].strip() if waiting else None
