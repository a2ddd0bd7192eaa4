"""Coverage, quotas, teams that come too close, days for rounds, classes that a plan asks for, pasted names."""

from datetime import date
from decimal import Decimal

import pytest

from tthc.core.inspections.rules.asked import class_of
from tthc.core.inspections.rules.naming import resolve
from tthc.core.inspections.rules.programme import Coverage, Member, Quota, Visit, badge, coverage
from tthc.core.inspections.rules.proposing import LONGEST_FIRST, WORST_FIRST, Candidate, ordered
from tthc.core.inspections.rules.visits import clashes, days_between, spread, too_close, warning
from tthc.kernel.working_days import WorkingDays

D = Decimal


def share(value):
    return Quota(D(value))


@pytest.mark.parametrize(
    ("quota", "active", "needed"),
    [
        (share("20"), 14, 3),  # law, section 9: 20 % of 14
        (share("60"), 10, 6),
        (share("60"), 11, 7),
        (share("50"), 19, 10),
        (share("33.33"), 3, 1),
        (share("100"), 7, 7),
        (share("20"), 0, 0),
        (Quota(D(5), is_number=True), 14, 5),
    ],
)
def test_a_part_of_a_unit_is_a_whole_one(quota, active, needed):
    assert quota.needed(active) == needed


def test_a_class_without_units_meets_no_quota():
    found = Coverage(share("20"), 0, 0)
    assert not found.is_reached
    assert badge(found).text == "Chưa chọn đơn vị"


def visit(round_id, unit, day, minutes=None, concluded=None, cancelled=None, body="", last=None):
    return Visit(round_id, unit, day, last or day, body, minutes, concluded, cancelled)


def test_distinct_units_are_counted_once_and_only_by_rounds_that_count():
    day, members = date(2021, 5, 4), [Member(n, f"Xã {n}") for n in range(1, 15)]
    visits = [
        visit(1, 1, day, minutes=day),
        visit(2, 1, date(2021, 8, 4), minutes=date(2021, 8, 5)),  # the same unit again
        visit(3, 2, day, concluded=date(2021, 6, 30)),
        visit(4, 3, day),  # no minutes yet
        visit(5, 4, day, minutes=day, cancelled=date(2021, 5, 5)),
        visit(6, 5, date(2020, 12, 30), minutes=date(2021, 1, 4)),  # of the year before
        visit(7, 99, day, minutes=day),  # of no unit of the class
        visit(8, 6, day, minutes=day, body="Đoàn giám sát HĐND"),  # whoever inspected
    ]
    found = coverage(share("20"), members, visits, 2021, date(2021, 12, 31))
    assert (found.active, found.needed, found.inspected, found.missing) == (14, 3, 3, 0)
    assert badge(found).text == "Đạt"
    early = coverage(share("20"), members, visits, 2021, date(2021, 6, 29))
    assert (early.inspected, badge(early).text) == (2, "Còn thiếu 1")
    assert coverage(share("20"), members, visits, 2021, date(2021, 6, 30)).inspected == 3  # on the day of the conclusion


def test_a_unit_abolished_before_the_year_leaves_the_denominator_with_its_reason():
    gone, late = Member(1, "Huyện cũ", None, date(2020, 12, 31)), Member(2, "Sở mới", date(2022, 1, 1))
    during, own = Member(3, "Sở nhập", None, date(2021, 6, 30)), Member(4, "Sở")
    assert gone.left_out(2021) == "Kết thúc ngày 31/12/2020, trước năm 2021"
    assert late.left_out(2021) == "Có từ ngày 01/01/2022, sau năm 2021"
    assert not during.left_out(2021)
    assert not Member(5, "Hết ngày đầu năm", None, date(2021, 1, 1)).left_out(2021)
    assert not Member(6, "Có từ ngày cuối năm", date(2021, 12, 31)).left_out(2021)
    assert coverage(share("50"), [gone, late, during, own], [], 2021, date(2021, 12, 31)).active == 2


