"""The tasks of a plan as they stand today, found again in its document, so that the document can be written with today's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tthc.core.imports.rules.matching import Text, best_matches
from tthc.planreader.draft import DraftTask, PlanDraft
from tthc.planreader.paper import CurrentTask

Row = Mapping[str, Any]


def current_tasks(draft: PlanDraft, rows: Sequence[Row]) -> list[CurrentTask]:
    """Each task with its place; one taken over from above has none yet, and one the reader no longer finds is left as it is written."""
    found: list[CurrentTask] = []
    for kind, tasks in (("content", draft.tasks), ("organisation", draft.organisation_tasks)):
        mine = [row for row in rows if row["kind"] == kind]
        written = [row for row in mine if not row["is_taken"]]
        places = _places(tasks, written)
        found += [_current(row, places[n]) for n, row in enumerate(written) if n in places]
        found += [_current(row, None) for row in mine if row["is_taken"]]
    return found


def _places(tasks: Sequence[DraftTask], rows: Sequence[Row]) -> dict[int, DraftTask]:
    """Row -> its task in the document: by place and text, else by what is most alike."""
    exact: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, task in enumerate(tasks):
        exact[task.section[:60], task.text].append(n)
    pairs = {n: same.pop(0) for n, row in enumerate(rows) if (same := exact[row["section"], row["text"]])}
    rest = [n for n in range(len(rows)) if n not in pairs]
    free = sorted(set(range(len(tasks))) - set(pairs.values()))
    alike = best_matches(_texts(rows[n]["text"] for n in rest), _texts(tasks[n].text for n in free))
    pairs |= {rest[one]: free[other] for one, other in alike.items()}
    return {n: tasks[place] for n, place in pairs.items()}


def _texts(texts: Iterable[str]) -> list[Text]:
    return [Text(text) for text in texts]


def _current(row: Row, task: DraftTask | None) -> CurrentTask:
    return CurrentTask(
        section=task.section if task else row["section"],
        text=row["text"],
        lead=tuple(row["lead"]),
        implement=tuple(row["implement"]),
        coordinate=tuple(row["coordinate"]),
        deliverable=row["deliverable"],
        time_text=row["time_text"],
        block=task.block if task else None,
    )
