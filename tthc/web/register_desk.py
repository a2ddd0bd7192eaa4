"""What waits in the registers, as the first pages say it: a line a register, each number with the list behind it."""

from __future__ import annotations

from dataclasses import dataclass

from tthc.core.registers import queries
from tthc.core.registers.rules import UNIT
from tthc.extensions import db
from tthc.kernel.policy import may
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import number
from tthc.web.frame import current_year
from tthc.web.guards import actor, today
from tthc.web.register_ui import RegisterUi, known_registers

LATE = frozenset(("qua-han", "qua-han-gui"))


@dataclass(frozen=True)
class DeskCount:
    """A number with its words ("4 quá hạn"), and the list of those four."""

    words: str
    href: str
    count: int
    is_late: bool


@dataclass(frozen=True)
class DeskLine:
    """A register with what waits in it; no counts where nothing does."""

    title: str
    href: str
    counts: tuple[DeskCount, ...]

    @property
    def late(self) -> int:
        """How many of its rows are overdue."""
        return sum(one.count for one in self.counts if one.is_late)


def desk_lines(*, mine: bool, section: Section | None = None) -> tuple[DeskLine, ...]:
    """The registers (of one section) in which something can wait, in the order of the sections; `mine` counts the person's own units."""
    who, year = actor(), current_year()
    uis = [ui for ui in known_registers().values() if ui.desk and section in (None, ui.book.section) and may(who, ui.book.read)]
    units = (who.units | who.desks) if mine else None
    found = queries.waiting(db.session(), who, [(ui.book, ui.desk) for ui in uis], year=year, today=today(), units=units)
    return tuple(_line(ui, year, found, mine=mine) for ui in uis)


def _line(ui: RegisterUi, year: int, found: dict[tuple[str, str], int], *, mine: bool) -> DeskLine:
    own = {UNIT.name: queries.OWN} if mine else {}
    titles = {view.slug: view.title for view in ui.book.views}
    counts = tuple(
        DeskCount(_words(count, titles[slug]), ui.href("rows", year, {"loc": slug} | own), count, slug in LATE)
        for slug in ui.desk
        if (count := found.get((ui.book.name, slug), 0))
    )
    more = tuple(DeskCount(one.words, one.href, one.count, one.is_late) for one in ui.waits(year)) if ui.waits else ()
    return DeskLine(ui.book.title, ui.href("rows", year), (*more, *counts))


def _words(count: int, title: str) -> str:
    counted = number(count) if count <= queries.COUNTED else f"hơn {number(queries.COUNTED)}"
    return f"{counted} {title[0].lower()}{title[1:]}"
