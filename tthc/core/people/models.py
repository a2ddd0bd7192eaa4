"""Units in a tree held in time, the people in them and the posts that carry the rights."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.people.rules import UnitKind
from tthc.kernel.actor import Role
from tthc.kernel.tables import Base, Moment, Versioned, words


class Unit(Versioned, Base):
    """An agency, department, desk, group or outside body; old papers keep the names of their day."""

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("kind = 'agency' OR agency_id IS NOT NULL", name="has_agency"),
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name="valid"),
        Index(None, "agency_id", "position", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # an agency's own id once it is saved
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[UnitKind] = mapped_column(words(UnitKind))
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(120), default="")
    position: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    succeeded_by_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    # Letterhead of an agency (Decree 30/2020, boxes 2-4): data, because names and levels change.
    superior: Mapped[str] = mapped_column(String(300), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    symbol: Mapped[str] = mapped_column(String(60), default="")
    # Where citizens read what the agency must make public, and where they send feedback: printed on what hangs on the board.
    public_address: Mapped[str] = mapped_column(String(300), default="")
    feedback_contact: Mapped[str] = mapped_column(String(500), default="")


class GroupMember(Base):
    """A unit that a group ("Các công chức chuyên môn") stands for, in time."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class UnitSpelling(Base):
    """A spelling a plan used for a unit: asked once, kept for every later plan of the agency."""

    __tablename__ = "unit_spelling"
    __table_args__ = (UniqueConstraint("agency_id", "folded"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    spelling: Mapped[str] = mapped_column(String(500))
    folded: Mapped[str] = mapped_column(String(500))


class Person(Versioned, Base):
    """A login; without a password hash nobody can sign in."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(80), unique=True)
    full_name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    password_expires_at: Mapped[datetime | None] = mapped_column(Moment)  # first password: one use, 72 hours


class Post(Versioned, Base):
    """A position in a unit with its role; an empty post has no person."""

    __tablename__ = "post"
    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name="valid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(words(Role))
    title: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    unit: Mapped[Unit] = relationship(lazy="raise")
    person: Mapped[Person | None] = relationship(lazy="raise")


class SignMode(StrEnum):
    """How a signature stands for another (Decree 30/2020): deputy, by order, acting, by authorisation, for the collective."""

    KT = "KT."
    TL = "TL."
    Q = "Q."
    TUQ = "TUQ."
    TM = "TM."


class Delegation(Base):
    """A dated authority of one post to sign for another."""

    __tablename__ = "delegation"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    to_post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    mode: Mapped[SignMode] = mapped_column(words(SignMode))
    basis: Mapped[str] = mapped_column(String(300), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class LoginSession(Base):
    """One signed-in browser; the token is stored only as its SHA-256, so a copy of the database cannot sign in."""

    __tablename__ = "login_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    proven_at: Mapped[datetime] = mapped_column(Moment)  # last time the password was given (step-up before signing)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    address: Mapped[str] = mapped_column(String(60), default="")
    device: Mapped[str] = mapped_column(String(200), default="")


class LoginAttempt(Base):
    """A try to sign in, kept to slow down guessing by name and address together."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index(None, "username", "at"), Index(None, "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Moment)
    succeeded: Mapped[bool]
