"""What a finding is, how it stands, and what is wrong with one: plain values, no table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from tthc.core.registers.rules import UNIT, Column, Kind, Lookups
from tthc.kernel.vietnamese import day

ROUNDS, OWNERS, FACTS = "rounds", "owners", "round_facts"  # names in Lookups.known
SOON = 5  # days before a due day
LONGEST = 5_000
_NO_DAY = date(9998, 12, 31)  # open without a day: after every day, before what is closed
LAST_YEAR = 9999


class FindingAct(StrEnum):
    """A line of a finding's history."""

    ENTER = "enter"
    HAND_IN = "hand_in"
    CLOSE = "close"
    REOPEN = "reopen"
    REPEAT = "repeat"


ACTS = {
    FindingAct.ENTER: "Ghi kiến nghị",
    FindingAct.HAND_IN: "Nộp kết quả khắc phục",
    FindingAct.CLOSE: "Phúc tra: khép kiến nghị",
    FindingAct.REOPEN: "Phúc tra: mở lại kiến nghị",
    FindingAct.REPEAT: "Xác nhận lặp lại",
}


class FindingState(StrEnum):
    """How a finding stands; it follows from its days."""

    OPEN = "open"
    WAITING = "waiting"
    REOPENED = "reopened"
    CLOSED = "closed"


FINDING_STATES = {
    FindingState.OPEN: "Chưa khắc phục",
    FindingState.WAITING: "Chờ phúc tra",
    FindingState.REOPENED: "Mở lại",
    FindingState.CLOSED: "Đã khép",
}


def state(handed_on: date | None, closed_on: date | None, reopened_on: date | None) -> FindingState:
    """How a finding with these days stands."""
    if closed_on is not None:
        return FindingState.CLOSED
    if handed_on is not None:
        return FindingState.WAITING
    return FindingState.OPEN if reopened_on is None else FindingState.REOPENED


def turn(due_on: date | None, handed_on: date | None, closed_on: date | None) -> date:
    """Its place in the list: what is due first, then what waits or has no day, then what is closed."""
    if closed_on is not None:
        return date.max
    return _NO_DAY if handed_on is not None or due_on is None else due_on


def place(row: Any) -> None:
    """Set where a finding stands in its list, and until which year's book it is in it."""
    row.until_year = row.closed_on.year if row.closed_on else LAST_YEAR
    row.turn_on = turn(row.due_on, row.handed_on, row.closed_on)


@dataclass(frozen=True, slots=True)
class OwnerScope:
    """A finding as its owner's rights see it: the unit that has to put it right, in its own agency."""

    agency_id: int
    unit_id: int


