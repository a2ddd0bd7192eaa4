"""Criteria sets as data: taken, written, in use, followed by an edition, found for a year; workbooks there and back; the log."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from sqlalchemy import insert, select

from tests.factories import criteria_sets as samples
from tests.factories import people
from tests.factories.queries import counted
from tthc.core.audit.models import AuditEntry
from tthc.core.criteria.actions import sets as actions
from tthc.core.criteria.models import Assessment, CriteriaSet, Criterion, CriterionIndicator
from tthc.core.criteria.queries import sets, shipped
from tthc.core.criteria.rules import IndicatorKind, Subject, set_sheets
from tthc.core.criteria.rules.set_heads import head_of
from tthc.core.criteria.rules.set_tables import assemble
from tthc.core.criteria.rules.set_writing import cells, columns, head_lines
from tthc.core.criteria.rules.sets import gaps
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState

OLD, NEW = "tiep-can-phap-luat-2021", "tiep-can-phap-luat-2025"
S = Subject


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def row(session, clerk, now):
    return samples.kept(session, clerk, now=now)


@pytest.fixture
def above(session, office, now):
    """The agency above the office, with a set of its own and somebody who may keep it."""
    found = people.agency(session, "Ủy ban nhân dân thị xã Mẫu", "UBND thị xã Mẫu")
    office.agency.parent_id = found.id
    session.flush()
    found.set = samples.kept(session, system(found.id), now=now)
    return found


def score(session, row, office):
    """Somebody opens a score sheet by the set."""
    values = {"agency_id": office.agency.id, "unit_id": office.justice.id, "set_id": row.id, "year": 2024, "state": "scoring"}
    session.execute(insert(Assessment).values(version=1, own_conditions=[], conditions=[], **values))


def entries(session):
    return list(session.scalars(select(AuditEntry).where(AuditEntry.thing == "criteria_set").order_by(AuditEntry.id)))


def test_what_comes_with_the_program_says_what_the_law_gives_and_no_more():
    by_code = {one.code: one.table for one in shipped.shipped()}
    old, new = by_code[OLD], by_code[NEW]
    assert (len(old.criteria), len(old.indicators), [one.most_points for one in old.criteria]) == (5, 20, [10, 30, 15, 20, 25])
    assert (old.least_total, old.least_share, len(old.conditions), len(gaps(old))) == (80, 50, 1, 5)
    assert ([len(one.indicators) for one in new.criteria], new.is_by_points, gaps(new)) == ([3, 7, 4], False, ())
    assert [line.threshold for line in new.indicators if line.number == "3.2"] == [80]
    rural = by_code["nong-thon-moi-nang-cao-2022"]
    assert [line.number for line in rural.indicators] == ["15.1", "15.2", "15.3", "16.1", "16.2", "16.3"]
    assert [one.number for one in by_code["nong-thon-moi-2025"].criteria] == ["9", "10"]
    assert all(one.is_unsure and one.note for one in by_code.values())
    assert all(line.is_unsure for one in (old, new) for line in one.indicators)


@pytest.mark.parametrize("one", shipped.shipped(), ids=lambda one: one.code)
def test_each_of_them_could_have_been_typed(one):
    table, problems = samples.read_again(*samples.typed(one.table))
    assert (table, problems) == (one.table, [])


def test_a_set_is_taken_once_and_is_then_the_agencys_own(session, clerk, office, now):
    taken = actions.take(session, clerk, NEW, now=now)
    assert sets.table(session, taken.id) == shipped.named(NEW).table
    with pytest.raises(WrongState):
        actions.take(session, clerk, NEW, now=now)
    with pytest.raises(NotFound):
        actions.take(session, clerk, "../secrets", now=now)
    with pytest.raises(NotAllowed):
        actions.take(session, office.actor("officer"), OLD, now=now)


def test_the_log_says_what_changed_and_nothing_else(session, clerk, row, now):
    texts, rows = samples.typed(samples.by_points())
    rows[1] = replace(rows[1], title="Ban hành đúng hạn")
    loaded = sets.one(session, clerk, row.id)
    actions.write(session, clerk, texts | {"note": "Đã đối chiếu"}, rows, row=loaded, version=1, now=now)
    first, last = entries(session)
    assert (first.verb, last.verb) == ("add", "edit")
    assert json.loads(last.before) == {"Tên": "Bộ có điểm", "Chỉ tiêu 1.1": "Chỉ tiêu số 1.1; Điểm; Điểm tối đa: 25"}
    assert json.loads(last.after) == {"Lưu ý": "Đã đối chiếu", "Chỉ tiêu 1.1": "Ban hành đúng hạn; Điểm; Điểm tối đa: 25"}
    assert loaded.version == 2


def test_nothing_is_half_written(session, clerk, row, now):
    texts, rows = samples.typed(samples.by_points())
    with pytest.raises(actions.BadTable) as error:
        actions.write(
            session, clerk, texts | {"valid_from": "31/02/2024"}, [*rows, rows[-1]], row=sets.one(session, clerk, row.id), now=now
        )
    assert [one.field for one in error.value.problems] == ["valid_from", "points", "number"]
    assert sets.table(session, row.id) == samples.by_points()
    assert len(entries(session)) == 1


def test_two_people_at_one_table(session, clerk, row, now):
    typed = samples.typed(samples.by_points())
    actions.write(session, clerk, *typed, row=sets.one(session, clerk, row.id), version=1, now=now)
    session.expire_all()
    mine = typed[0] | {"note": "Của tôi"}
    with pytest.raises(Conflict) as error:
        actions.write(session, clerk, mine, typed[1], row=sets.one(session, clerk, row.id), version=1, now=now)
    assert (error.value.theirs, error.value.mine) == ({"Lưu ý": ""}, {"Lưu ý": "Của tôi"})
    for act in (actions.withdraw, actions.renew):
        with pytest.raises(Conflict):
            act(
                session,
                clerk,
                sets.one(session, clerk, row.id),
                **({"today": date(2024, 8, 15)} if act is actions.withdraw else {"valid_from": date(2025, 1, 1)}),
                version=1,
                now=now,
            )


def workbook():
    """A workbook as a province sends it: a letterhead, merged cells, a share with a percent format, a decimal comma, a signature."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Phụ lục")
        page.merge_range("A1:E1", "ỦY BAN NHÂN DÂN TỈNH MẪU")
        page.merge_range("A2:E2", "Tên bộ tiêu chí: Bộ của tỉnh")
        page.write_row("A4", ["TT", "Tên tiêu chí", "Nội dung tiêu chí", "Chỉ tiêu", "Điểm tối đa"])
        page.merge_range("A5:A6", 15)
        page.merge_range("B5:B6", "Hành chính công")
        page.write_row("C5", ["15.1. Giải quyết đúng hạn", None, "7,5"])
        page.write_number("D5", 0.9, book.add_format({"num_format": "0%"}))
        page.write_row("C6", ["Không để khiếu nại vượt cấp", "Đạt", 2.5])
        page.merge_range("A7:B7", "Tổng cộng")
        page.write("E7", 10)
        page.write("D9", "TM. ỦY BAN NHÂN DÂN")
    return out.getvalue()


