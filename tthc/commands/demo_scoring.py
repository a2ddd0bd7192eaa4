"""The ward's score sheets: that of 2023 decided with two lines lowered, that of 2024 half way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tthc.commands.demo_scoring_lines import ANSWERS_2023, ANSWERS_2024, COMMENTS, COUNCIL, LOWERED, MEETING, POSTING
from tthc.core.criteria.actions import appraising, consulting, moving, scoring
from tthc.core.criteria.queries import assessments, sets
from tthc.core.criteria.queries.sheet import Sheet, sheet
from tthc.core.criteria.rules import Subject
from tthc.core.criteria.rules.assessments import LineVerdict, MeetingKind
from tthc.core.criteria.rules.sets import Answer
from tthc.core.evidence.rules import Proof
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_scoring_lines import Line
    from tthc.commands.demo_story import Story

SCORED, SENT, COUNCIL_ON, DECIDED = date(2023, 12, 28), date(2024, 1, 8), date(2024, 1, 25), date(2024, 2, 2)
HALF_WAY = date(2024, 8, 13)
_MOST_TAKEN = 3  # proposals of the plan that the officer has pressed so far


def tell(story: Story) -> None:
    """Both sheets by the set of 2021; it has to be there (demo_criteria_sets)."""
    found = sets.for_year(story.session, story.agency_id, Subject.LAW_ACCESS, 2023)
    by_points = next((one for one in found if one.points), None)
    if by_points is None:
        return
    with unit_of_work(story.session):
        row_id = _opened(story, by_points.set_id, 2023, ANSWERS_2023, SCORED)
        _posted_and_sent(story, row_id)
    with unit_of_work(story.session):
        _appraised(story, row_id)
    with unit_of_work(story.session):
        _decided(story, row_id)
    with unit_of_work(story.session):
        _half_way(story, _opened(story, by_points.set_id, 2024, ANSWERS_2024, HALF_WAY))


def _at(story: Story, day: date) -> dict[str, Any]:
    return {"today": day, "now": story.toolbox.clock.now()}


def _sheet(story: Story, row_id: int, day: date, *, with_offers: bool = False) -> Sheet:
    row = assessments.one(story.session, story.program, row_id)
    return sheet(story.session, row, today=day, with_offers=with_offers)


def _opened(story: Story, set_id: int, year: int, answers: tuple[Line, ...], day: date) -> int:
    session, officer, now = story.session, story.person("hanh"), story.toolbox.clock.now()
    row = scoring.open_assessment(session, officer, set_id, year, **_at(story, day))
    lines = {line.indicator.number: line for line in _sheet(story, row.id, day).lines}
    for number, points, explanation, document in answers:
        line = lines[number]
        given = Answer(is_not_applicable=True) if points is None else Answer(figure=Decimal(points))
        told: dict[str, Any] = {"reason": explanation} if points is None else {"explanation": explanation}
        scoring.answer(session, officer, row, line.row, line.indicator, given, now=now, **told)
        if document:
            proof = Proof("document", doc_number=document, subject=line.indicator.title)
            scoring.prove(session, officer, row, line.row, proof, **_at(story, day))
    return row.id


def _half_way(story: Story, row_id: int) -> None:
    """Evidence of the plan that is proposed was taken for some lines."""
    found, officer = _sheet(story, row_id, HALF_WAY, with_offers=True), story.person("hanh")
    with_offers = [line for line in found.lines if line.offered and not line.proofs]
    for line in with_offers[:_MOST_TAKEN]:
        scoring.take(story.session, officer, found.row, line.row, line.offered[0].evidence_id, **_at(story, HALF_WAY))


def _posted_and_sent(story: Story, row_id: int) -> None:
    session, officer, now = story.session, story.person("hanh"), story.toolbox.clock.now()
    row = assessments.one(session, story.program, row_id)
    titles = sets.table(session, row.set_id).conditions
    scoring.answer_conditions(session, officer, row, titles, dict.fromkeys(range(len(titles)), True), now=now)
    moving.post(session, officer, _sheet(story, row_id, date(2024, 1, 2)), POSTING, **_at(story, date(2024, 1, 2)))
    indicators = {line.indicator.number: line.indicator.id for line in _sheet(story, row_id, SENT).lines}
    for sender, day, number, words, answer in COMMENTS:
        told: dict[str, Any] = {"sender": sender, "received_on": day, "words": words, "indicator_id": indicators.get(number)}
        made = consulting.comment(session, officer, row, **told, **_at(story, day))
        consulting.answer_comment(session, officer, row, made, answer, **_at(story, day))
    consulting.hold_meeting(session, officer, row, MeetingKind.COMMUNE, MEETING, **_at(story, SENT))
    moving.send(session, officer, row, "05/TTr-UBND", SENT, **_at(story, SENT))


def _appraised(story: Story, row_id: int) -> None:
    session, judge = story.session, story.person("son")
    found = _sheet(story, row_id, COUNCIL_ON)
    for line in found.lines:
        points, words = LOWERED.get(line.indicator.number, (None, ""))
        verdict = LineVerdict.AGREED if points is None else LineVerdict.LOWERED
        lowered = Answer() if points is None else Answer(figure=Decimal(points))
        told: dict[str, Any] = {"lowered": lowered, "words": words}
        appraising.appraise(session, judge, found.row, line.row, line.indicator, verdict, **told, **_at(story, date(2024, 1, 22)))
    consulting.hold_meeting(session, judge, found.row, MeetingKind.COUNCIL, COUNCIL, **_at(story, COUNCIL_ON))
    moving.finish(session, judge, _sheet(story, row_id, COUNCIL_ON), **_at(story, COUNCIL_ON))


def _decided(story: Story, row_id: int) -> None:
    session, leader = story.session, story.person("vinh")
    found = _sheet(story, row_id, DECIDED)
    conditions = [True] * len(found.table.conditions)
    told: dict[str, Any] = {"is_met": True, "number": "32/QĐ-UBND", "on": DECIDED, "conditions": conditions}
    moving.decide(session, leader, found, **told, **_at(story, DECIDED))
    place, day = "Bảng niêm yết tại trụ sở UBND phường", date(2024, 2, 5)
    moving.announce(session, leader, found.row, place, day, **_at(story, day))
    moving.report_up(session, story.person("son"), found.row, "18/BC-UBND", date(2024, 2, 7), **_at(story, date(2024, 2, 7)))
