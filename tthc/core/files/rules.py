"""What a file may be called, and when the files are looked at again; its content is judged by the adapter that can open it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from tthc.kernel.clock import VIETNAM
from tthc.kernel.text import tidy

_PATH_PARTS = re.compile(r"[/\\]")
_MAX_BYTES = 255  # the longest name that ext4, NTFS and a zip entry all take; about 85 letters with marks
_NAMELESS = "tep"
_NIGHT_BEGINS, _NIGHT_ENDS = 22, 5  # hours in Viet Nam when nobody works
_SAME_NIGHT, _TOO_LONG = timedelta(hours=12), timedelta(hours=36)
_A_NIGHT = 200  # files read again in one night


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


@dataclass(frozen=True)
class NightCheck:
    """What one night's work found: ids of rows whose content is damaged or gone; such a row is reported and never deleted."""

    at: datetime
    checked: int
    damaged: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    swept: int = 0
    forgotten: int = 0


def is_due(since: datetime, now: datetime) -> bool:
    """Once a night of the office; where the machine is off at night, as soon as a day and a half have passed."""
    passed, hour = now - since, now.astimezone(VIETNAM).hour
    is_night = hour >= _NIGHT_BEGINS or hour < _NIGHT_ENDS
    return passed >= _TOO_LONG or (is_night and passed >= _SAME_NIGHT)


def parts(files: int) -> int:
    """In how many parts the files are read again, one part a night."""
    return max(1, -(-files // _A_NIGHT))
