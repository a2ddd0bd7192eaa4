"""What a report counts: figures that lead to their rows, what changed behind them, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tthc.core.reports.rules import Facts, Outcome, Piece
from tthc.core.reports.rules.works import brief, by_task, overdue_words, units
from tthc.kernel.document import Content
from tthc.kernel.vietnamese import day

STANDING = {True: "Đạt", False: "Chưa đạt", None: "Chưa có số liệu"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing from a report, with the address where it can be put right."""

    title: str
    words: str
    link: str

    @property
    def sentence(self) -> str:
        """The whole of it."""
        return f"{self.title}: {self.words}."


def figures(facts: Facts) -> list[dict[str, str]]:
    """Labelled figures with the address of the rows behind each."""
    found = []
    for section in facts.sections:
        here = [p for p in facts.pieces if p.section is section]
        rows = f"/{facts.period.year}/{section.slug}"
        shown = (
            ("đã xong", f"{sum(p.is_settled for p in here)}/{len(here)}" if here else "", "da-xong"),
            ("quá hạn", str(overdue(here, facts.as_of) or ""), "qua-han"),
            ("chờ duyệt", str(how_many(here, Outcome.WAITING) or ""), "cho-duyet"),
        )
        found += [{"label": f"{section.title}: {label}", "value": v, "link": f"{rows}?loc={state}"} for label, v, state in shown if v]
    for measure in facts.measures:
        link = f"/{facts.period.year}/{measure.section.slug}/chi-tieu"
        standing = STANDING[measure.is_met] if measure.shown else STANDING[None]
        label = f"{measure.text} ({measure.goal})"
        found.append({"label": label, "value": measure.shown or STANDING[None], "link": link, "standing": standing})
    return found


def changed_figures(before: Content, after: Content) -> list[str]:
    """Figures that differ between two contents, each with its old and new value."""
    old, new = ({f["label"]: f["value"] for f in content["figures"]} for content in (before, after))
    return [f"{label}: {old.get(label, '0')} → {new.get(label, '0')}" for label in {**old, **new} if old.get(label) != new.get(label)]


def is_changed(frozen: Content, now: Content) -> bool:
    """Whether the work behind a frozen content has changed since: a figure or any printed sentence."""
    return any(frozen[key] != now[key] for key in ("figures", "parts", "annexes"))


def gaps(facts: Facts) -> list[Gap]:
    """What is missing: tasks with work that is not accepted, the overdue ones first, and targets without a value."""
    owed = sorted(by_task(p for p in facts.pieces if not p.is_settled), key=lambda of: not overdue(of, facts.as_of))
    work = [Gap(brief(of[0].title), _missing(of, facts.as_of), f"/viec/{of[0].task_id}") for of in owed]
    empty = [m for m in facts.measures if not m.shown]
    return work + [Gap(m.text, "chưa có số liệu", f"/{facts.period.year}/{m.section.slug}/chi-tieu") for m in empty]


def how_many(pieces: Iterable[Piece], outcome: Outcome) -> int:
    """How many pieces stand so."""
    return sum(1 for p in pieces if p.outcome is outcome)


def overdue(pieces: Iterable[Piece], as_of: date) -> int:
    """How many pieces were not handed in although their day has passed."""
    return sum(1 for p in pieces if p.is_overdue(as_of))


def _missing(of: list[Piece], as_of: date) -> str:
    said = overdue_words(of, as_of)
    waiting = [p for p in of if p.outcome is Outcome.WAITING]
    early = [p for p in of if p.outcome is Outcome.OPEN and not p.is_overdue(as_of)]
    said += [f"chờ duyệt, gửi ngày {day(p.handed_in_on)}: {units([p])}" for p in waiting if p.handed_in_on]
    if early:
        said.append(f"chưa có minh chứng: {units(early)}")
    return "; ".join(said)