def test_two_teams_too_close():
    first, second = visit(1, 7, date(2021, 5, 3), last=date(2021, 5, 5)), visit(2, 7, date(2021, 6, 3), body="Thanh tra tỉnh")
    assert days_between(first, second) == 29
    assert [(one.first.round_id, one.second.round_id, one.days) for one in clashes([second, first], 30)] == [(1, 2, 29)]
    assert clashes([first, second], 29) == []
    assert clashes([first, visit(3, 8, date(2021, 5, 4))], 30) == []
    assert clashes([first, visit(4, 7, date(2021, 5, 4), cancelled=date(2021, 5, 1))], 30) == []
    assert clashes([first, visit(5, 7, date(2021, 5, 4))], 0) != []  # on the same days always
    assert [one.round_id for one in too_close(7, date(2021, 5, 20), date(2021, 5, 20), [first, second], 30)] == [1, 2]
    assert too_close(7, date(2021, 6, 3), date(2021, 6, 3), [first], 29) == []  # as far as is wanted is far enough
    assert too_close(7, date(2021, 6, 2), date(2021, 6, 2), [first], 29) == [first]
    assert "Thanh tra tỉnh kiểm tra ngày 03/06/2021" in warning([second], 30)
    assert warning([], 30) == ""


def test_days_go_on_over_weekends_and_days_off():
    office = WorkingDays(off=frozenset({date(2021, 4, 30), date(2021, 5, 3)}))
    days = spread(3, date(2021, 4, 29), 2, office)
    assert days == [
        (date(2021, 4, 29), date(2021, 5, 4)),
        (date(2021, 5, 5), date(2021, 5, 6)),
        (date(2021, 5, 7), date(2021, 5, 10)),
    ]
    assert spread(1, date(2021, 5, 1), 1, office) == [(date(2021, 5, 4), date(2021, 5, 4))]


@pytest.mark.parametrize(
    ("metric", "op", "value", "measure", "found"),
    [
        ("UBND cấp xã trên địa bàn tỉnh được kiểm tra", ">=", "20", "%", ("UBND cấp xã trên địa bàn tỉnh", False, False)),
        ("Xã, thị trấn được kiểm tra", ">=", "5", "xã, thị trấn", ("Xã, thị trấn", True, False)),
        ("Đơn vị trực thuộc được kiểm tra", ">=", "50", "%", ("Đơn vị trực thuộc", False, True)),
        ("Hồ sơ của các đơn vị được kiểm tra", ">=", "20", "%", None),
        ("Kết luận kiểm tra được thực hiện", ">=", "100", "%", None),
        ("Đơn vị được kiểm tra", "<=", "20", "%", None),
        ("Cán bộ, công chức được kiểm tra", ">=", "20", "%", None),
        ("Đơn vị được tập huấn", ">=", "20", "%", None),
    ],
)
def test_targets_that_ask_for_units_to_be_inspected(metric, op, value, measure, found):
    asked = class_of(1, metric, "", op, D(value), measure)
    assert (asked and (asked.title, asked.quota.is_number, asked.is_internal)) == found


def test_pasted_names():
    names = [("Ủy ban nhân dân xã Bình An", 1), ("Sở Tư pháp", 2), ("UBND xã Tân Lập", 3), ("UBND xã Tân Lập", 4)]
    shown = {1: "Ủy ban nhân dân xã Bình An", 2: "Sở Tư pháp", 3: "UBND xã Tân Lập", 4: "UBND xã Tân Lập"}
    text = "1. UBND xã BÌNH AN;\n2\tSở Tư pháp\t0251\n\n- Sở Tư phap\n5. Sở Tu Phạp 2\nUBND xã Tân Lập\nChi cục lạ"
    found = resolve(text, names, shown)
    assert found.unit_ids == (1, 2)
    assert len(found.faults) == 3
    assert found.faults[0].startswith('Dòng 5: không có đơn vị "Sở Tu Phạp 2".')
    assert 'Tên gần giống: "Sở Tư pháp"' in found.faults[0]
    assert "có 2 đơn vị cùng tên" in found.faults[1]
    assert found.unread == ("Sở Tu Phạp 2", "UBND xã Tân Lập", "Chi cục lạ")


def test_the_proposal_says_why_and_keeps_one_order():
    never, old = Candidate(1, "Sở B"), Candidate(2, "Sở A", date(2018, 5, 4))
    bad = Candidate(3, "Sở C", date(2020, 3, 2), open_findings=3, late_findings=2, late_tasks=1)
    assert [one.unit_id for one in ordered([bad, old, never], LONGEST_FIRST)] == [1, 2, 3]
    assert [one.unit_id for one in ordered([never, old, bad], WORST_FIRST)] == [3, 1, 2]
    many = Candidate(4, "Sở D", date(2020, 3, 2), open_findings=9, late_findings=1)  # what is overdue weighs more than what is open
    assert [one.unit_id for one in ordered([many, bad], WORST_FIRST)] == [3, 4]
    assert bad.reasons == (
        "Kiểm tra gần nhất ngày 02/03/2020",
        "2 kiến nghị quá hạn khắc phục",
        "1 kiến nghị chưa khắc phục",
        "1 việc quá hạn",
    )
