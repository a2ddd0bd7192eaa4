"""Signs that Word draws from its symbol fonts, as the letters they stand for."""

from __future__ import annotations

import re

_SYMBOL = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xDE: "⇒", 0x2D: "-", 0xB0: "°"}
_SYMBOL |= {0x25: "%", 0xE5: "Σ", 0x3C: "<", 0x3E: ">", 0x3D: "=", 0x2B: "+", 0xA5: "∞", 0xB8: "÷"}
_DINGBATS = {0x6F: "☐", 0x71: "☐", 0xA8: "☐", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗", 0xE0: "→", 0xF0: "→", 0xD8: "➢"}
_DINGBATS |= {0x6C: "•", 0x6E: "•", 0x76: "•", 0x9F: "•", 0xA7: "•", 0x77: "•", 0xAB: "★"}
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def symbol(font: str, code: int) -> str:
    """The letter for a place in a font; a symbol font's places are moved up to F000 by Word."""
    name = font.strip().lower()
    place = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code  # noqa: PLR2004 - Unicode's private area, as Word uses it
    if name.startswith("wingdings") or "webdings" in name:
        return _DINGBATS.get(place, "")
    if name == "symbol" or place != code:
        return _SYMBOL.get(place, "")
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""  # noqa: PLR2004 - letters, no halves of pairs


def plain(text: str, font: str) -> str:
    """Text with private signs translated, and without marks that print nothing."""
    text = _PRIVATE.sub(lambda one: symbol(font, ord(one[0])), text) if _PRIVATE.search(text) else text
    return _UNSEEN.sub("", text.replace("\u2011", "-"))


def old(text: str) -> str:
    """Text in an old Vietnamese font, which draws letters in the places of such marks; Word may have moved all of it up to F000."""
    return _PRIVATE.sub(lambda one: chr(ord(one[0]) - 0xF000), text) if _PRIVATE.search(text) else text
