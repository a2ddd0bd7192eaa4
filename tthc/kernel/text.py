"""Vietnamese text: one normal form for everything stored, one fold for everything searched."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")

# Anything but plain letters and marks that stand on them: what is left when this is not found loses its marks by being written as ASCII.
_OTHER = re.compile("[\x80-\u02ff\u034f\u0370-\U0010ffff]")


def nfc(text: str) -> str:
    """Unicode NFC: the form of Decree 30/2020 (TCVN 6909:2001) and of every stored string; PostgreSQL stores no NUL."""
    return unicodedata.normalize("NFC", text.replace("\0", ""))


def tidy(text: str) -> str:
    """NFC with white space collapsed and trimmed."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """Lower case without tone marks, đ as d, white space collapsed: what search compares. A sheet is folded a million times over."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("\0", ""))
    if _OTHER.search(plain):
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    else:
        plain = plain.encode("ascii", "ignore").decode("ascii")
    return " ".join(plain.split()).lower()
