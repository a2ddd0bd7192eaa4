"""What stands on a finding's page, on both sides: what it repeats, the next step, what was handed in, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from tthc.blueprints.inspection.finding_forms import HandInForm, RecheckForm, ReopenForm
from tthc.core.evidence import queries as evidence_queries
from tthc.core.inspections.queries import finding_lines
from tthc.core.inspections.queries import findings as queries
from tthc.core.inspections.queries import repeats as repeat_queries
from tthc.core.inspections.rules import findings as rules
from tthc.core.inspections.rules.finding_words import proposal
from tthc.core.inspections.rules.findings import ACTS, FindingState
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day
from tthc.web.guards import actor
from tthc.web.lines import Link
from tthc.web.register_ui import row_href

_VERDICTS = {"waiting": Badge("Chờ phúc tra", "waiting"), "accepted": Badge("Đạt", "done"), "returned": Badge("Chưa đạt", "returned")}


@dataclass(frozen=True)
class StepLine:
    """One line of what was done."""

    title: str
    words: str
    who: str
    done_on: date
    at: datetime
    due_on: date | None


@dataclass(frozen=True)
class RemedyLine:
    """What was handed in once, its proofs and what the re-check said."""

    words: str
    who: str
    on: date
    badge: Badge
    comment: str
    judge: str
    judged_on: date | None
    proofs: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Panel:
    """Everything `inspection/_finding_panel.html` and its side show. A form is there only for who may send it."""

    row_id: int
    repeats: str
    repeated: tuple[Link, ...]
    proposals: tuple[tuple[str, str], ...]
    repeat_href: str | None
    unlink_href: str | None
    hand_in: HandInForm | None
    hand_in_href: str
    recheck: RecheckForm | None
    recheck_href: str
    reopen: ReopenForm | None
    reopen_href: str
    waiting_for: str
    remedies: tuple[RemedyLine, ...]
    steps: tuple[StepLine, ...]
    round: Link | None


def finding_panel(row: Any, year: int, form: Any = None) -> Panel:
    """The panel of a finding; a constant number of queries. `form` is one that was refused."""
    session, who = db.session(), actor()
    at = rules.state(row.handed_on, row.closed_on, row.reopened_on)
    is_reader = may(who, Can.INSPECTION_READ, row)
    is_writer = is_reader and may_write(row)
    repeated = repeat_queries.repeated(session, row) if is_reader else []
    proposed = repeat_queries.similar(session, row) if is_writer and row.repeat_of_id is None else []
    found = queries.remedies(session, row)
    remedies = tuple(_remedy(one, row, year) for one in found)
    hand_in, recheck, reopen = _forms(row, at, form)
    here = {"year": year, "finding_id": row.id}
    return Panel(
        row_id=row.id,
        repeats=row.repeats,
        repeated=tuple(Link(f"Năm {one.year}: {queries.describe(one)}", row_href(queries.BOOK_NAME, one.id) or "") for one in repeated),
        proposals=tuple((proposal(one), row_href(queries.BOOK_NAME, one.row_id) or "") for one in proposed),
        repeat_href=url_for("inspection.finding_repeat", **here) if proposed else None,
        unlink_href=url_for("inspection.finding_unlink", **here) if is_writer and row.repeat_of_id else None,
        hand_in=hand_in,
        hand_in_href=url_for("inspection.finding_hand_in", **here),
        recheck=recheck,
        recheck_href=url_for("inspection.finding_recheck", **here),
        reopen=reopen,
        reopen_href=url_for("inspection.finding_reopen", **here),
        waiting_for="" if hand_in or recheck else _waiting_for(row, at),
        remedies=remedies,
        steps=tuple(_step(one) for one in queries.steps(session, row)),
        round=_round(row) if is_reader else None,
    )


def may_write(row: Any) -> bool:
    """Whether the person writes findings of this round: the office that inspects, or its team."""
    return may(actor(), Can.INSPECTION_FIND, row) or may(actor(), Can.INSPECTION_RUN, round_scope(row))


def round_scope(row: Any) -> Any:
    """The round of a finding as rights see it."""
    return queries.scope_of(db.session(), row)


def _forms(row: Any, at: FindingState, refused: Any) -> tuple[HandInForm | None, RecheckForm | None, ReopenForm | None]:
    session, who = db.session(), actor()
    owner = queries.owner_scope(session, row)
    start = {"formdata": None, "version": str(row.version)}
    hand_in, recheck, reopen = (refused if isinstance(refused, kind) else None for kind in (HandInForm, RecheckForm, ReopenForm))
    if hand_in is None and at in (FindingState.OPEN, FindingState.REOPENED) and may(who, Can.INSPECTION_ANSWER, owner):
        hand_in = HandInForm.offering(offered(row), **start)
    if at in (FindingState.WAITING, FindingState.CLOSED) and may_check(row):
        recheck = recheck or (RecheckForm(**start) if at is FindingState.WAITING else None)
        reopen = reopen or (ReopenForm(**start) if at is FindingState.CLOSED else None)
    return hand_in, recheck, reopen


def offered(row: Any) -> Mapping[int, str]:
    """The evidence that the owner has already, by name."""
    found = finding_lines.own_evidence(db.session(), queries.owner_scope(db.session(), row))
    return {one.id: evidence_queries.name_of(one)[:150] for one in found}


def may_check(row: Any) -> bool:
    """Whether the person may re-check: another one than who handed in, of another unit."""
    session, who = db.session(), actor()
    scope = queries.recheck_scope(row, queries.waiting_remedy(session, row))
    return may(who, Can.INSPECTION_RECHECK, scope) and row.owner_id not in queries.workplaces(session, who)


def _waiting_for(row: Any, at: FindingState) -> str:
    if at is FindingState.CLOSED:
        return ""
    if at is FindingState.WAITING:
        return "Chờ phúc tra: người nộp kết quả và người của đơn vị phải khắc phục không tự khép kiến nghị."
    due = f", hạn {day(row.due_on)}" if row.due_on else ""
    return f"Chờ đơn vị phải khắc phục nộp kết quả{due}."


def _round(row: Any) -> Link | None:
    href = row_href("inspection_round", row.round_id)
    return Link("Đợt kiểm tra", href) if href else None


def _remedy(one: Any, row: Any, year: int) -> RemedyLine:
    judge = one.verified_by.full_name if one.verified_by else ""
    proofs = tuple((evidence_queries.name_of(each.evidence), _proof_href(each, row, year)) for each in one.proofs)
    return RemedyLine(
        one.words, one.submitted_by.full_name, one.submitted_on, _VERDICTS[one.verdict], one.comment, judge, one.verified_on, proofs
    )


def _proof_href(each: Any, row: Any, year: int) -> str | None:
    if each.evidence.stored_file is not None:
        return url_for("inspection.finding_proof", year=year, finding_id=row.id, proof_id=each.id)
    is_ours = each.evidence.agency_id == actor().agency_id
    return row_href(each.evidence.register, each.evidence.row_id) if each.evidence.row_id and is_ours else None


def _step(one: Any) -> StepLine:
    return StepLine(ACTS[one.act], one.words, one.done_by.full_name if one.done_by else "Hệ thống", one.done_on, one.done_at, one.due_on)
