"""Who acts: a frozen value loaded once a request, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a post entitles to; rights follow the post, never the person."""

    OFFICER = "officer"
    HEAD = "head"
    CLERK = "clerk"
    LEADER = "leader"
    INSPECTOR = "inspector"
    APPRAISER = "appraiser"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True)
class Holding:
    """One post held today: its unit, its role, and for a head the units of the desk below."""

    post_id: int
    unit_id: int
    role: Role
    title: str
    desk: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Actor:
    """A person in an agency with the posts held today; `person_id` is None for the system."""

    person_id: int | None
    name: str
    agency_id: int | None
    holdings: tuple[Holding, ...] = ()
    is_system: bool = False

    @property
    def units(self) -> frozenset[int]:
        """Units the person works in."""
        return frozenset(h.unit_id for h in self.holdings)

    @property
    def desks(self) -> frozenset[int]:
        """Units whose work the person answers for as a head."""
        return frozenset().union(*(h.desk | {h.unit_id} for h in self.holdings if h.role is Role.HEAD))

    @property
    def title(self) -> str:
        """Title of the first post, as shown beside the name."""
        return self.holdings[0].title if self.holdings else ""

    def has_role(self, *roles: Role) -> bool:
        """Whether any post held today has one of these roles."""
        return any(h.role in roles for h in self.holdings)


def system(agency_id: int | None = None) -> Actor:
    """The program acting by itself (CLI, worker) for one agency, or for none."""
    return Actor(person_id=None, name="Hệ thống", agency_id=agency_id, is_system=True)
