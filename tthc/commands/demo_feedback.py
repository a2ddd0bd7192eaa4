"""The ward's feedback of a year: answered in time and late, handed over, refused, said twice, extended, published, still open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tthc.commands.demo_feedback_cases import CASES, CULTURE, DESK, JUSTICE, Case
from tthc.core.feedback import queries
from tthc.core.feedback.actions import BOOK, linking, steps
from tthc.core.feedback.queries import settings
from tthc.core.feedback.rules.replies import filled
from tthc.core.feedback.rules.words import FeedbackClass, Outcome
from tthc.core.registers import actions as register_actions
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work
from tthc.kernel.vietnamese import day as day_words

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story

_HANDLERS = {JUSTICE: "hanh", CULTURE: "thuha", DESK: "phuc"}


def tell(story: Story) -> None:
    """The book until the office's day; a case is one unit of work."""
    for case in CASES:
        with unit_of_work(story.session):
            _told(story, case)


def _at(story: Story, day: date) -> dict[str, Any]:
    return {"today": day, "now": story.toolbox.clock.now()}


def _unit(story: Story, words: str) -> int:
    found = queries.keepers(story.session, story.agency_id, date(2024, 8, 15))
    return next(unit_id for unit_id, name in found.items() if words in fold(name))


def _told(story: Story, case: Case) -> None:
    session, clerk = story.session, story.person("minh")
    name, address, phone = case.sender
    values = {"unit_id": _unit(story, DESK), "channel": case.channel, "received_on": case.received_on, "content": case.content}
    values |= {"person": name, "address": address, "phone": phone, "email": "", "received_time": "", "satisfaction": ""}
    row = register_actions.enter(session, clerk, BOOK, values | {"receiver": clerk.name}, **_at(story, case.received_on))
    if case.refusal:
        text = next(reply.text for reply in settings.replies(session, story.agency_id, "reject") if reply.code == case.refusal)
        blanks = {
            "ten": name,
            "so": row.entry,
            "ngay_tiep_nhan": day_words(row.received_on),
            "co_quan": "Ủy ban nhân dân phường Trung Lương",
        }
        steps.reject(session, clerk, row, case.refusal, filled(text, blanks), **_at(story, case.received_on))
    elif case.follows:
        main = queries.numbered(session, clerk, 2024, case.follows)
        if main is not None:
            linking.link(session, clerk, row, main, **_at(story, case.received_on))
    elif case.classified_on:
        _handled(story, row, case, case.classified_on)
    if case.is_archived:
        steps.archive(session, clerk, row, **_at(story, case.published[0] if case.published else case.received_on))


def _handled(story: Story, row: Any, case: Case, on: date) -> None:
    session, clerk = story.session, story.person("minh")
    steps.classify(session, clerk, row, case.classed, case.subject, **_at(story, on))
    if case.office:
        steps.transfer(session, clerk, row, case.office, "", f"Đã chuyển {case.office} xem xét theo thẩm quyền.", **_at(story, on))
        return
    steps.assign(session, clerk, row, _unit(story, case.unit), **_at(story, on))
    worker = story.person(_HANDLERS[case.unit])
    if case.told or case.answer:
        steps.start(session, worker, row, **_at(story, on))
    if case.extended:
        steps.extend(session, clerk, row, case.extended[1], case.extended[2], **_at(story, case.extended[0]))
    for day, words in case.told:
        steps.update(session, worker, row, words, **_at(story, day))
    if case.answer:
        _answered(story, row, case, case.answer)


def _answered(story: Story, row: Any, case: Case, answer: tuple[date, Outcome, str]) -> None:
    session, clerk, worker = story.session, story.person("minh"), story.person(_HANDLERS[case.unit])
    day, outcome, text = answer
    ground = True if case.classed is FeedbackClass.RULE else None
    steps.answer(session, worker, row, outcome, text, has_ground=ground, is_resolved=case.is_resolved, **_at(story, day))
    if case.published:
        steps.publish(session, clerk, row, case.published[1], case.published[2], **_at(story, case.published[0]))
    if case.satisfaction:
        values = {column.name: getattr(row, column.name) for column in BOOK.entered} | {"satisfaction": case.satisfaction}
        register_actions.edit(session, clerk, BOOK, row, values, **_at(story, day))
