"""Form II.06a, its identities, sources that are never added twice, what is wrong with rows, and clocks of apologies."""

from datetime import date
from types import SimpleNamespace

import pytest

from tthc.core.dossiers.rules import faults, form, lateness, sheets
from tthc.core.dossiers.rules.faults import CARRIED, DOSSIERS, PROCEDURES, DossierFacts
from tthc.core.dossiers.rules.form import Figures, FormLine, Part, Source
from tthc.core.registers.rules import Lookups
from tthc.kernel.due import WorkingDays

TODAY = date(2024, 8, 15)
NOUGHT = dict.fromkeys(form.CELLS, 0)


def lookups(**known):
    return Lookups(TODAY, known=known)


def dossier(**values):
    return {"code": "1", "field": "Hộ tịch", "received_on": date(2024, 8, 1), "channel": "direct", **values}


def total(**values):
    return {"first_day": date(2024, 3, 15), "last_day": date(2024, 6, 14), "level": "commune", "field": "Hộ tịch", **NOUGHT, **values}


# --- dossiers


@pytest.mark.parametrize(
    ("values", "column", "words"),
    [
        ({"received_on": date(2024, 8, 16)}, "received_on", "16/08/2024 chưa đến"),
        ({"due_on": date(2024, 7, 31)}, "due_on", "trước ngày tiếp nhận 01/08/2024"),
        ({"returned_on": date(2024, 7, 31)}, "returned_on", "trước ngày tiếp nhận"),
        ({"returned_on": date(2024, 8, 16)}, "returned_on", "chưa đến"),
        ({"has_fee": False, "fee_online": True}, "fee_online", "không có phí"),
        ({"field": ""}, "field", "Thiếu lĩnh vực"),
    ],
)
def test_dossiers_with_wrong_days_are_refused(values, column, words):
    found = faults.dossier_faults(dossier(**values), lookups(**{PROCEDURES: dict}))
    assert set(found) == {column}
    assert words in found[column]


def test_a_dossier_due_and_returned_on_the_day_it_came_is_right():
    day = date(2024, 8, 15)
    assert faults.dossier_faults(dossier(received_on=day, due_on=day, returned_on=day), lookups()) == {}


def test_a_code_must_be_of_a_known_procedure_once_there_are_any():
    known = {"1.001193": SimpleNamespace(field="Hộ tịch")}
    assert not faults.dossier_faults(dossier(procedure_code="9.999999"), lookups(**{PROCEDURES: dict}))
    assert not faults.dossier_faults(dossier(procedure_code="1.001193.000.00.00.H56", field=""), lookups(**{PROCEDURES: lambda: known}))
    found = faults.dossier_faults(dossier(procedure_code="9.999999"), lookups(**{PROCEDURES: lambda: known}))
    assert '"9.999999"' in found["procedure_code"]


# --- totals


@pytest.mark.parametrize(
    ("values", "column", "said"),
    [
        ({"received": 10, "online": 4, "direct": 4, "carried": 1, "settled": 10, "on_time": 10}, "received", ("10", "4 + 4 + 1 = 9")),
        ({"received": 9, "online": 9, "settled": 9, "early": 4, "late": 3}, "settled", ("(7)", "4 + 0 + 3 = 7")),
        ({"received": 9, "online": 9, "pending": 9, "within": 4}, "pending", ("(11)", "4 + 0 = 4")),
        ({"received": 9, "online": 9, "settled": 5, "on_time": 5, "pending": 3, "within": 3}, "received", ("(7) + (11)", "5 + 3 = 8")),
        ({"received": 1250, "online": 1249, "settled": 1250, "early": 1250}, "received", ("1.250", "1.249")),
    ],
)
def test_identities_name_the_column_and_both_figures(values, column, said):
    found = faults.total_faults(total(**values), lookups())
    assert set(found) == {column}
    assert all(words in found[column] for words in said)


def test_figures_that_add_up_are_right():
    right = total(received=12, online=3, direct=8, carried=1, settled=9, early=4, on_time=4, late=1, pending=3, within=2, overdue=1)
    assert faults.total_faults(right, lookups()) == {}


def test_a_period_upside_down_or_to_come_is_refused():
    assert "trước ngày bắt đầu" in faults.total_faults(total(last_day=date(2024, 3, 1)), lookups())["last_day"]
    later = total(first_day=date(2024, 9, 15), last_day=date(2024, 12, 14))
    assert "chưa đến" in faults.total_faults(later, lookups())["first_day"]


