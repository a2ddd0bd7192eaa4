"""What a hostile officer tries where others judge his work: inspections, findings, scores."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import assessments, findings, people
from tests.factories import inspection_rounds as samples
from tthc.core.criteria.actions import appraising, moving, scoring
from tthc.core.criteria.queries import sheet as sheet_queries
from tthc.core.criteria.rules.assessments import LineVerdict
from tthc.core.criteria.rules.sets import Answer
from tthc.core.inspections.actions import FINDINGS, ROUNDS, remedies, rounds, sheet
from tthc.core.inspections.queries import rounds as round_queries
from tthc.core.inspections.rules import Mark
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions as register_actions
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput, DomainError, NotAllowed

DAY = samples.FIRST


@pytest.fixture
def at(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def started(session, office, at):
    """A planned round at the justice desk, the inspector its head, its sheet filled in."""
    row = samples.ready(session, office, office.justice, "inspector", **at)
    samples.marked(session, office.actor("inspector"), row, **at)
    return row


@pytest.fixture
def signed(session, office, started, at):
    samples.signed(session, office.actor("inspector"), office.actor("officer"), started, **at)
    return started


def edit(session, actor, row, at, **values):
    return register_actions.edit(session, actor, ROUNDS, row, values, **at)


# --- people who come to belong to the inspected unit


def test_a_member_who_was_moved_to_the_inspected_unit_no_longer_runs_the_round(session, office, started, at):
    people.post(session, office.justice, office.people["inspector"], Role.OFFICER)
    item = round_queries.items(session, started.id)[0]
    with pytest.raises(NotAllowed):
        sheet.mark(session, office.actor("inspector"), started, item, Mark.NOT_APPLICABLE, "", **at)


def test_who_works_below_the_inspected_unit_does_not_run_its_round(session, office, at):
    group = people.unit(session, office.agency, "Tổ lưu trữ", parent=office.justice)
    clerk = people.person(session, "clerk.below")
    people.post(session, group, clerk, Role.CLERK)
    row = samples.ready(session, office, office.justice, "inspector", **at)
    item = round_queries.items(session, row.id)[0]
    inside = people_queries.load_actor(session, clerk.id, at["today"])
    with pytest.raises(NotAllowed):
        sheet.mark(session, inside, row, item, Mark.PASS, "", **at)
    sheet.mark(session, office.actor("clerk"), row, item, Mark.PASS, "", **at)


# --- the register as a side door to a round's steps


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"body": "Thanh tra tỉnh"}, "body"),
        ({"form": "online"}, "form"),
        ({"concluded_on": date(2024, 8, 15), "conclusion_number": "9/TB", "conclusion": "Tốt"}, "concluded_on"),
    ],
)
def test_a_round_under_way_skips_no_step_through_the_register(session, office, started, at, values, field):
    with pytest.raises(BadInput) as refused:
        edit(session, office.actor("clerk"), started, at, **values)
    assert list(refused.value.fields) == [field]


def test_a_filled_in_sheet_is_not_carried_to_another_unit(session, office, started, at):
    """A clerk would name another unit for a moment, fill in the sheet of his own, and name it again."""
    with pytest.raises(BadInput) as refused:
        edit(session, office.actor("clerk"), started, at, object_id=office.culture.id)
    assert list(refused.value.fields) == ["object_id"]


@pytest.mark.parametrize("form", ["planned", "online"])
def test_a_concluded_round_is_not_opened_again_through_the_register(session, office, at, form):
    row = samples.ready(session, office, office.justice, "inspector", form=form, **at)
    inspector = office.actor("inspector")
    samples.marked(session, inspector, row, **at)
    if form == "planned":
        samples.signed(session, inspector, office.actor("officer"), row, **at)
    rounds.conclude(session, inspector, row, number="9/TB", on=at["today"], text="Đạt.", **at)
    with pytest.raises(BadInput) as refused:
        edit(session, office.actor("clerk"), row, at, concluded_on=None, conclusion_number="", conclusion="")
    assert list(refused.value.fields) == ["concluded_on"]
    assert edit(session, office.actor("clerk"), row, at, conclusion_number="10/TB")  # a wrong number is still put right


def test_a_round_that_both_sides_signed_stays_in_the_register(session, office, signed, at):
    with pytest.raises(DomainError):
        register_actions.remove(session, office.actor("clerk"), ROUNDS, signed, "nhập nhầm", **at)


def test_nobody_calls_off_the_inspection_of_his_own_unit(session, office, at):
    clerk = office.actor("clerk")
    row = samples.ready(session, office, office.staff, "inspector", starts_on=date(2024, 8, 20), **at)
    samples.told(session, clerk, row, **at)
    with pytest.raises(NotAllowed):
        rounds.cancel(session, clerk, row, "Bận", **at)
    with pytest.raises(NotAllowed), session.begin_nested():
        register_actions.remove(session, clerk, ROUNDS, row, "nhập nhầm", **at)
    rounds.cancel(session, office.actor("inspector"), row, "Trùng lịch", **at)


def test_an_old_conclusion_is_corrected_as_before(session, office, at):
    """The control: a round that was only written down has no steps that could be skipped."""
    clerk = office.actor("clerk")
    row = findings.round_of(session, clerk, office.culture.id, body="", now=at["now"])
    values = {"object_id": office.justice.id, "form": "online", "conclusion_number": "4/KL", "concluded_on": date(2024, 7, 1)}
    assert edit(session, clerk, row, at, **values)
    assert edit(session, clerk, row, at, conclusion_number="", concluded_on=None)


def test_a_clerk_does_not_take_off_a_finding_about_himself_by_naming_another_body(session, office, at):
    inspector, clerk = office.actor("inspector"), office.actor("clerk")
    held = findings.round_of(session, inspector, office.staff.id, keeper=office.staff.id, now=at["now"])
    row = findings.finding(session, inspector, held, **at)
    with pytest.raises(BadInput):
        edit(session, clerk, held, at, body="Đoàn kiểm tra liên ngành")
    with pytest.raises(DomainError):
        register_actions.remove(session, clerk, FINDINGS, row, "không còn", **at)


def test_a_finding_about_the_unit_above_ones_own_is_not_given_to_another(session, office, at):
    """The clerk of a group below the owner would carry the finding into the round of another unit, and so off his own house."""
    inspector = office.actor("inspector")
    group = people.unit(session, office.agency, "Tổ lưu trữ", parent=office.justice)
    clerk = people.person(session, "clerk.below")
    people.post(session, group, clerk, Role.CLERK)
    mine, theirs = (
        findings.round_of(session, inspector, unit.id, keeper=office.staff.id, now=at["now"]) for unit in (office.justice, office.culture)
    )
    row = findings.finding(session, inspector, mine, **at)
    inside = people_queries.load_actor(session, clerk.id, at["today"])
    with pytest.raises(BadInput) as refused:
        register_actions.edit(session, inside, FINDINGS, row, {"round_id": theirs.id, "owner_id": office.culture.id}, **at)
    assert list(refused.value.fields) == ["owner_id"]


def test_nobody_closes_a_finding_of_the_unit_to_which_he_came_later(session, office, at):
    inspector = office.actor("inspector")
    held = findings.round_of(session, inspector, office.justice.id, keeper=office.staff.id, now=at["now"])
    row = findings.finding(session, inspector, held, **at)
    remedies.hand_in(session, office.actor("officer"), row, "Đã niêm yết.", proofs=[assessments.PROOF], **at)
    people.post(session, office.justice, office.people["inspector"], Role.OFFICER)
    with pytest.raises(NotAllowed):
        remedies.close(session, office.actor("inspector"), row, "Đạt.", **at)


# --- scores


@pytest.fixture
def judge(session, office):
    """An appraiser who is also an officer of the ward that scores."""
    people.post(session, office.culture, office.people["appraiser"], Role.OFFICER)
    return office.actor("appraiser")


@pytest.fixture
def walk(session, office, at):
    chosen = assessments.criteria_set(session, office.agency)
    return assessments.opened(session, office.actor("officer"), office.actor("appraiser"), office.actor("leader"), chosen, **at)


def test_who_only_proved_a_line_does_not_appraise_it(session, walk, judge, at):
    walk.score()
    line = walk.line("2.1").row
    scoring.prove(session, judge, walk.row, line, assessments.PROOF, **at)
    walk.post().send()
    walk.judge = judge
    with pytest.raises(NotAllowed):
        walk.appraise("2.1")


def test_who_scored_does_not_appraise_after_another_has_scored_over_it(session, walk, judge, at):
    line = walk.line("2.1")
    scoring.answer(session, judge, walk.row, line.row, line.indicator, Answer(figure=Decimal(20)), explanation="Đủ.", now=at["now"])
    walk.score().post().send()
    walk.judge = judge
    with pytest.raises(NotAllowed):
        walk.appraise("2.1")


def test_who_posted_the_draft_does_not_appraise_it(session, walk, judge, at):
    walk.score()
    moving.post(session, judge, walk.sheet, assessments.POSTING, **at)
    walk.send()
    walk.judge = judge
    with pytest.raises(NotAllowed):
        walk.appraise("1.1")


def test_a_line_whose_proof_was_changed_after_the_verdict_is_judged_anew(session, walk, at):
    """Agreed, sent back, its accepted proof taken off: the verdict spoke of another proof."""
    walk.score().post().send().appraise("1.1")
    moving.send_back(session, walk.judge, walk.row, "Bổ sung chỉ tiêu 1.2.", **at)
    line = walk.line("1.1")
    walk.prove("1.1", assessments.Proof("document", doc_number="99/BC-UBND"))
    assert walk.line("1.1").row.verdict is None
    scoring.take_off(session, walk.scorer, walk.row, _link(session, walk, line.proofs[0].proof_id), now=at["now"])
    assert walk.line("1.1").row.verdict is None


def _link(session, walk, proof_id):
    return sheet_queries.proof(session, walk.row, proof_id)


def test_a_line_passed_by_lowering_is_no_lowering(session, walk, at):
    walk.score().post().send()
    one = walk.line("1.1")
    with pytest.raises(BadInput):
        appraising.appraise(
            session, walk.judge, walk.row, one.row, one.indicator, LineVerdict.LOWERED, lowered=Answer(is_passed=True), words="Hạ.", **at
        )


def test_a_leader_who_scored_does_not_decide(session, office, walk, at):
    people.post(session, office.culture, office.people["leader"], Role.OFFICER)
    leader = office.actor("leader")
    line = walk.line("2.1")
    scoring.answer(session, leader, walk.row, line.row, line.indicator, Answer(figure=Decimal(20)), explanation="Đủ.", now=at["now"])
    walk.to(assessments.Move.FINISH)
    walk.chief = leader
    with pytest.raises(NotAllowed):
        walk.decide()
