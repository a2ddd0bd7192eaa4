"""The ward's rounds of inspection: two concluded, one running, one announced for September, one of the town from the year before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tthc.core.inspections.actions import ROUNDS, answering, checklist, minutes, rounds, sheet, team
from tthc.core.inspections.queries import minutes as minutes_queries
from tthc.core.inspections.queries import rounds as queries
from tthc.core.inspections.rules import Mark, MemberRole, Side
from tthc.core.inspections.rules.minutes import Wording, composed
from tthc.core.inspections.rules.opening import NewMember
from tthc.core.people import queries as people_queries
from tthc.core.people.rules import UnitKind
from tthc.core.registers import actions as register_actions
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story
    from tthc.core.inspections.models import InspectionRound

_TOWN = "Ủy ban nhân dân thị xã Hồng Lĩnh"
_PLACE = "Trụ sở Ủy ban nhân dân phường Trung Lương"
_LINES = ("0:35a.1", "0:35a.3", "0:35a.5")
_OWN = "Niêm yết công khai thủ tục hành chính thuộc lĩnh vực\nThái độ, tác phong khi tiếp công dân"
_P, _F, _N = Mark.PASS, Mark.FAIL, Mark.NOT_APPLICABLE


@dataclass(frozen=True)
class Case:
    """A round as far as it has come; marks with notes in the order of the checklist, fewer where the sheet is not full."""

    unit: str
    answerer: str
    entered_on: date
    first: date
    last: date
    decision: str
    told_on: date
    report_due_on: date
    answered_on: date | None = None
    marks: tuple[tuple[Mark, str], ...] = ()
    opinion: str = ""
    conclusion: tuple[str, date] | None = None


CASES = (
    Case(
        "tu phap",
        "hanh",
        date(2024, 3, 20),
        date(2024, 4, 9),
        date(2024, 4, 9),
        "31/QĐ-UBND",
        date(2024, 3, 29),
        date(2024, 4, 5),
        date(2024, 4, 5),
        (
            (_P, "Đã phân công cụ thể trong kế hoạch tháng."),
            (_P, ""),
            (_N, "Trong kỳ không phát sinh phản ánh, kiến nghị."),
            (_F, "Bảng niêm yết còn 02 thủ tục hộ tịch đã được thay thế."),
            (_P, ""),
        ),
        "Nhất trí với nội dung biên bản; sẽ thay bản niêm yết trong tháng 4.",
        ("41/TB-UBND", date(2024, 4, 22)),
    ),
    Case(
        "bo phan tiep nhan",
        "phuc",
        date(2024, 5, 20),
        date(2024, 6, 12),
        date(2024, 6, 12),
        "52/QĐ-UBND",
        date(2024, 6, 3),
        date(2024, 6, 10),
        date(2024, 6, 11),
        (
            (_P, ""),
            (_F, "Có 05 hồ sơ đất đai trả quá hạn chưa có văn bản xin lỗi."),
            (_P, "Sổ theo dõi ghi đủ."),
            (_P, ""),
            (_P, "Qua quan sát tại quầy và hỏi 10 người dân: hài lòng."),
        ),
        "",
        ("67/TB-UBND", date(2024, 6, 26)),
    ),
    Case(
        "van hoa",
        "thuha",
        date(2024, 7, 22),
        date(2024, 8, 14),
        date(2024, 8, 16),
        "70/QĐ-UBND",
        date(2024, 8, 5),
        date(2024, 8, 12),
        date(2024, 8, 12),
        ((_P, "Có kế hoạch tuyên truyền quý III."), (_F, "Chưa cập nhật quy trình trợ giúp xã hội lên phần mềm.")),
    ),
    Case(
        "tai chinh",
        "long",
        date(2024, 8, 5),
        date(2024, 9, 12),
        date(2024, 9, 12),
        "74/QĐ-UBND",
        date(2024, 8, 14),
        date(2024, 9, 9),
    ),
)


def tell(story: Story) -> None:
    """The register until the office's day; a round is one unit of work."""
    with unit_of_work(story.session):
        _of_the_town(story)
    for case in CASES:
        with unit_of_work(story.session):
            _told(story, case)


