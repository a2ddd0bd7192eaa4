"""The font that the page asks for must be there with every Vietnamese letter, or nothing is printed (parts.md, trap 1)."""

from __future__ import annotations

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont
from weasyprint.text.ffi import ffi, fontconfig

from tthc.kernel.errors import Unavailable

FAMILIES = ("Liberation Serif", "Tinos", "Times New Roman")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOWER = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES} | {"đ"}
LETTERS = frozenset(letter for lower in _LOWER - set("aeiouy") for letter in (lower, lower.upper()))  # 134
_MISSING = (
    "Máy chủ chưa có phông chữ Times New Roman đủ chữ tiếng Việt nên chưa in được văn bản. Cài bằng lệnh: apt install fonts-liberation2"
)


@cache
def require_font() -> str:
    """The family that will be used, found once a process; raises Unavailable with the name of the missing package."""
    for style in ("Regular", "Bold", "Italic", "Bold Italic"):
        family, path = _picked(FAMILIES[0], style)
        if family not in FAMILIES or _lacks_letters(path):
            raise Unavailable(_MISSING)
    return _picked(FAMILIES[0], "Regular")[0]


def _lacks_letters(path: str) -> bool:
    with TTFont(path, lazy=True, fontNumber=0) as font:
        known = font.getBestCmap()
    return any(ord(letter) not in known for letter in LETTERS)


def _picked(family: str, style: str) -> tuple[str, str]:
    """Family and file that fontconfig gives for a name: not always what was asked for."""
    config = fontconfig.FcInitLoadConfigAndFonts()
    pattern = fontconfig.FcPatternCreate()
    try:
        for name, text in ((b"family", family), (b"style", style)):
            fontconfig.FcPatternAddString(pattern, name, ffi.new("char[]", text.encode()))
        fontconfig.FcConfigSubstitute(config, pattern, fontconfig.FcMatchPattern)
        fontconfig.FcDefaultSubstitute(pattern)
        match = fontconfig.FcFontMatch(config, pattern, ffi.new("FcResult *"))
        if match == ffi.NULL:
            raise Unavailable(_MISSING)
        found = _text(match, b"family"), _text(match, b"file")
        fontconfig.FcPatternDestroy(match)
    finally:
        fontconfig.FcPatternDestroy(pattern)
        fontconfig.FcConfigDestroy(config)
    return found


def _text(pattern: object, name: bytes) -> str:
    place = ffi.new("FcChar8 **")
    fontconfig.FcPatternGetString(pattern, name, 0, place)
    return ffi.string(ffi.cast("char *", place[0])).decode()
