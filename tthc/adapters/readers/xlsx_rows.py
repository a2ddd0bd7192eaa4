"""Rows of a sheet as paragraphs and table rows: a lone text is a paragraph unless a table goes on around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tthc.planreader.blocks import Block

_FEWEST_IN_ROW = 2


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Texts by column (`None` continues the cell above), columns with lines around them, merged ones, heavy type.

    `wide` are columns whose cell goes on over the next ones, `taken` those it goes on over.
    """

    texts: dict[int, str | None]
    bordered: frozenset[int]
    wide: frozenset[int]
    taken: frozenset[int]
    is_bold: bool

    @property
    def filled(self) -> list[int]:
        """Columns with words."""
        return [column for column, text in sorted(self.texts.items()) if text]


def pieces(rows: Iterable[SheetRow | None]) -> Iterator[Block | None]:
    """The pieces of a sheet from top to bottom; `None` is an empty row."""
    table: list[SheetRow] = []
    for kind, row in _told(rows):
        if kind == "row" and row:
            table.append(row)
            continue
        if kind == "paragraph" and row:
            yield from _table(table)
            table = []
            for text in (row.texts[row.filled[0]] or "").split("\n"):
                yield Block(0, "paragraph", text, bold=row.is_bold)
    yield from _table(table)


def _told(rows: Iterable[SheetRow | None]) -> Iterator[tuple[str, SheetRow | None]]:
    run: list[SheetRow] = []
    for row in [*rows, None]:
        if row is not None:
            run.append(row)
            continue
        yield from _run(run)
        run = []
        yield "gap", None


def _run(run: Sequence[SheetRow]) -> Iterator[tuple[str, SheetRow]]:
    """Rows without an empty one between: where lines are drawn they tell the table, elsewhere its first and last full row do."""
    full = [i for i, row in enumerate(run) if len(row.filled) >= _FEWEST_IN_ROW]
    has_lines = any(row.bordered & set(row.filled) for row in run)
    for i, row in enumerate(run):
        if not row.filled:
            continue
        if len(row.filled) >= _FEWEST_IN_ROW:
            yield "row", row
            continue
        is_inside = bool(full) and full[0] < i
        is_ruled = row.filled[0] in row.bordered and (is_inside or row.filled[0] not in row.wide)
        is_between = is_inside and i < full[-1]
        yield "row" if (is_ruled if has_lines else is_between) else "paragraph", row


def _table(rows: Sequence[SheetRow]) -> Iterator[Block]:
    """Rows as wide as what is written or ruled in any of them; a column in which no row begins a cell is none."""
    known = [column for row in rows for column in (*row.filled, *row.bordered)]
    if not known:
        return
    columns = [column for column in range(min(known), max(known) + 1) if not all(column in row.taken for row in rows)]
    for row in rows:
        yield Block(0, "row", cells=tuple(row.texts.get(column, "") for column in columns), bold=row.is_bold)
