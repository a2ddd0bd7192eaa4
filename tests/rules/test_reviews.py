"""The cost of compliance, its sheet as it is typed and pasted, and how reviews and drafts stand on a day."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tthc.core.calendar.rules import Schedule
from tthc.core.registers.rules import Lookups
from tthc.core.reviews.rules import drafts, standing
from tthc.core.reviews.rules.costs import MONEY, PARTS, Side, Step, Terms, Volume, cost_of, explained, reckon, saved_share, year_explained
from tthc.core.reviews.rules.diagram import Change, flow
from tthc.core.reviews.rules.sheet import CELLS, MOST_STEPS, Typed, copied, pasted, read_steps, read_volumes, typed_step
from tthc.kernel.errors import BadInput

TODAY = date(2024, 8, 15)
GDP = 105_600_000  # 50,000 đ an hour
# Certified copies, four journeys and a wait before; one form sent online after: the known case of 1,024,000 and 231,000 đ.
CASE = (
    Step("Chuẩn bị giấy tờ", Side(hours=Decimal(4)), Side(hours=Decimal("0.5"))),
    Step("Sao chụp, chứng thực", Side(hours=Decimal(1), materials=24_000, fee=50_000)),
    Step("Đi lại", Side(hours=Decimal(6), travel=200_000)),
    Step("Chờ đợi", Side(hours=Decimal(2))),
    Step("Điền tờ khai", Side(hours=Decimal(1)), Side(hours=Decimal("1.5"))),
    Step("Nộp lệ phí", Side(fee=50_000), Side(fee=100_000)),
    Step("Nhận kết quả qua bưu chính", Side(), Side(travel=31_000)),
)


def test_the_known_case_comes_out_exactly():
    found = reckon(CASE, Terms(GDP))
    assert (found.income, found.before.once, found.after.once) == (50_000, 1_024_000, 231_000)
    assert (found.before.year, found.after.year, found.saving, found.percent) == (1_024_000, 231_000, 793_000, Decimal("77.44"))
    assert found.words == "Chi phí tuân thủ cắt giảm 793.000 đồng (77,44%), từ 1.024.000 đồng còn 231.000 đồng mỗi năm."


def test_a_year_is_times_and_subjects_of_each_side():
    found = reckon(CASE, Terms(GDP, Volume(Decimal(2), 150), Volume(Decimal(1), 150)))
    assert (found.before.year, found.after.year) == (307_200_000, 34_650_000)
    assert year_explained(found.before, Volume(Decimal(2), 150)) == "1.024.000 đ × 2 lần × 150 đối tượng = 307.200.000 đ"
    assert reckon(CASE, Terms(GDP, Volume(Decimal("0.2"), 3), Volume())).before.year == 614_400


@pytest.mark.parametrize(("gdp", "income"), [(100_000_000, 47_348), (101_900_000, 48_248), (2112, 1), (1055, 0), (1056, 1)])
def test_the_income_of_an_hour_is_rounded_half_up(gdp, income):
    assert Terms(gdp).income == income


def test_a_sum_explains_itself():
    side = Side(hours=Decimal("0.5"), hired=10_000, fee=20_000)
    assert explained(side, 47_348) == "0,5 giờ × 47.348 đ + thuê dịch vụ 10.000 đ + phí, lệ phí 20.000 đ = 53.674 đ"
    assert explained(Side(), 47_348) == ""
    assert explained(Side(hours=Decimal(0)), 47_348) == "0 đ"


def test_nothing_before_is_a_sentence_and_no_percent():
    found = reckon((Step("Bước mới", Side(), Side(fee=5)),), Terms(GDP))
    assert found.percent is None
    assert found.words == "Chi phí trước rà soát bằng 0 nên không tính được tỷ lệ cắt giảm."
    assert reckon(CASE, Terms(GDP, Volume(Decimal(1), 0), Volume())).percent is None


def test_the_share_saved_is_rounded_half_up():
    assert saved_share(100_000, 12_345) == Decimal("12.35")
    assert saved_share(100_000, -12_345) == Decimal("-12.35")


def test_more_cost_is_said_to_be_more():
    found = reckon((Step("Nộp", Side(fee=100), Side(fee=125)),), Terms(GDP))
    assert found.percent == Decimal("-25.00")
    assert found.words == "Chi phí tuân thủ tăng 25 đồng (25%), từ 100 đồng lên 125 đồng mỗi năm."


def test_a_sum_that_no_column_holds_is_refused():
    with pytest.raises(BadInput, match="quá lớn"):
        reckon((Step("Nộp", Side(fee=10**15 - 1)),), Terms(GDP, Volume(Decimal(10), 10), Volume()))


_hours = st.none() | st.decimals(0, 1000, places=2)
_money = st.none() | st.integers(0, 10**9)
_sides = st.builds(Side, _hours, _money, _money, _money, _money)
_steps = st.lists(st.builds(Step, st.just("Bước"), _sides, _sides), max_size=12)
_terms = st.builds(
    Terms,
    st.integers(1_000_000, 10**9),
    st.builds(Volume, st.decimals(0, 12, places=1), st.integers(0, 5000)),
    st.builds(Volume, st.decimals(0, 12, places=1), st.integers(0, 5000)),
)


@settings(max_examples=200, deadline=None)
@given(_steps, _terms, st.randoms())
def test_sums_are_whole_and_the_order_of_steps_never_matters(steps, terms, chance):
    found = reckon(steps, terms)
    assert all(type(one) is int for one in (found.before.once, found.before.year, found.after.year, found.saving, *found.before.steps))
    assert found.before.once == sum(found.before.steps)
    mixed = list(steps)
    chance.shuffle(mixed)
    other = reckon(mixed, terms)
    assert (other.before.once, other.after.once, other.percent) == (found.before.once, found.after.once, found.percent)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_what_costs_no_more_saves_from_0_to_100_percent(before, after):
    share = saved_share(before, before - after)
    if before == 0:
        assert share is None
    elif after <= before:
        assert Decimal(0) <= share <= Decimal(100)
        assert (share * before / 100 - (before - after)).copy_abs() <= Decimal(before) / 20_000
    else:
        assert share <= 0


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(Step, st.just("Bước"), _sides, _sides).filter(lambda s: s.before.is_there or s.after.is_there), max_size=8))
def test_what_is_kept_is_read_back_from_its_fields(steps):
    found, faults = read_steps([typed_step(step) for step in steps])
    assert faults == {}
    assert list(found) == steps


def line(title="Đi lại", **cells):
    return Typed(title, tuple(cells.get(name, "") for name in CELLS))


@pytest.mark.parametrize(
    ("cells", "field", "sentence"),
    [
        (
            {"before_hours": "-1"},
            "before_hours-1",
            'Bước 2 (Đi lại), trước rà soát, số giờ: "-1" không hợp lệ. Nhập số từ 0, dùng dấu phẩy',
        ),
        ({"before_hours": "hai"}, "before_hours-1", 'Bước 2 (Đi lại), trước rà soát, số giờ: "hai" không hợp lệ'),
        ({"before_hours": "1.500"}, "before_hours-1", 'số giờ: "1.500" có hai cách hiểu. Ghi 1500 hoặc 1,500.'),
        ({"after_hours": "100001"}, "after_hours-1", "Bước 2 (Đi lại), sau rà soát, số giờ: 100.001 quá lớn"),
        ({"after_fee": "mười nghìn"}, "after_fee-1", 'Bước 2 (Đi lại), sau rà soát, phí, lệ phí: "mười nghìn" không phải là số tiền'),
        ({"before_travel": "-5000"}, "before_travel-1", 'Bước 2 (Đi lại), trước rà soát, đi lại, bưu chính: "-5000" không hợp lệ'),
        ({"before_hired": "1.500,5"}, "before_hired-1", "thuê dịch vụ: "),
        ({}, "before_hours-1", "Bước 2 (Đi lại): chưa có số liệu"),
    ],
)
def test_a_figure_that_cannot_be_is_one_sentence_that_names_its_step_and_field(cells, field, sentence):
    steps, faults = read_steps([line("Nộp", before_fee="0"), line(**cells)])
    assert len(steps) == 2
    assert list(faults) == [field]
    assert sentence in faults[field]


def test_empty_lines_are_no_steps_and_a_figure_without_a_step_is_none():
    assert read_steps([Typed(), line("  ")]) == ((), {})
    assert read_steps([line("Đi lại"), line("Nộp", before_fee="0")], {"Đi lại"}) == ((Step("Nộp", Side(fee=0)),), {})
    _, faults = read_steps([Typed(), line("", before_fee="5")])
    assert faults == {"title-1": "Bước 1: thiếu tên bước. Ghi tên bước."}
    _, faults = read_steps([line(before_fee="1")] * (MOST_STEPS + 1))
    assert list(faults) == [f"title-{MOST_STEPS}"]


def test_how_often_and_for_how_many():
    before, after, faults = read_volumes({"before_times": "0,5", "before_subjects": "1.200", "after_times": "", "after_subjects": "2"})
    assert (before, after, faults) == (Volume(Decimal("0.5"), 1200), Volume(Decimal(1), 2), {})
    _, _, faults = read_volumes({"before_times": "-1", "after_subjects": "1,5"})
    assert set(faults) == {"before_times", "after_subjects"}
    assert faults["after_subjects"].startswith("Số đối tượng, sau: ")


def test_cells_of_a_sheet_are_pasted():
    head = "TT\tCác bước\tSố giờ\tThuê\tGiấy tờ\tĐi lại\tPhí\tSố giờ sau"
    body = "1\tChuẩn bị hồ sơ\t4\t\t20.000\t\t\t0,5\r\n\n2\tĐi lại\t6\t\t\t200.000"
    (first, second) = pasted(f"{head}\n{body}")
    assert (first.title, first.cell("before_hours"), first.cell("before_materials"), first.cell("after_hours")) == (
        "Chuẩn bị hồ sơ",
        "4",
        "20.000",
        "0,5",
    )
    assert (second.title, second.cell("before_travel"), second.cell("after_hours")) == ("Đi lại", "200.000", "")
    steps, faults = read_steps([first, second])
    assert faults == {}
    assert cost_of(steps[1].before, 50_000) == 500_000


def test_the_side_after_begins_as_a_copy():
    (first, second) = copied([line(before_hours="2", before_fee="5"), line("Nộp", before_fee="9", after_fee="0")])
    assert (first.cell("after_hours"), first.cell("after_fee")) == ("2", "5")
    assert second.cell("after_fee") == "0"
    assert len(PARTS) == len(MONEY) + 1


def test_the_diagram_says_what_becomes_of_each_step():
    found = flow(CASE, 50_000)
    assert [box.change for box in found.before] == [Change.LESS, Change.CUT, Change.CUT, Change.CUT, Change.MORE, Change.MORE]
    assert [(box.title, box.change) for box in found.after][-1] == ("Nhận kết quả qua bưu chính", Change.NEW)
    assert (found.before[0].cost, found.before[1].words) == ("200.000 đ", "Bỏ bước này")
    assert flow((Step("A", Side(fee=1), Side(fee=1)),), 1).before[0].change is Change.SAME


def values(**given_ones):
    made = {"subject": "Khai sinh", "procedure_codes": "", "begins_on": date(2024, 3, 1), "ends_on": date(2024, 6, 30)}
    return made | {"finished_on": None, "submitted_on": None, "decision_on": None, "result": "", "proposal": ""} | given_ones


DONE = {"finished_on": date(2024, 6, 20), "proposal": "cut_papers"}
SENT = DONE | {"submitted_on": date(2024, 6, 25), "submission_number": "12/TTr-UBND", "level": "province", "result": "waiting"}
DECIDED = SENT | {"result": "adopted", "decision_number": "99/QĐ-UBND", "decision_on": date(2024, 8, 1)}


@pytest.mark.parametrize("good", [{}, DONE, SENT, DECIDED, DONE | {"proposal": "keep"}])
def test_a_review_on_its_way_is_well(good):
    assert standing.faults(values(**good), Lookups(today=TODAY)) == {}


def test_everything_may_be_done_on_one_day():
    day = dict.fromkeys(("begins_on", "ends_on", "finished_on", "submitted_on", "decision_on"), date(2024, 7, 1))
    assert standing.faults(values(**(DECIDED | day)), Lookups(today=TODAY)) == {}


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"subject": "", "procedure_codes": "1.004873"}, "subject"),
        ({"procedure_codes": "khai sinh"}, "procedure_codes"),
        ({"ends_on": date(2024, 2, 1)}, "ends_on"),
        ({"finished_on": date(2024, 8, 16)}, "finished_on"),
        ({"finished_on": date(2024, 2, 1)}, "finished_on"),
        (SENT | {"submitted_on": date(2024, 6, 1)}, "submitted_on"),
        (SENT | {"finished_on": None}, "finished_on"),
        (SENT | {"level": None}, "level"),
        (SENT | {"submission_number": ""}, "submission_number"),
        (SENT | {"proposal": "keep"}, "proposal"),
        (DONE | {"result": "waiting"}, "submitted_on"),
        (DECIDED | {"decision_number": ""}, "decision_number"),
        (DECIDED | {"decision_on": None}, "decision_on"),
        (DECIDED | {"decision_on": date(2024, 6, 24)}, "decision_on"),
        (DECIDED | {"result": "refused"}, "result_words"),
        (DONE | {"proposal_2": "cut_papers"}, "proposal_2"),
        (DONE | {"proposal_2": "keep"}, "proposal_2"),
        ({"proposal_2": "cut_time"}, "proposal"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(bad, field):
    assert list(standing.faults(values(**bad), Lookups(today=TODAY))) == [field]


@pytest.mark.parametrize(
    ("row", "kind", "words"),
    [
        (DECIDED, "done", "Được thông qua"),
        (DECIDED | {"result": "refused"}, "idle", "Không được thông qua"),
        (SENT, "waiting", "Chờ quyết định từ 25/06/2024"),
        (DONE, "doing", "Đã rà soát, chưa gửi phương án"),
        (DONE | {"proposal": "keep"}, "done", "Đã rà soát, giữ nguyên"),
        (DONE | {"proposal": ""}, "doing", "Đã rà soát, chưa có phương án"),
        ({}, "late", "Quá hạn 46 ngày"),
        ({"ends_on": date(2024, 8, 15)}, "soon", "Đến hạn hôm nay"),
        ({"ends_on": date(2024, 8, 22)}, "soon", "Còn 7 ngày"),
        ({"ends_on": date(2024, 8, 23)}, "doing", "Đang rà soát"),
        ({"begins_on": date(2024, 9, 1), "ends_on": date(2024, 9, 30)}, "idle", "Bắt đầu từ 01/09/2024"),
    ],
)
def test_how_a_review_stands(row, kind, words):
    badge = standing.badge(SimpleNamespace(**values(**row)), TODAY)
    assert (badge.kind, badge.text) == (kind, words)


def test_what_was_sent_waits():
    assert standing.completed(values(submitted_on=TODAY))["result"] == "waiting"
    assert standing.completed(DECIDED)["result"] == "adopted"


def test_the_year_has_four_quarters_without_a_gap():
    found = drafts.quarters(2024, Schedule())
    assert (found[0].start, found[1].title, found[-1].end) == (date(2023, 12, 15), "quý II năm 2024", date(2024, 12, 14))
    assert all((after.start - before.end).days == 1 for before, after in pairwise(found))
    assert drafts.quarter_of(date(2024, 12, 15), Schedule()).title == "quý I năm 2025"


def draft(**given_ones):
    made = {"title": "Quyết định", "kind": "decision", "drafted_on": date(2024, 5, 2), "has_procedures": True, "is_assessed": None}
    return made | dict.fromkeys(("assessed_on", "opinion_number", "opinion_on")) | given_ones


NOTHING = draft(kind="none", title="", has_procedures=None)


@pytest.mark.parametrize(
    ("row", "known", "field"),
    [
        (draft(title=""), {}, "title"),
        (draft(has_procedures=None), {}, "has_procedures"),
        (draft(has_procedures=False, is_assessed=True), {}, "is_assessed"),
        (draft(is_assessed=False, assessed_on=date(2024, 5, 5)), {}, "assessed_on"),
        (draft(opinion_number="5/STP"), {}, "opinion_on"),
        (draft(opinion_on=date(2024, 5, 5)), {}, "opinion_number"),
        (draft(opinion_number="5/STP", opinion_on=date(2024, 5, 1)), {}, "opinion_on"),
        (draft(drafted_on=date(2024, 8, 16)), {}, "drafted_on"),
        (draft(), {"nothing_on": (date(2024, 6, 1),)}, "drafted_on"),
        (draft(), {"nothing_on": (date(2024, 3, 15),)}, "drafted_on"),  # the first day of the quarter
        (draft(), {"nothing_on": (date(2024, 6, 14),)}, "drafted_on"),  # its last
        (NOTHING, {"drafted_on": (date(2024, 6, 1),)}, "kind"),
        (NOTHING, {"drafted_on": (date(2024, 3, 15),)}, "kind"),
        (NOTHING, {"drafted_on": (date(2024, 6, 14),)}, "kind"),
    ],
)
def test_a_draft_that_cannot_be_is_said_at_its_field(row, known, field):
    lookups = Lookups(today=TODAY, known={drafts.KNOWN: drafts.Known(Schedule(), **known)})
    assert list(drafts.faults(row, lookups)) == [field]


def test_a_quarter_without_drafts_is_a_proper_answer():
    lookups = Lookups(today=TODAY, known={drafts.KNOWN: drafts.Known(Schedule(), drafted_on=(date(2024, 3, 14),))})
    assert drafts.faults(NOTHING, lookups) == {}
    assert drafts.faults(draft(), lookups) == {}
    assert drafts.completed(NOTHING | {"is_assessed": False, "has_procedures": False})["has_procedures"] is None
    assert drafts.completed(draft(assessed_on=TODAY))["is_assessed"] is True


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"kind": "none"}, "idle"),
        ({"has_procedures": False}, "idle"),
        ({"is_assessed": True}, "done"),
        ({}, "waiting"),
        ({"outcome": "issued"}, "late"),
    ],
)
def test_how_a_draft_stands(row, kind):
    assert drafts.badge(SimpleNamespace(**({"outcome": ""} | draft(**row))), TODAY).kind == kind
