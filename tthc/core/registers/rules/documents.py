"""What stands on papers printed of register rows, as plain values: posting sheets, lists, books (Decree 30/2020/NĐ-CP)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from tthc.core.registers.rules.letters import APOLOGY, apology
from tthc.core.registers.rules.printing import Content, Office, Printing, Sentence, head, lines, shown_day
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import number

__all__ = [
    "APOLOGY",
    "Content",
    "Office",
    "Printing",
    "Sentence",
    "address",
    "apology",
    "book",
    "by_field",
    "field_name",
    "page_name",
    "posting_list",
    "posting_sheets",
]
_NOT_IN_NAMES = re.compile(r"[^a-z0-9.]+")
_LONGEST_NAME = 120  # a file system holds 255 bytes
_LONGEST_ADDRESS = 1_000  # bytes; a code of more has squares that no phone tells apart, and ends at 2,331


# --- procedures on the board


def page_name(code: str) -> str:
    """The name of a procedure's public page, without its ending: `1.004873`."""
    return _NOT_IN_NAMES.sub("-", fold(code)).strip("-.") or "thu-tuc"


def field_name(words: str) -> str:
    """The name of a field's public page, without its ending: `ho-tich`."""
    return _NOT_IN_NAMES.sub("-", fold(words).replace(".", " "))[:_LONGEST_NAME].strip("-") or "khac"


def is_national(procedure: Mapping[str, Any]) -> bool:
    """Whether the procedure has a page in the national database whose address a code can hold."""
    return 0 < len(str(procedure.get("link") or "").encode()) <= _LONGEST_ADDRESS


def address(office: Office, procedure: Mapping[str, Any]) -> str:
    """What a procedure's QR code opens: the national database where it has a page there, else the agency's public page; or nothing."""
    if is_national(procedure):
        return str(procedure["link"])
    return f"{office.public_address}/thu-tuc/{page_name(procedure['code'])}.html" if office.public_address else ""


def posting_sheets(printing: Printing, procedures: Iterable[Mapping[str, Any]]) -> Content:
    """One sheet a procedure, to hang on the board."""
    sheets = [
        {
            "code": one["code"],
            "name": one["name"],
            "field": one.get("field") or "",
            "level": one.get("level") or "",
            **_facts_and_parts(one),
            "decision": one.get("decision") or "",
            "effective_on": shown_day(one.get("effective_on")),
            "address": address(printing.office, one),
            "is_national": is_national(one),
        }
        for one in procedures
    ]
    return head(printing, "Thủ tục hành chính niêm yết") | {"sheets": sheets}


def _facts_and_parts(procedure: Mapping[str, Any]) -> Content:
    """Nothing is printed twice: a time limit or fee of one line stands large above the parts, a longer one in its part."""
    facts, parts = [], [part for part in procedure.get("parts", ()) if part["text"]]
    for name, title in (("time_limit", "Thời hạn"), ("fee", "Phí, lệ phí"), ("online", "Trực tuyến")):
        text = procedure.get(name) or ""
        twin = next((part for part in parts if part["title"].startswith(title) and tidy(part["text"]) == tidy(text)), None)
        if not text or (twin and len(lines(text)) > 1):
            continue
        parts = [part for part in parts if part is not twin]
        facts.append({"title": title, "text": tidy(text)})
    return {"facts": facts, "parts": [{"title": part["title"], "lines": lines(part["text"])} for part in parts]}


def by_field(procedures: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The procedures of each field, in the order of the alphabet, those without a field last."""

    def place(one: Mapping[str, Any]) -> str:
        return field_name(one.get("field") or "")  # one field however it was typed

    ordered = sorted(procedures, key=lambda one: (not one.get("field"), place(one), fold(one["name"]), one["code"]))
    groups = [list(group) for _, group in groupby(ordered, key=place)]
    return [(tidy(group[0].get("field") or ""), group) for group in groups]


def posting_list(printing: Printing, procedures: Sequence[Mapping[str, Any]]) -> Content:
    """The list of procedures by field, with one QR code for the list (of the field, where there is one only)."""
    groups = by_field(procedures)
    base = printing.office.public_address
    page = f"linh-vuc/{field_name(groups[0][0])}.html" if len(groups) == 1 else "index.html"
    return head(printing, "DANH MỤC THỦ TỤC HÀNH CHÍNH") | {
        "address": f"{base}/{page}" if base else "",
        "total": number(len(procedures)),
        "told": [name for name in ("time_limit", "online") if any(one.get(name) for one in procedures)],
        "fields": [
            {
                "title": name or "Lĩnh vực khác",
                "procedures": [
                    {
                        "code": one["code"],
                        "name": one["name"],
                        "time_limit": one.get("time_limit") or "",
                        "online": one.get("online") or "",
                        "decision": one.get("decision") or "",
                    }
                    for one in found
                ],
            }
            for name, found in groups
        ],
    }


# --- a book on paper


def book(printing: Printing, title: str, columns: Sequence[tuple[str, str, int]], rows: Sequence[Sequence[str]]) -> Content:
    """A register as a landscape book; each column is its title, how it is set (left, center, right) and its share of the width."""
    whole = sum(width for _, _, width in columns) or 1
    of_year = f"Năm {printing.year}" if printing.year else ""
    return head(printing, title, "; ".join(words for words in (of_year, printing.narrowed) if words)) | {
        "columns": [title for title, _, _ in columns],
        "align": [align for _, align, _ in columns],
        "widths": [round(96 * width / whole, 2) for _, _, width in columns],
        "rows": [[str(cell) for cell in row] for row in rows],
        "total": number(len(rows)),
        "is_masked": printing.is_masked,
    }
