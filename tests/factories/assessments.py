"""A small set of criteria, and score sheets at every step of the way."""

from datetime import date
from decimal import Decimal

from tthc.core.criteria.actions import appraising, consulting, moving, scoring
from tthc.core.criteria.actions import papers as paper_actions
from tthc.core.criteria.models import CriteriaSet, Criterion, CriterionIndicator
from tthc.core.criteria.queries import assessments, sheet
from tthc.core.criteria.rules import IndicatorKind, Subject
from tthc.core.criteria.rules.assessments import LineVerdict, MeetingKind, Move
from tthc.core.criteria.rules.papers import SCORE_SHEET
from tthc.core.criteria.rules.sets import Answer
from tthc.core.evidence.rules import Proof
from tthc.core.files import actions as file_actions
from tthc.core.people import queries as people_queries
from tthc.kernel.actor import system

YEAR = 2024
PROOF = Proof("document", doc_number="12/BC-UBND")
PASSED = Answer(is_passed=True)
POSTING = {
    "posted_place": "Trụ sở UBND phường",
    "posted_from": date(2024, 8, 1),
    "posted_to": date(2024, 8, 6),
    "portal_place": "Trang thông tin điện tử phường",
    "portal_from": date(2024, 8, 1),
    "portal_to": date(2024, 8, 6),
    "radio_times": None,
}
MEMBERS = "Nguyễn Văn A\nTrần Thị B\nLê Văn C"


def criteria_set(session, agency, title="Bộ tiêu chí mẫu", **values):
    """Two criteria: one passed or not and one in percent; one in points. 10 + 10 + 20 points."""
    own = {"subject": Subject.LAW_ACCESS, "valid_from": date(2022, 1, 1), "least_total": Decimal(30), "least_share": Decimal(50)}
    own |= {"basis": "Quyết định số 25/2021/QĐ-TTg", "conditions": "Không có cán bộ chủ chốt bị kỷ luật trong năm"}
    made = CriteriaSet(agency_id=agency.id, title=title, **(own | values))
    session.add(made)
    session.flush()
    rows = (
        ("1", "Ban hành văn bản theo thẩm quyền", (
            ("1.1", "Công khai thủ tục hành chính tại trụ sở", IndicatorKind.PASS, None, 10, "Ảnh niêm yết thủ tục hành chính"),
            ("1.2", "Hồ sơ giải quyết đúng hạn", IndicatorKind.PERCENT, 90, 10, "Báo cáo kết quả giải quyết hồ sơ"),
        )),
        ("2", "Tiếp cận thông tin", (("2.1", "Phổ biến, giáo dục pháp luật", IndicatorKind.POINTS, 10, 20, "Kế hoạch phổ biến"),)),
    )  # fmt: skip
    for position, (number, name, lines) in enumerate(rows, start=1):
        criterion = Criterion(set_id=made.id, position=position, number=number, title=name, most_points=Decimal(20))
        session.add(criterion)
        session.flush()
        for place, (code, words, kind, threshold, most, evidence) in enumerate(lines, start=1):
            session.add(
                CriterionIndicator(
                    criterion_id=criterion.id,
                    position=place,
                    number=code,
                    title=words,
                    kind=kind,
                    threshold=threshold,
                    most_points=most,
                    evidence=evidence,
                )
            )
    session.flush()
    return made


