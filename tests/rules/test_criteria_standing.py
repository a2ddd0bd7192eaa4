"""Answers judged and summed up: points, shares, what does not apply, the rule for meeting a set, what would earn the most."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.criteria_sets import K, answers_to, by_points, by_verdict, line, tables
from tthc.core.criteria.rules.sets import Answer, check, gaps, judge
from tthc.core.criteria.rules.standing import standing
from tthc.kernel.errors import BadInput

D = Decimal
APART = Answer(is_not_applicable=True)
FULL = {1: Answer(figure=D(25)), 2: Answer(figure=D(15)), 3: Answer(figure=D(30)), 4: Answer(figure=D(95))}
PROPERTY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def given_points(first, second, third, percent):
    return {1: Answer(figure=D(first)), 2: Answer(figure=D(second)), 3: Answer(figure=D(third)), 4: Answer(figure=D(percent))}


@pytest.mark.parametrize(
    ("one", "answer", "is_met", "points"),
    [
        (line("1", K.PASS), Answer(is_passed=True), True, 0),
        (line("1", K.PASS, points=5), Answer(is_passed=True), True, 5),
        (line("1", K.PASS, points=5), Answer(is_passed=False), False, 0),
        (line("1", K.PERCENT, 80), Answer(figure=D("79.99")), False, 0),
        (line("1", K.PERCENT, 80, 5), Answer(figure=D(80)), True, 5),
        (line("1", K.PERCENT), Answer(figure=D(80)), None, 0),
        (line("1", K.POINTS, 3, 5), Answer(figure=D("2.5")), False, D("2.5")),
        (line("1", K.POINTS, 3, 5), Answer(figure=D(3)), True, 3),
        (line("1", K.POINTS, points=5), Answer(figure=D(4)), None, 4),
        (line("1", K.POINTS, points=5), Answer(figure=D(5)), True, 5),
        (line("1", K.PASS), Answer(), None, 0),
        (line("1", K.PASS), None, None, 0),
        (line("1", K.PASS), APART, None, 0),
    ],
)
def test_an_answer_is_judged(one, answer, is_met, points):
    found = judge(one, answer)
    assert (found.is_met, found.points) == (is_met, points)
    assert found.is_answered == (answer not in (None, Answer()))
    assert found.sentence.endswith(".")


@pytest.mark.parametrize(
    ("one", "figure", "words"),
    [
        (line("2.3", K.POINTS, points=10), 12, "Chỉ tiêu 2.3: điểm 12 lớn hơn điểm tối đa 10. Nhập điểm từ 0 đến 10."),
        (line("2.3", K.POINTS, points=10), -1, "Chỉ tiêu 2.3: điểm -1 nhỏ hơn 0. Nhập điểm từ 0 đến 10."),
        (line("2.3", K.POINTS), 1, "Chỉ tiêu 2.3: bộ tiêu chí chưa ghi điểm tối đa. Bổ sung điểm tối đa trước khi chấm."),
        (line("3.2", K.PERCENT, 80), D("100.5"), "Chỉ tiêu 3.2: tỷ lệ 100,5% nằm ngoài mức 0% đến 100%."),
    ],
)
def test_what_cannot_be_is_refused(one, figure, words):
    with pytest.raises(BadInput) as error:
        check(one, Answer(figure=D(figure)))
    assert error.value.fields == {"figure": words}


@pytest.mark.parametrize(("one", "figures"), [(line("2.3", K.POINTS, points=10), (0, 10)), (line("3.2", K.PERCENT, 80), (0, 100))])
def test_both_ends_of_a_measure_can_be(one, figures):
    for figure in figures:
        check(one, Answer(figure=D(figure)))


def test_everything_full_is_met_once_the_condition_is_answered():
    open_one = standing(by_points(), FULL)
    assert (open_one.points, open_one.most, open_one.share, open_one.is_met) == (100, 100, 100, None)
    assert standing(by_points(), FULL, [True]).is_met is True
    refused = standing(by_points(), FULL, [False])
    assert refused.is_met is False
    assert refused.sentences[-1] == "Điều kiện không đáp ứng: Không có người đứng đầu bị kỷ luật."


def test_the_total_and_each_share_must_be_reached():
    assert standing(by_points(conditions=()), given_points(20, 0, 30, 90)).is_met is True  # 80 of 100, 50 % of the first
    short = standing(by_points(conditions=()), given_points("19.75", 0, 30, 90))
    assert [one.is_met for one in short.criteria] == [False, True]
    assert short.is_met is False
    assert short.sentences[1] == "Tiêu chí 1 không đạt: 19,75/40 điểm, bằng 49,38%, mức cần đạt từ 50%."
    total = standing(by_points(conditions=()), given_points(25, 15, 30, 89))
    assert (total.points, total.is_met) == (70, False)


def test_an_open_set_says_what_is_missing_and_what_would_earn_the_most():
    found = standing(by_points(), {1: Answer(figure=D(20)), 2: Answer(figure=D(15))})
    assert found.is_met is None
    assert [one.number for one in found.missing] == ["2.1", "2.2"]
    assert [(gain.line.number, gain.points) for gain in found.gains] == [("2.1", 30), ("2.2", 30), ("1.1", 5)]
    assert found.gains[2].sentence == "Chỉ tiêu 1.1: còn 5 điểm (20/25 điểm)."


def test_it_is_lost_as_soon_as_nothing_can_save_it():
    found = standing(by_points(), {3: Answer(figure=D(5)), 4: Answer(figure=D(0))})
    assert [one.is_met for one in found.criteria] == [None, False]
    assert found.is_met is False


@pytest.mark.parametrize(("points", "is_met"), [("5", None), ("4.99", False)])
def test_what_can_still_reach_the_least_exactly_is_open(points, is_met):
    """15 more make 20 of 40, the half that is asked for, and 80 of 100 in all."""
    found = standing(by_points(conditions=()), {1: Answer(figure=D(points))})
    assert (found.criteria[0].is_met, found.is_met) == (is_met, is_met)


def test_what_does_not_apply_leaves_the_denominator():
    found = standing(by_points(conditions=()), FULL | {2: APART, 1: Answer(figure=D(5))})
    assert (found.points, found.most, found.full, found.least) == (65, 85, 100, 68)
    assert found.criteria[0].share == 20
    assert "đã trừ 15 điểm của chỉ tiêu không áp dụng; cần từ 68 điểm (80/100 tính trên điểm còn áp dụng)" in found.sentences[0]


def test_a_criterion_of_which_nothing_applies_is_in_nobodys_way():
    found = standing(by_points(conditions=()), FULL | {1: APART, 2: APART})
    assert (found.criteria[0].share, found.criteria[0].is_met, found.is_met) == (None, True, True)
    assert found.criteria[0].sentence == "Không có chỉ tiêu nào áp dụng."


def test_without_points_every_line_that_applies_must_be_met():
    table = by_verdict()
    met = {1: Answer(is_passed=True), 2: Answer(figure=D(80)), 3: Answer(is_passed=True)}
    assert standing(table, met).is_met is True
    assert standing(table, met | {3: APART}).is_met is True
    assert standing(table, met | {2: Answer(figure=D(79))}).is_met is False
    part = standing(table, {1: Answer(is_passed=True)})
    assert part.is_met is None
    assert [gain.sentence for gain in part.gains] == ["Chỉ tiêu 1.2: chưa chấm.", "Chỉ tiêu 2.1: chưa chấm."]
    assert part.criteria[0].sentence == "1/2 chỉ tiêu đạt."


def test_a_set_says_what_must_be_filled_in_before_scoring():
    assert gaps(by_points()) == ()
    first = by_points().criteria[0]
    unknown = replace(first, indicators=(line("1.1", K.POINTS), line("1.2", K.PERCENT), *first.indicators[1:]))
    assert gaps(replace(by_points(), criteria=(unknown, replace(first, number="7", indicators=())))) == (
        "Tiêu chí 1: chưa ghi điểm tối đa của chỉ tiêu 1.1; tổng của tiêu chí là 40 điểm.",
        "Tiêu chí 1: chưa ghi mức cần đạt của chỉ tiêu 1.2.",
        "Tiêu chí 7: chưa có chỉ tiêu nào.",
    )


@PROPERTY
@given(st.data())
def test_sums_stay_within_their_bounds(data):
    table = data.draw(tables())
    found = standing(table, data.draw(answers_to(table)), [data.draw(st.sampled_from([None, True, False])) for _ in table.conditions])
    assert 0 <= found.points <= found.most <= found.full
    assert found.points == sum(one.points for one in found.criteria)
    for one in found.criteria:
        assert 0 <= one.points <= one.most
        assert one.share is None or 0 <= one.share <= 100
    assert all(gain.points is None or gain.points > 0 for gain in found.gains)
    assert sum((gain.points or 0 for gain in found.gains), D(0)) == (found.most - found.points if table.is_by_points else 0)


@PROPERTY
@given(st.data())
def test_what_earned_nothing_never_lowers_a_share_by_leaving(data):
    table = data.draw(tables(by_points=True))
    answers = data.draw(answers_to(table))
    before = standing(table, answers)
    empty = [one for criterion in before.criteria for one in criterion.lines if not one.judgement.points]
    for one in empty[:3]:
        after = standing(table, answers | {one.line.id: APART})
        assert after.share is None or before.share is None or after.share >= before.share
        for old, new in zip(before.criteria, after.criteria, strict=True):
            assert old.share is None or new.share is None or new.share >= old.share
        if before.is_met is True:
            assert after.is_met is True


@PROPERTY
@given(st.data())
def test_more_never_makes_it_worse_and_a_verdict_stays(data):
    """An answer more, or a better one, keeps what is met; a verdict that is said is never taken back by answering an open line."""
    table = data.draw(tables())
    answers = data.draw(answers_to(table))
    before = standing(table, answers)
    for each in table.indicators[:4]:
        if judge(each, answers.get(each.id)).is_not_applicable:
            continue
        best = Answer(is_passed=True, figure=each.most_points if each.kind is K.POINTS else D(100))
        if each.kind is K.POINTS and each.most_points is None:
            continue
        after = standing(table, answers | {each.id: best})
        assert after.points >= before.points
        if before.is_met is True:
            assert after.is_met is True
    for each in before.missing:
        for worst in (Answer(is_passed=False, figure=D(0)), APART):
            after = standing(table, answers | {each.id: worst})
            if before.is_met is not None:
                assert after.is_met == before.is_met or (worst is APART and before.is_met is False)