def test_a_workbook_of_a_province_is_read_as_it_is_written(toolbox):
    found = set_sheets.read(toolbox.sheets.read(workbook(), "bo.xlsx", most_rows=600))
    table, problems = assemble(head_of(found.head | {"subject": "Nông thôn mới", "valid_from": "1/1/2026"})[0], found.rows)
    assert (problems, found.problems, table.title) == ([], (), "Bộ của tỉnh")
    assert [(one.number, one.title) for one in table.criteria] == [("15", "Hành chính công")]
    assert [(line.number, line.title, line.kind, line.threshold, line.most_points) for line in table.indicators] == [
        ("15.1", "Giải quyết đúng hạn", IndicatorKind.PERCENT, 90, Decimal("7.5")),
        ("15.2", "Không để khiếu nại vượt cấp", IndicatorKind.PASS, None, Decimal("2.5")),
    ]


def test_a_set_by_which_somebody_scored_is_changed_by_a_new_edition_only(session, clerk, office, row, now):
    score(session, row, office)
    with pytest.raises(WrongState, match="Đã có 1 bảng chấm điểm"):
        actions.write(session, clerk, *samples.typed(samples.by_points()), row=sets.one(session, clerk, row.id), now=now)
    made = actions.renew(session, clerk, sets.one(session, clerk, row.id), date(2024, 7, 1), now=now)
    assert (row.valid_to, made.valid_from, made.valid_to, made.follows_id) == (date(2024, 6, 30), date(2024, 7, 1), None, row.id)
    session.expire_all()
    old, new = sets.table(session, row.id), sets.table(session, made.id)
    assert replace(new, valid_from=old.valid_from, valid_to=old.valid_to) == old
    actions.write(session, clerk, *samples.typed(replace(new, note="Sửa được")), row=sets.one(session, clerk, made.id), now=now)
    assert [entry.verb for entry in entries(session)] == ["add", "edit", "renew", "edit"]


@pytest.mark.parametrize(
    ("day", "words"), [(None, "Nhập ngày"), (date(2022, 1, 1), "phải sau ngày 01/01/2022"), (date(2026, 1, 2), "không sau ngày 01/01/2026")]
)
def test_an_edition_begins_after_the_one_before_and_leaves_no_hole(session, clerk, row, now, day, words):
    row.valid_to = date(2025, 12, 31)
    with pytest.raises(BadInput) as error:
        actions.renew(session, clerk, sets.one(session, clerk, row.id), day, now=now)
    assert words in error.value.fields["valid_from"]


def test_an_edition_right_after_the_last_day_runs_on(session, clerk, row, now):
    row.valid_to = date(2025, 12, 31)
    made = actions.renew(session, clerk, sets.one(session, clerk, row.id), date(2026, 1, 1), now=now)
    assert (row.valid_to, made.valid_to) == (date(2025, 12, 31), None)


