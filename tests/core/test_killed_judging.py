"""F03 where work is judged: the worker dies (-9) at every step of printing a paper of a score sheet; there is one paper."""

import pytest
from sqlalchemy import func, select

from tests.core.test_killed_jobs import Place, every_step, put_down, swept
from tests.factories import assessments
from tthc.core.audit import queries as audit_queries
from tthc.core.criteria.actions import papers as paper_actions
from tthc.core.criteria.models import AssessmentPaper
from tthc.core.criteria.rules.assessments import Move
from tthc.core.criteria.rules.papers import SCORE_SHEET
from tthc.core.files.models import StoredFile
from tthc.jobs.criteria import print_assessment_paper


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "start"
    folder.mkdir()
    return Place(folder)


def test_a_killed_printing_of_a_score_sheet_ends_with_one_paper(session, office, toolbox, today, now, place, tmp_path):
    chosen = assessments.criteria_set(session, office.agency)
    officer, judge, chief = (office.actor(role) for role in ("officer", "appraiser", "leader"))
    walk = assessments.opened(session, officer, judge, chief, chosen, today=today, now=now).to(Move.SEND)
    paper_id = paper_actions.ask_paper(session, officer, walk.sheet, SCORE_SHEET, today=today, now=now).id
    put_down(session, place)
    steps = 0
    for here in every_step(place, toolbox, tmp_path, "print_assessment_paper", paper_id=paper_id):
        steps += 1
        with here.session() as own:
            tools = swept(here, own, toolbox)
            row = own.get_one(AssessmentPaper, paper_id)
            assert (row.is_open, row.problem, row.stored_file_id is not None) == (False, None, True)
            assert own.scalar(select(func.count()).select_from(AssessmentPaper)) == 1
            [file] = own.scalars(select(StoredFile)).all()
            assert tools.files.read(file.sha256)
            assert audit_queries.verify(own).broken_at is None
            own.rollback()
            assert not print_assessment_paper(own, tools, paper_id), "a printing that came twice"
    assert steps > 3
