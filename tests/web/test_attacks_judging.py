"""Numbers of one's own things mixed: what belongs to one round, score sheet, finding or safe is not reached through another."""

from types import SimpleNamespace

import pytest

from tests.factories import assessments, findings, sealed, worlds
from tests.factories import inspection_rounds as rounds
from tests.web.routes import MISSING, addresses
from tests.web.test_all_routes import content, masked, send_plainly

# parameter of the parent -> parameters of what hangs on it
CHILDREN = {
    "round_id": {"item_id", "item_file_id", "signature_id", "member_id"},
    "finding_id": {"proof_id"},
    "assessment_id": {"score_line_id", "score_proof_id", "assessment_comment_id", "assessment_paper_id"},
    "safe_id": {"reader_id", "paper_id"},
}


@pytest.fixture
def world(session, office, toolbox, today, now):
    """One of everything, and another parent of each kind of the same people."""
    at = {"today": today, "now": now}
    clerk, judge, chief = office.actor("clerk"), office.actor("appraiser"), office.actor("leader")
    near = worlds.one_of_everything(session, toolbox, office.people, office.plan, office.tasks.spread, office.culture, **at)
    row = rounds.entered(session, clerk, office.staff, office.culture, starts_on=rounds.FIRST, **at)
    rounds.led(session, clerk, row, office.people["inspector"], now=now)
    rounds.listed(session, clerk, row, now=now)
    held = findings.round_of(session, clerk, office.staff.id, body="Đoàn liên ngành", now=now)
    finding = findings.finding(session, clerk, held, **at)
    chosen = assessments.criteria_set(session, office.agency, "Bộ tiêu chí khác")
    walk = assessments.opened(session, office.actor("officer"), judge, chief, chosen, **at).score().post().send()
    safe = sealed.filled(session, toolbox, clerk, office.justice, **at)
    other = {"round_id": row.id, "finding_id": finding.id, "assessment_id": walk.row.id, "safe_id": safe.row.id}
    session.commit()
    return SimpleNamespace(near=near, other=other)


@pytest.mark.parametrize("role", ["clerk", "inspector", "officer", "appraiser", "leader"])
def test_a_child_is_not_reached_through_another_parent(app, world, as_role, session, role):
    browser, asked = as_role(role), 0
    before = content(session)
    for address in addresses(app):
        for parent, children in CHILDREN.items():
            hung = children & set(address.names)
            if parent not in address.names or not hung:
                continue
            here = world.near | {parent: world.other[parent]}
            mixed = send_plainly(browser, address, here)
            gone = send_plainly(browser, address, here | dict.fromkeys(hung, MISSING))
            assert mixed.status_code == gone.status_code >= 400, (address, mixed.status_code, gone.status_code)
            assert masked(mixed).replace(address.path(here), "") == masked(gone).replace(
                address.path(here | dict.fromkeys(hung, MISSING)), ""
            ), address
            asked += 1
    assert asked >= 20
    assert content(session) == before
