"""What the rooms of an inspection have in common: how a unit is inspected and how a line of the checklist is judged."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["FORMS", "MARKS", "MEMBER_ROLES", "SIDES", "Form", "Mark", "MemberRole", "Side"]


class Form(StrEnum):
    """How a unit is inspected."""

    PLANNED = "planned"
    UNANNOUNCED = "unannounced"
    ONLINE = "online"


FORMS = {
    Form.PLANNED: "Theo kế hoạch",
    Form.UNANNOUNCED: "Đột xuất",
    Form.ONLINE: "Qua hệ thống công nghệ thông tin",
}


class MemberRole(StrEnum):
    """What a person is in a team."""

    HEAD = "head"
    SECRETARY = "secretary"
    MEMBER = "member"


MEMBER_ROLES = {MemberRole.HEAD: "Trưởng đoàn", MemberRole.SECRETARY: "Thư ký", MemberRole.MEMBER: "Thành viên"}


class Mark(StrEnum):
    """What the team found of one line of the checklist."""

    PASS = "pass"  # noqa: S105 - a verdict
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"


MARKS = {Mark.PASS: "Đạt", Mark.FAIL: "Không đạt", Mark.NOT_APPLICABLE: "Không áp dụng"}


class Side(StrEnum):
    """Who signs the minutes of a round."""

    TEAM = "team"
    UNIT = "unit"


SIDES = {Side.TEAM: "Đoàn kiểm tra", Side.UNIT: "Đơn vị được kiểm tra"}