def _at(story: Story, day: date) -> dict[str, Any]:
    return {"today": day, "now": story.toolbox.clock.now()}


def _unit(story: Story, words: str) -> int:
    found = people_queries.units_of(story.session, story.agency_id, date(2024, 8, 15))
    return next(one.id for one in found if words in fold(one.name) and one.kind not in (UnitKind.GROUP, UnitKind.AGENCY))


def _entered(story: Story, on: date, **values: Any) -> InspectionRound:
    empty = {"form": "planned", "body": "", "decision_number": "", "decided_on": None, "conclusion_number": "", "concluded_on": None}
    given = empty | {"content": "", "conclusion": "", "unit_id": _unit(story, "van phong")} | values
    row: InspectionRound = register_actions.enter(story.session, story.person("minh"), ROUNDS, given, **_at(story, on))
    return row


def _of_the_town(story: Story) -> None:
    said = "Phường thực hiện nghiêm túc kế hoạch kiểm soát thủ tục hành chính; còn tồn tại về niêm yết, phiếu hẹn, kế hoạch tuyên truyền."
    days = {"starts_on": date(2023, 10, 17), "ends_on": date(2023, 10, 17), "concluded_on": date(2023, 10, 31)}
    more = {"object_id": story.agency_id, "body": _TOWN, "decision_number": "205/QĐ-UBND", "decided_on": date(2023, 10, 2)}
    _entered(story, date(2024, 3, 4), **days, **more, conclusion_number="86/TB-UBND", conclusion=said)


def _told(story: Story, case: Case) -> None:
    session, clerk, at = story.session, story.person("minh"), _at(story, case.entered_on)
    days = {"starts_on": case.first, "ends_on": case.last, "decided_on": case.entered_on}
    content = "Một phần nội dung kế hoạch: chỉ đạo, giải quyết thủ tục, phản ánh kiến nghị, niêm yết, thái độ phục vụ."
    row = _entered(story, case.entered_on, object_id=_unit(story, case.unit), decision_number=case.decision, content=content, **days)
    for username, role in (("vinh", MemberRole.HEAD), ("thao", MemberRole.SECRETARY), ("minh", MemberRole.MEMBER)):
        member = NewMember(story.person(username).person_id, "", "", role)
        team.add_member(session, clerk, row, member, now=at["now"])
    checklist.choose_items(session, clerk, row, set(_LINES), _OWN, now=at["now"])
    rounds.notify(session, clerk, row, on=case.told_on, report_due_on=case.report_due_on, **_at(story, case.told_on))
    if case.answered_on:
        _answered(story, row, case, case.answered_on)
    _marked(story, row, case)
    if case.conclusion:
        _ended(story, row, case, *case.conclusion)


def _answered(story: Story, row: InspectionRound, case: Case, on: date) -> None:
    texts = {
        one.id: (f"{one.text}: đã triển khai theo kế hoạch; số liệu kèm theo sổ của bộ phận.", None)
        for one in queries.items(story.session, row.id)
    }
    answering.keep_answers(story.session, story.person(case.answerer), row, texts, send=True, **_at(story, on))


def _marked(story: Story, row: InspectionRound, case: Case) -> None:
    inspector = story.person("thao")
    for item, (mark, note) in zip(queries.items(story.session, row.id), case.marks, strict=False):
        sheet.mark(story.session, inspector, row, item, mark, note, **_at(story, case.first))


def _ended(story: Story, row: InspectionRound, case: Case, number: str, on: date) -> None:
    session, secretary, answerer = story.session, story.person("thao"), story.person(case.answerer)
    at, items = _at(story, case.last), queries.items(session, row.id)
    words = Wording(case.last, _PLACE, f"{answerer.name}, {answerer.title}", composed(items), case.opinion)
    minutes.write_minutes(session, secretary, row, words, **at)
    kept = minutes_queries.minutes(session, row.id)
    if kept is None:
        raise LookupError(row.id)
    minutes.sign_minutes(session, secretary, row, Side.TEAM, kept.content_hash, **at)
    minutes.sign_minutes(session, answerer, row, Side.UNIT, kept.content_hash, **at)
    rounds.conclude(session, secretary, row, number=number, on=on, text=composed(items), **_at(story, on))
