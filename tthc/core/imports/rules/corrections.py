"""What a person writes over a row that was read: the time is read again, and doubts about what was corrected go."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tthc.kernel.due import DueRule, Kind
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.sections import Section
from tthc.kernel.text import fold, tidy
from tthc.planreader.deadlines import read_time
from tthc.planreader.doubts import doubts_about
from tthc.planreader.draft import DUTY_ROLES
from tthc.planreader.short_titles import short_title

FIELDS = ("short_title", "lead", "coordinate", "deliverable", "time_text", "theme")
CHOSEN = "người kiểm tra chọn"  # why a row stands in its section, where a person said so
SCANNED = "Đọc từ bản chụp: kiểm tra chữ và số"  # said of every row of a scan, until a person has looked at the row
ADDED = "Người kiểm tra thêm dòng này: nhập đơn vị chủ trì và thời hạn"
READ = ("short_title", "lead", "coordinate", "deliverable", "time_text")
"""The fields whose reading is kept beside a correction: a later version that reads the same is corrected the same."""
_KEPT = (*READ, "time_kind", "start", "due", "due_rule", "theme", "theme_reason", "doubts", "is_corrected", "as_read")
_LONGEST = {"title": 2000, "lead": 2000, "coordinate": 2000, "deliverable": 2000, "time_text": 1000}
_NOT_TASKS = {"task", "duty"}
_DASHES = "-–—+•* "  # what opens an item of a list is no word of the task


@dataclass(frozen=True)
class Typed:
    """One row as a person wrote it; `section` is one of the eight, None where it was not asked."""

    title: str
    lead: str
    coordinate: str
    deliverable: str
    time_text: str
    section: str | None = None


def corrected(row: Mapping[str, Any], typed: Typed, year: int | None) -> dict[str, Any]:
    """The row with what was typed; raises BadInput where something cannot be."""
    _check(typed)
    line = dict(row)
    if tidy(typed.title) != tidy(row["short_title"]):
        line["short_title"] = tidy(typed.title)
    gone, fresh = {SCANNED, ADDED}, []
    for role, text in (("lead", typed.lead), ("coordinate", typed.coordinate)):
        names = named(text)
        if [fold(name) for name in names] != [fold(name) for name in row[role]]:
            line[role] = names
            gone |= _about_units(row)
    if not line["lead"]:
        fresh += [doubt for doubt in _about_units(line) if doubt not in row["doubts"] or doubt in gone]
    if tidy(typed.deliverable) != tidy(row["deliverable"] or ""):
        line["deliverable"] = tidy(typed.deliverable) or None
        gone |= _all(row) - _all({**row, "deliverable": None})
    if tidy(typed.time_text) != tidy(row["time_text"] or ""):
        line |= _timed(tidy(typed.time_text), year)
        gone |= _about_time(row)
        fresh += sorted(_about_time(line))
    line |= {name: put(row, typed.section)[name] for name in ("theme", "theme_reason")}
    line["doubts"] = list(dict.fromkeys([*(doubt for doubt in row["doubts"] if doubt not in gone), *fresh]))
    line["is_corrected"] = True
    line["as_read"] = row.get("as_read") or {name: row[name] for name in READ}
    return line


def put(row: Mapping[str, Any], section: str | None) -> dict[str, Any]:
    """The row in the section a person chose for it, if another than the reader's; None leaves it where it is."""
    chosen = {} if section is None or section == row["theme"] else {"theme": str(Section(section)), "theme_reason": CHOSEN}
    return {**row, **chosen}


def _all(row: Mapping[str, Any]) -> set[str]:
    """What the reader doubts about a row as it stands."""
    duties = {role: tuple(row[role]) for role in DUTY_ROLES}
    return set(doubts_about(duties, DueRule.from_dict(row["due_rule"]), row["deliverable"] or "", is_duty=row["kind"] != "content"))


