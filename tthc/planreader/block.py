"""One block of a document: a paragraph or a table row, with all that a reader knows about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a row of a table.

    `number` is an automatic number that the word processor draws but does not write. A cell that is `None` continues the cell
    above it; `parts` are the pieces of a paragraph that a page break cut, kept apart for the ledger. `place` tells what stands
    outside the running text, `page` is counted from 1 where the format has pages; what a scan was read from is never certain.
    """

    index: int
    kind: Literal["paragraph", "row"]
    text: str = ""
    cells: tuple[str | None, ...] = ()
    bold: bool = False
    level: int = 0
    number: str = ""
    is_header: bool = False
    table: int = 0
    parts: tuple[str, ...] = ()
    place: Literal["", "header", "footer", "footnote"] = ""
    page: int = 0
    is_scanned: bool = False

    def as_json(self) -> dict[str, Any]:
        """What differs from an empty block, for passing between processes."""
        values = asdict(self)
        return {one.name: values[one.name] for one in fields(self) if one.name in ("index", "kind") or values[one.name] != one.default}


def from_json(values: Mapping[str, Any]) -> Block:
    """The block that `as_json` told of."""
    lists = {key: tuple(values[key]) for key in ("cells", "parts") if key in values}
    return Block(**{**values, **lists})
