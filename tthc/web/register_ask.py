"""What the address of a list asks for: a pill, a day, filters, words; what it says wrongly is passed over or told."""

from __future__ import annotations

from datetime import date

from flask import request

from tthc.core.registers.queries import OWN, Ask, Book
from tthc.core.registers.rules import Column, Kind, Lookups, choices_of
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import parse_day
from tthc.web.guards import today
from tthc.web.register_ui import RegisterUi

_LONGEST_QUESTION = 100
LONGEST_DAY = 40
MANY = 150  # choices
_NOTHING = "-"  # no id: the list is empty, and says so


def asked(ui: RegisterUi, year: int, known: Lookups) -> Ask:
    """What the address asks for; words that no list has are passed over."""
    book = ui.book
    view = request.args.get("loc", "")
    words = tidy(request.args.get("tu-khoa", ""))[:_LONGEST_QUESTION]
    chosen = {column.name: _meant(column, known) for column in filtering(book, known)}
    on, _ = asked_day(book)
    return Ask(
        on=on,
        year=year,
        view=view if any(view == each.slug for each in book.views) else "",
        words=words,
        filters={name: value for name, value in chosen.items() if value},
    )


def is_named(column: Column, known: Lookups) -> bool:
    """Whether what is meant is written, not picked: nobody finds a unit in a list of hundreds, and the list makes the page heavy."""
    return bool(column.choices_from) and len(choices_of(column, known)) > MANY


def named(column: Column, known: Lookups) -> str:
    """What stands in the field of such a column: what was typed, or the words of the choice that an address names by its id."""
    typed = tidy(request.args.get(column.name, ""))[:_LONGEST_QUESTION]
    return next((words for value, words in options(column, known) if value == typed), typed) if typed else ""


def _meant(column: Column, known: Lookups) -> str:
    """The choice that the address names; of many choices, all whose words hold what was typed."""
    typed = request.args.get(column.name, "").strip()
    if not typed:
        return ""
    found = options(column, known)
    if any(value == typed for value, _ in found):
        return typed
    if not is_named(column, known):
        return ""
    asked_words = fold(typed[:_LONGEST_QUESTION]).split()
    return ",".join(value for value, words in found if all(word in fold(words) for word in asked_words)) or _NOTHING


def asked_day(book: Book) -> tuple[date | None, str]:
    """The day on which rows shall hold, and what is wrong with what was typed."""
    typed = request.args.get("ngay", "")[:LONGEST_DAY]
    if book.on_day is None or not typed.strip():
        return None, ""
    try:
        return parse_day(typed, today=today()), ""
    except BadInput as error:
        return None, str(error)


def options(column: Column, known: Lookups) -> list[tuple[str, str]]:
    """What a filter of this column offers: stored word and words of the screen."""
    if column.kind is Kind.FLAG:
        return [("1", "Có"), ("0", "Không")]
    if column.kind is Kind.UNIT:
        return [(OWN, "Đơn vị của tôi"), *((str(unit_id), name) for unit_id, name in known.unit_names.items())]
    return [(str(stored), words) for stored, words in choices_of(column, known).items()]


def filtering(book: Book, known: Lookups) -> list[Column]:
    """The columns that have something to choose from."""
    columns = [c for c in book.columns if c.is_filter and (c.kind is not Kind.UNIT or len(known.unit_names) > 1)]
    return [c for c in columns if len(choices_of(c, known) if c.choices_from else options(c, known)) > 1]


def narrowed(ask: Ask) -> bool:
    """Whether the list leaves rows of its year out."""
    return bool(ask.view or ask.words or ask.filters or ask.on)
