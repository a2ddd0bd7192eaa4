"""What the styles of a Word file say about a paragraph and its letters, through the styles they are based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tthc.adapters.readers.docx_package import Element, W, integer, toggle, val

_CONTENTS = re.compile(r"toc \d", re.IGNORECASE)
# The theme's font wins over a font that a style names.
_FONT_SLOTS = (f"{W}asciiTheme", f"{W}ascii", f"{W}hAnsi")
_LEVELS = 9
_TRUE = {"1", "true", "on"}


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of letters and paragraphs; `None` and "" where nothing was said. `number` is (numId, level)."""

    ids: tuple[str, ...] = ()
    bold: bool | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    font: str = ""
    level: int | None = None
    number: tuple[str, int | None] | None = None
    is_contents: bool = False


class Styles:
    """The styles part, each chain of styles worked out once."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId"): style for style in found}
        self._default = next(
            (i for i, s in self._styles.items() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in _TRUE), None
        )
        base = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = letters_look(base)
        self._known: dict[str | None, Look] = {}

    def paragraph(self, style_id: str | None) -> Look:
        """The look that a paragraph style gives; without a style, the default one."""
        return self._look(style_id if style_id in self._styles else self._default, self._base)

    def character(self, style_id: str | None) -> Look:
        """The look that a character style gives."""
        return self._look(style_id, Look()) if style_id in self._styles else Look()

    def number_id(self, style_id: str | None) -> str | None:
        """The list that a numbering style stands for."""
        return val(None if style_id not in self._styles else self._styles[style_id].find(f"{W}pPr/{W}numPr"), "numId")

    def _look(self, style_id: str | None, base: Look) -> Look:
        if style_id not in self._known:
            look = base
            ids: list[str] = []
            for style in reversed(self._chain(style_id)):
                ids.insert(0, style.get(f"{W}styleId"))
                look = over(over(look, letters_look(style.find(f"{W}rPr"))), paragraph_look(style.find(f"{W}pPr")))
                look = replace(look, is_contents=look.is_contents or bool(_CONTENTS.match(val(style, "name") or "")))
            self._known[style_id] = replace(look, ids=tuple(ids))
        return self._known[style_id]

    def _chain(self, style_id: str | None) -> list[Element]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        chain: list[Element] = []
        while style_id in self._styles and self._styles[style_id] not in chain:
            chain.append(self._styles[style_id])
            style_id = val(chain[-1], "basedOn")
        return chain


def letters_look(properties: Element | None) -> Look:
    """What run properties say themselves."""
    if properties is None:
        return Look()
    fonts = properties.find(f"{W}rFonts")
    font = "" if fonts is None else next((fonts.get(slot) for slot in _FONT_SLOTS if fonts.get(slot)), "")
    return Look(bold=toggle(properties, "b"), hidden=toggle(properties, "vanish"), capitals=toggle(properties, "caps"), font=font)


def paragraph_look(properties: Element | None) -> Look:
    """What paragraph properties say themselves."""
    if properties is None:
        return Look()
    level = val(properties, "outlineLvl")
    numbering = properties.find(f"{W}numPr")
    number = None
    if numbering is not None:
        depth = val(numbering, "ilvl")
        number = (val(numbering, "numId") or "", None if depth is None else integer(depth, 0))
    return Look(level=None if level is None else _shown_level(integer(level, _LEVELS)), number=number)


def _shown_level(outline: int) -> int:
    return outline + 1 if 0 <= outline < _LEVELS else 0


def over(base: Look, own: Look) -> Look:
    """The base with what is said nearer by; a list may be named in one place and its level in another."""
    number = base.number
    if own.number is not None:
        kept = base.number or ("", None)
        number = (own.number[0] or kept[0], own.number[1] if own.number[1] is not None or own.number[0] else kept[1])
    return Look(
        ids=base.ids,
        bold=base.bold if own.bold is None else own.bold,
        hidden=base.hidden if own.hidden is None else own.hidden,
        capitals=base.capitals if own.capitals is None else own.capitals,
        font=own.font or base.font,
        level=base.level if own.level is None else own.level,
        number=number,
        is_contents=base.is_contents,
    )
