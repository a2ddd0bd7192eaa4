"""The register of money and its groups, which the clerk words."""

from __future__ import annotations

from tthc.core.budgets.actions.grouping import set_groups
from tthc.core.budgets.actions.register import BOOK

__all__ = ["BOOK", "set_groups"]
