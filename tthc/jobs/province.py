"""A believable province in bulk: communes with desks, people, one plan each and two thirds of a year of work; for measuring only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tthc.core.accounts import rules as account_rules
from tthc.core.calendar.rules import ONCE, periods
from tthc.jobs.province_rows import Rows
from tthc.jobs.province_words import COMMUNES, DESKS, FAMILY, GIVEN, TARGETS, TASKS
from tthc.kernel.bulk import is_empty, write_rows
from tthc.kernel.errors import WrongState
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PASSWORD = "Do-toc-do-2024-tinh-mau"  # noqa: S105 - of the first commune's people; the others cannot sign in
YEAR, TODAY = 2024, date(2024, 8, 15)
ROLES = ("leader", "clerk", "head", "inspector", "auditor", "admin")
_RECURRING = 3  # every third task is confirmed with each report
_SPREAD = 37  # walks through the year without a pattern that an index could use
_COMMUNES_A_CHUNK = 20


@dataclass(frozen=True)
class Commune:
    """What the tasks of a commune refer to."""

    agency_id: int
    plan_id: int
    desks: tuple[int, ...]
    officers: dict[int, tuple[int, str]]
    clerk: tuple[int, str]


def build(session: Session, *, communes: int, tasks: int, files: Sequence[tuple[str, int]] = ()) -> int:
    """Fill an empty database, twenty communes a transaction; `files` are (sha256, size) of stored evidence. Returns the rows written."""
    rows, written = Rows(), 0
    with unit_of_work(session):
        if not is_empty(session, "unit"):
            raise WrongState("Cơ sở dữ liệu đã có đơn vị; chỉ tạo dữ liệu đo tốc độ trong cơ sở dữ liệu trống.")
    stored = [
        rows.add("stored_file", sha256=sha256, size=size, media_type="application/pdf", warnings=[], stored_at=_at(TODAY))
        for sha256, size in files
    ]
    for first in range(0, communes, _COMMUNES_A_CHUNK):
        for number in range(first, min(first + _COMMUNES_A_CHUNK, communes)):
            commune = _commune(rows, number)
            for position in range(tasks):
                _task(rows, commune, position, stored)
        with unit_of_work(session):
            written += write_rows(session, rows.tables)
        rows.tables.clear()
    return written


def _commune(rows: Rows, number: int) -> Commune:
    name = f"{COMMUNES[number % len(COMMUNES)]} {number // len(COMMUNES) + 1}"
    agency = rows.add(
        "unit",
        parent_id=None,
        kind="agency",
        name=f"Ủy ban nhân dân xã {name}",
        short_name=f"UBND xã {name}",
        position=0,
        superior="UBND HUYỆN MẪU",
        place=name,
        symbol="UBND",
    )
    rows.tables["unit"][-1]["agency_id"] = agency  # an agency is its own
    own = {"agency_id": agency, "parent_id": agency, "kind": "desk", "short_name": "", "superior": "", "place": "", "symbol": ""}
    desks = tuple(rows.add("unit", **own, name=desk, position=place + 1) for place, desk in enumerate(DESKS))
    people = {role: _person(rows, number, role, agency if role in ("leader", "inspector", "auditor") else desks[0], role) for role in ROLES}
    officers = {desk: _person(rows, number, f"officer{place}", desk, "officer") for place, desk in enumerate(desks)}
    plan = rows.add(
        "plan",
        agency_id=agency,
        year=YEAR,
        state="active",
        number=f"{number + 1}/KH-UBND",
        place=name,
        issued_text=f"{YEAR}-01-15",
        title=f"Kế hoạch kiểm soát thủ tục hành chính năm {YEAR} trên địa bàn xã {name}",
        legal_bases=[],
        signer={},
        recipients=[],
        report_deadlines=[],
    )
    commune = Commune(agency, plan, desks, officers, people["clerk"])
    _targets(rows, commune)
    return commune


def _person(rows: Rows, commune: int, key: str, unit_id: int, role: str) -> tuple[int, str]:
    number = next(rows.ids["names"])
    name = f"{FAMILY[number % len(FAMILY)]} {GIVEN[number * 7 % len(GIVEN)]}"
    secret = account_rules.hash_password(PASSWORD) if commune == 0 else None
    person = rows.add("person", username=f"{key}.{commune}", full_name=name, password_hash=secret)
    rows.add("post", unit_id=unit_id, person_id=person, role=role, title="Công chức")
    return person, name


def _targets(rows: Rows, commune: Commune) -> None:
    for position, (section, text, metric, goal) in enumerate(TARGETS):
        target = rows.add(
            "target",
            plan_id=commune.plan_id,
            agency_id=commune.agency_id,
            section=section,
            task_code=f"PL1.{position + 1}",
            position=position,
            text=text,
            metric=metric,
            op=">=",
            value=goal,
            measure="%",
        )
        for nth, period in enumerate(("q1", "q2")):
            rows.add(
                "indicator_value",
                target_id=target,
                agency_id=commune.agency_id,
                year=YEAR,
                period=period,
                numerator=goal * 10 + 40 * nth - 30,
                denominator=1000,
                rows=[],
                entered_by_id=commune.clerk[0],
                entered_at=_at(date(YEAR, 3 * nth + 3, 15)),
            )


def _task(rows: Rows, commune: Commune, position: int, stored: Sequence[int]) -> None:
    section, title, product = TASKS[position % len(TASKS)]
    if position >= len(TASKS):
        title = f"{title} (đợt {position // len(TASKS) + 1})"
    unit = commune.desks[position % len(commune.desks)]
    task = rows.add(
        "task",
        plan_id=commune.plan_id,
        agency_id=commune.agency_id,
        section=section,
        position=position + 1,
        code=f"PL1.{position + 1}",
        number=str(position + 1),
        title=title,
        text=title,
        folded=fold(f"{title} {product}"),
        deliverable=product,
        time_text="Thường xuyên" if position % _RECURRING == 0 else "Trong năm",
        due_rule={"kind": "none"},
        doubts=[],
    )
    rows.add("duty", task_id=task, unit_id=unit, role="lead", written_as="Công chức phụ trách")
    if position % _RECURRING == 0:
        for window in periods(YEAR):
            _occurrence(rows, commune, task, (section, unit, window.code, window.start, window.end), position, stored)
    else:
        due = date(YEAR, 1, 31) + timedelta(days=position * _SPREAD % 330)
        _occurrence(rows, commune, task, (section, unit, ONCE, date(YEAR, 1, 15), due), position, stored)


def _occurrence(
    rows: Rows, commune: Commune, task_id: int, what: tuple[str, int, str, date, date], position: int, stored: Sequence[int]
) -> None:
    section, unit, period, opens_on, due_on = what
    state = _state(due_on, position)
    handed_in = min(due_on - timedelta(days=position % 9), TODAY - timedelta(days=1)) if state in ("done", "submitted") else None
    officer = commune.officers[unit]
    occurrence = rows.add(
        "occurrence",
        task_id=task_id,
        agency_id=commune.agency_id,
        unit_id=unit,
        section=section,
        year=YEAR,
        period=period,
        opens_on=opens_on,
        due_on=due_on,
        state=state,
        submitted_by_id=officer[0] if handed_in else None,
        submitted_on=handed_in,
        submitted_at=_at(handed_in) if handed_in else None,
        settled_on=handed_in if state == "done" else None,
    )
    if handed_in:
        _proof(rows, commune, (occurrence, unit, handed_in, state == "done"), stored)


def _state(due_on: date, position: int) -> str:
    """Past work is mostly done, a little of it late; this month's is handed in or under way; the rest has time."""
    if due_on < TODAY:
        return "done" if position % 11 else "not_started"
    if due_on <= TODAY + timedelta(days=30):
        return ("submitted", "in_progress", "not_started")[position // len(DESKS) % 3]
    return "not_started"


def _proof(rows: Rows, commune: Commune, what: tuple[int, int, date, bool], stored: Sequence[int]) -> None:
    occurrence, unit, on, is_done = what
    officer, number = commune.officers[unit], f"{occurrence % 400 + 1}/BC-UBND"
    file = stored[occurrence % len(stored)] if stored and occurrence % 2 else None
    evidence = rows.add(
        "evidence",
        agency_id=commune.agency_id,
        unit_id=unit,
        kind="file" if file else "document",
        stored_file_id=file,
        file_name="bao-cao.pdf" if file else "",
        doc_number=number,
        doc_date=on,
        folded=fold(f"{number} bao-cao.pdf"),
    )
    rows.add(
        "evidence_link",
        evidence_id=evidence,
        occurrence_id=occurrence,
        agency_id=commune.agency_id,
        unit_id=unit,
        verdict="accepted" if is_done else "waiting",
        submitted_by_id=officer[0],
        submitted_on=on,
        submitted_at=_at(on),
        verified_by_id=commune.clerk[0] if is_done else None,
        verified_on=on if is_done else None,
        verified_at=_at(on, 16) if is_done else None,
    )
    rows.record("submit", occurrence, commune.agency_id, officer, _at(on))
    if is_done:
        rows.record("verify", occurrence, commune.agency_id, commune.clerk, _at(on, 16))


def _at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), UTC)
