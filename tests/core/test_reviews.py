"""Reviews of procedures in the database: cost sheets, names from the register, figures of targets, the section's chapter, papers."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import procedures, reviews
from tests.factories.queries import counted
from tests.rules.test_reviews import CASE, GDP
from tthc.core.audit.models import AuditEntry
from tthc.core.indicators.queries import MEASURES
from tthc.core.indicators.rules.recognising import Wanted, recognise
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.registers.rules.documents import Printing
from tthc.core.reviews import actions, queries
from tthc.core.reviews.actions.costing import Asked
from tthc.core.reviews.models import ReviewStep
from tthc.core.reviews.queries import printing
from tthc.core.reviews.queries.costs import WordLine
from tthc.core.reviews.rules.costs import Side, Step, Volume
from tthc.core.reviews.rules.words import WordKind
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, WrongState

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
ASKED = Asked(CASE, Volume(), Volume(), 2023)


@pytest.fixture
def review(session, office, today, now):
    actions.set_income(session, office.actor("clerk"), 2023, GDP, "Cục Thống kê", now=now)
    return reviews.review(session, office.actor("clerk"), office.justice, today=today, now=now)


def measure(session, office, code):
    one = next(one for one in queries.MEASURES if one.code == code)
    return one.count(session, office.agency.id, *YEAR)


def test_the_sheet_is_kept_and_its_sums_stand_in_the_row(session, office, review, now):
    clerk = office.actor("clerk")
    actions.keep_costs(session, clerk, review, ASKED, now=now)
    assert (review.cost_before, review.cost_after, review.saving, review.saving_percent) == (1_024_000, 231_000, 793_000, Decimal("77.44"))
    session.expire_all()
    kept = queries.kept(session, review.id)
    assert kept.steps == CASE
    assert (kept.gdp_year, kept.terms.gdp_per_head, kept.reckoning.percent) == (2023, GDP, Decimal("77.44"))
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.verb == "reckon")).all()
    assert '"Cắt giảm":"77,44%"' in entry.after
    actions.keep_costs(session, clerk, review, Asked(CASE[:1], Volume(), Volume(), 2023), version=kept.version, now=now)
    assert len(session.scalars(select(ReviewStep)).all()) == 1
    with pytest.raises(Conflict):
        actions.keep_costs(session, clerk, review, ASKED, version=kept.version, now=now)


def test_a_figure_announced_later_changes_no_sheet_that_was_saved(session, office, review, now):
    clerk = office.actor("clerk")
    actions.keep_costs(session, clerk, review, ASKED, now=now)
    actions.set_income(session, clerk, 2023, 2 * GDP, "", now=now)
    assert queries.kept(session, review.id).reckoning.before.year == 1_024_000
    assert next(one for one in queries.incomes(session, office.agency.id) if one.year == 2023).per_hour == 100_000


def test_a_product_per_head_that_somebody_changed_meanwhile_is_a_conflict(session, office, now):
    clerk = office.actor("clerk")
    row = actions.set_income(session, clerk, 2023, GDP, "Cục Thống kê", now=now)
    read = row.version
    actions.set_income(session, clerk, 2023, 2 * GDP, "Cục Thống kê", version=read, now=now)
    assert row.version != read
    with pytest.raises(Conflict, match="GDP"):
        actions.set_income(session, clerk, 2023, 3 * GDP, "", version=read, now=now)
    assert (row.gdp_per_head, row.source) == (2 * GDP, "Cục Thống kê")


def test_who_may_not_write_the_row_may_not_reckon_it(session, office, review, now):
    for role in ("head", "leader", "auditor", "inspector", "second"):
        with pytest.raises(NotAllowed):
            actions.keep_costs(session, office.actor(role), review, ASKED, now=now)
    actions.keep_costs(session, office.actor("officer"), review, ASKED, now=now)  # the officer of the unit that reviews
    for role in ("officer", "leader", "admin"):
        with pytest.raises(NotAllowed):
            actions.set_income(session, office.actor(role), 2023, GDP, "", now=now)
        with pytest.raises(NotAllowed):
            actions.set_words(session, office.actor(role), WordKind.STEP, [], now=now)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked((), Volume(), Volume(), 2023), "title-0"),
        (Asked(CASE, Volume(), Volume(), 1999), "gdp_year"),
        (Asked((Step("A", Side(fee=10**15 - 1)),), Volume(Decimal(9), 9), Volume(), 2023), None),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(session, office, review, now, asked, field):
    with pytest.raises(BadInput) as error:
        actions.keep_costs(session, office.actor("clerk"), review, asked, now=now)
    assert list(error.value.fields) == ([field] if field else [])
    assert review.cost_before is None


def test_a_removed_review_is_not_reckoned(session, office, review, today, now):
    register_actions.remove(session, office.actor("clerk"), actions.REVIEWS, review, "Ghi nhầm", today=today, now=now)
    with pytest.raises(WrongState):
        actions.keep_costs(session, office.actor("clerk"), review, ASKED, now=now)


def test_200_steps_cost_as_many_queries_as_one(session, office, review, now):
    clerk = office.actor("clerk")
    actions.keep_costs(session, clerk, review, Asked(CASE[:1], Volume(), Volume(), 2023), now=now)
    with counted(session) as few:
        queries.kept(session, review.id)
    version = queries.kept(session, review.id).version
    actions.keep_costs(session, clerk, review, Asked(CASE[:1] * 200, Volume(), Volume(), 2023), version=version, now=now)
    with counted(session) as many:
        assert len(queries.kept(session, review.id).steps) == 200
    assert len(many) == len(few) == 2
    with pytest.raises(BadInput):
        actions.keep_costs(session, clerk, review, Asked(CASE[:1] * 201, Volume(), Volume(), 2023), version=version, now=now)


@pytest.mark.parametrize(("year", "gdp", "field"), [(1999, GDP, "year"), (2023, 101_900, "gdp_per_head"), (2023, 10**12, "gdp_per_head")])
def test_a_product_per_head_that_cannot_be(session, office, now, year, gdp, field):
    with pytest.raises(BadInput) as error:
        actions.set_income(session, office.actor("clerk"), year, gdp, "", now=now)
    assert list(error.value.fields) == [field]


def test_the_clerk_keeps_levels_and_steps(session, office, now):
    clerk, agency = office.actor("clerk"), office.agency.id
    known = queries.word_lines(session, agency, WordKind.LEVEL)
    assert [one.code for one in known] == ["commune", "district", "province", "ministry"]
    renamed = [
        *known[:1],
        WordLine("district", "Cấp huyện (đến 30/6/2025)", is_used=False),
        *known[2:],
        WordLine("", "Chính phủ", is_used=True),
    ]
    assert actions.set_words(session, clerk, WordKind.LEVEL, renamed, now=now)
    assert not actions.set_words(session, clerk, WordKind.LEVEL, queries.word_lines(session, agency, WordKind.LEVEL), now=now)
    words = queries.words_of(session, agency, WordKind.LEVEL)
    assert list(words.values())[-2:] == ["Chính phủ", "Cấp huyện (đến 30/6/2025)"]  # out of use stands last, for rows that name it
    assert words["own1"] == "Chính phủ"
    for lines in (
        [WordLine("", "cap tinh", is_used=True)],
        [WordLine("commune", "  ", is_used=True)],
        [WordLine(one.code, one.title, is_used=False) for one in known],
    ):
        with pytest.raises(BadInput):
            actions.set_words(session, clerk, WordKind.LEVEL, [*lines, WordLine("own1", "Chính phủ", is_used=False)], now=now)


def test_a_review_named_by_codes_takes_its_name_from_the_register(session, office, today, now):
    clerk = office.actor("clerk")
    procedures.procedure(session, clerk, office.justice, "1.000110", "Đăng ký kết hôn", today=today)
    procedures.procedure(session, clerk, office.justice, "1.000120", "Đăng ký khai tử", today=today)
    made = reviews.review(
        session, clerk, office.justice, today=today, now=now, subject="", procedure_codes="1.000110; 1.000120.000.00.00.H27"
    )
    assert made.subject == "Đăng ký kết hôn; Đăng ký khai tử"
    assert "ket hon" in made.folded
    ((first, second),) = queries.procedures_named(session, office.agency.id, [made.procedure_codes])
    assert (first.name, second.name) == ("Đăng ký kết hôn", "Đăng ký khai tử")
    with pytest.raises(BadInput, match="Chưa lưu được"):
        reviews.review(session, clerk, office.justice, today=today, now=now, subject="", procedure_codes="1.009999")


def test_figures_of_targets(session, office, review, today, now):
    clerk = office.actor("clerk")
    assert measure(session, office, "review_saving").denominator == 0  # nothing adopted: no figure, never 0 %
    actions.keep_costs(session, clerk, review, ASKED, now=now)
    assert measure(session, office, "review_saving").denominator == 0
    reviews.adopted(session, clerk, review, today=today, now=now)
    found = measure(session, office, "review_saving")
    assert (found.numerator, found.denominator, found.rows) == (793_000, 1_024_000, (review.id,))
    late = reviews.review(session, clerk, office.culture, today=today, now=now, subject="Bảo trợ xã hội")
    reviews.review(session, clerk, office.culture, today=today, now=now, subject="Ngoài kế hoạch", is_planned=False)
    found = measure(session, office, "review_planned")
    assert (found.numerator, found.denominator, found.rows) == (1, 2, (review.id,))
    assert measure(session, office, "review_finished").numerator == 1
    register_actions.remove(session, clerk, actions.REVIEWS, late, "Ghi nhầm", today=today, now=now)
    assert measure(session, office, "review_planned").denominator == 1


def test_the_share_of_procedures_that_are_reviewed(session, office, today, now):
    clerk = office.actor("clerk")
    for code in ("1.000110", "1.000120", "1.000130"):
        procedures.announced(session, clerk, office.justice, code, f"Thủ tục {code}", today=today)
    group = reviews.review(session, clerk, office.justice, today=today, now=now, procedure_codes="1.000110; 1.000120", subject="Nhóm")
    reviews.review(session, clerk, office.justice, today=today, now=now, procedure_codes="1.000110.000.00.00.H27; 1.999999", subject="Một")
    found = measure(session, office, "review_reached")
    assert (found.numerator, found.denominator) == (2, 3)
    assert group.id in found.rows


@pytest.mark.parametrize(
    ("metric", "unit", "code"),
    [
        ("Cắt giảm chi phí tuân thủ của TTHC được rà soát", "%", "review_saving"),
        ("Chi phí tuân thủ thủ tục hành chính được cắt giảm", "%", "review_saving"),
        ("TTHC được rà soát theo kế hoạch", "%", "review_planned"),
        ("TTHC đang thực hiện được đưa vào rà soát", "%", "review_reached"),
        ("Dự thảo văn bản có quy định TTHC được đánh giá tác động", "%", "draft_assessed"),
        ("Thủ tục hành chính được rà soát", "thủ tục", "review_finished"),
        ("TTHC nội bộ được rà soát, công bố, công khai", "%", "internal_announced"),
        ("Số giờ tập huấn về rà soát", "giờ", ""),
    ],
)
def test_which_figure_a_target_asks_for(metric, unit, code):
    found = recognise(Wanted(metric, "", unit, ">="), tuple(MEASURES.values()), "xa")
    assert (found.code if found else "") == code


def test_the_share_of_drafts_and_a_quarter_without_any(session, office, today, now):
    clerk = office.actor("clerk")
    nothing = reviews.draft(
        session, clerk, office.staff, today=today, now=now, kind="none", title="", drafted_on=date(2024, 2, 1), has_procedures=None
    )
    assert nothing.title == "Không phát sinh dự thảo có quy định thủ tục hành chính trong quý I năm 2024"
    found = measure(session, office, "draft_assessed")
    assert (found.numerator, found.denominator) == (0, 0)
    reviews.draft(session, clerk, office.staff, today=today, now=now, is_assessed=True)
    reviews.draft(session, clerk, office.staff, today=today, now=now, title="Quyết định khác")
    reviews.draft(session, clerk, office.staff, today=today, now=now, title="Không có thủ tục", has_procedures=False)
    found = measure(session, office, "draft_assessed")
    assert (found.numerator, found.denominator) == (1, 2)
    told = queries.quarters_told(session, office.agency.id, 2024, today=today)
    assert [(one.drafts, one.is_nothing, one.is_ahead) for one in told] == [
        (0, True, False),
        (2, False, False),
        (0, False, False),
        (0, False, True),
    ]
    with pytest.raises(BadInput) as error:
        reviews.draft(session, clerk, office.staff, today=today, now=now, title="Trong quý I", drafted_on=date(2024, 3, 1))
    assert "quý I năm 2024 không phát sinh" in error.value.fields["drafted_on"]
    with pytest.raises(BadInput) as error:
        reviews.draft(session, clerk, office.staff, today=today, now=now, kind="none", title="", has_procedures=None)
    assert "2 dự thảo" in error.value.fields["kind"]


def test_how_the_year_stands(session, office, review, today, now):
    clerk = office.actor("clerk")
    found = queries.reviews_standing(session, office.agency.id, 2024, today=today)
    assert (found.total, found.late, found.finished, found.percent) == (1, 1, 0, None)
    reviews.finished(session, clerk, review, today=today, now=now)
    found = queries.reviews_standing(session, office.agency.id, 2024, today=today)
    assert (found.late, found.finished, found.unreckoned, found.unsent) == (0, 1, 1, 1)
    actions.keep_costs(session, clerk, review, ASKED, now=now)
    reviews.adopted(session, clerk, review, today=today, now=now)
    found = queries.reviews_standing(session, office.agency.id, 2024, today=today)
    assert (found.unreckoned, found.unsent, found.adopted, found.saving, found.percent) == (0, 0, 1, 793_000, Decimal("77.44"))


def test_what_the_sections_report_says(session, office, review, today, now):
    assert queries.chapter(session, office.agency.id, 2023, as_of=today) == ()
    clerk = office.actor("clerk")
    actions.keep_costs(session, clerk, review, ASKED, now=now)
    reviews.adopted(session, clerk, review, today=today, now=now)
    reviews.draft(session, clerk, office.staff, today=today, now=now, is_assessed=True)
    blocks = queries.chapter(session, office.agency.id, 2024, as_of=today)
    told = str(blocks)
    assert "được thông qua 1 phương án" in told
    assert "cắt giảm 793.000 đồng mỗi năm trên tổng số 1.024.000 đồng chi phí tuân thủ (77,44%)" in told
    assert "Có 1 dự thảo có quy định thủ tục hành chính; đã đánh giá tác động 1 dự thảo (100%)" in told
    (table,) = (block for block in blocks if block["kind"] == "table")
    assert table["rows"][0][4:] == ["77,44", "Được thông qua"]


def printed(session, office, row, book, make, today):
    known = register_queries.lookups(session, office.agency.id, book, today)
    from tests.factories.printing import OFFICE

    return make(session, Printing(office=OFFICE, today=today, year=2024, lookups=known), [row])


def test_papers_say_what_the_rows_say(session, office, review, today, now):
    clerk = office.actor("clerk")
    plan = printed(session, office, review, actions.REVIEWS, printing.plan, today)
    assert plan["subject"] == "Rà soát, đánh giá thủ tục hành chính năm 2024"
    assert plan["parts"][0]["blocks"][0]["rows"][0][1] == "Xác nhận tình trạng hôn nhân (mã 1.004873)"
    assert "Chưa tính chi phí" in str(printed(session, office, review, actions.REVIEWS, printing.report, today))
    actions.keep_costs(session, clerk, review, ASKED, now=now)
    reviews.adopted(session, clerk, review, today=today, now=now)
    report = printed(session, office, review, actions.REVIEWS, printing.report, today)
    assert "1.024.000 đ × 1 lần × 1 đối tượng = 1.024.000 đ" in str(report)
    assert [len(side["boxes"]) for side in report["annexes"][0]["blocks"][0]["sides"]] == [6, 4]
    letter = printed(session, office, review, actions.REVIEWS, printing.proposal, today)
    assert (letter["number"], letter["date"]) == ("12/TTr-UBND", "2024-06-25")
    assert "77,44%" in str(letter["parts"])
    row = reviews.draft(
        session, clerk, office.staff, today=today, now=now, opinion_number="8/TP", opinion_on=date(2024, 5, 9), is_assessed=True
    )
    listed = printed(session, office, row, actions.DRAFTS, printing.drafts, today)
    assert listed["parts"][0]["blocks"][1]["rows"][0][-1] == "Số 8/TP ngày 09/05/2024"
    assert "1/1 dự thảo" in listed["parts"][0]["blocks"][0]["text"]
