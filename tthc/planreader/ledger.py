"""The ledger: every paragraph and table cell of the source, in order, with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tthc.planreader.blocks import Block
from tthc.planreader.draft import LedgerRow

DEFAULT_ROLE = "text"


class Ledger:
    """Roles by block; what nobody claims stays "text", so that nothing is lost without being seen."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._roles: dict[int, str] = {}
        self._sections: dict[int, str] = {}
        self._cells: dict[tuple[int, int], str] = {}

    def mark(self, blocks: Iterable[Block | int], role: str, section: str = "") -> None:
        """Give blocks a role; the first claim stands."""
        for block in blocks:
            index = block if isinstance(block, int) else block.index
            self._roles.setdefault(index, role)
            if section:
                self._sections.setdefault(index, section)

    def mark_cells(self, block: Block, roles: Sequence[str], section: str = "") -> None:
        """Give the cells of a row their own roles."""
        for column, role in enumerate(roles):
            self._cells.setdefault((block.index, column), role)
        if section:
            self._sections.setdefault(block.index, section)

    def rows(self) -> tuple[LedgerRow, ...]:
        """A row a paragraph piece or filled cell."""
        found: list[LedgerRow] = []
        for block in self._blocks:
            role, section = self._roles.get(block.index, DEFAULT_ROLE), self._sections.get(block.index, "")
            if block.kind == "paragraph":
                parts = block.parts or (block.text,)
                pieces = [(f"{block.number} {parts[0]}".strip(), role), *((part, role) for part in parts[1:])]
            else:
                pieces = [(cell, self._cells.get((block.index, i), role)) for i, cell in enumerate(block.cells) if cell and cell.strip()]
            found += [
                LedgerRow(len(found) + i, text, piece_role, section, block.index, block.page)
                for i, (text, piece_role) in enumerate((text, role) for text, role in pieces if text)
            ]
        return tuple(found)
