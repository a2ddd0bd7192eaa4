"""The ward's procedures: annexes of four decisions as Excel sheets, what hangs at four places with photos, one abolished and still to go.

Sheets are read by the worker's jobs, which open transactions of their own: `tell` is called outside of one.
"""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

from tthc.commands.demo_paper import photo
from tthc.commands.demo_procedures import (
    AUTUMN,
    AUTUMN_ANNEX,
    DECISIONS,
    FIRST,
    FIRST_ANNEX,
    GONE,
    GONE_ANNEX,
    HEADERS,
    SUMMER,
    SUMMER_AMENDED,
    SUMMER_NEW,
    annex,
)
from tthc.core.files.ports import SheetColumn
from tthc.core.people import queries as people_queries
from tthc.core.postings import actions as posting_actions
from tthc.core.postings import queries as posting_queries
from tthc.core.postings.actions import ANNOUNCEMENTS, PROCEDURES, Proof
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.registers.queries import Ask
from tthc.jobs import JOBS
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story

_TODAY = date(2024, 8, 15)
_ISSUER = "UBND tỉnh"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LEVEL = "Cấp xã"
_BOARD, _WEBSITE, _QR, _BINDER = "Bảng niêm yết", "Trang thông tin điện tử", "Mã QR", "Quyển thủ tục"


def tell(story: Story) -> None:
    """A year of decisions, and how the ward kept up with them."""
    _announce(story)
    _load(story, FIRST, "Ban hành mới", FIRST_ANNEX)
    for place, on in ((_BOARD, date(2023, 12, 29)), (_BINDER, date(2024, 1, 1)), (_WEBSITE, date(2024, 1, 1)), (_QR, date(2024, 1, 3))):
        _post(story, place, FIRST[0], on)
    _load(story, SUMMER, "Ban hành mới", SUMMER_NEW)
    _load(story, SUMMER, "Sửa đổi, bổ sung", SUMMER_AMENDED)
    summer = ((_BOARD, date(2024, 7, 10), 0), (_WEBSITE, date(2024, 7, 9), 0), (_BINDER, date(2024, 7, 12), 0), (_QR, date(2024, 7, 15), 4))
    for place, on, left in summer:
        _post(story, place, SUMMER[0], on, left)
        _take_down(story, place, on)
    _load(story, GONE, "Bãi bỏ", GONE_ANNEX)
    for place in (_WEBSITE, _QR):
        _take_down(story, place, date(2024, 8, 13))
    _load(story, AUTUMN, "Sửa đổi, bổ sung", AUTUMN_ANNEX)
    _offer(story)


def _desk(story: Story) -> int:
    units = people_queries.units_of(story.session, story.agency_id, _TODAY)
    return next((unit.id for unit in units if fold(unit.name).startswith("bo phan")), story.agency_id)


def _announce(story: Story) -> None:
    with unit_of_work(story.session) as session:
        for number, issued_on, effective_on, subject in DECISIONS:
            values: dict[str, Any] = {"number": number, "issued_on": issued_on, "effective_on": effective_on, "subject": subject}
            values |= {"issuer": _ISSUER, "kind": "list", "link": "", "unit_id": _desk(story)}
            register_actions.enter(session, story.person("minh"), ANNOUNCEMENTS, values, today=_TODAY, now=story.toolbox.clock.now())


def _load(story: Story, decision: tuple[str, date, date, str], kind: str, table: str) -> None:
    """The annex of a decision the way an officer brings it in: the decision is said once, the rows stand in the sheet."""
    session, toolbox, clerk = story.session, story.toolbox, story.person("minh")
    number, issued_on, effective_on, _ = decision
    columns = [SheetColumn(title, 24, "count" if title == "STT" else "text") for title in HEADERS]
    stored = toolbox.files.keep(toolbox.sheets.write("Phụ lục", columns, annex(table)), _XLSX)
    given = {
        "change_kind": kind,
        "decision_number": number,
        "decision_on": f"{issued_on:%d/%m/%Y}",
        "decision_effective_on": f"{effective_on:%d/%m/%Y}",
        "decision_issuer": _ISSUER,
        "level": _LEVEL,
    }
    name = f"phu-luc-{number.split('/')[0]}-{fold(kind).split(',')[0].replace(' ', '-')}.xlsx"
    with unit_of_work(session):
        staged = register_actions.stage(
            session, clerk, PROCEDURES, stored, name, given=given, unit_id=_desk(story), now=toolbox.clock.now()
        )
        import_id = staged.id
    JOBS["read_register"](session, toolbox, import_id=import_id)
    with unit_of_work(session):
        row = register_queries.register_import(session, clerk, PROCEDURES, import_id)
        register_actions.ask_load(session, clerk, PROCEDURES, row, now=toolbox.clock.now())
    JOBS["load_register"](session, toolbox, import_id=import_id)


def _waiting(story: Story, place: str, number: str | None, *, is_removal: bool) -> list[int]:
    rows, _ = posting_queries.to_mark(
        story.session, story.person("phuc"), _TODAY, is_removal=is_removal, place_id=None, announcement_id=None
    )
    return [row.id for row in rows if row.place_name == place and number in (None, row.decision_number)]


def _proof(story: Story, place: str, on: date, number: int) -> Proof:
    if place == _WEBSITE:
        return Proof(on, "electronic", f"https://trungluong.gov.vn/thu-tuc-hanh-chinh/{on:%Y-%m}")
    name, content = f"anh-{fold(place).replace(' ', '-')}-{on:%d-%m}.png", photo(number)
    stored = story.toolbox.files.put(io.BytesIO(content), name, len(content))
    return Proof(on, "qr" if place == _QR else "paper", files=[(name, stored)])


def _post(story: Story, place: str, number: str, on: date, left: int = 0) -> None:
    """The head of the desk says that the sheets of a decision hang at a place, with one photo; the last ones may be left."""
    found = _waiting(story, place, number, is_removal=False)
    proof = _proof(story, place, on, on.toordinal() % 97)
    with unit_of_work(story.session) as session:
        ids = found[: len(found) - left]
        posting_actions.mark_posted(session, story.person("phuc"), ids, proof, today=_TODAY, now=story.toolbox.clock.now())


def _take_down(story: Story, place: str, on: date) -> None:
    found = _waiting(story, place, None, is_removal=True)
    proof = _proof(story, place, on, on.toordinal() % 89)
    with unit_of_work(story.session) as session:
        posting_actions.mark_removed(session, story.person("phuc"), found, proof, today=_TODAY, now=story.toolbox.clock.now())


def _offer(story: Story) -> None:
    """One sheet proves an open task of the section, where there is one."""
    with unit_of_work(story.session) as session:
        head = story.person("phuc")
        open_ones = register_queries.open_for(session, head, PROCEDURES.section, _TODAY, _TODAY.year)
        own = [line for line in open_ones if line.section is PROCEDURES.section]
        rows = register_queries.rows(
            session, head, posting_actions.POSTINGS, Ask(year=_TODAY.year, view="da-niem-yet"), today=_TODAY, limit=1
        )
        if own and rows:
            from tthc.core.tasks import queries as task_queries

            occurrence = task_queries.occurrence(session, head, own[0].occurrence_id)
            book, now = posting_actions.POSTINGS, story.toolbox.clock.now()
            register_actions.offer(session, head, book, rows[0], occurrence, today=_TODAY, now=now)
