"""The document of a plan as its tasks stand today; whatever is changed is read again before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tthc.planreader.block import Block
from tthc.planreader.draft import DraftTask, PlanDraft
from tthc.planreader.outline import Node
from tthc.planreader.paper import FIELDS, CurrentTask, Paper, bare_said, changed, said
from tthc.planreader.read import NotAPlan, UnreadablePlan, read
from tthc.planreader.revised_prose import (
    Found,
    add_labels,
    change_labels,
    drop_item,
    found_at,
    name_first,
    outline_of,
    say_when,
    say_with_whom,
)
from tthc.planreader.revised_rows import add_rows, change_row, drop_row, row_at

__all__ = ["CurrentTask", "revised"]

_Attempt = Callable[[Paper], None]
_Fact = tuple[int, str, dict[str, str]]


def revised(draft: PlanDraft, now: Sequence[CurrentTask]) -> list[Block]:
    """The blocks in which tasks that differ today carry their current words, removed ones are out and new ones are in.

    A task is changed where it stands. Where the text gives no room for it (one label line for several dashes), it goes out of its
    place and stands, as it is today, among the added tasks; a duty stays, with as much as its sentence can say. A task of the draft
    that `now` does not name stays as it is.
    """
    known = {(task.block, task.section): task for task in (*draft.organisation_tasks, *draft.tasks)}
    duties = {id(duty) for duty in draft.organisation_tasks}
    added = [one for one in now if one.block is None and not one.is_removed]
    work = _Work(draft, Paper.of(draft.blocks), outline_of(draft.blocks))
    for one in now:
        task = known.get((one.block if one.block is not None else -1, one.section))
        if task is None:
            continue
        if one.is_removed:
            work.remove(task)
        elif (names := changed(task, one)) and not work.change(task, one, names) and id(task) not in duties and work.remove(task):
            added.append(replace(one, block=None))
    if added:
        add_rows(work.paper, draft.blocks, added)
    return work.paper.blocks()


@dataclass
class _Work:
    """The document under change, and how its first reading saw it."""

    draft: PlanDraft
    paper: Paper
    roots: Sequence[Node]

    def change(self, task: DraftTask, now: CurrentTask, names: Sequence[str]) -> bool:
        """All fields at once, otherwise one by one; whether each could be said."""
        if self._first_right(task, now, names, self._changes(task, now, names)):
            return True
        if len(names) == 1:
            return False
        before = self.paper
        done = [name for name in names if self._first_right(task, now, [name], self._changes(task, now, [name]))]
        is_whole = done == list(names)
        is_duty = any(task is duty for duty in self.draft.organisation_tasks)
        self.paper = self.paper if is_whole or is_duty else before
        return is_whole

    def remove(self, task: DraftTask) -> bool:
        """Takes a task out; whether that leaves all others as they were."""
        return self._first_right(task, None, (), self._removals(task))

    def _changes(self, task: DraftTask, now: CurrentTask, names: Sequence[str]) -> Iterator[_Attempt]:
        cell = row_at(self.draft.blocks, task.block)
        found = found_at(self.roots, task.block)
        if cell:
            yield lambda paper: change_row(paper, *cell, now, names)
        elif found:
            yield lambda paper: change_labels(paper, found, task, now, names)
            yield lambda paper: _spell_out(paper, found, now, names)
            yield lambda paper: self._tell_apart(paper, found, task, now, names)
            if "lead" in names:
                yield lambda paper: name_first(paper, task.block, said(now, "lead").replace("; ", ", "))
            if "time_text" in names and now.time_text:
                yield lambda paper: say_when(paper, task.block, now.time_text or "")
            if "coordinate" in names and now.coordinate:
                yield lambda paper: say_with_whom(paper, task.block, task.text, ", ".join(now.coordinate))

    def _tell_apart(self, paper: Paper, found: Found, task: DraftTask, now: CurrentTask, names: Sequence[str]) -> None:
        """One label line closes several dashes: from now on each dash says itself who, with whom and when."""
        dashes = [item for item in found.node.items if item.kind == "dash"]
        tasks = {one.block: one for one in self.draft.tasks}
        if found.item is None or not all(dash.block.index in tasks for dash in dashes):
            return
        for item in found.node.items:
            if item.kind == "labels":
                for block in (item.block, *item.more):
                    paper.drop(block.index)
        for dash in dashes:
            one = tasks[dash.block.index]
            values = {name: said(now if one is task and name in names else one, name).rstrip(" .;") for name in FIELDS}
            add_labels(paper, Found(found.node, dash), values)

    def _removals(self, task: DraftTask) -> Iterator[_Attempt]:
        cell = row_at(self.draft.blocks, task.block)
        found = found_at(self.roots, task.block)
        others = [one.block for one in (*self.draft.tasks, *self.draft.organisation_tasks) if one.block != task.block]
        if cell:
            yield lambda paper: drop_row(paper, *cell)
        elif found:
            yield lambda paper: drop_item(paper, found, others)
            yield lambda paper: paper.drop(task.block)

    def _first_right(self, task: DraftTask, now: CurrentTask | None, names: Sequence[str], attempts: Iterator[_Attempt]) -> bool:
        """Keeps the first attempt after which the task reads as it should and no other task reads differently."""
        before = _facts(self.draft, self.paper)
        for attempt in attempts:
            tried = self.paper.copy()
            attempt(tried)
            after = _facts(self.draft, tried)
            if _is_right(before, after, task, now, names):
                self.paper = tried
                return True
        return False


def _spell_out(paper: Paper, found: Found, now: CurrentTask, names: Sequence[str]) -> None:
    """Labels for all duties: one label alone would silence what the sentence says of the others."""
    shown = [name for name in FIELDS if name in names or name in ("lead", "implement", "coordinate")]
    add_labels(paper, found, {name: said(now, name) for name in shown})


def _facts(draft: PlanDraft, paper: Paper) -> list[_Fact]:
    """First place, words and fields of each task; nothing for what is no plan any more."""
    try:
        again = read(paper.blocks())
    except (NotAPlan, UnreadablePlan):
        return []
    places = {paper.place_of(block.index): block.index for block in draft.blocks if paper.slots[block.index]}
    tasks = (*again.tasks, *again.organisation_tasks)
    return [(places.get(task.block, -1), task.text.rstrip(" .;"), {name: bare_said(task, name) for name in FIELDS}) for task in tasks]


def _is_right(
    before: list[_Fact],
    after: list[_Fact],
    task: DraftTask,
    now: CurrentTask | None,
    names: Sequence[str],
) -> bool:
    """Only this task differs, and only in these fields."""
    others = [fact for fact in before if fact[0] != task.block]
    here = [fact for fact in before if fact[0] == task.block]
    found = [fact for fact in after if fact[0] == task.block]
    if [fact for fact in after if fact[0] != task.block] != others or (now is None and len(found) != len(here) - 1):
        return now is None and len(here) == 0
    if now is None:
        return True
    wanted = [{**fields, **{name: bare_said(now, name) for name in names}} for _, _, fields in here]
    return [fields for _, _, fields in found] == wanted
