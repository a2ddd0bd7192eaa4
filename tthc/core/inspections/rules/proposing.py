"""Whom to inspect next, and why: not inspected longest, or the worst figures; said in words, so that a person can disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tthc.kernel.vietnamese import day as day_words
from tthc.kernel.vietnamese import number

LONGEST_FIRST, WORST_FIRST = "lau-nhat", "so-lieu"
ORDERS = {LONGEST_FIRST: "Lâu chưa được kiểm tra", WORST_FIRST: "Số liệu kém nhất"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that this year's programme has not inspected, with what is known of it."""

    unit_id: int
    name: str
    last_on: date | None = None
    open_findings: int = 0
    late_findings: int = 0
    late_tasks: int = 0

    @property
    def weight(self) -> tuple[int, int, int]:
        """How bad the figures are: findings that are overdue first, then open ones, then work that is overdue."""
        return (self.late_findings, self.open_findings, self.late_tasks)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is proposed."""
        last = f"Kiểm tra gần nhất ngày {day_words(self.last_on)}" if self.last_on else "Sổ chưa ghi lần kiểm tra nào"
        still = self.open_findings - self.late_findings
        said = [
            f"{number(self.late_findings)} kiến nghị quá hạn khắc phục" if self.late_findings else "",
            f"{number(still)} kiến nghị chưa khắc phục" if still else "",
            f"{number(self.late_tasks)} việc quá hạn" if self.late_tasks else "",
        ]
        return (last, *(one for one in said if one))


def ordered(candidates: Iterable[Candidate], by: str) -> list[Candidate]:
    """The candidates in the order asked for; what is equal is decided by the other order, then by name."""

    def long_ago(one: Candidate) -> tuple[int, date]:
        return (one.last_on is not None, one.last_on or date.min)

    def worst(one: Candidate) -> tuple[int, ...]:
        return tuple(-figure for figure in one.weight)

    if by == WORST_FIRST:
        return sorted(candidates, key=lambda one: (worst(one), long_ago(one), one.name))
    return sorted(candidates, key=lambda one: (long_ago(one), worst(one), one.name))