def test_the_sets_of_a_year_are_found_and_two_are_asked_about(session, clerk, office, above, now, today):
    for code in (OLD, NEW):
        actions.take(session, clerk, code, now=now)
    agency = office.agency.id
    found = sets.for_year(session, agency, S.LAW_ACCESS, 2025)
    assert [(one.shipped_code, one.is_own) for one in found] == [(NEW, True), (OLD, True), ("", False)]
    assert [one.shipped_code for one in sets.for_year(session, agency, S.LAW_ACCESS, 2026)] == [NEW, ""]
    assert sets.for_year(session, agency, S.NEW_RURAL, 2025) == []
    assert len(sets.usable(session, agency, 2025)) == 3
    actions.withdraw(session, clerk, sets.one(session, clerk, found[0].set_id), today=today, now=now)
    assert [one.shipped_code for one in sets.for_year(session, agency, S.LAW_ACCESS, 2026)] == [""]
    assert len(sets.lines(session, agency)) == 3  # a withdrawn one is still listed


def test_a_set_of_above_is_used_and_copied_but_never_changed(session, clerk, office, above, now):
    loaded = sets.one(session, clerk, above.set.id)
    with pytest.raises(NotAllowed):
        actions.write(session, clerk, *samples.typed(samples.by_points()), row=loaded, now=now)
    with pytest.raises(NotAllowed):
        actions.withdraw(session, clerk, loaded, today=date(2024, 8, 15), now=now)
    own = actions.copy(session, clerk, loaded, now=now)
    assert (own.agency_id, sets.table(session, own.id)) == (office.agency.id, samples.by_points())
    with pytest.raises(WrongState):
        actions.copy(session, clerk, sets.one(session, clerk, own.id), now=now)
    stranger = people.agency(session, "Ủy ban nhân dân xã Khác", "UBND xã Khác")
    foreign = samples.kept(session, system(stranger.id), now=now)
    with pytest.raises(NotFound):
        sets.one(session, clerk, foreign.id)
    session.flush()
    below = replace(clerk, agency_id=above.id)  # what belongs to a commune is no business of the agency above
    with pytest.raises(NotFound):
        sets.one(session, below, own.id)


def cost(session, ask):
    """How many statements it takes."""
    session.commit()
    session.execute(select(1))  # the transaction has begun
    with counted(session) as seen:
        ask()
    return len(seen)


def test_lists_and_tables_cost_the_same_however_many_sets_there_are(session, clerk, office, now):
    agency_id = office.agency.id
    actions.take(session, clerk, NEW, now=now)
    few, one = cost(session, lambda: sets.lines(session, agency_id)), cost(session, lambda: sets.tables(session, [1]))
    for _ in range(20):
        samples.kept(session, clerk, now=now)
    assert cost(session, lambda: sets.lines(session, agency_id)) == few == 2
    assert cost(session, lambda: sets.tables(session, list(range(1, 22)))) == one == 3


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(samples.tables())
def test_a_workbook_comes_back_equal(toolbox, table):
    book = toolbox.sheets.write("Bộ tiêu chí", columns(), cells(table), notes=head_lines(table))
    found = set_sheets.read(toolbox.sheets.read(book, "bo.xlsx", most_rows=600))
    head, unread = head_of(found.head)
    again, problems = assemble(head, found.rows)
    assert (again, unread, problems, found.problems) == (table, [], [], ())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(samples.tables())
def test_what_is_kept_is_what_was_typed(session, clerk, now, table):
    row = samples.kept(session, clerk, table, now=now)
    session.expire_all()
    assert sets.table(session, row.id) == table


def test_the_database_refuses_nonsense(session, row):
    from sqlalchemy.exc import IntegrityError

    criterion = session.scalars(select(Criterion).where(Criterion.set_id == row.id).limit(1)).one()
    for values in ({"most_points": Decimal(0)}, {"threshold": Decimal(-1)}):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(CriterionIndicator(criterion_id=criterion.id, position=9, number="9", title="x", kind="points", **values))
            session.flush()
    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(
            CriteriaSet(agency_id=row.agency_id, subject=S.NEW_RURAL, title="x", valid_from=date(2024, 2, 1), valid_to=date(2024, 1, 1))
        )
        session.flush()


def test_a_withdrawn_set_is_used_again_unless_its_like_was_taken_meanwhile(session, clerk, office, now, today):
    first = actions.take(session, clerk, NEW, now=now)
    actions.withdraw(session, clerk, first, today=today, now=now)
    second = actions.take(session, clerk, NEW, now=now)
    with pytest.raises(WrongState):
        actions.resume(session, clerk, first, now=now)
    actions.withdraw(session, clerk, second, today=today, now=now)
    actions.resume(session, clerk, first, now=now)
    with pytest.raises(WrongState):
        actions.resume(session, clerk, first, now=now)
    assert [one.set_id for one in sets.for_year(session, office.agency.id, S.LAW_ACCESS, 2025)] == [first.id]
    assert [entry.verb for entry in entries(session)][-2:] == ["withdraw", "resume"]