@dataclass(frozen=True, slots=True)
class RecheckScope:
    """A finding as the re-check's rights see it: whose register, whose unit, and who handed the remedy in."""

    agency_id: int
    unit_id: int
    submitted_by_id: int | None


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What a finding asks of its round. `tree`: the units that can own its findings, the inspected one and those below it."""

    object_id: int
    first_day: date
    tree: frozenset[int]
    has_body: bool = False  # another body inspected


COLUMNS: tuple[Column, ...] = (
    Column(
        "observation",
        "Nội dung kiến nghị",
        Kind.LONG,
        is_required=True,
        longest=LONGEST,
        spellings=("tồn tại, hạn chế", "nội dung tồn tại", "kiến nghị", "tồn tại", "hạn chế"),
        hint="Nêu việc chưa đúng, ở đâu, theo hồ sơ nào.",
    ),
    Column(
        "round_id",
        "Đợt kiểm tra",
        Kind.CHOICE,
        is_required=True,
        choices_from=ROUNDS,
        is_filter=True,
        spellings=("đợt", "kết luận số", "số kết luận", "quyết định kiểm tra"),
    ),
    Column(
        "owner_id",
        "Đơn vị phải khắc phục",
        Kind.CHOICE,
        is_required=True,
        choices_from=OWNERS,
        is_filter=True,
        spellings=("đơn vị được kiểm tra", "đơn vị khắc phục", "đơn vị chịu trách nhiệm"),
        hint="Đơn vị được kiểm tra hoặc đơn vị trực thuộc.",
    ),
    Column("found_on", "Ngày phát hiện", Kind.DAY, is_required=True, is_listed=False, spellings=("ngày kiểm tra", "ngày kết luận")),
    Column("due_on", "Hạn khắc phục", Kind.DAY, spellings=("thời hạn", "thời hạn khắc phục", "hạn xử lý")),
    Column(
        "code",
        "Mục kiểm tra",
        longest=60,
        is_listed=False,
        spellings=("mục", "nội dung kiểm tra số", "mục trong kế hoạch"),
        hint="Số mục của nội dung kiểm tra, ví dụ II.1.a; bỏ trống nếu không theo mục nào.",
    ),
    Column("cause", "Nguyên nhân", Kind.LONG, longest=LONGEST, is_listed=False),
    Column(
        "remedy",
        "Biện pháp khắc phục",
        Kind.LONG,
        longest=LONGEST,
        is_listed=False,
        spellings=("yêu cầu khắc phục", "biện pháp", "đề nghị"),
    ),
    Column("repeats", "Lặp lại", is_computed=True),
    Column(
        "handed_on",
        "Ngày báo cáo khắc phục",
        Kind.DAY,
        is_computed=True,
        is_carried=True,
        is_listed=False,
        spellings=("ngày khắc phục",),
    ),
    Column(
        "closed_on", "Ngày khép", Kind.DAY, is_computed=True, is_carried=True, is_listed=False, spellings=("ngày hoàn thành", "ngày xong")
    ),
    Column("reopened_on", "Ngày mở lại", Kind.DAY, is_computed=True, is_listed=False),
    Column("original_due_on", "Hạn ban đầu", Kind.DAY, is_computed=True, is_listed=False),
    replace(UNIT, title="Đơn vị theo dõi", is_filter=False, is_listed=False, spellings=("đơn vị theo dõi", "đơn vị chủ trì kiểm tra")),
)


def faults(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """What no single column can know: whom the round inspected, and which day comes first."""
    found: dict[str, str] = {}
    facts: RoundFacts | None = lookups.known.get(FACTS, {}).get(values.get("round_id"))
    owner = values.get("owner_id")
    owners: Mapping[int, str] = lookups.known.get(OWNERS, {})
    if facts and owner is not None and owner not in facts.tree:
        inspected = owners.get(facts.object_id, "đơn vị được kiểm tra")
        named = owners.get(owner, "Đơn vị này")
        told = f"Đơn vị phải khắc phục: {named} không phải là {inspected}, cũng không trực thuộc {inspected}"
        found["owner_id"] = f"{told}. Chọn đơn vị được kiểm tra hoặc đơn vị trực thuộc."
    found |= _wrong_days(values, facts, lookups.today)
    return found


def _wrong_days(values: Mapping[str, Any], facts: RoundFacts | None, today: date) -> dict[str, str]:
    found: dict[str, str] = {}
    on, due = values.get("found_on"), values.get("due_on")
    if on and on > today:
        found["found_on"] = f"Ngày phát hiện {day(on)} sau ngày hôm nay. Nhập ngày đã kiểm tra."
    elif on and facts and on < facts.first_day:
        found["found_on"] = f"Ngày phát hiện {day(on)} trước ngày bắt đầu đợt kiểm tra ({day(facts.first_day)}). Kiểm tra lại."
    if on and due and due < on:
        found["due_on"] = f"Hạn khắc phục {day(due)} trước ngày phát hiện {day(on)}. Nhập hạn từ ngày phát hiện trở đi."
    return found


def brought(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    """What is wrong with days that a sheet brings of the time before the program was used."""
    found: dict[str, str] = {}
    on, handed, closed = values.get("found_on"), values.get("handed_on"), values.get("closed_on")
    for name, title, told in (("handed_on", "Ngày báo cáo khắc phục", handed), ("closed_on", "Ngày khép", closed)):
        if told and told > lookups.today:
            found[name] = f"{title} {day(told)} sau ngày hôm nay. Kiểm tra lại."
        elif told and on and told < on:
            found[name] = f"{title} {day(told)} trước ngày phát hiện {day(on)}. Kiểm tra lại."
    if handed and closed and "closed_on" not in found and closed < handed:
        found["closed_on"] = f"Ngày khép {day(closed)} trước ngày báo cáo khắc phục {day(handed)}. Kiểm tra lại."
    return found
