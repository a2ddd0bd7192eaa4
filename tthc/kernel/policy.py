"""The one map of rights: views, actions and templates ask the same lines.

A right holds when any of its lines holds; a line holds when all its predicates do. Predicates are pure functions of the
actor and a thing; without a thing (role level, for menus and `@needs`) the predicates about things are passed over.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tthc.kernel.actor import Actor, Role
from tthc.kernel.errors import NotAllowed
from tthc.kernel.relations import (
    Predicate,
    appraises,
    from_outside,
    holds,
    in_agency,
    in_own_desk,
    in_own_unit,
    is_member,
    is_reader,
    is_settled,
    is_system,
    not_drafter,
    not_judged,
    not_own_unit,
    not_own_work,
    of_a_unit,
    of_agency_itself,
    on_team,
)


class Can(StrEnum):
    """Every right of the program, as scope:act."""

    ARCHIVE_EXPORT = "archive:export"
    ARCHIVE_READ = "archive:read"
    AUDIT_READ = "audit:read"
    CALENDAR_MANAGE = "calendar:manage"
    CRITERIA_APPRAISE = "criteria:appraise"
    CRITERIA_DECIDE = "criteria:decide"
    CRITERIA_READ = "criteria:read"
    CRITERIA_SCORE = "criteria:score"
    CRITERIA_SET_UP = "criteria:set-up"
    EVIDENCE_READ = "evidence:read"
    EVIDENCE_SUBMIT = "evidence:submit"
    EVIDENCE_VERIFY = "evidence:verify"
    FEEDBACK_DIRECT = "feedback:direct"
    FEEDBACK_HANDLE = "feedback:handle"
    FILES_CHECK = "files:check"
    INDICATOR_ENTER = "indicator:enter"
    INDICATOR_READ = "indicator:read"
    INSPECTION_ANSWER = "inspection:answer"
    INSPECTION_FIND = "inspection:find"
    INSPECTION_PLAN = "inspection:plan"
    INSPECTION_READ = "inspection:read"
    INSPECTION_RECHECK = "inspection:recheck"
    INSPECTION_RUN = "inspection:run"
    INSPECTION_SEAL = "inspection:seal"
    INSPECTION_UNSEAL = "inspection:unseal"
    OFFICE_USE = "office:use"
    PEOPLE_MANAGE = "people:manage"
    PLAN_CASCADE = "plan:cascade"
    PLAN_EXPORT = "plan:export"
    PLAN_IMPORT = "plan:import"
    PLAN_READ = "plan:read"
    PLAN_SHARE = "plan:share"
    REGISTER_KEEP = "register:keep"
    REGISTER_READ = "register:read"
    REGISTER_SET_UP = "register:set-up"
    REGISTER_WRITE = "register:write"
    REPORT_DRAFT = "report:draft"
    REPORT_READ = "report:read"
    REPORT_SEAL = "report:seal"
    REPORT_SIGN = "report:sign"
    TASK_ASSIGN = "task:assign"
    TASK_OVERSEE = "task:oversee"
    TASK_READ = "task:read"
    TASK_TRIGGER = "task:trigger"


_WORKS = holds(Role.OFFICER, Role.HEAD, Role.CLERK)
_CLERK = holds(Role.CLERK)
_LEADER = holds(Role.LEADER)
_INSPECTS = holds(Role.CLERK, Role.INSPECTOR)
_JUDGES = holds(Role.APPRAISER, Role.LEADER, Role.AUDITOR)
_WATCHES = holds(Role.CLERK, Role.LEADER, Role.INSPECTOR, Role.APPRAISER, Role.AUDITOR)

POLICY: dict[Can, tuple[tuple[Predicate, ...], ...]] = {
    Can.ARCHIVE_EXPORT: ((is_system,), (holds(Role.CLERK, Role.LEADER), in_agency)),
    Can.ARCHIVE_READ: ((is_system,), (holds(Role.CLERK, Role.LEADER, Role.AUDITOR), in_agency)),
    Can.AUDIT_READ: ((is_system,), (holds(Role.AUDITOR, Role.LEADER), in_agency)),
    Can.CALENDAR_MANAGE: ((is_system,), (holds(Role.ADMIN),)),
    Can.CRITERIA_APPRAISE: ((holds(Role.APPRAISER), appraises, not_own_work),),
    Can.CRITERIA_DECIDE: ((_LEADER, appraises),),
    Can.CRITERIA_READ: ((is_system,), (is_reader, in_agency), (_JUDGES, appraises)),
    Can.CRITERIA_SCORE: ((is_system,), (_WORKS, in_agency)),
    Can.CRITERIA_SET_UP: ((is_system,), (holds(Role.CLERK, Role.APPRAISER, Role.ADMIN), in_agency)),
    Can.EVIDENCE_READ: (
        (is_system,),
        (_WATCHES, in_agency),
        (is_reader, in_agency, is_settled),
        (_WORKS, in_agency, in_own_unit),
        (_WORKS, in_agency, in_own_desk),
    ),
    Can.EVIDENCE_SUBMIT: (
        (_WORKS, in_agency, in_own_unit),
        (holds(Role.HEAD), in_agency, in_own_desk),
        (_CLERK, in_agency, of_agency_itself),
    ),
    Can.EVIDENCE_VERIFY: (
        (holds(Role.HEAD), in_agency, in_own_desk, not_own_work),
        (_CLERK, in_agency, of_a_unit, not_own_unit, not_own_work),
        (_LEADER, in_agency, not_own_work),
    ),
    Can.FEEDBACK_DIRECT: ((is_system,), (_CLERK, in_agency), (holds(Role.HEAD), in_agency, in_own_desk)),
    Can.FEEDBACK_HANDLE: ((is_system,), (_CLERK, in_agency), (_WORKS, in_agency, in_own_unit), (_WORKS, in_agency, in_own_desk)),
    Can.FILES_CHECK: ((is_system,),),
    Can.INDICATOR_ENTER: ((is_system,), (_CLERK, in_agency), (_WORKS, in_agency, in_own_unit)),
    Can.INDICATOR_READ: ((is_system,), (is_reader, in_agency)),
    # What a unit answers: the unit itself, or the clerk and the leader where it is the agency as a whole.
    Can.INSPECTION_ANSWER: ((_WORKS, in_own_unit), (_WORKS, in_own_desk), (holds(Role.CLERK, Role.LEADER), of_agency_itself)),
    Can.INSPECTION_FIND: ((is_system,), (_INSPECTS, in_agency, not_judged)),
    Can.INSPECTION_PLAN: ((is_system,), (_INSPECTS, in_agency)),
    Can.INSPECTION_READ: ((is_system,), (is_reader, in_agency)),
    Can.INSPECTION_RECHECK: ((holds(Role.INSPECTOR, Role.CLERK, Role.LEADER), in_agency, not_own_work, from_outside),),
    Can.INSPECTION_RUN: ((is_system,), (_INSPECTS, in_agency, from_outside), (is_reader, in_agency, from_outside, on_team)),
    Can.INSPECTION_SEAL: ((holds(Role.INSPECTOR, Role.CLERK, Role.LEADER), in_agency),),
    # Who comes to work in the inspected unit after he was put on the list reads no more.
    Can.INSPECTION_UNSEAL: ((is_reader, in_agency, from_outside, on_team),),
    Can.OFFICE_USE: ((is_member,),),
    Can.PEOPLE_MANAGE: ((is_system,), (holds(Role.ADMIN), in_agency)),
    Can.PLAN_CASCADE: ((is_system,), (_CLERK, in_agency)),
    Can.PLAN_EXPORT: ((is_system,), (is_reader, in_agency)),
    Can.PLAN_IMPORT: ((is_system,), (_CLERK, in_agency)),
    Can.PLAN_READ: ((is_system,), (is_reader, in_agency)),
    Can.PLAN_SHARE: ((is_system,), (_CLERK, in_agency)),
    # Who keeps some register; which rows of which one is asked of the register's own right (Book.write).
    Can.REGISTER_KEEP: ((is_system,), (_WORKS, in_agency), (_INSPECTS, in_agency)),
    Can.REGISTER_READ: ((is_system,), (is_reader, in_agency)),
    Can.REGISTER_SET_UP: ((is_system,), (_CLERK, in_agency)),
    Can.REGISTER_WRITE: ((is_system,), (_CLERK, in_agency), (_WORKS, in_agency, in_own_unit), (_WORKS, in_agency, in_own_desk)),
    Can.REPORT_DRAFT: ((is_system,), (_CLERK, in_agency)),
    Can.REPORT_READ: ((is_system,), (is_reader, in_agency)),
    Can.REPORT_SEAL: ((is_system,), (_WORKS, in_agency), (_LEADER, in_agency)),
    Can.REPORT_SIGN: ((_LEADER, in_agency, not_drafter),),
    Can.TASK_ASSIGN: ((is_system,), (_CLERK, in_agency)),
    Can.TASK_OVERSEE: ((is_system,), (_WATCHES, in_agency), (holds(Role.HEAD), in_agency)),
    Can.TASK_READ: ((is_system,), (is_reader, in_agency)),
    Can.TASK_TRIGGER: ((is_system,), (_CLERK, in_agency), (_WORKS, in_agency, in_own_unit)),
}


def may(actor: Actor | None, can: Can, thing: Any = None) -> bool:
    """Whether the actor may do this, to the thing if one is given, else at all."""
    if actor is None:
        return False
    return any(all(_holds(p, actor, thing) for p in line) for line in POLICY[can])


def _holds(predicate: Predicate, actor: Actor, thing: Any) -> bool:
    if thing is None and predicate.__dict__.get("needs_thing"):
        return True
    return predicate(actor, thing)


def ensure(actor: Actor, can: Can, thing: Any = None) -> None:
    """Raise NotAllowed unless the actor may do this to the thing."""
    if not may(actor, can, thing):
        raise NotAllowed("Tài khoản không có quyền thực hiện việc này.")
