"""What a file may be called; its content is judged by the adapter that can open it."""

from __future__ import annotations

import re
import unicodedata

from tthc.kernel.text import tidy

_PATH_PARTS = re.compile(r"[/\\]")
_MAX_BYTES = 255  # the longest name that ext4, NTFS and a zip entry all take; about 85 letters with marks
_NAMELESS = "tep"


def clean_name(name: str) -> str:
    """The bare file name in NFC, without path, control characters or signs that turn the writing direction."""
    last = _PATH_PARTS.split(name)[-1]
    # Category C: control, format (bidi and zero-width signs), surrogate, private use, unassigned.
    visible = "".join(" " if c in "\t\r\n" else c for c in last if c in "\t\r\n" or not unicodedata.category(c).startswith("C"))
    return _shortened(tidy(visible).strip(". ")) or _NAMELESS


def suffix_of(name: str) -> str:
    """The last extension in lower case without its dot; empty if there is none."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem else ""


def _shortened(name: str) -> str:
    if len(name.encode()) <= _MAX_BYTES:
        return name
    suffix = suffix_of(name)
    tail = f".{suffix}" if suffix and len(suffix.encode()) <= 16 else ""  # noqa: PLR2004 - a longer ending is no file type
    room = _MAX_BYTES - len(tail.encode())
    return name[: len(name) - len(tail)].encode()[:room].decode(errors="ignore").rstrip(". ") + tail
