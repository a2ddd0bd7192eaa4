"""The head of a criteria set as it was typed: title, subject, days, from which points on it is met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tthc.core.criteria.rules import SUBJECTS, Subject
from tthc.core.criteria.rules.set_rows import HEADS, figure_text, is_marked, points_of
from tthc.core.criteria.rules.set_tables import Head, Problem
from tthc.core.criteria.rules.sets import SetTable
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day, number, parse_day

LONGEST = {"title": 300, "basis": 2000, "conditions": 4000, "note": 2000}


def head_of(texts: Mapping[str, str]) -> tuple[Head, list[Problem]]:
    """The head of typed texts and what cannot be read in them."""
    problems: list[Problem] = []

    def read(name: str, reader: Callable[[str], Any]) -> Any:
        try:
            return reader(texts.get(name, "").strip())
        except BadInput as error:
            words = str(error)
            problems.append(Problem(None, name, words if words.startswith(HEADS[name]) else f"{HEADS[name]}: {words}"))
            return None

    head = Head(
        title=texts.get("title", ""),
        subject=read("subject", _subject),
        basis=texts.get("basis", ""),
        valid_from=read("valid_from", _day),
        valid_to=read("valid_to", _day),
        least_total=read("least_total", points_of),
        least_share=read("least_share", _share),
        conditions=texts.get("conditions", ""),
        is_unsure=is_marked(texts.get("is_unsure", "")),
        note=texts.get("note", ""),
    )
    problems += [
        Problem(None, name, f"{HEADS[name]} dài quá {number(most)} ký tự. Rút gọn lại.")
        for name, most in LONGEST.items()
        if len(texts.get(name, "")) > most
    ]
    return head, problems


def _subject(typed: str) -> Subject | None:
    words = fold(typed)
    for subject, name in SUBJECTS.items():
        if words in (subject.value, fold(name)):
            return subject
    if not words:
        return None
    raise BadInput(f'không có "{typed[:60]}". Chọn một trong: {", ".join(SUBJECTS.values())}.')


def _day(typed: str) -> date | None:
    return parse_day(typed) if typed else None


def _share(typed: str) -> Decimal | None:
    return points_of(typed.replace("%", "").strip())


def texts_of(table: SetTable) -> dict[str, str]:
    """The head as it would be typed."""
    return {
        "title": table.title,
        "subject": table.subject.value,
        "basis": table.basis,
        "valid_from": day(table.valid_from) if table.valid_from else "",
        "valid_to": day(table.valid_to) if table.valid_to else "",
        "least_total": figure_text(table.least_total),
        "least_share": figure_text(table.least_share),
        "conditions": "\n".join(table.conditions),
        "is_unsure": "x" if table.is_unsure else "",
        "note": table.note,
    }
