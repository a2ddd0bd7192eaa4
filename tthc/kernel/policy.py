"""The one map of rights: views, actions and templates ask the same lines.

A right holds when any of its lines holds; a line holds when all its predicates do. Predicates are pure functions of the
actor and a thing; without a thing (role level, for menus and `@needs`) the predicates about things are passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from tthc.kernel.actor import Actor, Role
from tthc.kernel.errors import NotAllowed

Predicate = Callable[[Actor, Any], bool]


class Can(StrEnum):
    """Every right of the program, as scope:act."""

    ARCHIVE_EXPORT = "archive:export"
    ARCHIVE_READ = "archive:read"
    AUDIT_READ = "audit:read"
    CALENDAR_MANAGE = "calendar:manage"
    EVIDENCE_READ = "evidence:read"
    EVIDENCE_SUBMIT = "evidence:submit"
    EVIDENCE_VERIFY = "evidence:verify"
    FEEDBACK_DIRECT = "feedback:direct"
    FEEDBACK_HANDLE = "feedback:handle"
    FILES_CHECK = "files:check"
    INDICATOR_ENTER = "indicator:enter"
    INDICATOR_READ = "indicator:read"
    OFFICE_USE = "office:use"
    PEOPLE_MANAGE = "people:manage"
    PLAN_CASCADE = "plan:cascade"
    PLAN_EXPORT = "plan:export"
    PLAN_IMPORT = "plan:import"
    PLAN_READ = "plan:read"
    PLAN_SHARE = "plan:share"
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


def is_system(actor: Actor, _: Any) -> bool:
    """The program itself."""
    return actor.is_system


def is_member(actor: Actor, _: Any) -> bool:
    """Somebody who holds a post today."""
    return bool(actor.holdings)


def is_reader(actor: Actor, _: Any) -> bool:
    """Every post but the administrator's: he keeps the house and reads no work (separation of duties)."""
    return any(h.role is not Role.ADMIN for h in actor.holdings)


def holds(*roles: Role) -> Predicate:
    """A predicate: the actor holds one of these roles."""

    def predicate(actor: Actor, _: Any) -> bool:
        return actor.has_role(*roles)

    return predicate


def of_thing(predicate: Predicate) -> Predicate:
    """Marks a predicate that needs the thing; it is passed over at role level."""
    predicate.__dict__["needs_thing"] = True
    return predicate


@of_thing
def in_agency(actor: Actor, thing: Any) -> bool:
    """The thing belongs to the actor's agency."""
    return thing.agency_id == actor.agency_id


@of_thing
def in_own_unit(actor: Actor, thing: Any) -> bool:
    """The thing belongs to a unit the actor works in."""
    return thing.unit_id in actor.units


@of_thing
def in_own_desk(actor: Actor, thing: Any) -> bool:
    """The thing belongs to the desk the actor heads."""
    return thing.unit_id in actor.desks


@of_thing
def of_agency_itself(actor: Actor, thing: Any) -> bool:
    """Work the plan gives to the agency as a whole; the clerk prepares it, the leader verifies it."""
    return thing.unit_id == actor.agency_id


@of_thing
def not_own_work(actor: Actor, thing: Any) -> bool:
    """Nobody verifies what he himself submitted."""
    return thing.submitted_by_id != actor.person_id


@of_thing
def of_a_unit(actor: Actor, thing: Any) -> bool:
    """Work of a unit; what clerks prepare for the agency as a whole is the leader's to verify."""
    return thing.unit_id != actor.agency_id


@of_thing
def not_own_unit(actor: Actor, thing: Any) -> bool:
    """The clerk verifies all but the work of his own unit."""
    return thing.unit_id not in actor.units


@of_thing
def is_settled(_: Actor, thing: Any) -> bool:
    """Accepted evidence is open to the whole agency; a draft is not."""
    return bool(thing.is_settled)


@of_thing
def not_drafter(actor: Actor, thing: Any) -> bool:
    """The signer of a report is not the one who drafted it."""
    return thing.drafted_by_id != actor.person_id


_WORKS = holds(Role.OFFICER, Role.HEAD, Role.CLERK)
_CLERK = holds(Role.CLERK)
_LEADER = holds(Role.LEADER)
_WATCHES = holds(Role.CLERK, Role.LEADER, Role.INSPECTOR, Role.APPRAISER, Role.AUDITOR)

POLICY: dict[Can, tuple[tuple[Predicate, ...], ...]] = {
    Can.ARCHIVE_EXPORT: ((is_system,), (holds(Role.CLERK, Role.LEADER), in_agency)),
    Can.ARCHIVE_READ: ((is_system,), (holds(Role.CLERK, Role.LEADER, Role.AUDITOR), in_agency)),
    Can.AUDIT_READ: ((is_system,), (holds(Role.AUDITOR, Role.LEADER), in_agency)),
    Can.CALENDAR_MANAGE: ((is_system,), (holds(Role.ADMIN),)),
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
    Can.OFFICE_USE: ((is_member,),),
    Can.PEOPLE_MANAGE: ((is_system,), (holds(Role.ADMIN), in_agency)),
    Can.PLAN_CASCADE: ((is_system,), (_CLERK, in_agency)),
    Can.PLAN_EXPORT: ((is_system,), (is_reader, in_agency)),
    Can.PLAN_IMPORT: ((is_system,), (_CLERK, in_agency)),
    Can.PLAN_READ: ((is_system,), (is_reader, in_agency)),
    Can.PLAN_SHARE: ((is_system,), (_CLERK, in_agency)),
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
