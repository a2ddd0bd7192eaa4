"""An official document as data (Decree 30/2020): letterhead, parts of blocks, signature; printed, frozen and compared as one value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.kernel.text import fold, tidy

Content = dict[str, Any]
Block = dict[str, Any]
COMMITTEE = "Ủy ban nhân dân"
_LEVELS = ("thành phố", "đặc khu", "thị trấn", "thị xã", "phường", "quận", "huyện", "tỉnh", "xã")
_SHORT = "UBND"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes to whom and who signs; all words are data, for names and levels change."""

    name: str
    superior: str = ""
    place: str = ""
    symbol: str = _SHORT
    plans: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: str = ""
    post: str = ""
    mode: str = ""
    prepared_by: str = ""


def text(words: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": tidy(words)}


def items(lines: Sequence[str]) -> Block:
    """A list; its lines end as a sentence does, each with a full stop where lines hold more than one."""
    said = [tidy(line).rstrip(".;") for line in lines]
    between = "." if any(". " in line for line in said) else ";"
    ends = [between] * (len(said) - 1) + ["."]
    # Three dots are an end already.
    return {"kind": "list", "items": [line if (line + end).endswith("….") else line + end for line, end in zip(said, ends, strict=True)]}


def heading(words: str) -> Block:
    """A heading inside a part."""
    return {"kind": "heading", "text": tidy(words)}


def table(caption: str, columns: Sequence[tuple[str, str, int]], rows: Sequence[Sequence[str]]) -> Block:
    """A table; each column is its title, its alignment and its width in percent."""
    return {
        "kind": "table",
        "caption": caption,
        "columns": [title for title, _, _ in columns],
        "align": [align for _, align, _ in columns],
        "widths": [width for _, _, width in columns],
        "rows": [list(row) for row in rows],
    }


def part(words: str, *blocks: Block) -> dict[str, Any]:
    """A part with its heading."""
    return {"heading": words, "blocks": list(blocks)}


def report(
    head: Letterhead,
    form: str,
    on: date,
    *,
    subject: str,
    opening: str,
    closing: str,
    parts: list[dict[str, Any]],
    annexes: list[dict[str, Any]],
    figures: list[dict[str, str]],
) -> Content:
    """A report (báo cáo) of the office; the number is left open for the records clerk."""
    is_committee = fold(head.name).startswith((fold(COMMITTEE), _SHORT.lower()))
    return {
        "form": form,
        "agency": {"superior": head.superior.upper() or None, "name": capitals(head.name), "place": head.place},
        "number": None,
        "symbol": f"BC-{head.symbol}" if head.symbol else "BC",
        "date": on.isoformat(),
        "title": "BÁO CÁO",
        "subject": subject,
        "addressee": [spoken(head.superior)] if head.superior else [],
        "bases": [],
        "opening": opening,
        "parts": parts,
        "annexes": annexes,
        "closing": closing,
        "recipients": list(head.recipients),
        "signature": {
            "on_behalf": f"TM. {COMMITTEE.upper()}" if is_committee else "",
            "mode": head.mode.upper(),
            "post": head.post.upper(),
            "name": head.signer,
        },
        "prepared_by": head.prepared_by,
        "is_test": False,
        "figures": figures,
    }


def capitals(name: str) -> str:
    """An agency's name as box 2 of the letterhead prints it: in full and in capitals."""
    return tidy(name).upper().replace(_SHORT, COMMITTEE.upper())


def spoken(name: str) -> str:
    """The same name inside a sentence: `Ủy ban nhân dân phường Trung Lương`."""
    full = capitals(name)
    if full.startswith(COMMITTEE.upper()):
        rest = full[len(COMMITTEE) :].strip().lower()
        level = next((word for word in _LEVELS if rest.startswith(word)), "")
        return tidy(f"{COMMITTEE} {level} {rest[len(level) :].strip().title()}")
    return name if tidy(name) != full else full.capitalize()


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one spelling of a content that is hashed, attached to the PDF and kept."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical content."""
    return hashlib.sha256(canonical(content)).hexdigest()
