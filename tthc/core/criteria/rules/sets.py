"""A criteria set as plain values, and how an answer to one of its indicators is judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tthc.core.criteria.rules import IndicatorKind, Subject
from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import number, percent

WHOLE = Decimal(100)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator (chỉ tiêu): how it is measured and from which figure on it is met."""

    number: str
    title: str
    kind: IndicatorKind = IndicatorKind.PASS
    threshold: Decimal | None = None  # percent, or points, from which it is met
    most_points: Decimal | None = None
    evidence: str = ""  # the papers asked for, one a line
    note: str = ""
    is_unsure: bool = False
    id: int | None = field(default=None, compare=False)  # of the stored indicator: answers are found by it

    @property
    def earns(self) -> bool:
        """Whether it brings points, as far as the set says."""
        return self.most_points is not None and self.most_points > 0


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion (tiêu chí) with its indicators."""

    number: str
    title: str
    indicators: tuple[IndicatorLine, ...] = ()
    most_points: Decimal | None = None
    note: str = ""
    is_unsure: bool = False
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SetTable:
    """A set as its sheet shows it: the head with the rule for meeting it, then criteria and indicators in their order."""

    title: str
    subject: Subject
    criteria: tuple[CriterionLine, ...] = ()
    basis: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    least_total: Decimal | None = None  # points of the full maximum
    least_share: Decimal | None = None  # percent of the points of each criterion
    conditions: tuple[str, ...] = ()  # each is fulfilled or not: Đáp ứng, Không đáp ứng
    is_unsure: bool = False
    note: str = ""  # what is to be checked, what is to be filled in

    @property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        """All of them in their order."""
        return tuple(line for criterion in self.criteria for line in criterion.indicators)

    @property
    def is_by_points(self) -> bool:
        """Whether points decide: a total or a share of each criterion must be reached."""
        return self.least_total is not None or self.least_share is not None

    @property
    def most_points(self) -> Decimal:
        """The full maximum."""
        return sum((line.most_points or NOTHING for line in self.indicators), NOTHING)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to an indicator: passed or not, the percent or the points; or that it does not apply."""

    is_passed: bool | None = None
    figure: Decimal | None = None
    is_not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """An answer judged. `is_met` is None where nothing was answered or where the set does not say from when on it is met."""

    is_answered: bool
    is_not_applicable: bool
    is_met: bool | None
    points: Decimal  # earned
    most: Decimal  # that could be earned; nothing where it does not apply
    line: IndicatorLine
    given: Answer

    @property
    def sentence(self) -> str:
        """What it comes to, in words; made when somebody reads it, for lists of sheets sum up without."""
        if self.is_not_applicable:
            return "Không áp dụng, không tính vào mẫu số."
        return _words(self.line, self.given, self.points, is_met=self.is_met) if self.is_answered else "Chưa chấm."


UNANSWERED = Answer()


def check(line: IndicatorLine, answer: Answer) -> None:
    """Refuse an answer that cannot be: BadInput on `figure` with one sentence that names the indicator."""
    figure = answer.figure
    if answer.is_not_applicable or figure is None or line.kind is IndicatorKind.PASS:
        return
    what = f"Chỉ tiêu {line.number}"
    if line.kind is IndicatorKind.PERCENT:
        if not NOTHING <= figure <= WHOLE:
            raise BadInput("Chưa lưu được.", {"figure": f"{what}: tỷ lệ {number(figure)}% nằm ngoài mức 0% đến 100%."})
        return
    if line.most_points is None:
        raise BadInput("Chưa lưu được.", {"figure": f"{what}: bộ tiêu chí chưa ghi điểm tối đa. Bổ sung điểm tối đa trước khi chấm."})
    if not NOTHING <= figure <= line.most_points:
        most = number(line.most_points)
        words = f"{what}: điểm {number(figure)} lớn hơn điểm tối đa {most}." if figure > 0 else f"{what}: điểm {number(figure)} nhỏ hơn 0."
        raise BadInput("Chưa lưu được.", {"figure": f"{words} Nhập điểm từ 0 đến {most}."})


def judge(line: IndicatorLine, answer: Answer | None) -> Judgement:
    """What the answer comes to; an answer that cannot be was refused by `check` before it was kept."""
    given = answer or UNANSWERED
    most = line.most_points or NOTHING
    if given.is_not_applicable:
        return Judgement(True, True, None, NOTHING, NOTHING, line, given)
    if (given.is_passed if line.kind is IndicatorKind.PASS else given.figure) is None:
        return Judgement(False, False, None, NOTHING, most, line, given)
    is_met = _is_met(line, given)
    by_verdict = most if is_met else NOTHING
    points = min(max(given.figure or NOTHING, NOTHING), most) if line.kind is IndicatorKind.POINTS else by_verdict
    return Judgement(True, False, is_met, points, most, line, given)


def _is_met(line: IndicatorLine, given: Answer) -> bool | None:
    if line.kind is IndicatorKind.PASS:
        return given.is_passed
    figure = given.figure or NOTHING
    if line.threshold is not None:
        return figure >= line.threshold
    if line.kind is IndicatorKind.POINTS and line.most_points is not None and figure >= line.most_points:
        return True
    return None


def _words(line: IndicatorLine, given: Answer, points: Decimal, *, is_met: bool | None) -> str:
    figure = given.figure or NOTHING
    verdict = {True: "Đạt", False: "Không đạt", None: ""}[is_met]
    if line.kind is IndicatorKind.PASS:
        return f"{verdict}{_of_points(line, points)}."
    if line.kind is IndicatorKind.PERCENT:
        if line.threshold is None:
            return f"{percent(figure, 2)}; bộ tiêu chí chưa ghi mức cần đạt."
        return f"{percent(figure, 2)}, mức cần đạt từ {percent(line.threshold, 2)}: {verdict}{_of_points(line, points)}."
    least = f", mức cần đạt từ {number(line.threshold)} điểm: {verdict}" if line.threshold is not None else ""
    return f"{number(points)}/{number(line.most_points or NOTHING)} điểm{least}."


def _of_points(line: IndicatorLine, points: Decimal) -> str:
    return f" ({number(points)}/{number(line.most_points or NOTHING)} điểm)" if line.earns else ""


def gaps(table: SetTable) -> tuple[str, ...]:
    """What must be filled in before anything can be scored by the set, one sentence each."""
    found: list[str] = []
    for criterion in table.criteria:
        without = [line.number for line in criterion.indicators if line.kind is IndicatorKind.POINTS and line.most_points is None]
        if without:
            most = f"; tổng của tiêu chí là {number(criterion.most_points)} điểm" if criterion.most_points is not None else ""
            found.append(f"Tiêu chí {criterion.number}: chưa ghi điểm tối đa của chỉ tiêu {', '.join(without)}{most}.")
        open_ended = [line.number for line in criterion.indicators if line.kind is IndicatorKind.PERCENT and line.threshold is None]
        if open_ended:
            found.append(f"Tiêu chí {criterion.number}: chưa ghi mức cần đạt của chỉ tiêu {', '.join(open_ended)}.")
        if not criterion.indicators:
            found.append(f"Tiêu chí {criterion.number}: chưa có chỉ tiêu nào.")
    if not table.criteria:
        found.append("Bộ tiêu chí chưa có tiêu chí nào.")
    if table.is_by_points and not found and not table.most_points:
        found.append("Bộ tiêu chí có mức điểm cần đạt nhưng không chỉ tiêu nào có điểm.")
    return tuple(found)
