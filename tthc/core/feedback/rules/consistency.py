"""What is wrong with the past of a row as an old book tells it: days out of order, steps without what they need, people's data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tthc.core.feedback.rules.privacy import found_known
from tthc.core.feedback.rules.words import OUTCOMES, FeedbackClass, Subject, outcomes_of
from tthc.core.registers.rules import Lookups
from tthc.kernel.vietnamese import day

_DAYS: dict[str, str] = {
    "classified_on": "Ngày phân loại",
    "transferred_on": "Ngày chuyển",
    "started_on": "Ngày nhận xử lý",
    "paused_on": "Ngày yêu cầu bổ sung",
    "earlier_answered_on": "Ngày trả lời trước khi mở lại",
    "reopened_on": "Ngày mở lại",
    "answered_on": "Ngày trả lời",
    "resolved_on": "Ngày giải quyết xong",
    "published_on": "Ngày công khai",
    "archived_on": "Ngày lưu hồ sơ",
    "last_word_on": "Ngày thông báo gần nhất",
}
# The later one of each pair may not come first. Handing over and taking in hand are often written down after the answer.
_ORDER = (
    ("reopened_on", "earlier_answered_on"),
    ("answered_on", "reopened_on"),
    ("published_on", "answered_on"),
    ("archived_on", "answered_on"),
    ("archived_on", "published_on"),
)
_CLASSED = ("transferred_on", "office", "started_on", "paused_on", "answered_on", "reopened_on")
# What is there -> what it needs, and what is said where that is missing.
_NEEDS = (
    ("answered_on", "outcome", "Thiếu kết quả xử lý của phản ánh đã trả lời. Chọn kết quả."),
    ("answered_on", "answer", "Thiếu nội dung trả lời của phản ánh đã trả lời. Nhập nội dung hoặc trích yếu văn bản trả lời."),
    ("outcome", "answered_on", "Có kết quả xử lý nhưng thiếu ngày trả lời. Nhập ngày trả lời."),
    ("resolved_on", "answered_on", "Có ngày giải quyết xong nhưng thiếu ngày trả lời. Nhập ngày trả lời."),
    ("published_on", "answered_on", "Có ngày công khai nhưng thiếu ngày trả lời. Nhập ngày trả lời."),
    ("public_content", "published_on", "Có nội dung công khai nhưng thiếu ngày công khai. Nhập ngày công khai."),
    ("public_answer", "published_on", "Có kết quả công khai nhưng thiếu ngày công khai. Nhập ngày công khai."),
    ("public_link", "published_on", "Có liên kết công khai nhưng thiếu ngày công khai. Nhập ngày công khai."),
    ("office", "transferred_on", "Có cơ quan được chuyển nhưng thiếu ngày chuyển. Nhập ngày chuyển."),
    ("earlier_answered_on", "reopened_on", "Có ngày trả lời trước khi mở lại nhưng thiếu ngày mở lại. Nhập ngày mở lại."),
    ("earlier_answered_on", "earlier_due_on", "Thiếu hạn trả lời trước khi mở lại. Nhập hạn đó."),
    ("earlier_due_on", "earlier_answered_on", "Thiếu ngày trả lời trước khi mở lại. Nhập ngày đó."),
)
_NOT_REFUSED = (
    "transferred_on",
    "office",
    "started_on",
    "paused_on",
    "outcome",
    "answered_on",
    "resolved_on",
    "published_on",
)


def brought(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """Column -> sentence; the first thing wrong with each."""
    found: dict[str, str] = {}
    for name, sentence in (*_days(values, lookups.today), *_missing(values), *_class(values), *_refused(values), *_public(values)):
        found.setdefault(name, sentence)
    return found


def doubts(values: Mapping[str, Any], _: Lookups) -> dict[str, str]:
    """What is said beside a row and stops nothing."""
    found: dict[str, str] = {}
    if values.get("published_on") and not values.get("public_content"):
        found["public_content"] = "Không có nội dung công khai: dòng này không hiện ở trang công khai của phần mềm."
    handed, answered = values.get("transferred_on"), values.get("answered_on")
    if handed and answered and handed > answered:
        found["transferred_on"] = f"Ngày chuyển sau ngày trả lời ({day(answered)}). Kiểm tra lại."
    return found


def _days(values: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """Days out of order; what says the same as another row has that row's days."""
    received: date | None = values.get("received_on")
    for name, title in _DAYS.items():
        on: date | None = values.get(name)
        if on and on > today:
            yield name, f"{title} sau ngày hôm nay. Nhập ngày đã thực hiện."
        elif on and received and on < received and not values.get("main_number"):
            yield name, f"{title} trước ngày tiếp nhận ({day(received)}). Nhập lại."
    for later, earlier in _ORDER:
        last, first = values.get(later), values.get(earlier)
        if last and first and last < first and not values.get("main_number"):
            yield later, f"{_DAYS[later]} trước {_small(_DAYS[earlier])} ({day(first)}). Nhập lại."
    until: date | None = values.get("extended_to")
    if until and received and until <= received:
        yield "extended_to", f"Ngày gia hạn không sau ngày tiếp nhận ({day(received)}). Nhập lại."


