"""Blocks in, draft out: the whole reading of a plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tthc.planreader.appendices import Appendix, read_appendices
from tthc.planreader.appendix import CodedRow, coded_rows, group_sections
from tthc.planreader.blocks import Block
from tthc.planreader.doubts import confidence_of
from tthc.planreader.draft import DraftSection, DraftTarget, DraftTask, PlanDraft, Problem
from tthc.planreader.duties import organisation_tasks
from tthc.planreader.figure_targets import FigureRow, figure_rows, row_targets
from tthc.planreader.foreign import refuse_other_kinds, refuse_unreadable, refuse_without_work
from tthc.planreader.head import read_head
from tthc.planreader.headings import Purpose
from tthc.planreader.metrics import with_unique_names
from tthc.planreader.outline import Node, build
from tthc.planreader.refusals import NotAPlan, UnreadablePlan
from tthc.planreader.regions import split
from tthc.planreader.reports import report_deadlines
from tthc.planreader.roles import account
from tthc.planreader.similarity import without_repeated_targets, without_repeats
from tthc.planreader.tables import task_tables
from tthc.planreader.targets import abbreviations_in, targets_in
from tthc.planreader.tasks import content_tasks
from tthc.planreader.theme import Place

__all__ = ["NotAPlan", "UnreadablePlan", "read"]

_TITLE_LENGTH = 30
_SCANNED = "Đọc từ bản chụp: kiểm tra chữ và số"
# Ten times as many as any plan has; what sets more is a table of figures, of which the first stand for all.
_MOST_TARGETS = 1000
_WITH_TARGETS = {Purpose.AIM, Purpose.GOAL, Purpose.CONTENT, Purpose.ORGANISATION, Purpose.SCHEDULE, Purpose.ASIDE}
_WITH_REPORTS = {Purpose.CONTENT, Purpose.ORGANISATION, Purpose.REPORTING, Purpose.SCHEDULE}


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, label value or cell: its section, what its part is for, and what it stands beside."""

    code: str
    text: str
    purpose: Purpose
    about: str = ""
    is_time: bool = False
    figure: FigureRow | None = None


def read(blocks: Sequence[Block]) -> PlanDraft:
    """The draft of a plan; raises UnreadablePlan or NotAPlan with one sentence."""
    running = [block for block in blocks if not block.place]
    refuse_unreadable(running)
    regions = split(running)
    head = read_head(regions)
    refuse_other_kinds(running, head.title)
    body = build(regions.body)
    appendices = read_appendices(regions.appendices)
    refuse_without_work(has_work=_has_work(running, body, appendices))
    # Where the plan names no year, 0 leaves every day without one unread instead of guessed.
    year = head.year or 0
    roots = [body, *(appendix.root for appendix in appendices if not appendix.is_form)]
    plan = head.title or ""
    tasks = content_tasks(body, year, Place(plan=plan))
    for appendix in (one for one in appendices if not one.is_form):
        tasks += content_tasks(appendix.root, year, Place(parts=(appendix.title,), plan=plan))
    duties = organisation_tasks(body, year, plan)
    lines = list(_lines(roots, year))
    targets = _targets(lines)
    reports = report_deadlines([(line.code, line.text) for line in lines if line.purpose in _WITH_REPORTS], [*tasks, *duties])
    scanned = {block.index for block in running if block.is_scanned}
    draft = PlanDraft(
        head=head,
        sections=tuple(_sections(body, appendices)),
        tasks=tuple(_read_surely(without_repeats(tasks), scanned)),
        organisation_tasks=tuple(_read_surely(duties, scanned)),
        targets=tuple(targets),
        report_deadlines=tuple(reports),
        paragraphs=account(blocks, regions, body, appendices, tasks, duties, targets, reports),
        blocks=tuple(blocks),
    )
    return replace(draft, problems=tuple(_problems(draft)))


def _read_surely(tasks: Iterable[DraftTask], scanned: Collection[int]) -> Iterator[DraftTask]:
    """What was read from a picture of a page is never certain."""
    for task in tasks:
        yield (
            replace(task, doubts=(*task.doubts, _SCANNED), confidence=confidence_of((*task.doubts, _SCANNED)))
            if task.block in scanned
            else task
        )


