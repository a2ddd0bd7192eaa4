"""A score sheet from the commune's own score to the decision, and every way to get it wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.factories import assessments as make
from tests.factories import people
from tthc.core.audit.models import AuditEntry
from tthc.core.criteria.actions import appraising, consulting, moving, scoring, terms
from tthc.core.criteria.models import CriterionIndicator, ScoreLine, ScoreProof
from tthc.core.criteria.queries import assessments as queries
from tthc.core.criteria.queries import chapter, sent
from tthc.core.criteria.queries import sheet as sheet_queries
from tthc.core.criteria.rules.assessments import AssessmentState, LineVerdict, MeetingKind, Move
from tthc.core.criteria.rules.clocks import Terms
from tthc.core.criteria.rules.sets import Answer
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.models import Evidence, EvidenceLink, Verdict
from tthc.core.evidence.rules import Proof
from tthc.core.people import queries as people_queries
from tthc.core.tasks.models import Occurrence
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.statements import counted
from tthc.kernel.transaction import begin_write

LOWERED, ASKED = LineVerdict.LOWERED, LineVerdict.ASKED


@pytest.fixture
def chosen(session, office):
    begin_write(session())
    return make.criteria_set(session, office.agency)


@pytest.fixture
def walk(session, office, chosen, today, now):
    """A sheet of the ward, which appraises its own: nobody above it has an appraiser."""
    actors = (office.actor("officer"), office.actor("appraiser"), office.actor("leader"))
    return make.opened(session, *actors, chosen, today=today, now=now)


def refusal(error):
    return error.value.fields


def test_the_ordinary_way(session, walk):
    assert [line.scored.gap for line in walk.sheet.lines] == ["Chưa chấm."] * 3
    walk.score().post().send()
    assert walk.row.state is AssessmentState.SENT
    assert walk.row.appraising_agency_id == walk.row.agency_id
    walk.appraise("2.1", LOWERED, lowered=Answer(figure=Decimal(15)), words="Thiếu biên bản hội nghị.")
    walk.finish().decide()
    moving.announce(session, walk.chief, walk.row, "Trụ sở UBND phường", date(2024, 8, 15), **walk.at)
    moving.report_up(session, walk.judge, walk.row, "20/BC-UBND", date(2024, 8, 15), **walk.at)
    sheet = walk.sheet
    assert (sheet.own.points, sheet.final.points, sheet.final.is_met) == (38, 35, True)
    assert (sheet.row.state, sheet.row.is_met) == (AssessmentState.ANNOUNCED, True)
    verbs = list(session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))
    moves = ["post", "send", "finish", "decide", "announce", "report_up"]
    assert [verb for verb in verbs if verb in moves] == moves
    assert [step.move for step in queries.steps(session, sheet.row)] == ["announce", "decide", "finish", "send", "post"]


def test_a_report_upward_that_is_corrected_keeps_what_stood_there_in_the_log(session, walk):
    walk.to(Move.DECIDE)
    for number in ("20/BC-UBND", "21/BC-UBND"):
        moving.report_up(session, walk.judge, walk.row, number, date(2024, 8, 15), **walk.at)
    first, second = session.scalars(select(AuditEntry.before).where(AuditEntry.verb == "report_up").order_by(AuditEntry.id))
    assert first == "{}"
    assert "20/BC-UBND" in second


def test_a_claim_needs_a_proof_or_a_word(walk):
    walk.score()
    walk.answer("1.2", Answer(figure=Decimal("95.5")))
    assert walk.line("1.2").scored.gap == "Thiếu minh chứng hoặc giải trình."
    with pytest.raises(BadInput, match=r"Chỉ tiêu 1\.2 chấm đạt nhưng chưa có minh chứng hoặc giải trình"):
        walk.post()
    walk.answer("1.2", Answer(figure=Decimal(80)))  # what is not claimed needs none
    assert walk.line("1.2").scored.gap == ""
    walk.answer("2.1", Answer(figure=Decimal(5)))  # points are claimed, though fewer than make it met
    assert walk.line("2.1").scored.gap == "Thiếu minh chứng hoặc giải trình."


def test_a_line_that_does_not_apply_leaves_the_denominator(walk):
    walk.score()
    with pytest.raises(BadInput) as error:
        walk.answer("1.1", Answer(is_not_applicable=True))
    assert refusal(error) == {"reason": "Chỉ tiêu 1.1: nêu lý do không áp dụng."}
    walk.answer("1.1", Answer(is_not_applicable=True), reason="Địa bàn không có thủ tục loại này.")
    sheet = walk.sheet
    assert (sheet.own.points, sheet.own.most, sheet.own.full) == (28, 30, 40)


@pytest.mark.parametrize(
    ("number", "given", "field"),
    [("2.1", Answer(figure=Decimal(21)), "figure"), ("1.2", Answer(figure=Decimal("100.5")), "figure")],
)
def test_scores_beyond_their_measure(walk, number, given, field):
    with pytest.raises(BadInput) as error:
        walk.answer(number, given)
    assert number in refusal(error)[field]


def test_a_stale_answer_is_a_conflict(walk):
    walk.answer("1.1", make.PASSED, explanation="Đã niêm yết.")
    with pytest.raises(Conflict):
        walk.answer("1.1", Answer(is_passed=False), version=1)
    assert not walk.answer("1.1", make.PASSED, explanation="Đã niêm yết.", version=1)  # the same again is no conflict


def test_one_sheet_a_set_and_year_and_only_a_set_in_force(session, office, walk, chosen, today, now):
    for set_id, year in ((chosen.id, 2024), (chosen.id, 2021), (987, 2024)):
        with pytest.raises(BadInput) as error:
            scoring.open_assessment(session, walk.scorer, set_id, year, today=today, now=now)
        assert "set_id" in refusal(error)
    ended = make.criteria_set(session, office.agency, title="Bộ đã hết áp dụng", valid_to=date(2023, 12, 31))
    with pytest.raises(BadInput) as error:
        scoring.open_assessment(session, walk.scorer, ended.id, 2024, today=today, now=now)
    assert refusal(error) == {"set_id": "Chọn bộ tiêu chí có hiệu lực trong năm 2024."}
    assert scoring.open_assessment(session, walk.scorer, ended.id, 2023, today=today, now=now).year == 2023


def test_a_set_with_gaps_is_not_scored_by(session, office, today, now):
    begin_write(session())
    made = make.criteria_set(session, office.agency, "Bộ thiếu mức")
    line = session.scalars(select(CriterionIndicator).order_by(CriterionIndicator.id)).all()[1]
    line.threshold = None
    session.flush()
    with pytest.raises(BadInput) as error:
        scoring.open_assessment(session, office.actor("officer"), made.id, 2024, today=today, now=now)
    assert "chưa ghi mức cần đạt của chỉ tiêu 1.2" in refusal(error)["set_id"]


# --- proofs


def accepted(session, office, today, now):
    proof = Proof("document", doc_number="7/BC", subject="Niêm yết thủ tục hành chính")
    occurrence = session.get_one(Occurrence, office.occurrences.posting.id)
    (link,) = evidence_actions.submit(session, office.actor("officer"), occurrence, [proof], today=today, now=now)
    evidence_actions.verify(session, office.actor("clerk"), session.get_one(EvidenceLink, link.id), today=today, now=now)
    return link.evidence_id


def test_accepted_evidence_is_proposed_and_taken_once(session, office, walk, today, now):
    evidence_id = accepted(session, office, today, now)
    found = sheet_queries.sheet(session, walk.sheet.row, today=today, with_offers=True)
    offers = {line.indicator.number: [one.evidence_id for one in line.offered] for line in found.lines}
    assert offers == {"1.1": [evidence_id], "1.2": [], "2.1": []}
    first, again = (scoring.take(session, walk.scorer, walk.row, walk.line("1.1").row, evidence_id, **walk.at) for _ in range(2))
    assert first is again
    other = scoring.take(session, walk.scorer, walk.row, walk.line("1.2").row, evidence_id, **walk.at)  # one proof, many lines
    assert other.evidence_id == first.evidence_id
    after = sheet_queries.sheet(session, walk.row, today=today, with_offers=True)
    assert after.lines[0].offered == ()


def test_evidence_of_another_unit_and_what_is_not_there_are_refused_alike(session, office, walk, today, now):
    stranger = people.agency(session, "Ủy ban nhân dân xã Lạ", "UBND xã Lạ")
    foreign = Evidence(agency_id=stranger.id, unit_id=stranger.id, kind="document", doc_number="9/BC")
    waiting = session.get_one(Occurrence, office.occurrences.posting.id)
    session.add(foreign)
    (link,) = evidence_actions.submit(session, office.actor("officer"), waiting, [make.PROOF], today=today, now=now)
    seen = set()
    for evidence_id in (foreign.id, link.evidence_id, 987_654):
        with pytest.raises(BadInput) as error:
            scoring.take(session, walk.scorer, walk.row, walk.line("1.1").row, evidence_id, **walk.at)
        seen.add(str(refusal(error)))
    assert seen == {str({"evidence_id": scoring.NOT_OURS})}


def test_evidence_taken_for_a_line_survives_what_is_withdrawn(session, office, walk, today, now):
    occurrence = session.get_one(Occurrence, office.occurrences.posting.id)
    row = Proof("row", register="posting", row_id=4, subject="Niêm yết 05 thủ tục")
    evidence_actions.submit(session, office.actor("officer"), occurrence, [row], today=today, now=now)
    walk.prove("1.1", row)  # the same frozen row, handed in for the sheet too
    evidence_actions.withdraw(session, office.actor("officer"), occurrence, today=today, now=now)
    assert [proof.title for proof in walk.line("1.1").proofs] == ["Niêm yết 05 thủ tục"]


def test_proofs_come_and_go_only_while_the_commune_scores_or_is_asked(session, walk):
    walk.to(Move.SEND)
    with pytest.raises(WrongState):
        walk.prove("1.2")
    walk.appraise("1.2", ASKED, words="Cho biết số liệu lấy từ nguồn nào.")
    link_id = walk.prove("1.2").id
    scoring.reply(session, walk.scorer, walk.row, walk.line("1.2").row, "Trích từ phần mềm Một cửa.", **walk.at)
    link = sheet_queries.proof(session, walk.row, link_id)
    scoring.take_off(session, walk.scorer, walk.row, link, now=walk.at["now"])
    assert walk.line("1.2").proofs == ()


def test_each_proof_has_its_verdict(session, walk):
    walk.score()
    second = walk.prove("1.1", Proof("document", doc_number="13/BC-UBND"))
    walk.post().send()
    with pytest.raises(BadInput) as error:
        walk.appraise("1.1", refused={second.id})
    assert refusal(error) == {"reason": "Chỉ tiêu 1.1: nêu lý do không chấp nhận minh chứng."}
    walk.appraise("1.1", refused={second.id}, words="Văn bản của năm trước.")
    verdicts = {one.evidence_id: (one.verdict, one.comment) for one in session.scalars(select(ScoreProof))}
    assert sorted(verdicts.values()) == [(Verdict.ACCEPTED, ""), (Verdict.RETURNED, "Văn bản của năm trước.")]


# --- posting and comments


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"posted_to": date(2024, 8, 3)}, "posted_to", "ít nhất 5 ngày, đến hết ngày 05/08/2024"),
        ({"posted_to": date(2024, 7, 3)}, "posted_to", "trước ngày bắt đầu"),
        ({"posted_from": None}, "posted_from", "Nhập ngày bắt đầu"),
        ({"posted_from": date(2024, 8, 20), "posted_to": date(2024, 8, 26)}, "posted_from", "sau ngày hôm nay"),
        ({"portal_from": None, "portal_to": None}, "radio_times", "ít nhất 3 lần"),
        ({"portal_to": None}, "portal_to", "Nhập đủ"),
        ({"posted_place": " "}, "posted_place", "Nhập nơi niêm yết"),
    ],
)
def test_a_draft_hangs_out_long_enough(walk, changes, field, words):
    walk.score()
    with pytest.raises(BadInput) as error:
        walk.post(**changes)
    assert words in refusal(error)[field]


def test_the_radio_takes_the_place_of_the_portal(walk):
    assert walk.score().post(portal_from=None, portal_to=None, radio_times=3).row.state is AssessmentState.POSTED


def test_comments_are_answered_before_the_file_goes(session, walk, today, now):
    walk.score().post()
    at = {"today": today, "now": now}
    told = {"sender": "Ông Trần Văn Nam", "words": "Điểm 1.2 chưa đúng.", "indicator_id": walk.line("1.2").indicator.id}
    for wrong, field in (({"received_on": date(2024, 7, 1)}, "received_on"), ({"received_on": None}, "received_on")):
        with pytest.raises(BadInput) as error:
            consulting.comment(session, walk.scorer, walk.row, **told, **wrong, **at)
        assert field in refusal(error)
    made = consulting.comment(session, walk.scorer, walk.row, **told, received_on=date(2024, 8, 5), **at)
    with pytest.raises(BadInput, match="Còn 1 ý kiến góp ý"):
        walk.send()
    with pytest.raises(BadInput):
        consulting.answer_comment(session, walk.scorer, walk.row, made, " ", **at)
    consulting.answer_comment(session, walk.scorer, walk.row, made, "Đã kiểm tra lại, số liệu đúng.", **at)
    assert walk.send().row.state is AssessmentState.SENT


def test_the_file_goes_after_the_posting_and_not_tomorrow(walk):
    walk.score().post(posted_to=date(2024, 8, 14))
    for on in (date(2024, 8, 12), date(2024, 8, 16)):
        with pytest.raises(BadInput) as error:
            walk.send(on)
        assert "on" in refusal(error)
    assert walk.send(date(2024, 8, 14)).row.sent_on == date(2024, 8, 14)  # the last day of the posting is one


# --- the appraisal


@pytest.mark.parametrize(
    ("number", "given", "field", "words"),
    [
        ("2.1", {"lowered": Answer(figure=Decimal(19)), "words": "Lý do."}, "figure", "không thấp hơn mức xã tự chấm"),
        ("2.1", {"lowered": Answer(figure=Decimal(18)), "words": "Lý do."}, "figure", "không thấp hơn"),
        ("2.1", {"lowered": Answer(figure=Decimal(25)), "words": "Lý do."}, "figure", "lớn hơn điểm tối đa"),
        ("2.1", {"lowered": Answer(figure=Decimal(5))}, "reason", "nêu lý do hạ điểm"),
        ("2.1", {"words": "Lý do."}, "figure", "nhập điểm"),
    ],
)
def test_a_score_is_only_lowered_and_with_a_reason(walk, number, given, field, words):
    walk.to(Move.SEND)
    with pytest.raises(BadInput) as error:
        walk.appraise(number, LOWERED, **given)
    assert words in refusal(error)[field]


def test_what_is_not_met_cannot_be_lowered(walk):
    walk.score()
    walk.answer("1.1", Answer(is_passed=False))
    walk.post().send()
    with pytest.raises(BadInput) as error:
        walk.appraise("1.1", LOWERED, lowered=Answer(is_passed=False), words="Lý do.")
    assert "verdict" in refusal(error)


def test_who_scored_does_not_appraise(session, office, walk, today, now):
    """Somebody who holds both posts may have one of the two parts."""
    people.post(session, office.agency, office.people["officer"], Role.APPRAISER)
    both = people_queries.load_actor(session, office.people["officer"].id, today)
    walk.to(Move.SEND)
    one = walk.line("1.1")
    with pytest.raises(NotAllowed):
        appraising.appraise(session, both, walk.row, one.row, one.indicator, LineVerdict.AGREED, today=today, now=now)
    people.post(session, office.culture, office.people["appraiser"], Role.OFFICER)
    scorer = people_queries.load_actor(session, office.people["appraiser"].id, today)
    row = session.get_one(ScoreLine, one.row.id)
    row.answered_by_id = scorer.person_id
    session.flush()
    with pytest.raises(NotAllowed, match="không thẩm định được"):
        appraising.appraise(session, scorer, walk.row, row, one.indicator, LineVerdict.AGREED, today=today, now=now)


@pytest.mark.parametrize("role", ["officer", "clerk", "leader", "inspector", "auditor", "admin"])
def test_nobody_else_appraises(session, office, walk, role, today, now):
    walk.to(Move.SEND)
    one = walk.line("1.1")
    with pytest.raises(NotAllowed):
        appraising.appraise(session, office.actor(role), walk.row, one.row, one.indicator, LineVerdict.AGREED, today=today, now=now)


def test_the_appraisal_is_whole_before_the_decision(session, walk):
    walk.score().post()
    values = {"held_on": date(2024, 8, 7), "chair": "Nguyễn Văn A", "members": make.MEMBERS, "present": 3}
    consulting.hold_meeting(session, walk.scorer, walk.row, MeetingKind.COMMUNE, values, **walk.at)  # the commune's is no council
    walk.send()
    with pytest.raises(WrongState, match="Chưa thẩm định xong"):
        walk.decide()
    with pytest.raises(BadInput, match=r"Còn 3 chỉ tiêu chưa thẩm định: 1\.1, 1\.2, 2\.1"):
        moving.finish(session, walk.judge, walk.sheet, **walk.at)
    walk.appraise("1.1").appraise("1.2").appraise("2.1", ASKED, words="Nêu rõ số hội nghị.")
    with pytest.raises(BadInput, match=r"Chỉ tiêu 2\.1 đang chờ làm rõ"):
        moving.finish(session, walk.judge, walk.sheet, **walk.at)
    walk.appraise("2.1")
    with pytest.raises(BadInput, match="Hội đồng"):
        moving.finish(session, walk.judge, walk.sheet, **walk.at)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"members": "\n".join(f"Thành viên {n}" for n in range(16)), "present": 16}, "members", "vượt quá 15 người"),
        ({"present": 1}, "present", "cần ít nhất 2 (2/3)"),
        ({"present": 4}, "present", "lớn hơn số thành viên"),
        ({"members": ""}, "members", "Nhập họ tên"),
        ({"held_on": date(2024, 9, 1)}, "held_on", "không sau ngày hôm nay"),
        ({"papers_on": date(2024, 8, 15)}, "papers_on", "sau ngày họp"),
        ({"chair": ""}, "chair", "chủ trì"),
        ({"in_favour": 4}, "in_favour", "lớn hơn số người dự họp"),
    ],
)
def test_a_council_that_cannot_be(walk, changes, field, words):
    walk.to(Move.SEND)
    with pytest.raises(BadInput) as error:
        walk.council(**changes)
    assert words in refusal(error)[field]


def test_a_council_of_as_many_as_allowed_with_two_thirds_of_them(walk):
    walk.to(Move.SEND)
    held = walk.council(members="\n".join(f"Thành viên {n}" for n in range(15)), present=10)
    assert (len(held.members.splitlines()), held.present) == (15, 10)


def test_a_council_is_corrected_in_its_place(session, walk):
    walk.to(Move.SEND)
    first = walk.council()
    again = walk.council(present=2, version=first.version)
    assert (again.id, again.present) == (first.id, 2)
    with pytest.raises(Conflict):
        consulting.hold_meeting(session, walk.judge, walk.row, MeetingKind.COUNCIL, make_values(), version=1, **walk.at)


def make_values():
    return {"held_on": date(2024, 8, 14), "chair": "A", "members": make.MEMBERS, "present": 3}


def test_a_file_given_back_is_the_communes_alone(session, walk):
    walk.to(Move.SEND)
    walk.appraise("2.1", LOWERED, lowered=Answer(figure=Decimal(12)), words="Thiếu hồ sơ.")
    with pytest.raises(BadInput) as error:
        moving.send_back(session, walk.judge, walk.row, " ", **walk.at)
    assert refusal(error) == {"reason": "Nêu lý do."}
    moving.send_back(session, walk.judge, walk.row, "Bổ sung minh chứng chỉ tiêu 2.1.", **walk.at)
    assert (walk.row.state, walk.row.appraising_agency_id) == (AssessmentState.SCORING, None)
    assert walk.line("2.1").row.verdict is LOWERED  # seen beside the own score, until that is answered anew
    walk.answer("2.1", Answer(figure=Decimal(12)), explanation="Chấm lại theo ý kiến thẩm định.")
    assert walk.line("2.1").row.verdict is None
    assert walk.post().send().row.returned_by_agency_id is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"on": date(2024, 8, 1)}, "on"),
        ({"on": date(2024, 9, 1)}, "on"),
        ({"conditions": [None]}, "conditions"),
        ({"conditions": []}, "conditions"),
        ({"conditions": [False]}, "is_met"),
    ],
)
def test_a_decision_that_cannot_be(walk, changes, field):
    walk.to(Move.FINISH)
    with pytest.raises(BadInput) as error:
        walk.decide(**changes)
    assert field in refusal(error)


def test_a_decision_may_be_of_the_councils_own_day(walk):
    assert walk.to(Move.FINISH).decide(on=date(2024, 8, 14)).row.decided_on == date(2024, 8, 14)


def test_not_enough_points_is_not_met(walk):
    walk.to(Move.SEND)
    walk.appraise("2.1", LOWERED, lowered=Answer(figure=Decimal(9)), words="Chưa đạt mức cần thiết.")
    walk.finish()
    with pytest.raises(BadInput) as error:
        walk.decide()
    assert "29" in refusal(error)["is_met"]
    assert walk.decide(is_met=False).row.is_met is False


def test_an_open_question_ends_when_the_file_is_given_back(session, walk):
    walk.to(Move.SEND)
    walk.appraise("1.1").appraise("2.1", ASKED, words="Nêu rõ số hội nghị.")
    moving.send_back(session, walk.judge, walk.row, "Bổ sung minh chứng chỉ tiêu 2.1.", **walk.at)
    assert [line.row.verdict for line in walk.sheet.lines] == [LineVerdict.AGREED, None, None]


@pytest.mark.parametrize("role", ["leader", "appraiser", "inspector", "auditor", "admin"])
def test_only_who_scores_takes_a_draft_back(session, office, walk, role):
    walk.to(Move.POST)
    with pytest.raises(NotAllowed):
        moving.recall(session, office.actor(role), walk.row, "Sửa chỉ tiêu 1.2.", **walk.at)
    moving.recall(session, walk.scorer, walk.row, "Sửa chỉ tiêu 1.2.", **walk.at)
    assert walk.row.state is AssessmentState.SCORING


@pytest.mark.parametrize("role", ["officer", "clerk", "appraiser", "inspector", "auditor", "admin"])
def test_only_the_leader_has_it_looked_at_again(session, office, walk, role):
    walk.to(Move.FINISH)
    with pytest.raises(NotAllowed):
        moving.reopen(session, office.actor(role), walk.row, "Xem lại chỉ tiêu 1.2.", **walk.at)
    assert walk.row.state is not AssessmentState.SENT


def test_the_leader_may_have_it_looked_at_again(session, walk):
    walk.to(Move.FINISH)
    moving.reopen(session, walk.chief, walk.row, "Xem lại chỉ tiêu 1.2.", **walk.at)
    assert walk.row.state is AssessmentState.SENT
    walk.appraise("1.2", LOWERED, lowered=Answer(figure=Decimal(91)), words="Trừ hồ sơ gia hạn.")
    moving.finish(session, walk.judge, walk.sheet, **walk.at)


# --- who reads what


def test_a_draft_is_not_there_for_the_agency_above_and_the_file_is(session, office, today, now, chosen):
    above = people.agency(session, "Ủy ban nhân dân thị xã Mẫu", "UBND thị xã Mẫu")
    who = {}
    for role in (Role.APPRAISER, Role.LEADER, Role.OFFICER, Role.CLERK):
        person = people.person(session, f"above.{role}")
        people.post(session, above, person, role)
        who[role] = people_queries.load_actor(session, person.id, today)
    session.merge(office.agency).parent_id = above.id
    session.flush()
    walk = make.opened(session, office.actor("officer"), who[Role.APPRAISER], who[Role.LEADER], chosen, today=today, now=now)
    walk.score().post()
    judge = who[Role.APPRAISER]
    with pytest.raises(NotFound):
        queries.one(session, judge, walk.row.id)
    assert sent.sent(session, judge, 2024, today=today) == ([], 0)
    walk.send()
    assert walk.row.appraising_agency_id == above.id
    assert queries.one(session, judge, walk.row.id).id == walk.row.id
    (line,), _ = sent.sent(session, judge, 2024, today=today)
    assert (line.agency, line.judged, line.lines) == ("UBND phường An Bình", 0, 3)
    for role in (Role.OFFICER, Role.CLERK):  # neighbours at the desk above judge nothing
        with pytest.raises(NotFound):
            queries.one(session, who[role], walk.row.id)
    with pytest.raises(NotAllowed):  # the ward's own appraiser is not the one who was asked
        appraising.appraise(
            session, office.actor("appraiser"), walk.row, walk.line("1.1").row, walk.line("1.1").indicator, LineVerdict.AGREED, **walk.at
        )
    moving.send_back(session, judge, walk.row, "Bổ sung.", **walk.at)
    with pytest.raises(NotFound):
        queries.one(session, judge, walk.row.id)
    assert sent.returned(session, judge, 2024) == [("Ủy ban nhân dân phường An Bình", "Bộ tiêu chí mẫu")]


def test_terms_of_the_agency_above_hold_below_until_the_own_are_set(session, office, chosen, today, now):
    above = people.agency(session, "Ủy ban nhân dân thị xã Mẫu", "UBND thị xã Mẫu")
    session.merge(office.agency).parent_id = above.id
    person = people.person(session, "above.clerk")
    people.post(session, above, person, Role.CLERK)
    clerk = people_queries.load_actor(session, person.id, today)
    values = Terms(office_days=7, send_before="05/01").as_dict()
    assert terms.set_terms(session, clerk, chosen, values, now=now)
    assert not terms.set_terms(session, clerk, chosen, values, now=now)
    bases = {chosen.id: chosen.basis}
    assert queries.terms_for(session, office.agency.id, bases)[chosen.id].office_days == 7
    assert terms.set_terms(session, office.actor("clerk"), chosen, values | {"office_days": 6}, now=now)
    assert queries.terms_for(session, office.agency.id, bases)[chosen.id].office_days == 6
    with pytest.raises(NotAllowed):
        terms.set_terms(session, office.actor("officer"), chosen, values, now=now)
    with pytest.raises(Conflict):
        terms.set_terms(session, clerk, chosen, values | {"office_days": 9}, version=0, now=now)


def test_a_list_goes_by_the_terms_of_whoever_has_the_sheet(session, office, chosen, today, now):
    """The own list holds what was sent to the agency above beside what was not: each line says what its own page says."""
    above = people.agency(session, "Ủy ban nhân dân thị xã Mẫu", "UBND thị xã Mẫu")
    session.merge(office.agency).parent_id = above.id
    who = {role: people.person(session, f"above.{role}") for role in (Role.CLERK, Role.APPRAISER)}
    for role, person in who.items():
        people.post(session, above, person, role)
    clerk = people_queries.load_actor(session, who[Role.CLERK].id, today)
    other = make.criteria_set(session, office.agency, title="Bộ khác")
    own, theirs = Terms(send_before="03/01", decide_before="03/02"), Terms(send_before="08/01", decide_before="08/02")
    for one in (chosen, other):
        terms.set_terms(session, office.actor("clerk"), one, own.as_dict(), now=now)
        terms.set_terms(session, clerk, one, theirs.as_dict(), now=now)
    scorer = office.actor("officer")
    judge = people_queries.load_actor(session, who[Role.APPRAISER].id, today)
    sent = make.opened(session, scorer, judge, judge, chosen, today=today, now=now).to(Move.SEND)
    kept = make.opened(session, scorer, judge, judge, other, today=today, now=now)
    assert sent.row.appraising_agency_id == above.id
    told = {line.assessment_id: line.clock for line in queries.own(session, office.agency.id, 2024, today=today)}
    for walk in (sent, kept):
        assert told[walk.row.id] == next(clock for clock in walk.sheet.clocks if clock.done_on is None)
    assert (told[sent.row.id].due_on, told[kept.row.id].due_on) == (date(2025, 2, 7), date(2025, 1, 2))


@pytest.mark.parametrize(
    ("name", "value"),
    [("send_before", "31/02"), ("send_before", "mai"), ("office_days", 61), ("council_most", 0), ("quorum_of", 4)],
)
def test_terms_nobody_can_keep(session, office, chosen, now, name, value):
    with pytest.raises(BadInput) as error:
        terms.set_terms(session, office.actor("clerk"), chosen, Terms().as_dict() | {name: value}, now=now)
    assert name in refusal(error)


def test_the_longer_posting_of_the_terms_is_asked_for(session, office, walk, chosen, now):
    terms.set_terms(session, office.actor("clerk"), chosen, replace(Terms(), office_days=10).as_dict(), now=now)
    walk.score()
    with pytest.raises(BadInput) as error:
        walk.post()
    assert "ít nhất 10 ngày" in refusal(error)["posted_to"]


def test_clocks_say_what_is_late(walk, today, now):
    walk.to(Move.SEND)
    walk.appraise("1.2", ASKED, words="Nguồn số liệu?")
    told = {clock.title: clock for clock in walk.sheet.clocks}
    assert told["Gửi hồ sơ đề nghị thẩm định trước ngày 10/01/2025"].words == "Xong ngày 12/08/2024, đúng hạn."
    assert told["Làm rõ, bổ sung trong 3 ngày làm việc"].due_on == date(2024, 8, 20)
    walk.at["today"] = date(2025, 2, 12)
    told = {clock.title: clock for clock in walk.sheet.clocks}
    assert told["Quyết định trước ngày 10/02/2025"].words == "Quá hạn 3 ngày."


def test_a_sheet_costs_the_same_however_many_proofs_it_has(session, office, walk, today):
    def cost():
        session.expire_all()
        row = queries.one(session, walk.scorer, walk.row.id)
        with counted(session.get_bind()) as sent:
            sheet_queries.sheet(session, row, today=today, with_offers=True)
        return len(sent)

    before = cost()
    for n in range(30):
        walk.prove("1.1", Proof("document", doc_number=f"{n}/BC"))
    assert cost() == before


@pytest.mark.parametrize(
    "values",
    [
        {"is_not_applicable": True, "reason": ""},
        {"verdict": LOWERED, "comment": ""},
        {"answered_by_id": 1, "appraised_by_id": 1},
    ],
)
def test_the_database_refuses_nonsense(session, walk, values):
    line = walk.line("1.1").row
    for name, value in values.items():
        setattr(line, name, value)
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_the_report_of_the_section_says_how_the_sheets_stand(session, office, walk, today):
    assert chapter(session, office.agency.id, 2023, as_of=today) == ()
    head, body, missing = chapter(session, office.agency.id, 2024, as_of=today)
    assert (head["text"], body["rows"][0][1:]) == ("Chấm điểm theo bộ tiêu chí", ["2024", "0/40", "", "Đang tự chấm"])
    assert "còn 3 chỉ tiêu chưa chấm" in missing["text"]
    walk.to(Move.SEND)
    walk.appraise("2.1", LOWERED, lowered=Answer(figure=Decimal(15)), words="Thiếu hồ sơ.")
    walk.finish().decide()
    (_, body) = chapter(session, office.agency.id, 2024, as_of=today)
    assert body["rows"][0][2:] == ["38/40", "35/40", "Đạt, Quyết định số 45/QĐ-UBND ngày 15/08/2024"]
    (_, body) = chapter(session, office.agency.id, 2024, as_of=date(2024, 8, 14))  # the day before nothing was decided
    assert body["rows"][0][4] == "Chờ quyết định"


def test_the_report_of_the_agency_above_counts_the_files_it_has(session, office, walk, today):
    walk.to(Move.SEND)
    walk.row.appraising_agency_id = office.outside.id
    session.flush()
    _, words, body = chapter(session, office.outside.id, 2024, as_of=today)
    assert words["text"] == "Đã nhận 1 hồ sơ đề nghị thẩm định; đã quyết định 0 hồ sơ, trong đó 0 hồ sơ đạt."
    assert body["rows"] == [["UBND phường An Bình", "Bộ tiêu chí mẫu", "2024", "38/40", "Chờ thẩm định"]]
