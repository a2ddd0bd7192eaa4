"""All figures of dossiers are counted in one pass: the same as each counted by itself, over any rows and any spans."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, insert

from tests.factories import people
from tests.factories.dossier_figures import FIGURES
from tests.factories.queries import counted
from tthc.core.dossiers.models import Dossier
from tthc.core.dossiers.queries import MEASURES, measuring
from tthc.core.dossiers.queries.measuring import counted_together
from tthc.core.dossiers.rules.columns import CHANNELS, SATISFACTIONS
from tthc.core.dossiers.rules.stretches import lies_in, stretches

FIRST = date(2024, 1, 1)
NIGHT = datetime(2024, 8, 1, tzinfo=UTC)
MARKS = ("is_online_full", "has_fee", "fee_online", "digitised", "reused", "no_resupply", "electronic_transfer")
FEW = some.integers(0, 12)  # days close to each other, so that the ends of spans are met
DAYS = FEW.map(lambda days: FIRST + timedelta(days=days))
SPANS = some.lists(some.tuples(DAYS, FEW).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))), min_size=1, max_size=4)
MARK = some.sampled_from([None, True, False])
ROWS = some.fixed_dictionaries(
    {
        "received_on": DAYS,
        "due": some.none() | FEW,
        "returned": some.none() | FEW,
        "channel": some.sampled_from(sorted(CHANNELS)),
        "satisfaction": some.sampled_from(["", *SATISFACTIONS]),
        "handling_minutes": some.none() | some.integers(0, 500),
        "removed_at": some.sampled_from([None, None, None, NIGHT]),
        "is_ours": some.sampled_from([True, True, True, False]),
        **dict.fromkeys(MARKS, MARK),
    }
)


@pytest.fixture
def elsewhere(session):
    return people.agency(session, "Ủy ban nhân dân xã Bên", "UBND xã Bên")


def write(session, office, elsewhere, rows):
    session.execute(delete(Dossier))
    made = []
    for number, told in enumerate(rows):
        row = dict(told)
        after = {name: row.pop(name) for name in ("due", "returned")}
        row |= {f"{name}_on": None if days is None else row["received_on"] + timedelta(days=days) for name, days in after.items()}
        whose = office.agency if row.pop("is_ours") else elsewhere
        made.append(row | {"agency_id": whose.id, "unit_id": whose.id, "code": f"H{number}", "field": "Hộ tịch", "entered_at": NIGHT})
    if made:
        session.execute(insert(Dossier), made)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=some.lists(ROWS, max_size=14), spans=SPANS, most=some.sampled_from([1, 3, 1000]))
def test_one_pass_says_what_each_figure_says_by_itself(session, office, elsewhere, monkeypatch, rows, spans, most):
    for place in ("tthc.core.dossiers.queries.measuring", "tests.factories.dossier_figures"):
        monkeypatch.setattr(f"{place}.MOST_ROWS", most)
    write(session, office, elsewhere, rows)
    found = counted_together(session, office.agency.id, spans)
    for code, count in FIGURES.items():
        for span in spans:
            assert found[code, span] == count(session, office.agency.id, *span), (code, span)
    assert set(found) == {(code, span) for code in FIGURES for span in spans}


def test_every_measure_of_dossiers_is_in_the_pass():
    assert {one.code for one in MEASURES} == set(FIGURES)
    assert {one.together for one in MEASURES} == {counted_together}


@pytest.mark.parametrize("spans", [1, 4])
def test_the_pass_asks_four_queries(session, office, spans):
    row = {"received_on": FIRST, "due": 3, "returned": 1, "channel": "online", "satisfaction": "", "handling_minutes": 5}
    write(session, office, None, [row | {"removed_at": None, "is_ours": True} | dict.fromkeys(MARKS, True)] * 20)
    with counted(session) as sent:
        counted_together(session, office.agency.id, [(FIRST, FIRST + timedelta(days=30 * (n + 1))) for n in range(spans)])
    assert len(sent) == 4


@given(spans=SPANS)
def test_stretches_cover_each_day_of_the_spans_once(spans):
    cut = stretches(spans)
    days = [date.fromordinal(day) for first, last in cut for day in range(first.toordinal(), last.toordinal() + 1)]
    asked = {date.fromordinal(day) for first, last in spans for day in range(first.toordinal(), last.toordinal() + 1)}
    assert len(days) == len(set(days))
    assert set(days) == asked
    for span in spans:
        inside = sum((last - first).days + 1 for first, last in (one for one in cut if lies_in(one, span)))
        assert inside == (span[1] - span[0]).days + 1


def test_nothing_is_asked_for_no_span(session, office):
    assert measuring.counted_together(session, office.agency.id, []) == {}