def _about_units(row: Mapping[str, Any]) -> set[str]:
    return _all({**row, "due_rule": {"kind": Kind.CONTINUOUS}, "deliverable": None})


def _about_time(row: Mapping[str, Any]) -> set[str]:
    return _all(row) - _all({**row, "due_rule": {"kind": Kind.CONTINUOUS}})


def _check(typed: Typed) -> None:
    problems = {name: f"Nội dung dài tối đa {most} ký tự." for name, most in _LONGEST.items() if len(getattr(typed, name)) > most}
    if not tidy(typed.title):
        problems["title"] = "Nhập nội dung của nhiệm vụ."
    if typed.section is not None and typed.section not in set(Section):
        problems["section"] = "Chọn nội dung trong danh sách."
    if problems:
        raise BadInput(next(iter(problems.values())), problems)


def named(text: str) -> list[str]:
    """The units of a field: parted by ";" or line ends."""
    names = (tidy(part).strip(" .") for part in re.split(r"[;\n]", text))
    return list({fold(name): name for name in names if name}.values())


def _timed(text: str, year: int | None) -> dict[str, Any]:
    """The fields of a row that follow from its time, read as the plan's own labels are."""
    rule = read_time(text, year or 0) if text else DueRule(Kind.NONE)
    days = {"start": rule.start.isoformat() if rule.start else None, "due": rule.due.isoformat() if rule.due else None}
    return {"time_text": text or None, "time_kind": str(rule.kind), **days, "due_rule": rule.as_dict()}


def row_of(paragraph: Mapping[str, Any], draft: Mapping[str, Any]) -> dict[str, Any]:
    """A row for a paragraph of the ledger that was taken for something else; its place in the outline comes along."""
    text = tidy(paragraph["text"]).lstrip(_DASHES)
    if paragraph["role"] in _NOT_TASKS or any(row.get("paragraph") == paragraph["index"] for row in draft["rows"]):
        raise WrongState("Đoạn này đã là một nhiệm vụ. Sửa dòng đã có thay cho thêm dòng mới.")
    if not text:
        raise WrongState("Đoạn này không có chữ nên không lập thành nhiệm vụ được.")
    code = paragraph.get("section") or ""
    beside = next((row for row in draft["rows"] if row["section"] == code), None)
    theme = beside["theme"] if beside else str(Section.DIRECTION)
    units: dict[str, Sequence[str]] = {role: [] for role in DUTY_ROLES}
    return {
        "kind": "content",
        "section": code,
        "text": text,
        "title": None,
        "short_title": short_title(text),
        **units,
        "deliverable": None,
        **_timed("", draft["year"]),
        "theme": theme,
        "theme_reason": "theo mục của đoạn văn",
        "confidence": 1.0,
        "doubts": [ADDED],
        "block": paragraph.get("block", 0),
        "paragraph": paragraph["index"],
        "is_skipped": False,
        "is_added": True,
    }


def carried(read: Mapping[str, Any], previous: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of an amended version with what people decided about the same rows of the version in force."""
    before = {(row["kind"], row["text"]): row for row in previous["rows"]}
    rows = [_decided(row, before.get((row["kind"], row["text"]))) for row in read["rows"]]
    found = {paragraph["text"]: paragraph for paragraph in read["paragraphs"] if paragraph["role"] not in _NOT_TASKS}
    for row in previous["rows"]:
        paragraph = found.get(row["text"])
        if row.get("is_added") and paragraph is not None:
            place = {"section": paragraph.get("section") or "", "block": paragraph.get("block", 0), "paragraph": paragraph["index"]}
            rows.append({**row, **place})
    return rows


def _decided(row: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    if before is None or before.get("is_added"):
        return dict(row)
    line = {**row, "is_skipped": before["is_skipped"]}
    is_same = "as_read" in before and all(row[name] == before["as_read"][name] for name in READ)
    return line | ({name: before[name] for name in _KEPT} if is_same else {})
