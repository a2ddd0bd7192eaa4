"""The ward's findings: closed, waiting for the re-check, opened again, overdue, one repeated from the year before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tthc.commands.demo_findings_cases import CASES, CULTURE, DESK, JUSTICE, Case
from tthc.core.evidence.rules import Proof
from tthc.core.inspections.actions import FINDINGS, ROUNDS, remedies, repeats
from tthc.core.inspections.queries import repeats as repeat_queries
from tthc.core.inspections.queries import rounds
from tthc.core.people import queries as people_queries
from tthc.core.people.rules import UnitKind
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story

TODAY = date(2024, 8, 15)
_OWNERS = {JUSTICE: "hanh", CULTURE: "thuha", DESK: "phuc"}
_TOWN = "Ủy ban nhân dân thị xã Hồng Lĩnh"
_FIRST_DAYS = {(JUSTICE, 2024): date(2024, 4, 9), (DESK, 2024): date(2024, 6, 12), (CULTURE, 2024): date(2024, 5, 14)}


def tell(story: Story) -> None:
    """The register until the office's day; a finding is one unit of work."""
    for case in CASES:
        with unit_of_work(story.session):
            _told(story, case)


def _at(story: Story, day: date) -> dict[str, Any]:
    return {"today": day, "now": story.toolbox.clock.now()}


def _unit(story: Story, words: str) -> int:
    found = people_queries.units_of(story.session, story.agency_id, TODAY)
    return next(one.id for one in found if words in fold(one.name) and one.kind not in (UnitKind.GROUP, UnitKind.AGENCY))


def _told(story: Story, case: Case) -> None:
    session, inspector = story.session, story.person("thao")
    held = _round(story, case)
    found_on = held.ends_on
    values = {"round_id": held.id, "owner_id": _unit(story, case.unit), "found_on": found_on, "unit_id": held.unit_id}
    values |= {"observation": case.observation, "remedy": case.remedy, "due_on": max(case.due_on, found_on), "code": case.code}
    row = register_actions.enter(session, inspector, FINDINGS, values | {"cause": case.cause}, **_at(story, found_on))
    if repeat_queries.similar(session, row):
        repeats.confirm(session, inspector, row, rounds.scope(session, held), **_at(story, found_on))
    owner = story.person(_OWNERS[case.unit])
    if case.handed:
        _hand_in(story, owner, row, *case.handed)
    if case.reopened:
        day, words, due_on = case.reopened
        remedies.reopen(session, inspector, row, words, due_on, **_at(story, day))
    if case.handed_again:
        _hand_in(story, owner, row, *case.handed_again)
    if case.closed:
        remedies.close(session, story.person("thao"), row, case.closed[1], **_at(story, case.closed[0]))


def _hand_in(story: Story, owner: Any, row: Any, day: date, words: str, number: str) -> None:
    proof = Proof("document", doc_number=number, doc_date=day)
    remedies.hand_in(story.session, owner, row, words, proofs=[proof], **_at(story, day))


def _round(story: Story, case: Case) -> Any:
    """The round that the register has of this unit in the year; else one that is entered as it was held."""
    session, clerk = story.session, story.person("minh")
    object_id = story.agency_id if case.is_of_town else _unit(story, case.unit)
    ask = register_queries.Ask(year=case.year)
    held = register_queries.rows(session, clerk, ROUNDS, ask, today=TODAY, limit=None)
    first = case.handed[0] if case.handed else min(case.due_on, TODAY)
    over = [one for one in held if one.object_id == object_id and one.ends_on < first and not one.cancelled_on]
    found = [one for one in over if bool(one.body) == case.is_of_town]
    return found[-1] if found else _entered(story, case, object_id)


def _entered(story: Story, case: Case, object_id: int) -> Any:
    first = date(2023, 10, 17) if case.is_of_town else _FIRST_DAYS[case.unit, case.year]
    days = {"starts_on": first, "ends_on": first, "decided_on": None, "concluded_on": first + timedelta(days=14)}
    values = {"object_id": object_id, "form": "planned", "body": _TOWN if case.is_of_town else "", "content": "", "conclusion": ""}
    values |= {"decision_number": "", "conclusion_number": "86/TB-UBND" if case.is_of_town else "", "unit_id": _unit(story, "van phong")}
    return register_actions.enter(story.session, story.person("minh"), ROUNDS, values | days, **_at(story, first + timedelta(days=15)))
