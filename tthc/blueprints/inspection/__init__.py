"""Kiểm tra, tự kiểm tra: inspection of units and self-inspection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tthc.blueprints.inspection.finding_register import FINDINGS
from tthc.blueprints.inspection.returns import RETURNS
from tthc.core.inspections.actions import ROUNDS as ROUND_BOOK
from tthc.kernel.sections import Section
from tthc.web.guards import actor
from tthc.web.register_ui import RegisterUi
from tthc.web.section_kit import section_blueprint


def _prefill() -> Mapping[str, Any]:
    who = actor()
    return {"form": "planned", "unit_id": who.holdings[0].unit_id if who.holdings else None}


ROUNDS = RegisterUi(
    ROUND_BOOK,
    "dot-kiem-tra",
    "Đợt kiểm tra",
    add_words="Thêm đợt kiểm tra",
    prefill=_prefill,
    desk=("dang-kiem-tra", "cho-ket-luan", "qua-han"),
)
bp = section_blueprint(Section.INSPECTION, __name__, ROUNDS, FINDINGS, RETURNS)

from tthc.blueprints.inspection import (  # noqa: E402
    finding_entry,  # noqa: F401
    findings,  # noqa: F401
    inspected,  # noqa: F401
    programme,  # noqa: F401
    programme_calendar,  # noqa: F401
    programme_class,  # noqa: F401
    safe,  # noqa: F401
    safe_contents,  # noqa: F401
)
