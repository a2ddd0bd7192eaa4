"""How an actor stands to a thing: the predicates that the map of rights is made of, pure functions of both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tthc.kernel.actor import Actor, Role

Predicate = Callable[[Actor, Any], bool]


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


@of_thing
def on_team(actor: Actor, thing: Any) -> bool:
    """One of the people who carry out the inspection."""
    return actor.person_id is not None and actor.person_id in thing.team


@of_thing
def from_outside(actor: Actor, thing: Any) -> bool:
    """Nobody judges the unit in which he works, nor the one above it where the thing knows what stands `below`."""
    judged = {thing.unit_id, *getattr(thing, "below", ())}
    return judged.isdisjoint(actor.units | actor.desks)


@of_thing
def appraises(actor: Actor, thing: Any) -> bool:
    """The thing was sent to the actor's agency for appraisal."""
    return thing.appraising_agency_id is not None and thing.appraising_agency_id == actor.agency_id


@of_thing
def not_judged(actor: Actor, thing: Any) -> bool:
    """Nobody writes what was found wrong in the unit in which he works; where a row will stand says nothing of that yet."""
    return getattr(thing, "judged_unit_id", None) not in actor.units | actor.desks