class Walk:
    """One sheet and the people who take it from step to step: scorer, judge (an appraiser), chief (who decides)."""

    def __init__(self, session, row, scorer, judge, chief, *, today, now):
        self.session, self.row, self.scorer, self.judge, self.chief = session, row, scorer, judge, chief
        self.at = {"today": today, "now": now}

    @property
    def sheet(self):
        self.session.flush()
        self.session.expire_all()
        self.row = assessments.one(self.session, self.scorer, self.row.id)
        return sheet.sheet(self.session, self.row, today=self.at["today"])

    def line(self, number):
        return next(one for one in self.sheet.lines if one.indicator.number == number)

    def answer(self, number, given, **words):
        one = self.line(number)
        return scoring.answer(self.session, self.scorer, self.row, one.row, one.indicator, given, now=self.at["now"], **words)

    def prove(self, number, proof=PROOF):
        return scoring.prove(self.session, self.scorer, self.row, self.line(number).row, proof, **self.at)

    def score(self):
        """Every line answered and grounded: 10 + 10 + 18."""
        self.answer("1.1", PASSED)
        self.prove("1.1")
        self.answer("1.2", Answer(figure=Decimal("95.5")), explanation="Theo số liệu của Bộ phận Một cửa.")
        self.answer("2.1", Answer(figure=Decimal(18)), explanation="Đã thực hiện 9/10 nội dung kế hoạch.")
        titles = self.sheet.table.conditions
        scoring.answer_conditions(self.session, self.scorer, self.row, titles, {0: True}, now=self.at["now"])
        return self

    def post(self, **changes):
        moving.post(self.session, self.scorer, self.sheet, POSTING | changes, **self.at)
        return self

    def send(self, on=date(2024, 8, 12)):
        moving.send(self.session, self.scorer, self.row, "15/TTr-UBND", on, **self.at)
        return self

    def appraise(self, number, verdict=LineVerdict.AGREED, **given):
        one = self.line(number)
        appraising.appraise(self.session, self.judge, self.row, one.row, one.indicator, verdict, **given, **self.at)
        return self

    def council(self, **changes):
        values = {"held_on": date(2024, 8, 14), "papers_on": date(2024, 8, 9), "chair": "Nguyễn Văn A", "members": MEMBERS, "present": 3}
        kind = MeetingKind.COUNCIL
        return consulting.hold_meeting(self.session, self.judge, self.row, kind, values | changes, **self.at)

    def finish(self):
        for number in ("1.1", "1.2", "2.1"):
            if self.line(number).row.verdict is None:
                self.appraise(number)
        self.council()
        moving.finish(self.session, self.judge, self.sheet, **self.at)
        return self

    def decide(self, *, is_met=True, **changes):
        values = {"is_met": is_met, "number": "45/QĐ-UBND", "on": date(2024, 8, 15), "conditions": [True]} | changes
        moving.decide(self.session, self.chief, self.sheet, **values, **self.at)
        return self

    def to(self, move):
        """The sheet after this step."""
        for step, act in ((Move.POST, lambda: self.score().post()), (Move.SEND, self.send), (Move.FINISH, self.finish)):
            act()
            if step == move:
                return self
        return self.decide()


def opened(session, scorer, judge, chief, chosen, *, today, now, year=YEAR):
    """A sheet that was just opened."""
    row = scoring.open_assessment(session, scorer, chosen.id, year, today=today, now=now)
    return Walk(session, row, scorer, judge, chief, today=today, now=now)


def one_of_everything(session, toolbox, who, officer, agency, *, today, now):
    """A sheet that was sent, with a proof that is a file, a comment and a printed paper: {name of a route's parameter: id}."""
    judge = people_queries.load_actor(session, who["appraiser"].id, today)
    chief = people_queries.load_actor(session, who["leader"].id, today)
    chosen = criteria_set(session, agency, f"Bộ tiêu chí {agency.id}")
    walk = opened(session, officer, judge, chief, chosen, today=today, now=now)
    stored = toolbox.files.keep(f"%PDF-1.4\n{agency.name}".encode(), "application/pdf")
    file = file_actions.register(session, stored, now=now)
    walk.score()
    proof = walk.prove("1.2", Proof("file", stored_file_id=file.id, file_name="minh-chung.pdf"))
    walk.post()
    said = {"sender": "Ông Nam", "words": "Đồng ý.", "received_on": date(2024, 8, 5), "indicator_id": None}
    comment = consulting.comment(session, officer, walk.row, **said, **walk.at)
    consulting.answer_comment(session, officer, walk.row, comment, "Cảm ơn ý kiến.", **walk.at)
    walk.send()
    paper = paper_actions.ask_paper(session, officer, walk.sheet, SCORE_SHEET, today=today, now=now)
    paper_actions.keep_paper(session, system(agency.id), paper, stored, now=now)
    return {
        "assessment_id": walk.row.id,
        "score_line_id": walk.line("1.2").row.id,
        "score_proof_id": proof.id,
        "assessment_comment_id": comment.id,
        "assessment_paper_id": paper.id,
    }