def _has_work(blocks: Sequence[Block], body: Node, appendices: Sequence[Appendix]) -> bool:
    """Some part or table hands out work or says what for."""
    purposes = {node.purpose for node in body.children}
    in_parts = bool(purposes & {Purpose.CONTENT, Purpose.ORGANISATION, Purpose.GOAL, Purpose.SCHEDULE, Purpose.LOOKED_AT})
    return in_parts or any(not appendix.is_form for appendix in appendices) or bool(task_tables(blocks))


def _sections(body: Node, appendices: Sequence[Appendix]) -> Iterator[DraftSection]:
    yield from _outline(body)
    for appendix in appendices:
        if not appendix.is_form:
            yield DraftSection(appendix.code, _short(appendix.title))
            yield from _outline(appendix.root)


def _outline(root: Node) -> Iterator[DraftSection]:
    for node in root.walk():
        if node.block and node.code != root.code:
            yield DraftSection(node.code, _short(node.title))
        groups = group_sections([item.block for item in node.items if item.kind == "row"], node.code)
        yield from (DraftSection(group.code, _short(group.title)) for group in groups)


def _short(title: str) -> str:
    words = title.split()
    return title if len(words) <= _TITLE_LENGTH else " ".join(words[:_TITLE_LENGTH]) + " …"


def _lines(roots: Sequence[Node], year: int) -> Iterator[_Line]:
    """Everything that may hold a target or order a report."""
    for node in (one for root in roots for one in root.walk()):
        yield _Line(node.code, node.title, node.purpose)
        yield from (_Line(node.code, label.value, node.purpose, node.title, label.role == "time") for label in node.labels)
        rows = []
        for item in node.items:
            if item.kind == "row":
                rows.append(item.block)
                continue
            if item.kind != "labels":
                yield _Line(node.code, item.text, node.purpose, node.title)
            yield from (_Line(node.code, label.value, node.purpose, node.title, label.role == "time") for label in item.labels)
        yield from _row_lines(rows, node, year)


def _row_lines(rows: Sequence[Block], node: Node, year: int) -> Iterator[_Line]:
    tables = task_tables(rows)
    for table in tables:
        for coded in coded_rows(table, node.code):
            yield _Line(coded.code, coded.row.content, Purpose.CONTENT)
            yield from (_cell_line(coded, role, value) for role, _, value in coded.row.values)
    figures = list(figure_rows(rows, node.code, year))
    yield from (_Line(row.code, row.measured, node.purpose, figure=row) for row in figures)
    if not tables and not figures and node.purpose is Purpose.GOAL:
        yield from (_Line(node.code, " ".join(cell or "" for cell in row.cells), node.purpose) for row in rows)


def _cell_line(coded: CodedRow, role: str, value: str) -> _Line:
    figure = FigureRow(coded.code, coded.row.content, value, "") if role == "figure" else None
    return _Line(coded.code, value, Purpose.CONTENT, coded.row.content, role == "time", figure)


def _targets(lines: Sequence[_Line]) -> list[DraftTarget]:
    abbreviations = abbreviations_in(" ".join(line.text for line in lines))
    found = (target for line in lines if line.purpose in _WITH_TARGETS for target in _targets_of(line, abbreviations))
    return with_unique_names(without_repeated_targets(islice(found, _MOST_TARGETS)))


def _targets_of(line: _Line, abbreviations: Collection[str]) -> list[DraftTarget]:
    if line.figure:
        return row_targets(line.figure)
    is_goal = line.purpose is Purpose.GOAL
    return targets_in(line.code, line.text, is_goal=is_goal, is_time=line.is_time, abbreviations=abbreviations, about=line.about)


def _problems(draft: PlanDraft) -> Iterator[Problem]:
    """What a person should look at first."""
    missing = {
        "number": "Chưa có số kế hoạch",
        "date": "Chưa có ngày ban hành",
        "title": "Không thấy tên kế hoạch",
        "year": "Chưa rõ năm kế hoạch",
    }
    yield from (Problem("Đầu văn bản", sentence) for key, sentence in missing.items() if not getattr(draft.head, key))
    if not draft.tasks:
        yield Problem("Nội dung", "Không thấy nhiệm vụ nào")
    for task in draft.tasks:
        yield from (Problem(task.section, doubt) for doubt in task.doubts)
