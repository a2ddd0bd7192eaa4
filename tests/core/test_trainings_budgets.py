"""The two small registers under direction: what they refuse, what they only remark, what is left of the money."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import people, tasks
from tests.factories.queries import counted
from tthc.core.audit.models import AuditEntry
from tthc.core.budgets import actions as budget_actions
from tthc.core.budgets import queries as budget_queries
from tthc.core.budgets import rules as budget_rules
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.trainings import rules as training_rules
from tthc.core.trainings.actions import BOOK as TRAININGS
from tthc.core.trainings.queries import MEASURES
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, WrongState

LINES = budget_actions.BOOK


@pytest.fixture
def write(session, office, today, now):
    """write(book, values) enters a row as the clerk."""

    def enter(book, role="clerk", **values):
        return register_actions.enter(session, office.actor(role), book, {"unit_id": office.staff.id} | values, today=today, now=now)

    return enter


def training(write, content="Số hóa", starts_on=date(2024, 6, 6), **values):
    return write(TRAININGS, content=content, organiser="UBND thị xã", starts_on=starts_on, **values)


def line(write, content="Tờ rơi", **values):
    return write(LINES, **{"content": content, "budget_year": "2024", "group_number": 9, "estimate": 1_000, "spent": None} | values)


@pytest.mark.parametrize(
    ("values", "column", "words"),
    [
        ({"starts_on": date(1999, 6, 6)}, "starts_on", "quá xa"),
        ({"ends_on": date(2024, 6, 5)}, "ends_on", "trước ngày bắt đầu"),
        ({"ends_on": date(2025, 7, 1)}, "ends_on", "dài hơn một năm"),
        ({"starts_on": date(2024, 9, 9), "attended": 3}, "attended", "chưa diễn ra"),
    ],
)
def test_a_training_that_cannot_be_is_refused(write, values, column, words):
    with pytest.raises(BadInput) as refused:
        training(write, **values)
    assert words in refused.value.fields[column]


def test_the_same_training_is_written_once(write):
    training(write)
    with pytest.raises(BadInput, match="Chưa lưu được"):
        training(write)
    training(write, starts_on=date(2024, 6, 7))


def test_how_a_training_stands(today):
    assert training_rules.badge(date(2024, 8, 16), None, None, today).kind == "idle"
    assert training_rules.badge(date(2024, 8, 15), None, None, today) is None  # its day is not over
    assert training_rules.badge(date(2024, 8, 14), date(2024, 8, 15), None, today) is None
    assert training_rules.badge(date(2024, 8, 14), None, None, today).kind == "soon"
    assert training_rules.badge(date(2024, 8, 14), None, 0, today) is None
    assert training_rules.warnings({"invited": 5, "attended": 6}, None)
    assert not training_rules.warnings({"invited": 5, "attended": 5}, None)
    assert not training_rules.warnings({"invited": None, "attended": 6}, None)


def test_trainings_are_counted_for_targets(session, office, write):
    first, second = training(write, invited=10, attended=9), training(write, "Giao tiếp", invited=10)
    other = training(write, "Rà soát", date(2024, 5, 2), attended=4)
    training(write, "Năm trước", date(2023, 5, 2), invited=1, attended=1)
    counts = {one.code: one.count(session, office.agency.id, date(2024, 1, 1), date(2024, 8, 15)) for one in MEASURES}
    assert counts["training_courses"].numerator == Decimal(3)
    assert set(counts["training_courses"].rows) == {first.id, second.id, other.id}
    assert (counts["training_people"].numerator, counts["training_people"].rows) == (Decimal(13), (first.id, other.id))
    assert (counts["training_attendance"].numerator, counts["training_attendance"].denominator) == (Decimal(9), Decimal(10))


@pytest.mark.parametrize(
    ("values", "column", "words"),
    [
        ({"budget_year": "24"}, "budget_year", "bốn chữ số"),
        ({"budget_year": "3024"}, "budget_year", "bốn chữ số"),
        ({"doc_on": date(2024, 8, 16)}, "doc_on", "chưa đến"),
    ],
)
def test_money_that_cannot_be_is_refused(write, values, column, words):
    with pytest.raises(BadInput) as refused:
        line(write, **values)
    assert words in refused.value.fields[column]


def test_a_task_of_another_year_is_refused(session, office, write):
    task = office.tasks.guide
    assert line(write, task_id=task.id).task_id == task.id
    with pytest.raises(BadInput) as refused:
        line(write, "Khác", task_id=task.id, budget_year="2023")
    assert "Kế hoạch năm 2023 không có nhiệm vụ này" in refused.value.fields["task_id"]
    far = people.agency(session, "Ủy ban nhân dân xã Khác")
    strange = tasks.task(session, tasks.plan(session, far), people.unit(session, far, "Văn phòng"), "Việc xã khác")
    with pytest.raises(BadInput):
        line(write, "Khác", task_id=strange.id)


def test_money_over_the_estimate_is_remarked_and_kept(session, office, write, today):
    row = line(write, spent=1_750)
    assert "vượt dự toán 750 đồng" in budget_rules.warnings({"estimate": 1_000, "spent": 1_750}, None)["spent"]
    assert not budget_rules.warnings({"estimate": 1_000, "spent": 1_000}, None)
    assert LINES.badge(row, today).text == "Vượt dự toán"
    assert LINES.badge(line(write, "Đủ", spent=1_000), today) is None
    found = register_queries.rows(session, office.actor("clerk"), LINES, register_queries.Ask(2024, "vuot-du-toan"), today=today)
    assert [one.id for one in found] == [row.id]


def test_what_is_left_by_group(session, office, write):
    large = 9_000_000_000_000
    line(write, spent=400)
    line(write, "Pano", estimate=500, spent=700)
    line(write, "Đầu mối", group_number=7, estimate=large)
    line(write, "Năm trước", budget_year="2023", estimate=5)
    sums = budget_queries.sums(session, office.actor("officer"), 2024)
    assert [(one.number, one.estimate, one.spent, one.left) for one in sums.groups] == [(7, large, 0, large), (9, 1_500, 1_100, 400)]
    assert (sums.total.left, sums.over) == (large + 400, 1)
    assert budget_queries.sums(session, office.actor("admin"), 2024).groups == ()
    with counted(session) as few:
        budget_queries.sums(session, office.actor("clerk"), 2024)
    for number in range(1, 9):
        line(write, f"Khoản {number}", group_number=number)
    with counted(session) as many:
        budget_queries.sums(session, office.actor("clerk"), 2024)
    assert len(few) == len(many)


def test_groups_are_worded_added_given_back_and_kept_while_in_use(session, office, write, now):
    clerk = office.actor("clerk")
    assert not budget_actions.set_groups(session, clerk, dict(budget_rules.CONTENTS), now=now)
    assert budget_actions.set_groups(session, clerk, {4: "Hội nghị", 10: "Chuyển đổi số", 11: " "}, now=now)
    groups = budget_queries.groups(session, office.agency.id)
    assert (groups[4], groups[10], groups[5], 11 in groups) == ("Hội nghị", "Chuyển đổi số", budget_rules.CONTENTS[5], False)
    told = session.query(AuditEntry).filter_by(verb="set_budget_groups").one()
    assert "Chuyển đổi số" in str(told.after)
    row = line(write, group_number=10)
    with pytest.raises(WrongState, match="đang có khoản kinh phí"):
        budget_actions.set_groups(session, clerk, {10: ""}, now=now)
    session.rollback()
    assert row is not None


def test_a_group_is_given_back_to_the_circular(session, office, now):
    clerk = office.actor("clerk")
    budget_actions.set_groups(session, clerk, {4: "Hội nghị", 10: "Chuyển đổi số"}, now=now)
    budget_actions.set_groups(session, clerk, {4: "", 10: ""}, now=now)
    assert budget_queries.groups(session, office.agency.id) == dict(budget_rules.CONTENTS)


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        ({1: "a" * 301}, "dài quá"),
        ({31: "Nhóm xa"}, "từ 1 đến 30"),
        ({1: "Khác", 10: "KHÁC"}, "Trùng tên với nhóm 1"),
        ({4: "Khen thưởng", 8: ""}, "Trùng tên"),
    ],
)
def test_groups_that_cannot_be_are_refused(session, office, now, titles, words):
    with pytest.raises(BadInput) as refused:
        budget_actions.set_groups(session, office.actor("clerk"), titles, now=now)
    assert words in " ".join(refused.value.fields.values())


def test_groups_are_the_clerks_and_not_saved_over_somebody_else(session, office, now):
    with pytest.raises(NotAllowed):
        budget_actions.set_groups(session, office.actor("officer"), {4: "Hội nghị"}, now=now)
    seen = budget_rules.mark(budget_queries.groups(session, office.agency.id))
    budget_actions.set_groups(session, office.actor("clerk"), {4: "Hội nghị"}, seen=seen, now=now)
    with pytest.raises(Conflict) as stale:
        budget_actions.set_groups(session, office.actor("clerk"), {4: "Hội thảo"}, seen=seen, now=now)
    assert (stale.value.theirs, stale.value.mine) == ({"Nhóm 4": "Hội nghị"}, {"Nhóm 4": "Hội thảo"})


def test_a_group_that_is_none_cannot_be_chosen(write, session, office, today):
    known = register_queries.lookups(session, office.agency.id, LINES, today)
    assert known.known["groups"][7].startswith("7. Hỗ trợ")
    assert 12 not in known.known["groups"]
