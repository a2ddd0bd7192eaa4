"""The list of who appraises: its order needs no sheet in full, a page of it reads only its own sheets."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import assessments as make
from tthc.core.criteria.queries import assessments, sent
from tthc.core.criteria.rules.assessments import LineVerdict, Move
from tthc.core.criteria.rules.sets import Answer
from tthc.kernel.statements import counted


@pytest.fixture
def walks(session, office, today, now):
    """Three sheets that were sent, by three sets: 38, 34 and 30 of 40 points."""
    found = []
    for figure in (18, 14, 10):
        chosen = make.criteria_set(session, office.agency, f"Bộ {figure}")
        who = (office.actor(role) for role in ("officer", "appraiser", "leader"))
        walk = make.opened(session, *who, chosen, today=today, now=now).score()
        walk.answer("2.1", Answer(figure=Decimal(figure)), explanation="Đã thực hiện.")
        found.append(walk.post().send())
    return found


def order(session, walk):
    return sent.order(session, walk.judge, 2024, today=walk.at["today"])


def ids(*walks):
    return [walk.row.id for walk in walks]


def test_the_worst_stands_first_and_a_page_keeps_the_order(session, walks, today):
    best, middle, worst = walks
    assert order(session, best) == ids(worst, middle, best)
    rows, total = sent.sent(session, best.judge, 2024, today=today, offset=1, limit=1)
    assert ([row.assessment_id for row in rows], total) == (ids(middle), 3)
    assert sent.sent(session, best.judge, 2024, today=today, offset=9, limit=25) == ([], 3)


def test_what_was_lowered_counts_as_lowered(session, walks):
    best, middle, worst = walks
    best.appraise("2.1", LineVerdict.LOWERED, lowered=Answer(figure=Decimal(2)), words="Chưa có minh chứng.")
    assert order(session, best) == ids(best, worst, middle)


def test_the_late_stands_before_the_worst(session, walks):
    best, middle, worst = walks
    best.appraise("1.1", LineVerdict.ASKED, words="Ảnh chụp ngày nào?")
    assert order(session, best) == ids(worst, middle, best)
    best.at["today"] = date(2024, 9, 30)  # three working days are over
    assert order(session, best) == ids(best, worst, middle)


def test_what_is_decided_comes_last(session, walks):
    best, middle, worst = walks
    worst.finish().decide(is_met=False)
    assert order(session, best) == ids(middle, best, worst)


def test_the_result_is_that_of_the_rules(session, walks, today):
    walks[2].appraise("1.2", LineVerdict.LOWERED, lowered=Answer(figure=Decimal(50)), words="Tính lại.")
    results = sent._results(session, ids(*walks))
    for row in sent.sent(session, walks[0].judge, 2024, today=today)[0]:
        assert results[row.assessment_id] == pytest.approx(float(row.standing.points / row.standing.most))


def test_a_page_costs_the_same_however_many_were_sent(session, office, walks, today, now):
    def asked():
        session.expire_all()
        with counted(session.get_bind()) as found:
            sent.sent(session, walks[0].judge, 2024, today=today, limit=2)
        return len(found)

    few = asked()
    for n in range(6):
        chosen = make.criteria_set(session, office.agency, f"Bộ thứ {n}")
        who = (office.actor(role) for role in ("officer", "appraiser", "leader"))
        make.opened(session, *who, chosen, today=today, now=now).to(Move.SEND)
    session.flush()
    assert asked() == few
    assert assessments.own(session, office.agency.id, 2024, today=today)
