"""F03 for registers: the worker dies (-9) at every step of a load, a count and a printing; there are all rows or none, and one paper."""

import pytest
from sqlalchemy import func, select

from tests.core.test_killed_jobs import Place, every_step, put_down, swept
from tests.factories import feedback
from tthc.adapters.sheets import SheetOffice
from tthc.core.audit import queries as audit_queries
from tthc.core.dossiers.actions import DOSSIERS
from tthc.core.dossiers.models import Apology, Dossier
from tthc.core.feedback.actions import BOOK as FEEDBACK
from tthc.core.files.models import StoredFile
from tthc.core.files.ports import SheetColumn
from tthc.core.indicators.models import RegisterFigure
from tthc.core.registers import actions
from tthc.core.registers.actions import documents as document_actions
from tthc.core.registers.models import RegisterDocument, RegisterImport, RegisterImportState
from tthc.core.registers.queries import documents as document_queries
from tthc.jobs.registers import load_register, read_register

ROWS = 30


class WithSheets(Place):
    """A fork has no use for the child process in which its parent reads sheets."""

    def copy(self, folder):
        return WithSheets(super().copy(folder).folder)

    def tools(self, toolbox, **others):
        return super().tools(toolbox, **({"sheets": SheetOffice()} | others))


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "start"
    folder.mkdir()
    return WithSheets(folder)


@pytest.fixture
def confirmed(session, office, toolbox, now, place):
    """A sheet of dossiers, half of them late, that was looked at and confirmed."""
    clerk, tools = office.actor("clerk"), place.tools(toolbox)
    head = [SheetColumn(title) for title in ("Mã hồ sơ", "Lĩnh vực", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Hình thức nộp")]
    lines = [(f"H-{n}", "Hộ tịch", "01/08/2024", "05/08/2024", "" if n % 2 else "02/08/2024", "Trực tiếp") for n in range(ROWS)]
    stored = tools.files.keep(tools.sheets.write("Hồ sơ", head, lines), "application/octet-stream")
    row = actions.stage(session, clerk, DOSSIERS, stored, "ho-so.xlsx", unit_id=office.desk.id, now=now)
    session.commit()
    assert read_register(session(), tools, row.id)
    session.expire_all()
    row = session.get_one(RegisterImport, row.id)
    actions.ask_load(session, clerk, DOSSIERS, row, version=row.version, now=now)
    tools.sheets.close()
    return row.id


def rows(own):
    return own.scalar(select(func.count()).select_from(Dossier)), own.scalar(select(func.count()).select_from(Apology))


def test_a_killed_load_leaves_all_rows_or_none(session, toolbox, place, tmp_path, confirmed):
    put_down(session, place)
    seen = set()
    for here in every_step(place, toolbox, tmp_path, "load_register", import_id=confirmed):
        with here.session() as own:
            seen.add(rows(own))
            assert rows(own) in ((0, 0), (ROWS, ROWS // 2))
            own.rollback()
            tools = swept(here, own, toolbox)
            assert rows(own) == (ROWS, ROWS // 2)
            row = own.get_one(RegisterImport, confirmed)
            assert (row.state, row.is_open, row.problem) == (RegisterImportState.LOADED, False, None)
            assert audit_queries.verify(own).broken_at is None
            own.rollback()
            assert not load_register(own, tools, confirmed), "a load that came twice"
            assert rows(own) == (ROWS, ROWS // 2)
            tools.sheets.close()
    assert seen == {(0, 0), (ROWS, ROWS // 2)}


def test_a_killed_count_is_counted_again(session, office, toolbox, place, tmp_path, confirmed):
    session.commit()
    assert load_register(session(), place.tools(toolbox), confirmed)
    put_down(session, place)
    told = set()
    at = {"agency_id": office.agency.id, "year": 2024, "register": "dossier"}
    for step in range(1, 12):
        here = place.copy(tmp_path / f"step-{step}")
        here.killed_at(step, toolbox, "count_targets", **at)
        with here.session() as own:
            tools = here.tools(toolbox)
            tools.queue.enqueue("count_targets", **at)
            tools.queue.perform(own, tools)
            own.rollback()
            found = own.scalars(select(RegisterFigure).order_by(RegisterFigure.code, RegisterFigure.period)).all()
            told.add(tuple((one.code, one.period, one.numerator, one.denominator) for one in found))
    assert len(told) == 1
    assert told.pop()


def test_a_killed_printing_ends_with_one_paper(session, office, toolbox, today, now, place, tmp_path):
    clerk = office.actor("clerk")
    row = feedback.received(session, clerk, office.staff, today=today, now=now)
    book = document_queries.documents_of(FEEDBACK)[0]
    paper = document_actions.ask_document(session, clerk, FEEDBACK, book, document_queries.asked([row.id]), today=today, now=now)
    paper_id = paper.id
    put_down(session, place)
    for here in every_step(place, toolbox, tmp_path, "print_document", document_id=paper_id):
        with here.session() as own:
            tools = swept(here, own, toolbox)
            [found] = own.scalars(select(RegisterDocument)).all()
            assert (found.is_open, found.problem, found.stored_file_id is not None) == (False, None, True)
            [file] = own.scalars(select(StoredFile)).all()
            assert tools.files.read(file.sha256)
