"""Filling one task from its words, labels and place; every doubt is written down for the person who checks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tthc.kernel.due import DueRule
from tthc.planreader import theme
from tthc.planreader.cell_roles import told_apart
from tthc.planreader.deadlines import read_time
from tthc.planreader.doubts import confidence_of, doubts_about
from tthc.planreader.draft import DUTY_ROLES, DraftTask
from tthc.planreader.labels import Label
from tthc.planreader.phrases import phrase_in
from tthc.planreader.prose import acting_unit
from tthc.planreader.short_titles import short_title
from tthc.planreader.units import split_units
from tthc.planreader.wording import low

_REFERENCE = re.compile(r"(?:như |theo )(?:phân công|phụ lục|biểu|kế hoạch|danh mục|quyết định|lịch)")


def units_of(labels: Sequence[Label]) -> dict[str, tuple[str, ...]]:
    """Units by duty; a lone "Cơ quan thực hiện" leads, and units given by reference stay empty."""
    units: dict[str, tuple[str, ...]] = {}
    for label in told_apart(labels):
        if label.role not in (*DUTY_ROLES, "supervisor") or _REFERENCE.match(low(label.value)):
            continue
        named = acting_unit(label.value) if label.role in ("appraise", "advise", "monitor") else None
        units[label.role] = units.get(label.role, ()) + split_units(named[0] if named else label.value)
    if "lead" not in units and not any(_REFERENCE.match(low(label.value)) for label in labels if label.role == "lead"):
        units["lead"] = units.pop("implement", ())
    return units


def time_of(labels: Sequence[Label], prose: str, year: int) -> tuple[str | None, DueRule]:
    """The text about time and its rule: labels first, start and end joined; without a label a phrase of the sentence."""
    found = [label for label in labels if label.role == "time" and label.value.strip()]
    if found:
        written = " - ".join(label.value for label in found)
        return written, read_time(written, year, is_deadline=len(found) == 1 and found[0].is_deadline)
    phrase = phrase_in(prose)
    return (phrase, read_time(phrase, year)) if phrase else (None, DueRule())


def make_task(
    section: str,
    text: str,
    *,
    year: int,
    block: int,
    title: str | None = None,
    labels: Sequence[Label] = (),
    units: dict[str, tuple[str, ...]] | None = None,
    prose: str | None = None,
    place: theme.Place = theme.NOWHERE,
    doubts: Sequence[str] = (),
    is_duty: bool = False,
) -> DraftTask:
    """A task; `units` found in running text stand where labels name none, `prose` is what may hold a time phrase."""
    named = units_of(labels)
    duties = named if any(named.values()) else units or {}
    time_text, rule = time_of(labels, text if prose is None else prose, year)
    outcome = "; ".join(label.value for label in labels if label.role == "deliverable" and label.value)
    section_guess, reason = theme.guess(text, place, title or "")
    all_doubts = (*doubts, *doubts_about(duties, rule, outcome, is_duty=is_duty))
    return DraftTask(
        section=section,
        text=text,
        title=title,
        short_title=short_title(text, title),
        **{role: duties.get(role, ()) for role in (*DUTY_ROLES, "supervisor")},
        deliverable=outcome or None,
        time_text=time_text,
        time_kind=str(rule.kind),
        start=rule.start,
        due=rule.due,
        due_rule=rule.as_dict(),
        theme=section_guess,
        theme_reason=reason,
        confidence=confidence_of(all_doubts),
        doubts=all_doubts,
        block=block,
    )
