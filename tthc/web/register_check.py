"""A sheet before anything of it is a row: how far the reading is, what would change, what is wrong where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tthc.core.registers import queries
from tthc.core.registers.rules import UNIT
from tthc.core.registers.rules.sheets import FILE_NAME, Preview, Problem
from tthc.extensions import db
from tthc.kernel.errors import NotFound
from tthc.kernel.vietnamese import number
from tthc.web.guards import actor, toolbox
from tthc.web.register_form import in_sheets
from tthc.web.register_paste import marks, shown_again
from tthc.web.register_ui import RegisterUi
from tthc.web.report_job import Job

_MOST_PROBLEMS = 200
_MANY = 4  # rows of which the same is said
_VERDICTS = {"new": "Mới", "changed": "Thay đổi", "same": "Không đổi"}
_COUNTS = (("new", "Dòng mới"), ("changed", "Thay đổi"), ("same", "Không đổi"), ("wrong", "Dòng có lỗi"), ("skipped", "Bỏ qua"))


@dataclass(frozen=True)
class HeaderQuestion:
    """A header of the sheet, and the columns it may stand for."""

    name: str
    title: str
    letter: str
    sample: str
    is_sure: bool
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class Said:
    """Something about a place in the sheet."""

    where: str
    words: str


@dataclass(frozen=True)
class GoodLine:
    """A row that is right, in words by the titles of the table."""

    number: int
    verdict: str
    cells: tuple[str, ...]
    changes: tuple[Any, ...]


@dataclass(frozen=True)
class CheckPage:
    """Everything `section/sheet_check.html` shows."""

    ui: RegisterUi
    year: int
    sheet_id: int
    version: int
    file_name: str
    here: str
    job: Job
    is_read: bool
    is_loaded: bool
    is_discarded: bool
    is_loadable: bool
    to_write: str
    written: str
    counts: tuple[tuple[str, str, bool], ...]
    titles: tuple[str, ...]
    lines: tuple[GoodLine, ...]
    problems: tuple[Said, ...]
    problem_count: int
    warnings: tuple[Said, ...]
    skipped: tuple[Said, ...]
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    unmapped: tuple[str, ...]
    asks_mapping: bool
    headers: tuple[HeaderQuestion, ...]
    pasted: str
    marks: str
    sent: tuple[tuple[str, str], ...]  # what is sent again with cells that were put right


def sheet_of(ui: RegisterUi, sheet_id: int) -> Any:
    """An import of this register; NotFound outside the actor's scope."""
    return queries.register_import(db.session(), actor(), ui.book, sheet_id)


def check_page(ui: RegisterUi, year: int, row: Any) -> CheckPage:
    """The page of one import."""
    is_discarded, is_loaded = row.state == "discarded", row.state == "loaded"
    preview = Preview.from_json(row.preview)
    is_read = bool(row.preview) and not row.is_open and not is_discarded and not is_loaded
    titles = tuple(dict.fromkeys(title for line in preview.lines for title in line.cells))
    here = ui.href("sheet_check", year, sheet_id=row.id)
    return CheckPage(
        ui=ui,
        year=year,
        sheet_id=row.id,
        version=row.version,
        file_name="Nội dung dán từ bảng tính" if row.file_name == FILE_NAME else row.file_name,
        here=here,
        job=_job(row, here),
        is_read=is_read,
        is_loaded=is_loaded,
        is_discarded=is_discarded,
        is_loadable=is_read and preview.is_loadable,
        to_write=number(preview.to_write),
        written=_written(ui, preview) if is_loaded else "",
        counts=tuple((words, number(preview.counts.get(name, 0)), name == "wrong") for name, words in _COUNTS),
        titles=titles,
        lines=tuple(GoodLine(o.number, _VERDICTS[o.verdict], tuple(o.cells.get(t, "") for t in titles), o.changes) for o in preview.lines),
        problems=_said(preview.problems, row),
        problem_count=preview.problem_count,
        warnings=_said(_together(preview.warnings), row),
        skipped=_said(preview.skipped, row),
        notes=preview.notes,
        missing=preview.missing,
        unmapped=preview.unmapped,
        asks_mapping=preview.asks_mapping,
        headers=tuple(_question(ui, header) for header in preview.headers),
        pasted=_pasted(row) if is_read and preview.problems else "",
        marks=marks(preview.problems),
        sent=(("replaces", str(row.id)), (UNIT.name, str(row.unit_id)), *row.given.items()),
    )


def _written(ui: RegisterUi, preview: Preview) -> str:
    """`Đã ghi 12 dòng mới, 3 dòng thay đổi vào sổ niêm yết thủ tục hành chính.`; what was loaded is what the preview told."""
    counts = (("new", "dòng mới"), ("changed", "dòng thay đổi"))
    told = ", ".join(f"{number(preview.counts[name])} {words}" for name, words in counts if preview.counts.get(name))
    return f"Đã ghi {told} vào {ui.book.title[:1].lower()}{ui.book.title[1:]}."


def _said(problems: Sequence[Problem], row: Any) -> tuple[Said, ...]:
    """Pasted cells have rows and columns, and no sheet with a name; the place names the column already."""
    places = ((replace(one, sheet="") if row.file_name == FILE_NAME else one) for one in problems[:_MOST_PROBLEMS])
    return tuple(
        Said(_capital(place.where.removeprefix("Tệp, ")), _capital(place.words.removeprefix(f"{place.title}: "))) for place in places
    )


def _together(warnings: Sequence[Problem]) -> list[Problem]:
    """What is said alike of many rows is said once, at the first of them: it must not hide what is said of single rows."""
    alike = Counter((one.title, one.words) for one in warnings)
    told: dict[object, Problem] = {}
    for place, one in enumerate(warnings):
        if alike[one.title, one.words] < _MANY:
            told[place] = one
        else:
            told.setdefault((one.title, one.words), replace(one, words=f"{one.words} Nhiều dòng khác cũng vậy."))
    return list(told.values())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _question(ui: RegisterUi, header: Any) -> HeaderQuestion:
    columns = [(column.name, column.title) for column in in_sheets(ui.book)]
    options = tuple((name, title, name == header.column) for name, title in [("", "Không nhập cột này"), *columns])
    return HeaderQuestion(f"cot-{header.key}", header.title, header.letter, header.sample, header.is_sure, options)


def _pasted(row: Any) -> str:
    """Pasted cells can be put right in place; a file is put right in its own program."""
    if row.file_name != FILE_NAME:
        return ""
    try:
        return shown_again(toolbox().files.read(row.stored_file.sha256))
    except NotFound:
        return ""


def _job(row: Any, here: str) -> Job:
    loads = row.state == "loading"
    running = "Đang ghi các dòng vào sổ." if loads else f'Đang đọc "{row.file_name}".'
    return Job(
        id=f"sheet-{row.id}",
        href=here,
        is_running=row.is_open,
        percent=row.progress or None,
        words=running if row.is_open else "",
        problem=row.problem,
        result_href=None,
        result_words=None,
    )
