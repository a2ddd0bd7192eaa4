"""The register as the core knows it."""

from __future__ import annotations

from datetime import date

from tthc.core.budgets import queries, rules
from tthc.core.budgets.models import BudgetLine
from tthc.core.registers.queries.book import Book, View
from tthc.core.tasks.rules import Badge
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import number


def _describe(row: BudgetLine) -> str:
    spent = f", đã chi {number(row.spent)} đồng" if row.spent is not None else ""
    return f"{row.content}: dự toán {number(row.estimate)} đồng{spent} (năm {row.budget_year})"


def _badge(row: BudgetLine, today: date) -> Badge | None:
    return rules.badge(row.estimate, row.spent, today)


BOOK = Book(
    name=rules.REGISTER,
    title="Kinh phí kiểm soát thủ tục hành chính",
    row_words="khoản kinh phí",
    section=Section.DIRECTION,
    model=BudgetLine,
    columns=rules.COLUMNS,
    key=("budget_year", "group_number", "content"),
    of_year=queries.of_year,
    order=queries.by_group,
    describe=_describe,
    views=(
        View("vuot-du-toan", "Vượt dự toán", queries.is_over),
        View("chua-chi", "Chưa chi", lambda _: BudgetLine.spent.is_(None)),
    ),
    check=rules.faults,
    look_up=queries.look_up,
    warn=rules.warnings,
    badge=_badge,
    searched=("content", "doc_number", "note"),
)
