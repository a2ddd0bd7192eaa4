"""Rounds of inspection, made by the real actions."""

from datetime import date

from tthc.core.inspections.actions import ROUNDS, answering, checklist, minutes, rounds, sheet, team
from tthc.core.inspections.queries import minutes as minutes_queries
from tthc.core.inspections.queries import rounds as round_queries
from tthc.core.inspections.rules import Mark, MemberRole, Side
from tthc.core.inspections.rules.minutes import Wording
from tthc.core.inspections.rules.opening import NewMember
from tthc.core.people.models import Unit
from tthc.core.plans.models import PlanParagraph
from tthc.core.registers import actions as register_actions

OUTLINE = (
    ("II", "II. NỘI DUNG KIỂM TRA"),
    ("II.1", "1. Công tác lãnh đạo, chỉ đạo"),
    ("II.1", "- Kết quả triển khai kế hoạch;"),
    ("II.1", "- Trách nhiệm của người đứng đầu."),
    ("II.2", "2. Tình hình thực hiện công vụ của công chức."),
    ("III", "III. TỔ CHỨC THỰC HIỆN"),
)
FIRST = date(2024, 8, 14)


def outlined(session, plan, outline=OUTLINE):
    """The plan says what is inspected."""
    for position, (code, text) in enumerate(outline, start=500):
        session.add(PlanParagraph(plan_id=plan.id, position=position, role="text", code=code, text=text, folded=""))
    session.flush()


def entered(session, actor, unit, keeper, *, today, now, form="planned", starts_on=FIRST, ends_on=None, **values):
    """A round of the register."""
    given = {"form": form, "object_id": unit.id, "starts_on": starts_on, "ends_on": ends_on or starts_on, "unit_id": keeper.id} | values
    return register_actions.enter(session, actor, ROUNDS, given, today=today, now=now)


def led(session, actor, row, head, *, secretary=None, now):
    """With a head, and perhaps a secretary."""
    team.add_member(session, actor, row, NewMember(head.id, "", "", MemberRole.HEAD), now=now)
    if secretary:
        team.add_member(session, actor, row, NewMember(secretary.id, "", "", MemberRole.SECRETARY), now=now)


def listed(session, actor, row, *, own="Kiểm tra hồ sơ tại bộ phận\nPhỏng vấn người dân", ticked=(), now):
    """With lines of its own, and those ticked of the plans."""
    checklist.choose_items(session, actor, row, set(ticked), own, now=now)
    return round_queries.items(session, row.id)


def told(session, actor, row, *, today, now, report_due_on=None):
    """Announced."""
    rounds.notify(session, actor, row, on=today, report_due_on=report_due_on or row.starts_on, is_confirmed=True, today=today, now=now)


def marked(session, actor, row, *, fail=(), today, now):
    """The sheet is filled in; the lines of these positions failed."""
    for item in round_queries.items(session, row.id):
        value = Mark.FAIL if item.position in fail else Mark.PASS
        note = "Hồ sơ quá hạn chưa xin lỗi" if value is Mark.FAIL else ""
        sheet.mark(session, actor, row, item, value, note, today=today, now=now)


def worded(row, **values):
    """The words of the minutes."""
    given = {
        "held_on": row.starts_on,
        "place": "Trụ sở",
        "unit_side": "Bà Nguyễn Thị An, Trưởng bộ phận",
        "findings": "Nhìn chung đạt.",
        "opinion": "",
    }
    return Wording(**given | values)


def signed(session, actor, answerer, row, *, today, now):
    """Minutes written and signed by both sides."""
    minutes.write_minutes(session, actor, row, worded(row), today=today, now=now)
    content_hash = minutes_queries.minutes(session, row.id).content_hash
    minutes.sign_minutes(session, actor, row, Side.TEAM, content_hash, today=today, now=now)
    minutes.sign_minutes(session, answerer, row, Side.UNIT, content_hash, today=today, now=now)


def ready(session, office, unit, head, *, today, now, **values):
    """A round of the clerk's with a head and two lines."""
    clerk = office.actor("clerk")
    row = entered(session, clerk, unit, office.staff, today=today, now=now, **values)
    led(session, clerk, row, office.people[head], now=now)
    listed(session, clerk, row, now=now)
    return row


def one_of_everything(session, toolbox, clerk, inspector, unit, *, today, now):
    """{name of a route's parameter: id} of a round at the clerk's own desk that was told, begins today, and is signed by the desk on paper."""
    desk = session.get_one(Unit, clerk.holdings[0].unit_id)
    row = entered(session, clerk, desk, unit, starts_on=today, today=today, now=now)
    head = team.add_member(session, clerk, row, NewMember(inspector.person_id, "", "", MemberRole.HEAD), now=now)
    item = listed(session, clerk, row, own="Kiểm tra hồ sơ", now=now)[0]
    told(session, clerk, row, today=today, now=now)
    stored = toolbox.files.keep(b"%PDF-1.4\n" + str(row.id).encode(), "application/pdf")
    kept = sheet.keep_file(session, clerk, item, stored, "bao-cao.pdf", is_answer=True, now=now)
    answering.keep_answers(session, clerk, row, {item.id: ("Đã thực hiện", item.version)}, send=True, today=today, now=now)
    sheet.mark(session, inspector, row, item, Mark.PASS, "", today=today, now=now)
    minutes.write_minutes(session, inspector, row, worded(row), today=today, now=now)
    paper = minutes.Paper("Đại diện", "", today, stored, "bien-ban.pdf")
    signature = minutes.take_paper(
        session, inspector, row, paper, minutes_queries.minutes(session, row.id).content_hash, today=today, now=now
    )
    return {"round_id": row.id, "item_id": item.id, "member_id": head.id, "item_file_id": kept.id, "signature_id": signature.id}
