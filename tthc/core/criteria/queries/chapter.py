"""What the section's signed report says of scores: the agency's own sheets, and the files it appraises for others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from tthc.core.criteria.models import Assessment
from tthc.core.criteria.queries import sets
from tthc.core.criteria.queries.assessments import final_standing, own_standing, score_lines
from tthc.core.criteria.rules.assessments import SETTLED, STATES, AssessmentState
from tthc.core.criteria.rules.standing import Standing
from tthc.kernel.document import Block, heading, table, text
from tthc.kernel.vietnamese import day, number

_JUDGED = (AssessmentState.APPRAISED, *SETTLED)


def chapter(session: Session, agency_id: int, year: int, *, as_of: date) -> tuple[Block, ...]:
    """Sheets of the year, and those of the year before that were decided in this one; nothing where there are none."""
    decided_now = and_(Assessment.year == year - 1, Assessment.decided_on.between(date(year, 1, 1), as_of))
    query = select(Assessment).where(or_(Assessment.year == year, decided_now))
    query = query.where(or_(Assessment.agency_id == agency_id, Assessment.appraising_agency_id == agency_id))
    query = query.options(joinedload(Assessment.agency), joinedload(Assessment.criteria_set))
    found = session.scalars(query.order_by(Assessment.year, Assessment.id)).all()
    if not found:
        return ()
    tables = sets.tables(session, {row.set_id for row in found})
    lines = score_lines(session, [row.id for row in found])
    told = [
        (row, own_standing(tables[row.set_id], row, lines[row.id]), final_standing(tables[row.set_id], row, lines[row.id])) for row in found
    ]
    own = [one for one in told if one[0].agency_id == agency_id]
    theirs = [one for one in told if one[0].agency_id != agency_id]
    return (*_own(own, as_of), *_theirs(theirs, as_of))


def _own(told: Sequence[tuple[Assessment, Standing, Standing]], as_of: date) -> tuple[Block, ...]:
    if not told:
        return ()
    columns = (("Bộ tiêu chí", "left", 40), ("Năm", "center", 10), ("Tự chấm", "right", 15), ("Sau thẩm định", "right", 15))
    rows = [
        [row.criteria_set.title, str(row.year), _figure(own), _figure(final) if row.state in _JUDGED else "", _result(row, as_of)]
        for row, own, final in told
    ]
    body = table("Kết quả tự chấm điểm theo bộ tiêu chí", (*columns, ("Tình trạng", "left", 20)), rows)
    missing = [
        f"{row.criteria_set.title} năm {row.year}: còn {len(own.missing)} chỉ tiêu chưa chấm."
        for row, own, _ in told
        if row.state is AssessmentState.SCORING and own.missing
    ]
    return (heading("Chấm điểm theo bộ tiêu chí"), body, *(text(one) for one in missing))


def _theirs(told: Sequence[tuple[Assessment, Standing, Standing]], as_of: date) -> tuple[Block, ...]:
    if not told:
        return ()
    columns = (("Đơn vị", "left", 30), ("Bộ tiêu chí", "left", 34), ("Năm", "center", 8), ("Điểm", "right", 10), ("Kết quả", "left", 18))
    rows = [
        [row.agency.short_name or row.agency.name, row.criteria_set.title, str(row.year), _figure(final), _result(row, as_of)]
        for row, _, final in told
    ]
    decided = [row for row, _, _ in told if _is_decided(row, as_of)]
    met = sum(bool(row.is_met) for row in decided)
    words = text(f"Đã nhận {len(told)} hồ sơ đề nghị thẩm định; đã quyết định {len(decided)} hồ sơ, trong đó {met} hồ sơ đạt.")
    return (heading("Thẩm định hồ sơ chấm điểm"), words, table("Hồ sơ thẩm định", columns, rows))


def _figure(standing: Standing) -> str:
    """Points where the set has them, else how many indicators are met."""
    if standing.full:
        return f"{number(standing.points)}/{number(standing.most)}"
    met, applicable = sum(one.met for one in standing.criteria), sum(one.applicable for one in standing.criteria)
    return f"{number(Decimal(met))}/{number(Decimal(applicable))}"


def _is_decided(row: Assessment, as_of: date) -> bool:
    return row.decided_on is not None and row.decided_on <= as_of


def _result(row: Assessment, as_of: date) -> str:
    if row.decided_on is None or row.decided_on > as_of:
        return STATES[row.state] if row.state not in SETTLED else STATES[AssessmentState.APPRAISED]
    return f"{'Đạt' if row.is_met else 'Chưa đạt'}, Quyết định số {row.decision_number} ngày {day(row.decided_on)}"