def _missing(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for there, needed, sentence in _NEEDS:
        if values.get(there) and not values.get(needed):
            yield needed, sentence
    if values.get("answer") and not values.get("answered_on") and not values.get("refusal"):
        yield "answered_on", "Có nội dung trả lời nhưng thiếu ngày trả lời. Nhập ngày trả lời."
    if values.get("archived_on") and not any(values.get(name) for name in ("answered_on", "refusal", "office")):
        yield "archived_on", "Chỉ lưu hồ sơ phản ánh đã trả lời, đã chuyển cơ quan có thẩm quyền hoặc không tiếp nhận. Nhập kết quả đó."
    if values.get("paused_on") and values.get("answered_on"):
        yield "paused_on", "Phản ánh đã trả lời thì không còn chờ bổ sung. Bỏ ngày yêu cầu bổ sung."


def _class(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not values.get("classed"):
        if any(values.get(name) for name in _CLASSED) and not _is_reopened_only(values):
            yield "classed", "Thiếu phân loại của phản ánh đã chuyển hoặc đã xử lý. Chọn phân loại."
        return
    classed = FeedbackClass(values["classed"])
    if values.get("office") and not classed.is_outside:
        yield "office", "Phân loại thuộc cơ quan này xử lý nên không có cơ quan được chuyển. Sửa phân loại hoặc bỏ tên cơ quan."
    if classed.is_outside and not values.get("office") and any(values.get(name) for name in ("transferred_on", "answered_on")):
        yield "office", "Thiếu cơ quan được chuyển của phản ánh ngoài thẩm quyền. Nhập tên cơ quan."
    if classed.is_outside and (name := next((n for n in ("started_on", "paused_on") if values.get(n)), "")):
        yield name, "Phản ánh ngoài thẩm quyền được chuyển đi, không xử lý ở cơ quan này. Bỏ ngày này hoặc sửa phân loại."
    if values.get("outcome") and values["outcome"] not in outcomes_of(classed):
        yield "outcome", f"Kết quả “{OUTCOMES[values['outcome']]}” không hợp với phân loại. Chọn lại."
    is_conduct = classed in (FeedbackClass.CONDUCT, FeedbackClass.CONDUCT_OUTSIDE)
    if values.get("subject") and is_conduct != (values["subject"] == Subject.CONDUCT):
        yield "subject", "Loại nội dung không khớp với phân loại. Chọn lại."


def _is_reopened_only(values: Mapping[str, Any]) -> bool:
    """Opened again and not yet classified anew."""
    return bool(values.get("reopened_on")) and not any(values.get(name) for name in _CLASSED if name != "reopened_on")


def _refused(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if values.get("refusal") and (name := next((n for n in _NOT_REFUSED if values.get(n)), "")):
        yield (
            name,
            "Phản ánh không tiếp nhận thì không chuyển, không trả lời kết quả, không công khai. Bỏ ô này hoặc bỏ lý do không tiếp nhận.",
        )


def _public(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = [values[name] for name in ("person", "address", "phone", "email") if values.get(name)]
    for name in ("public_content", "public_answer"):
        if values.get(name) and found_known(values[name], known):
            yield name, "Nội dung còn họ tên, địa chỉ, điện thoại hoặc thư điện tử của người phản ánh. Bỏ dữ liệu này trước khi nhập."


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]
