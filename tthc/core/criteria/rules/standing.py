"""Where a commune stands by a criteria set: sums, shares, whether it is met, what is missing and what would earn the most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tthc.core.criteria.rules.sets import NOTHING, WHOLE, Answer, CriterionLine, IndicatorLine, Judgement, SetTable, judge
from tthc.kernel.vietnamese import number, percent

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class LineStanding:
    """An indicator with what its answer comes to."""

    line: IndicatorLine
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class CriterionStanding:
    """The sum of a criterion. `is_met` is None as long as open lines can still decide it."""

    criterion: CriterionLine
    lines: tuple[LineStanding, ...]
    points: Decimal
    most: Decimal  # of the lines that apply
    share: Decimal | None  # percent; None where no line earns points
    is_met: bool | None
    table: SetTable  # that it belongs to

    @property
    def sentence(self) -> str:
        """The sum in words."""
        return _criterion_words(self.table, self.lines, self.points, self.most)

    @property
    def open(self) -> int:
        """How many lines wait for an answer."""
        return sum(not one.judgement.is_answered for one in self.lines)

    @property
    def met(self) -> int:
        """How many lines are met."""
        return sum(one.judgement.is_met is True for one in self.lines)

    @property
    def applicable(self) -> int:
        """How many lines apply."""
        return sum(not one.judgement.is_not_applicable for one in self.lines)


@dataclass(frozen=True, slots=True)
class Gain:
    """What one indicator could still earn; `points` is None in a set without points."""

    line: IndicatorLine
    points: Decimal | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole set. `is_met` is True or False as soon as no score of an open line can change it any more."""

    criteria: tuple[CriterionStanding, ...]
    points: Decimal
    most: Decimal  # of the lines that apply
    full: Decimal  # of all lines
    least: Decimal | None  # the total asked for, brought down to the lines that apply
    share: Decimal | None
    is_met: bool | None
    missing: tuple[IndicatorLine, ...]  # lines without an answer
    table: SetTable
    answered: tuple[bool | None, ...]  # the conditions, in the order of the set

    @property
    def gains(self) -> tuple[Gain, ...]:
        """What could still be earned, the greatest first."""
        return _gains(self.table, self.criteria)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the figure says, why it is met or not."""
        why = (_why(one) for one in self.criteria if one.is_met is False)
        totals = _totals(self.points, self.most, self.full, self.table.least_total, self.least)
        return (*totals, *why, *_unfulfilled(self.table, self.answered))


def standing(table: SetTable, answers: Mapping[int, Answer], conditions: Sequence[bool | None] = ()) -> Standing:
    """Where the answers (by the indicator's id) and the answered conditions (in the set's order) stand."""
    criteria = tuple(_criterion(table, criterion, answers) for criterion in table.criteria)
    points = sum((one.points for one in criteria), NOTHING)
    most = sum((one.most for one in criteria), NOTHING)
    full = table.most_points
    least = table.least_total * most / full if table.least_total is not None and full else None
    lines = [line for one in criteria for line in one.lines]
    verdicts = [one.is_met for one in criteria]
    if least is not None:
        verdicts.append(_reaches(points, points + _open_points(lines), least))
    answered = [*conditions, *([None] * len(table.conditions))][: len(table.conditions)]
    return Standing(
        criteria,
        points,
        most,
        full,
        least,
        points * WHOLE / most if most else None,
        _all([*verdicts, *answered]) if lines else None,
        tuple(one.line for one in lines if not one.judgement.is_answered),
        table,
        tuple(answered),
    )


def _criterion(table: SetTable, criterion: CriterionLine, answers: Mapping[int, Answer]) -> CriterionStanding:
    lines = tuple(LineStanding(line, judge(line, answers.get(line.id) if line.id is not None else None)) for line in criterion.indicators)
    points = sum((one.judgement.points for one in lines), NOTHING)
    most = sum((one.judgement.most for one in lines), NOTHING)
    share = points * WHOLE / most if most else None
    is_met = _criterion_is_met(table, lines, points, most)
    return CriterionStanding(criterion, lines, points, most, share, is_met, table)


def _criterion_is_met(table: SetTable, lines: Sequence[LineStanding], points: Decimal, most: Decimal) -> bool | None:
    """By points its share decides; a line without points, and every line of a set without points, must be met itself."""
    alone = [one.judgement for one in lines if not (table.is_by_points and one.line.earns) and not one.judgement.is_not_applicable]
    verdicts: list[bool | None] = [one.is_met for one in alone]
    if table.least_share is not None and most:
        verdicts.append(_reaches(points, points + _open_points(lines), table.least_share * most / WHOLE))
    return _all(verdicts)


def _open_points(lines: Sequence[LineStanding]) -> Decimal:
    return sum((one.judgement.most for one in lines if not one.judgement.is_answered), NOTHING)


def _reaches(now: Decimal, at_best: Decimal, least: Decimal) -> bool | None:
    """Whether the least is reached whatever else is answered; None while that is open."""
    if now >= least:
        return True
    return None if at_best >= least else False


def _all(verdicts: Sequence[bool | None]) -> bool | None:
    if any(one is False for one in verdicts):
        return False
    return None if any(one is None for one in verdicts) else True


def _criterion_words(table: SetTable, lines: Sequence[LineStanding], points: Decimal, most: Decimal) -> str:
    applicable = [one for one in lines if not one.judgement.is_not_applicable]
    if not applicable:
        return "Không có chỉ tiêu nào áp dụng."
    met = f"{sum(one.judgement.is_met is True for one in applicable)}/{len(applicable)} chỉ tiêu đạt"
    if not (table.is_by_points and most):
        return f"{met}."
    least = f", mức cần đạt từ {percent(table.least_share, 2)}" if table.least_share is not None else ""
    return f"{number(points)}/{number(most)} điểm, bằng {percent(points * WHOLE / most, 2)}{least}."


def _totals(points: Decimal, most: Decimal, full: Decimal, asked: Decimal | None, least: Decimal | None) -> tuple[str, ...]:
    if not full:
        return ()
    if most == full:
        goal = f"; cần từ {number(asked)} điểm" if asked is not None else ""
        return (f"Tổng điểm {number(points)}/{number(full)}{goal}.",)
    if not most:
        return ("Không có chỉ tiêu tính điểm nào áp dụng.",)
    goal = (
        f"; cần từ {number(least.quantize(_CENT, ROUND_HALF_UP))} điểm ({number(asked)}/{number(full)} tính trên điểm còn áp dụng)"
        if asked and least is not None
        else ""
    )
    return (f"Tổng điểm {number(points)}/{number(most)}, đã trừ {number(full - most)} điểm của chỉ tiêu không áp dụng{goal}.",)


def _why(one: CriterionStanding) -> str:
    return f"Tiêu chí {one.criterion.number} không đạt: {one.sentence}"


def _unfulfilled(table: SetTable, answered: Sequence[bool | None]) -> tuple[str, ...]:
    found = zip(table.conditions, answered, strict=True)
    return tuple(f"Điều kiện không đáp ứng: {words.rstrip('.')}." for words, is_fulfilled in found if is_fulfilled is False)


def _gains(table: SetTable, criteria: Sequence[CriterionStanding]) -> tuple[Gain, ...]:
    """By points the greatest first; without points the criterion that is nearest to be met, whose last line decides."""
    found = [
        (one.is_met is True, -(line.judgement.most - line.judgement.points), one.applicable - one.met, order, _gain(table, line))
        for order, one in enumerate(criteria)
        for line in one.lines
        if _is_short(line.judgement)
    ]
    by_points = table.is_by_points
    found.sort(key=lambda entry: (entry[1], entry[0], entry[3]) if by_points else (entry[2], entry[3]))
    return tuple(entry[4] for entry in found)


def _is_short(judgement: Judgement) -> bool:
    """Whether something is still to be earned or to be met."""
    return not judgement.is_not_applicable and (judgement.points < judgement.most or (judgement.is_met is not True and not judgement.most))


def _gain(table: SetTable, one: LineStanding) -> Gain:
    left = one.judgement.most - one.judgement.points
    state = "chưa chấm" if not one.judgement.is_answered else one.judgement.sentence.rstrip(".").lower()
    if not (table.is_by_points and one.judgement.most):
        return Gain(one.line, None, f"Chỉ tiêu {one.line.number}: {state}.")
    return Gain(one.line, left, f"Chỉ tiêu {one.line.number}: còn {number(left)} điểm ({state}).")
