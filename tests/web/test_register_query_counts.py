"""What the pages of a register ask of the database does not grow with its rows or with the office (G15)."""

import gzip

import pytest
from sqlalchemy import inspect

from tests.factories import people, register_worlds
from tthc.core.books import BOOKS
from tthc.core.people.models import Unit
from tthc.extensions import db
from tthc.kernel.statements import counted
from tthc.web.register_ui import known_registers

MOST = 30
KB = 1024


def measured(browser, ui, row_id):
    """The queries of each page, asked for a second time: the first builds statements and templates."""
    home, found = f"/2024/{ui.book.section.slug}/so/{ui.slug}", {}
    view = ui.book.views[0].slug if ui.book.views else ""
    for tail in (
        "",
        "?trang=2",
        "?tu-khoa=khongcogi",
        f"?loc={view}",
        "/in",
        "/them",
        "/nhap",
        f"/{row_id}",
        f"/{row_id}/sua",
        f"/{row_id}/xoa",
    ):
        assert browser.get(home + tail).status_code == 200, tail
        db.session.remove()  # what the test holds must not answer for the database
        with counted(db.engine) as sent:
            response = browser.get(home + tail)
        found[tail] = len(sent)
        if tail != "/in":
            assert len(gzip.compress(response.data)) <= 15 * KB, (tail, "a page stays below 15 KB")
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_pages_of_a_register_cost_the_same_however_much_there_is(name, session, office, as_role, today, now):
    ui = known_registers()[name]
    unit = session.get_one(Unit, inspect(office.culture).identity)  # not the clerk's own: nobody writes findings about himself
    made = register_worlds.row(session, office.actor("clerk"), unit, ui.book, today=today, now=now)
    register_worlds.copies(session, ui.book, made, 30)
    session.commit()
    row_id, agency_id, browser = made.id, made.agency_id, as_role("clerk")
    few = measured(browser, ui, row_id)
    register_worlds.copies(session, ui.book, session.get(ui.book.model, row_id), 400)
    agency = session.get_one(Unit, agency_id)
    for n in range(20):
        people.unit(session, agency, f"Tổ {n}", position=20 + n)
    session.commit()
    many = measured(browser, ui, row_id)
    assert many == few
    assert max(many.values()) <= MOST, many
