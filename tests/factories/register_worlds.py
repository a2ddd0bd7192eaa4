"""In the first register of each section one of everything an address can name: a row, its file, a sheet in, a sheet out, a paper."""

from types import SimpleNamespace

from sqlalchemy import UniqueConstraint, func, insert, select

from tests.factories import printing
from tests.factories.registers_samples import SAMPLES
from tthc.core.books import BOOKS
from tthc.core.registers import actions, queries
from tthc.core.registers.actions import documents as document_actions
from tthc.core.registers.rules import Kind, read
from tthc.core.registers.rules.sheets import FILE_NAME, MEDIA_TYPE
from tthc.web.register_form import entered
from tthc.web.register_ui import known_registers


def first_registers():
    """{section: the register its pages open with}."""
    found = {}
    for ui in known_registers().values():
        found.setdefault(ui.book.section.value, ui)
    return found


def row(session, clerk, unit, book, *, today, now, which="values"):
    """A row as the register's sample types it."""
    sample = SAMPLES[book.name]
    office = SimpleNamespace(
        agency=unit, staff=unit, justice=unit, culture=unit, desk=unit, actor=lambda _: clerk
    )  # the desks of an office that has one
    more = sample.prepare(session, office, clerk, today, now) if sample.prepare else {}
    texts = {"unit_id": str(unit.id), **more, **getattr(sample, which)}
    known = queries.lookups(session, clerk.agency_id, book, today)
    values = {column.name: read(column, texts.get(column.name, ""), known) for column in entered(book)}
    return actions.enter(session, clerk, book, values, today=today, now=now)


def copies(session, book, made, count):
    """More rows like this one, past the program: what may occur only once differs, in its words, its number or what it belongs to."""
    table = book.model.__table__
    session.flush()
    start = {column.name: getattr(made, column.name) for column in table.columns}
    groups = [index.columns for index in table.indexes if index.unique]
    groups += [rule.columns for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    chosen = {column.name for column in book.columns if column.kind in (Kind.CHOICE, Kind.UNIT)}
    once = {column.name: column for group in groups for column in group if column.name not in chosen}
    texts = {name for name in once if isinstance(start[name], str)}
    numbers = {name for name, column in once.items() if type(start[name]) is int and name != "year" and not column.foreign_keys}
    owners = {} if texts or numbers else _owners(session, once, start, count)
    first = (session.scalar(select(func.max(table.c.id))) or 0) + 1

    def other(n):
        return {name: f"{start[name]}-{n}" for name in texts} or dict.fromkeys(numbers, n) or {k: v[n - first] for k, v in owners.items()}

    session.execute(insert(table), [start | {"id": first + n} | other(first + n) for n in range(count)])
    return range(first, first + count)


def _owners(session, once, start, count):
    """Copies of the row of another register that a row belongs to."""
    books = {each.model.__tablename__: each for each in BOOKS.values()}
    for name, column in once.items():
        for key in column.foreign_keys:
            owner = books.get(key.column.table.name)
            if owner is not None and start[name] is not None:
                return {name: copies(session, owner, session.get_one(owner.model, start[name]), count)}
    return {}


def one_of_everything(session, toolbox, clerk, unit, *, today, now):
    """{name of a route's parameter: {section: id}}."""
    ids = {name: {} for name in ("row_id", "row_file_id", "sheet_id", "sheet_export_id", "document_id")}
    for section, ui in first_registers().items():
        made = row(session, clerk, unit, ui.book, today=today, now=now)
        stored = toolbox.files.keep(b"%PDF-1.4\n" + f"{section} {unit.id}".encode(), "application/pdf")
        sheet = toolbox.files.keep(f"a,b\n{section},{unit.id}\n".encode(), MEDIA_TYPE)
        staged = actions.stage(session, clerk, ui.book, sheet, FILE_NAME, unit_id=unit.id, now=now)
        exported = actions.ask_export(session, clerk, ui.book, queries.Ask(), today=today, now=now)
        actions.keep_export(session, clerk, ui.book, exported, stored, rows=1, now=now)
        ids["row_id"][section] = made.id
        ids["row_file_id"][section] = actions.attach(session, clerk, ui.book, made, stored, "anh.pdf", now=now).id
        ids["sheet_id"][section], ids["sheet_export_id"][section] = staged.id, exported.id
        paper = printing.asked_paper(session, clerk, ui.book, made.id, today=today, now=now)
        document_actions.keep_document(session, clerk, ui.book, paper, stored, now=now)
        ids["document_id"][section] = paper.id
    return ids
