"""What a section says of each of its registers; the kit makes every page of it from this and the columns of its book."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from flask import current_app, url_for

from tthc.core.registers.queries import Book
from tthc.web.frame import current_year
from tthc.web.lines import Link

_REGISTERS = "registers"


@dataclass(frozen=True)
class Waiting:
    """What waits for a person behind another page than the register's list."""

    words: str
    href: str
    count: int
    is_late: bool = False


@dataclass(frozen=True)
class RegisterUi:
    """One register on the screen.

    banner and panel are templates, included above the list and in the wide column of the row's page; they find what `banner_of(year)` and
    `panel_of(row, year)` give them as `banner` and `panel`. `given` names the columns that are asked once for a whole sheet.
    """

    book: Book
    slug: str
    tab: str
    add_words: str = "Thêm vào sổ theo dõi"
    banner: str = ""
    banner_of: Callable[[int], Any] | None = None
    panel: str = ""
    panel_of: Callable[[Any, int], Any] | None = None
    panel_side: str = ""  # a second template of the same panel, for the narrow column
    left_out: Callable[[Any], Collection[str]] | None = None  # (row): columns whose words the panel already says
    links: Callable[[int], Sequence[Link]] | None = None
    prefill: Callable[[], Mapping[str, Any]] | None = None
    given: tuple[str, ...] = ()
    add_endpoint: str = ""  # a section's own page to add a row, in place of the kit's
    desk: tuple[str, ...] = ()  # pills whose counts stand on the first pages: what waits, what is overdue
    waits: Callable[[int], Sequence[Waiting]] | None = None  # (year): what waits on a page of the section's own
    act_of: Callable[[Any, int], Link | None] | None = None  # (row, year): the one step that is next for a row

    @property
    def has_personal(self) -> bool:
        """Whether rows hold what may be read by few: nothing of them is kept in a browser."""
        return any(column.is_personal for column in self.book.columns)

    def href(self, verb: str, year: int, query: Mapping[str, str] | None = None, **values: Any) -> str:
        """The address of one of the register's pages; `query` may hold names of columns, whatever the address itself is made of."""
        address = url_for(f"{self.book.section.value}.{verb}", year=year, register=self.slug, **values)
        return f"{address}?{urlencode(query)}" if query else address


def known_registers() -> dict[str, RegisterUi]:
    """Every register of the program by its book's name, in the order of the sections."""
    return cast("dict[str, RegisterUi]", current_app.extensions.setdefault(_REGISTERS, {}))


def row_href(register: str, row_id: int) -> str | None:
    """The page of a row; None where no section shows the register."""
    ui = known_registers().get(register)
    return ui.href("row", current_year(), row_id=row_id) if ui else None


def remember(app: Any, uis: Sequence[RegisterUi]) -> None:
    """A section tells the application of its registers, and templates where a row's page is."""
    app.jinja_env.globals["row_href"] = row_href
    app.extensions.setdefault(_REGISTERS, {}).update({ui.book.name: ui for ui in uis})
