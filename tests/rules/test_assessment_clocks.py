"""Terms of an assessment: the last day in time, postings, clocks; and which evidence is proposed for a line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc.core.criteria.rules.assessments import MOVES, AssessmentState, Move, ensure_follows, least_present
from tthc.core.criteria.rules.clocks import Facts, Terms, check_posting, clocks, default_terms, last_day
from tthc.core.criteria.rules.proposing import Candidate, pairs, proposals
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.working_days import WorkingDays

TODAY = date(2024, 1, 15)


@pytest.mark.parametrize(
    ("before", "year", "last"),
    [("10/01", 2023, date(2024, 1, 9)), ("15-02", 2024, date(2025, 2, 14)), ("01/03", 2023, date(2024, 2, 29))],
)
def test_before_a_day_ends_the_day_before(before, year, last):
    assert last_day(before, year) == last


@pytest.mark.parametrize("typed", ["31/02", "10", "", "13/13", "10/01/2024"])
def test_what_is_no_day(typed):
    with pytest.raises(ValueError, match=r".*"):
        last_day(typed, 2023)


def test_only_the_terms_of_the_old_decision_are_certain():
    assert not default_terms("Quyết định số 25/2021/QĐ-TTg").is_unsure
    assert default_terms("Quyết định số 27/2025/QĐ-TTg").is_unsure
    assert default_terms("").is_unsure


@given(st.integers(0, 20), st.integers(1, 20))
def test_a_posting_is_long_enough_from_its_first_day_to_its_last(days, asked):
    first = date(2024, 1, 2)
    last = date.fromordinal(first.toordinal() + days)
    facts = Facts(posted_from=first, posted_to=last, radio_times=3)
    if days + 1 >= asked:
        check_posting(Terms(office_days=asked), facts, date(2024, 2, 1))
    else:
        with pytest.raises(BadInput):
            check_posting(Terms(office_days=asked), facts, date(2024, 2, 1))


def test_clocks_count_working_days_and_say_how_late():
    facts = Facts(sent_on=date(2024, 1, 12), council_on=date(2024, 1, 25), papers_on=date(2024, 1, 24), decided_on=date(2024, 2, 2))
    told = {clock.title: (clock.due_on, clock.words) for clock in clocks(Terms(), 2023, facts, WorkingDays(), date(2024, 2, 6))}
    assert told["Gửi hồ sơ đề nghị thẩm định trước ngày 10/01/2024"] == (date(2024, 1, 9), "Xong ngày 12/01/2024, muộn 3 ngày.")
    assert told["Gửi tài liệu họp Hội đồng trước 3 ngày làm việc"] == (date(2024, 1, 22), "Xong ngày 24/01/2024, muộn 2 ngày.")
    assert told["Công bố quyết định trong 2 ngày làm việc"] == (date(2024, 2, 6), "Hạn cuối 06/02/2024.")
    assert told["Quyết định trước ngày 10/02/2024"][1] == "Xong ngày 02/02/2024, đúng hạn."


@pytest.mark.parametrize(("day", "is_late"), [(date(2024, 1, 9), False), (date(2024, 1, 10), True)])
def test_the_last_day_is_in_time_done_or_not(day, is_late):
    for facts in (Facts(), Facts(sent_on=day)):
        sent = clocks(Terms(), 2023, facts, WorkingDays(), day)[0]
        assert (sent.due_on, sent.is_late) == (date(2024, 1, 9), is_late)


@given(st.integers(1, 99), st.integers(1, 9), st.integers(1, 9))
def test_a_quorum_is_the_least_that_reaches_the_fraction(members, over, under):
    part = (min(over, under), under)
    least = least_present(members, part)
    assert least * part[1] >= members * part[0] > (least - 1) * part[1]


@pytest.mark.parametrize("move", list(Move))
def test_a_step_follows_from_one_state_only(move):
    for state in AssessmentState:
        if state is MOVES[move].before:
            ensure_follows(move, state)
        else:
            with pytest.raises(WrongState):
                ensure_follows(move, state)


# --- proposals

ASKED = {1: "Công khai thủ tục hành chính tại trụ sở\nẢnh niêm yết thủ tục hành chính", 2: "Hòa giải ở cơ sở\nSổ hòa giải"}


def test_evidence_that_speaks_of_the_same_is_proposed_the_own_section_first():
    candidates = [
        Candidate(10, "Ảnh niêm yết thủ tục hành chính tại trụ sở"),
        Candidate(11, "anh niem yet thu tuc hanh chinh tai tru so", is_own_section=True),
        Candidate(12, "Báo cáo hòa giải ở cơ sở năm 2024"),
        Candidate(13, "Giấy mời họp"),
    ]
    assert proposals(ASKED, candidates) == {1: (11, 10), 2: (12,)}


def test_one_pair_of_words_is_chance():
    assert proposals({1: "Hòa giải ở cơ sở"}, [Candidate(1, "Cơ sở vật chất của trường")]) == {1: ()}


def test_pairs_end_at_the_end_of_a_phrase():
    assert ("tru", "so") in pairs("Trụ sở, nhà văn hóa")
    assert ("so", "nha") not in pairs("Trụ sở, nhà văn hóa")


@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.text(max_size=30), max_size=8))
def test_proposals_are_always_of_the_candidates_and_few(asked, offered):
    candidates = [Candidate(n, words) for n, words in enumerate(offered)]
    found = proposals(dict(enumerate(asked)), candidates)
    assert set(found) == set(range(len(asked)))
    for ids in found.values():
        assert len(ids) <= 5
        assert set(ids) <= {one.evidence_id for one in candidates}