def test_carried_over_is_compared_and_only_warned_about():
    known = lookups(**{CARRIED: lambda *_: 4})
    values = total(received=3, carried=3, settled=3, early=3)
    assert faults.total_faults(values, known) == {}
    assert "là 3, nhưng kỳ trước còn 4" in faults.total_doubts(values, known)["carried"]
    assert faults.total_doubts(total(received=4, carried=4, settled=4, early=4), known) == {}
    assert faults.total_doubts(values, lookups(**{CARRIED: lambda *_: None})) == {}


# --- apologies

FACTS = DossierFacts(date(2024, 7, 1), date(2024, 7, 10))
SENT = DossierFacts(date(2024, 7, 1), date(2024, 7, 10), date(2024, 7, 20), date(2024, 7, 11))


def apology(facts=FACTS, **values):
    return faults.apology_faults({"dossier_code": "1", **values}, lookups(**{DOSSIERS: lambda: {"1": facts}}))


def test_the_new_day_is_after_the_original_one():
    assert apology(new_due=date(2024, 7, 11)) == {}
    assert "sau ngày hẹn trả ban đầu 10/07/2024" in apology(new_due=date(2024, 7, 10))["new_due"]


def test_a_second_rescheduling_is_refused_with_one_sentence():
    kept = {"reason": "Chờ xác minh", "sent_on": date(2024, 7, 11)}
    assert apology(SENT, new_due=date(2024, 7, 20), **kept) == {}
    assert apology(SENT, new_due=date(2024, 7, 25), **kept) == {"new_due": faults.ONLY_ONCE.format(day="20/07/2024")}
    assert set(apology(SENT, new_due=None, reason="", sent_on=None)) == {"new_due", "sent_on"}  # what was sent stays sent


def test_an_apology_is_sent_with_reason_and_new_day():
    assert set(apology(sent_on=date(2024, 7, 11))) == {"reason", "new_due"}
    assert set(apology(sent_on=date(2024, 8, 16), reason="x", new_due=date(2024, 8, 20))) == {"sent_on"}


def test_an_apology_is_for_a_known_dossier_with_a_due_date():
    assert "dossier_code" in faults.apology_faults({"dossier_code": "2"}, lookups(**{DOSSIERS: dict}))
    assert "không có ngày hẹn" in apology(DossierFacts(date(2024, 7, 1), None))["dossier_code"]


def test_clocks_count_working_days():
    friday = date(2024, 8, 16)
    dates = lateness.clocks(friday, lateness.ApologyRule(), WorkingDays())
    assert (dates.tell_by, dates.send_by) == (date(2024, 8, 15), date(2024, 8, 19))
    long = lateness.clocks(friday, lateness.ApologyRule(2, 3), WorkingDays(off=frozenset({date(2024, 8, 19)})))
    assert (long.tell_by, long.send_by) == (date(2024, 8, 14), date(2024, 8, 22))
    same = lateness.clocks(friday, lateness.ApologyRule(0, 0), WorkingDays())
    assert (same.tell_by, same.send_by) == (friday, friday)


def test_the_due_day_itself_is_not_late():
    due = date(2024, 8, 15)
    assert not lateness.is_late(due, None, due)
    assert lateness.is_late(due, None, date(2024, 8, 16))
    assert not lateness.is_late(due, due, date(2024, 9, 1))
    assert lateness.is_late(due, date(2024, 8, 16), date(2024, 8, 16))
    assert not lateness.is_late(None, None, due)


def test_clocks_are_said_in_words():
    dates = lateness.Clocks(date(2024, 8, 12), date(2024, 8, 14))
    told, sent = lateness.clock_words(date(2024, 8, 13), None, None, dates, TODAY)
    assert told.endswith("12/08/2024: chưa ghi ngày báo.")
    assert sent.endswith("quá hạn 1 ngày.")
    told, sent = lateness.clock_words(date(2024, 8, 13), date(2024, 8, 13), date(2024, 8, 14), dates, TODAY)
    assert told.endswith("muộn.")
    assert sent.endswith("đúng hạn.")


# --- the form


def line(field, level="commune", **figures):
    return FormLine(level, field, Figures(**figures))


def part(start, end, *lines, source=Source.TOTALS):
    return Part(start, end, source, lines)


def test_columns_3_7_and_11_are_sums():
    figures = Figures(online=1, direct=2, carried=3, early=1, on_time=1, late=1, within=2, overdue=1)
    assert form.cells(figures) == [6, 1, 2, 3, 3, 1, 1, 1, 3, 2, 1]
    assert figures.is_balanced
    assert not Figures(online=1).is_balanced


def test_groups_stand_in_the_order_of_the_form_with_their_sums():
    groups = form.grouped([line("Đất đai", "joined", direct=2), line("Hộ tịch", direct=1), line("Chứng thực", direct=3)])
    assert [(group.level, [one.field for one in group.lines], group.sum.direct) for group in groups] == [
        ("commune", ["Chứng thực", "Hộ tịch"], 4),
        ("joined", ["Đất đai"], 2),
    ]


