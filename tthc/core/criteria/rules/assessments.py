"""How a commune's score sheet goes from its own score to the decision, and what is refused on the way (law.md section 8.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tthc.core.criteria.rules import IndicatorKind
from tthc.core.criteria.rules.sets import UNANSWERED, Answer, IndicatorLine, check, judge
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.vietnamese import number, percent

_REFUSED = "Chưa lưu được."
WORKED_MEANWHILE = "Bảng chấm điểm đã chuyển sang bước khác. Tải lại trang để xem tình trạng hiện tại."


class AssessmentState(StrEnum):
    """How far an assessment is."""

    SCORING = "scoring"
    POSTED = "posted"
    SENT = "sent"
    APPRAISED = "appraised"
    DECIDED = "decided"
    ANNOUNCED = "announced"


STATES = {
    AssessmentState.SCORING: "Đang tự chấm",
    AssessmentState.POSTED: "Đang niêm yết, lấy ý kiến",
    AssessmentState.SENT: "Chờ thẩm định",
    AssessmentState.APPRAISED: "Chờ quyết định",
    AssessmentState.DECIDED: "Đã quyết định",
    AssessmentState.ANNOUNCED: "Đã công bố quyết định",
}
SETTLED = (AssessmentState.DECIDED, AssessmentState.ANNOUNCED)


class LineVerdict(StrEnum):
    """What the appraiser says of a line."""

    AGREED = "agreed"
    LOWERED = "lowered"
    ASKED = "asked"


VERDICTS = {LineVerdict.AGREED: "Đồng ý", LineVerdict.LOWERED: "Hạ điểm", LineVerdict.ASKED: "Yêu cầu làm rõ"}


class MeetingKind(StrEnum):
    """Who met: the commune over its draft, the appraising agency's council over the file."""

    COMMUNE = "commune"
    COUNCIL = "council"


class Move(StrEnum):
    """A step from one state to the next, or back with a reason."""

    POST = "post"
    RECALL = "recall"
    SEND = "send"
    SEND_BACK = "send_back"
    FINISH = "finish"
    REOPEN = "reopen"
    DECIDE = "decide"
    ANNOUNCE = "announce"


@dataclass(frozen=True, slots=True)
class Way:
    """A step: where it leads from and to, its place in addresses, the words of its button and of the history."""

    slug: str
    words: str
    told: str
    before: AssessmentState
    after: AssessmentState
    is_back: bool = False


_S = AssessmentState
MOVES = {
    Move.POST: Way("niem-yet", "Niêm yết dự thảo, lấy ý kiến", "Đã niêm yết dự thảo", _S.SCORING, _S.POSTED),
    Move.RECALL: Way("cham-lai", "Rút dự thảo để chấm lại", "Đã rút dự thảo để chấm lại", _S.POSTED, _S.SCORING, is_back=True),
    Move.SEND: Way("gui-tham-dinh", "Gửi hồ sơ đề nghị thẩm định", "Đã gửi hồ sơ đề nghị thẩm định", _S.POSTED, _S.SENT),
    Move.SEND_BACK: Way("tra-lai", "Trả lại hồ sơ", "Đã trả lại hồ sơ", _S.SENT, _S.SCORING, is_back=True),
    Move.FINISH: Way("xong-tham-dinh", "Hoàn thành thẩm định", "Đã thẩm định xong", _S.SENT, _S.APPRAISED),
    Move.REOPEN: Way("tham-dinh-lai", "Yêu cầu thẩm định lại", "Đã yêu cầu thẩm định lại", _S.APPRAISED, _S.SENT, is_back=True),
    Move.DECIDE: Way("quyet-dinh", "Quyết định", "Đã ban hành quyết định", _S.APPRAISED, _S.DECIDED),
    Move.ANNOUNCE: Way("cong-bo", "Công bố quyết định", "Đã công bố quyết định", _S.DECIDED, _S.ANNOUNCED),
}
OWN_MOVES = (Move.POST, Move.RECALL, Move.SEND)  # steps of the side that scores
BY_SLUG = {way.slug: move for move, way in MOVES.items()}


def ensure_follows(move: Move, state: AssessmentState) -> None:
    """Refuse a step that does not follow from the state."""
    way = MOVES[move]
    if state is way.before:
        return
    if move is Move.DECIDE and state is AssessmentState.SENT:
        raise WrongState("Chưa thẩm định xong nên chưa quyết định được. Hoàn thành thẩm định từng chỉ tiêu trước.")
    raise WrongState(f"Không thực hiện được bước “{way.words}” khi bảng chấm điểm ở bước “{STATES[state]}”. Tải lại trang.")


@dataclass(frozen=True, slots=True)
class Scored:
    """A line as it stands: the commune's answer with its ground, the appraiser's word."""

    line: IndicatorLine
    own: Answer = UNANSWERED
    explanation: str = ""
    proofs: int = 0
    verdict: LineVerdict | None = None
    appraised: Answer = UNANSWERED

    @property
    def is_unproven(self) -> bool:
        """Claimed as met or as worth points, with neither a proof nor a word of explanation."""
        judged = judge(self.line, self.own)
        claims = judged.is_answered and not judged.is_not_applicable and (judged.is_met is True or judged.points > 0)
        return claims and not self.proofs and not self.explanation.strip()

    @property
    def gap(self) -> str:
        """What the line still lacks before the sheet can be posted; nothing where it is complete."""
        if not judge(self.line, self.own).is_answered:
            return "Chưa chấm."
        return "Thiếu minh chứng hoặc giải trình." if self.is_unproven else ""


