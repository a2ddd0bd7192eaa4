"""What a safe must say, who may stand on its list, and when it may be opened: plain values in, sentences out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day

LONGEST_TEXT = 10_000
LONGEST_NOTE = 300
MOST_ITEMS = 300
MOST_PEOPLE = 60
MOST_FILES = 100


class SafeRole(StrEnum):
    """What a person of the list is: the team, and who ordered the inspection and only reads."""

    HEAD = "head"
    SECRETARY = "secretary"
    MEMBER = "member"
    ORDERER = "orderer"


ROLES = {
    SafeRole.HEAD: "Trưởng đoàn",
    SafeRole.SECRETARY: "Thư ký",
    SafeRole.MEMBER: "Thành viên",
    SafeRole.ORDERER: "Người ra quyết định (chỉ xem)",
}
TEAM = (SafeRole.HEAD, SafeRole.SECRETARY, SafeRole.MEMBER)
# What the safe's own log names.
ACTS = {
    "seal": "Bắt đầu chuẩn bị",
    "change": "Sửa đơn vị, thời gian, nội dung",
    "add_reader": "Thêm người, đổi vai trò",
    "remove_reader": "Đưa người khỏi danh sách",
    "set_items": "Sửa danh mục kiểm tra",
    "keep_file": "Thêm tệp",
    "drop_file": "Gỡ tệp",
    "note": "Ghi chú",
    "open": "Công bố đợt kiểm tra",
    "discard": "Bỏ việc chuẩn bị",
}
# How each fact of a safe is called, in forms, sentences and its log.
LABELS = {
    "object_id": "Đơn vị được kiểm tra",
    "starts_on": "Từ ngày",
    "ends_on": "Đến ngày",
    "content": "Nội dung, lý do kiểm tra",
    "decision_number": "Số quyết định",
    "decided_on": "Ngày quyết định",
}


@dataclass(frozen=True)
class Facts:
    """Whom, when and on whose decision."""

    object_id: int
    starts_on: date
    ends_on: date
    content: str
    decision_number: str = ""
    decided_on: date | None = None


@dataclass(frozen=True)
class Item:
    """A line of the checklist, with its place in the plan where it came from one."""

    code: str
    text: str
    plan_id: int | None = None
    above: str = ""  # what it stands below there


@dataclass(frozen=True)
class Seen:
    """A safe as the policy sees it: its agency, the inspected unit, and those who count."""

    agency_id: int
    unit_id: int
    team: frozenset[int]


def refused(name: str, sentence: str) -> BadInput:
    """One sentence about one field."""
    return BadInput(sentence, {name: sentence})


def check_facts(facts: Facts, objects: Collection[int], agency_id: int, *, today: date) -> Facts:
    """The facts tidied; BadInput on the field that is wrong. `objects` is whom the agency can inspect on the first day."""
    if facts.object_id == agency_id:
        raise refused("object_id", "Cơ quan không tự kiểm tra đột xuất toàn cơ quan mình: mọi người trong cơ quan đều thuộc đơn vị này.")
    if facts.object_id not in objects:
        raise refused("object_id", f"Đơn vị này không thuộc phạm vi kiểm tra của cơ quan hoặc không còn vào ngày {day(facts.starts_on)}.")
    if facts.ends_on < facts.starts_on:
        raise refused("ends_on", "Đến ngày không được trước từ ngày.")
    if facts.ends_on < today:
        raise refused("ends_on", "Đợt kiểm tra chưa thực hiện thì không kết thúc trước hôm nay. Kiểm tra lại ngày.")
    content = facts.content.strip()
    if not content:
        raise refused("content", "Nhập nội dung, lý do kiểm tra.")
    if len(content) > LONGEST_TEXT:
        raise refused("content", f"Nội dung dài tối đa {LONGEST_TEXT} ký tự.")
    if facts.decided_on and facts.decided_on > facts.starts_on:
        raise refused("decided_on", "Ngày quyết định không được sau ngày bắt đầu kiểm tra.")
    return Facts(facts.object_id, facts.starts_on, facts.ends_on, content, tidy(facts.decision_number), facts.decided_on)


def check_reader(name: str, object_name: str, *, belongs: bool, answers: bool) -> None:
    """Nobody inspects the unit in which he works, and nobody of it learns of the inspection."""
    if belongs:
        raise refused("person_id", f"{name} công tác tại {object_name} hoặc đơn vị trực thuộc nên không được biết, không tham gia đợt này.")
    if answers:
        raise refused("person_id", f"{name} phụ trách {object_name} nên không được biết, không tham gia đợt này.")


def check_roles(roles: Iterable[SafeRole]) -> None:
    """One head, one secretary at most."""
    held = list(roles)
    if SafeRole.HEAD not in held:
        raise refused("role", "Đoàn kiểm tra phải có trưởng đoàn. Chọn trưởng đoàn khác trước.")
    if held.count(SafeRole.SECRETARY) > 1:
        raise refused("role", "Đoàn kiểm tra có nhiều nhất một thư ký.")


def check_opening(starts_on: date, ends_on: date, *, today: date) -> None:
    """A safe is opened on the days of the inspection."""
    if today < starts_on:
        raise WrongState(f"Chưa đến ngày kiểm tra ({day(starts_on)}) nên chưa mở được.")
    if today > ends_on:
        raise WrongState(f"Đã quá ngày kiểm tra ({day(ends_on)}). Sửa lại ngày trước khi mở.")


def own_lines(text: str) -> list[Item]:
    """The lines a person typed, each one line of the checklist; the same line twice is one."""
    lines = dict.fromkeys(tidy(line).lstrip("-•+ ") for line in text.splitlines())
    return [Item("", line) for line in lines if line]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What differs, before and after."""
    names = [name for name in after if before.get(name, "") != after[name]]
    return {name: before.get(name, "") for name in names}, {name: after[name] for name in names}