def test_quarters_are_joined_without_counting_a_dossier_twice():
    first = part(date(2024, 1, 1), date(2024, 3, 31), line("Hộ tịch", direct=10, carried=2, early=9, within=3))
    second = part(date(2024, 4, 1), date(2024, 6, 30), line("Hộ tịch", direct=5, carried=3, early=6, overdue=2))
    (joined,) = form.joined([first, part(date(2024, 3, 31), date(2024, 3, 31), source=Source.NONE), second])
    assert joined.figures == Figures(direct=15, carried=2, early=15, overdue=2)
    assert joined.figures.is_balanced


def test_rows_count_unless_the_totals_know_more():
    rows = part(TODAY, TODAY, line("Hộ tịch", direct=3, early=3), source=Source.ROWS)
    assert form.fuller(rows, part(TODAY, TODAY, line("Hộ tịch", direct=3, early=3))) is rows
    assert form.fuller(rows, part(TODAY, TODAY, source=Source.NONE)) is rows
    more = part(TODAY, TODAY, line("Hộ tịch", direct=30, early=30))
    assert form.fuller(rows, more) is more
    assert form.fuller(part(TODAY, TODAY, source=Source.NONE), more) is more


def test_spans_tile_a_period_once_and_gaps_are_told():
    def month(number):
        return date(2024, number, 1), date(2024, number + 1, 1).replace(day=1) - date.resolution

    quarter = (date(2024, 1, 1), date(2024, 3, 31))
    found = form.tiles([month(1), month(2), quarter, month(3), month(5)], date(2024, 1, 1), date(2024, 6, 30))
    assert found.spans == (quarter, month(5))
    assert found.gaps == (month(4), (date(2024, 6, 1), date(2024, 6, 30)))
    assert form.tiles([(date(2023, 12, 1), date(2024, 2, 1))], *quarter).gaps == (quarter,)


def test_carried_over_differences_are_named_by_field():
    before = part(TODAY, TODAY, line("Hộ tịch", within=3), line("Chứng thực", within=1))
    now = [line("Hộ tịch", carried=2), line("Chứng thực", carried=1)]
    assert form.carried_doubts(now, before) == [
        "Tổng số: cột (6) là 3, kỳ trước còn 4 hồ sơ đang giải quyết (cột 11).",
        "Hộ tịch: cột (6) là 2, kỳ trước còn 3 hồ sơ (cột 11).",
    ]
    assert form.carried_doubts(now, part(TODAY, TODAY, source=Source.NONE)) == []
    assert form.carried_doubts([line("hộ tịch ", carried=3), line("Chứng thực", carried=1)], before) == []


# --- sheets


def test_groups_give_their_level_and_sums_are_left_out():
    rows = [
        {"": "I", "field": "TTHC thuộc phạm vi thẩm quyền giải quyết của cấp xã", "received": 5},
        {"": 1, "field": "Hộ tịch", "received": 5, "online": None, "direct": "-"},
        {"": "II", "field": "TTHC liên thông", "received": 2},
        {"": 1, "field": "Đăng ký khai sinh liên thông", "received": 2, "level": None},
        {"": "Tổng số", "field": None, "received": 7},
        {"": None, "field": "TỔNG CỘNG:", "received": 7},
    ]
    found = sheets.arrange_totals(rows)
    assert found[1] == {"": 1, "field": "Hộ tịch", "received": 5, "online": 0, "direct": 0, "level": "Cấp xã"}
    assert found[3]["level"] == "Liên thông"
    assert [isinstance(one, str) for one in found] == [True, False, True, False, True, True]


def test_a_field_with_a_telling_name_is_no_group():
    rows = [{"field": "Thủ tục hành chính nội bộ", "received": 1}, {"field": "Cấp, quản lý căn cước", "received": 1}]
    assert not any(isinstance(one, str) for one in sheets.arrange_totals(rows))
    given = sheets.arrange_totals([{"field": "Hộ tịch", "level": "Liên thông"}])
    assert given[0]["level"] == "Liên thông"


def test_a_mark_that_a_sheet_keeps_is_no_where_its_cell_is_empty_and_one_it_does_not_keep_stays_unknown():
    rows = [{"code": "H1", "digitised": "x", "reused": ""}, {"code": "H2", "digitised": None, "reused": " "}]
    assert sheets.arrange_dossiers(rows) == [
        {"code": "H1", "digitised": "x", "reused": ""},
        {"code": "H2", "digitised": False, "reused": " "},
    ]
