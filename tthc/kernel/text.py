"""Vietnamese text: one normal form for everything stored, one fold for everything searched."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """Unicode NFC: the form of Decree 30/2020 (TCVN 6909:2001) and of every stored string; PostgreSQL stores no NUL."""
    return unicodedata.normalize("NFC", text.replace("\0", ""))


def tidy(text: str) -> str:
    """NFC with white space collapsed and trimmed."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """Lower case without tone marks, đ as d, white space collapsed: what search compares."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("\0", ""))
    return _SPACES.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip().lower()