def check_own(line: IndicatorLine, answer: Answer, reason: str) -> None:
    """Refuse an answer that cannot be, and "không áp dụng" without a reason."""
    if answer.is_not_applicable and not reason.strip():
        raise BadInput(_REFUSED, {"reason": f"Chỉ tiêu {line.number}: nêu lý do không áp dụng."})
    check(line, answer)


def check_lowered(line: IndicatorLine, own: Answer, lowered: Answer, reason: str) -> None:
    """A lowered score is below the commune's own and has its reason."""
    what = f"Chỉ tiêu {line.number}"
    if not reason.strip():
        raise BadInput(_REFUSED, {"reason": f"{what}: nêu lý do hạ điểm."})
    if line.kind is IndicatorKind.PASS:
        if lowered.is_passed is not False:
            raise BadInput(_REFUSED, {"verdict": f"{what}: hạ điểm là chuyển sang Không đạt."})
        if own.is_passed is False:
            raise BadInput(_REFUSED, {"verdict": f"{what}: xã tự chấm Không đạt nên không hạ được nữa. Chọn Đồng ý hoặc Yêu cầu làm rõ."})
        return
    if lowered.figure is None:
        raise BadInput(_REFUSED, {"figure": f"{what}: nhập điểm (tỷ lệ) sau thẩm định."})
    check(line, lowered)
    if own.figure is not None and not own.is_not_applicable and lowered.figure >= own.figure:
        told = f"{what}: {figure(line, lowered)} không thấp hơn mức xã tự chấm ({figure(line, own)})."
        raise BadInput(_REFUSED, {"figure": f"{told} Nhập mức thấp hơn hoặc chọn Đồng ý."})


def check_question(line: IndicatorLine, words: str) -> None:
    """A question has words."""
    if not words.strip():
        raise BadInput(_REFUSED, {"reason": f"Chỉ tiêu {line.number}: nêu nội dung cần làm rõ."})


def check_council(members: int, present: int, most: int, quorum: tuple[int, int]) -> None:
    """The council has no more members than allowed, and enough of them were there."""
    if members < 1:
        raise BadInput(_REFUSED, {"members": "Nhập họ tên thành viên Hội đồng, mỗi người một dòng."})
    if members > most:
        raise BadInput(_REFUSED, {"members": f"Hội đồng có {members} thành viên, vượt quá {most} người theo quy định."})
    if present > members:
        raise BadInput(_REFUSED, {"present": f"Số thành viên dự họp ({present}) lớn hơn số thành viên Hội đồng ({members})."})
    needed = least_present(members, quorum)
    if present < needed:
        part = f"{quorum[0]}/{quorum[1]}"
        raise BadInput(_REFUSED, {"present": f"Có {present}/{members} thành viên dự họp; cần ít nhất {needed} ({part}) để họp được."})


def least_present(members: int, quorum: tuple[int, int]) -> int:
    """How many must be there: the fraction, rounded up."""
    return -(-members * quorum[0] // quorum[1])


def check_complete(lines: Sequence[Scored]) -> None:
    """Before posting: every line is answered, and what is claimed has its ground."""
    open_ones = [one.line.number for one in lines if one.gap == "Chưa chấm."]
    unproven = [one.line.number for one in lines if one.is_unproven]
    if open_ones:
        raise BadInput(f"Còn {len(open_ones)} chỉ tiêu chưa chấm: {', '.join(open_ones)}.")
    if unproven:
        raise BadInput(f"Chỉ tiêu {', '.join(unproven)} chấm đạt nhưng chưa có minh chứng hoặc giải trình.")


def check_appraised(lines: Sequence[Scored]) -> None:
    """Before the appraisal is finished: every line has its verdict and no question waits."""
    waiting = [one.line.number for one in lines if one.verdict is LineVerdict.ASKED]
    open_ones = [one.line.number for one in lines if one.verdict is None]
    if open_ones:
        raise BadInput(f"Còn {len(open_ones)} chỉ tiêu chưa thẩm định: {', '.join(open_ones)}.")
    if waiting:
        raise BadInput(f"Chỉ tiêu {', '.join(waiting)} đang chờ làm rõ. Chọn Đồng ý hoặc Hạ điểm trước khi hoàn thành thẩm định.")


def figure(line: IndicatorLine, answer: Answer) -> str:
    """An answer in a cell: Đạt, Không đạt, 92,5%, 8/10 điểm, Không áp dụng."""
    if answer.is_not_applicable:
        return "Không áp dụng"
    if line.kind is IndicatorKind.PASS:
        return {True: "Đạt", False: "Không đạt", None: "Chưa chấm"}[answer.is_passed]
    if answer.figure is None:
        return "Chưa chấm"
    if line.kind is IndicatorKind.PERCENT:
        return percent(answer.figure, 2)
    return f"{number(answer.figure)}/{number(line.most_points or Decimal(0))} điểm"
