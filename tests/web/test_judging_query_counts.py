"""What the pages of inspections, scores and reviews ask of the database is the same with one row and with many, and they stay light (G15)."""

import gzip
import sqlite3

from tthc.commands.measure_judging import PAGES
from tthc.core.criteria.queries import assessments, sheet
from tthc.extensions import db
from tthc.jobs import province_judging
from tthc.jobs.province_judging import LEAST, Size
from tthc.kernel.actor import system
from tthc.kernel.statements import counted

MOST, KB = 30, 1024
MANY = Size(agencies=30, units=200, rounds=400, items=30, findings=90, assessments=30, reviews=30, steps=20, rows=400)
_ELSEWHERE = ("below.0", "/ke-hoach/")  # people and plans that this office does not have


def role_of(page):
    """Whose page it is: "officer0.0" of the sample province is an officer here."""
    return page.who.split(".")[0].rstrip("0")


def ours():
    """The pages that are measured, without those of other offices."""
    return [page for page in PAGES if not any(part in f"{page.who} {page.path}" for part in _ELSEWHERE)]


def filled(session, agency_id, desks, inspector, size, today):
    """The office with so much of everything; the ids that addresses name."""
    province_judging.fill(session(), agency_id, desks, size, inspector=inspector)
    own = assessments.own(session, agency_id, 2024, today=today)[0].assessment_id
    held = sheet.sheet(session, assessments.one(session, system(agency_id), own), today=today)
    return {"own": own, "line": held.lines[0].row.id}


def asked(browser, path):
    """The queries of a page; it is asked for twice, for the first builds statements and templates."""
    assert browser.get(path).status_code == 200, path
    db.session.remove()  # what the test holds must not answer for the database
    with counted(db.engine) as sent:
        response = browser.get(path)
    assert len(gzip.compress(response.data)) <= 15 * KB, path
    return len(sent)


def test_pages_cost_the_same_however_much_there_is(session, office, as_role, today):
    browsers = {role: as_role(role) for role in {role_of(page) for page in ours()}}
    place = (office.agency.id, [office.justice.id, office.culture.id], office.people["inspector"].id)
    connection, empty = db.engine.raw_connection().driver_connection, sqlite3.connect(":memory:")
    connection.backup(empty)
    found = []
    for size in (LEAST, MANY):
        ids = filled(session, *place, size, today)
        found.append({f"{role_of(page)} {page.path}": asked(browsers[role_of(page)], page.path.format(**ids)) for page in ours()})
        db.session.remove()
        empty.backup(connection)
    few, many = found
    assert many == few
    assert max(many.values()) <= MOST, many
