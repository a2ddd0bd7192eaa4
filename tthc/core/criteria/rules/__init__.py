"""How an indicator of a criteria set is measured."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["KINDS", "SUBJECTS", "IndicatorKind", "Subject"]


class Subject(StrEnum):
    """What a set judges."""

    NEW_RURAL = "new_rural"
    LAW_ACCESS = "law_access"


SUBJECTS = {Subject.NEW_RURAL: "Nông thôn mới", Subject.LAW_ACCESS: "Chuẩn tiếp cận pháp luật"}


class IndicatorKind(StrEnum):
    """How an indicator is measured."""

    PASS = "pass"  # noqa: S105 - a verdict
    PERCENT = "percent"
    POINTS = "points"


KINDS = {IndicatorKind.PASS: "Đạt / Không đạt", IndicatorKind.PERCENT: "Tỷ lệ %", IndicatorKind.POINTS: "Điểm"}
