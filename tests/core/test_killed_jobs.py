"""F03: a job's process is killed (-9) at every step in turn; the next sweep ends with one PDF, one signature, one draft."""

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import Session

from tests.factories import plans
from tests.factories import reports as made
from tthc.adapters.disk import DiskStore
from tthc.adapters.office import Office
from tthc.core.files.models import StoredFile
from tthc.core.imports.models import ImportDraft
from tthc.core.reports.models import Edition, Report
from tthc.core.reports.rules import ReportState
from tthc.core.signing import actions as signing_actions
from tthc.core.signing.models import SignedDocument, SigningOrder
from tthc.extensions import db
from tthc.jobs import JOBS
from tthc.jobs.reports import print_edition
from tthc.jobs.sweep import sweep
from tthc.kernel.clock import Clock
from tthc.kernel.transaction import prepare_engine

FORKED = multiprocessing.get_context("fork")
MOST_STEPS = 60


class Countdown:
    """Kills its own process at the given step, as a power cut or the kernel would."""

    def __init__(self, steps):
        self.steps = steps

    def step(self, *_):
        self.steps -= 1
        if self.steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Counted:
    """A tool whose every call is two steps: before its work and after it."""

    def __init__(self, tool, countdown):
        self._tool, self._countdown = tool, countdown

    def __getattr__(self, name):
        work = getattr(self._tool, name)
        if not callable(work):
            return work

        def counted(*args, **kwargs):
            self._countdown.step()
            found = work(*args, **kwargs)
            self._countdown.step()
            return found

        return counted


class AfterTheLease(Clock):
    def now(self):
        return super().now() + timedelta(minutes=10)


class Place:
    """A database and a store on disk that a process can die on."""

    def __init__(self, folder):
        self.folder = folder

    def copy(self, folder):
        shutil.copytree(self.folder, folder)
        return Place(folder)

    def tools(self, toolbox, **others):
        return replace(toolbox, files=DiskStore(self.folder / "files"), **others)

    def session(self):
        engine = create_engine(f"sqlite:///{self.folder / 'office.sqlite3'}")
        prepare_engine(engine)
        return Session(engine)

    def killed_at(self, steps, toolbox, job, **ids):
        """Whether the job, in a process of its own, was killed before it ended."""
        child = FORKED.Process(target=self._work, args=(steps, toolbox, job, ids))
        child.start()
        child.join(60)
        assert child.exitcode in (0, -signal.SIGKILL)
        return child.exitcode != 0

    def _work(self, steps, toolbox, job, ids):
        countdown = Countdown(steps)
        plain = self.tools(toolbox, office=Office())  # a fork cannot use the child of its parent
        counted = ("files", "press", "signer", "office", "queue")
        tools = replace(plain, **{name: Counted(getattr(plain, name), countdown) for name in counted})
        with self.session() as session:
            for name in ("begin", "commit"):  # the moment before the one write, too
                event.listen(session.get_bind(), name, countdown.step)
            event.listen(session, "after_commit", countdown.step)
            JOBS[job](session, tools, **ids)
        os._exit(0)


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "start"
    folder.mkdir()
    return Place(folder)


def put_down(session, place):
    """What the test prepared in memory, now on disk."""
    session.commit()
    with sqlite3.connect(place.folder / "office.sqlite3") as copy:
        db.engine.raw_connection().driver_connection.backup(copy)
    copy.close()


def every_step(place, toolbox, tmp_path, job, **ids):
    """A copy of the office for each step at which the job can be killed."""
    for step in count(1):
        assert step < MOST_STEPS
        here = place.copy(tmp_path / f"step-{step}")
        if not here.killed_at(step, toolbox, job, **ids):
            assert step > 10, "the job has more steps than that"
            return
        yield here


def swept(here, session, toolbox):
    """The sweeper wakes the worker once the dead process's lease has run out."""
    tools = here.tools(toolbox, clock=AfterTheLease())
    sweep(session, tools)
    tools.queue.perform(session, tools)
    assert sweep(session, tools) == 0
    session.rollback()
    return tools


def test_a_killed_printing_ends_with_one_pdf(session, office, toolbox, today, now, place, tmp_path):
    edition_id = made.submitted(session, office, today=today, now=now).id
    put_down(session, place)
    printed = set()
    for here in every_step(place, toolbox, tmp_path, "print_edition", edition_id=edition_id):
        with here.session() as own:
            tools = swept(here, own, toolbox)
            [edition] = own.scalars(select(Edition)).all()
            [file] = own.scalars(select(StoredFile)).all()
            assert (edition.stored_file_id, edition.is_open) == (file.id, False)
            assert tools.files.read(file.sha256).startswith(b"%PDF-")
            assert [sha256 for sha256, _, _ in tools.files.all()] == [file.sha256]
            printed.add(file.sha256)
    assert len(printed) == 1, "whenever it died, the same PDF"


def test_a_killed_signing_ends_with_one_signature(session, office, toolbox, today, now, place, tmp_path):
    edition = made.submitted(session, office, today=today, now=now)
    print_edition(session, place.tools(toolbox), edition.id)
    report = session.get_one(Report, edition.report_id)
    order = signing_actions.approve(session, office.actor("leader"), report, shown_sha256=edition.content_sha256, now=now)
    order_id = order.id
    put_down(session, place)
    signed = set()
    for here in every_step(place, toolbox, tmp_path, "sign_edition", order_id=order_id):
        with here.session() as own:
            is_said = own.scalars(select(Report)).one().state is ReportState.SIGNED
            assert is_said == (own.scalars(select(SignedDocument)).one_or_none() is not None), "never signed without a signature"
            own.rollback()
            tools = swept(here, own, toolbox)
            [document] = own.scalars(select(SignedDocument)).all()
            [done] = own.scalars(select(SigningOrder)).all()
            assert (done.is_open, own.scalars(select(Report)).one().state) == (False, ReportState.SIGNED)
            [facts] = tools.signer.verify(tools.files.read(document.sha256))
            assert facts.is_valid
            assert len(own.scalars(select(StoredFile)).all()) == 2
            signed.add(document.sha256)
    assert len(signed) == 1, "the same words at the same moment"


def test_a_killed_reading_leaves_the_row_to_be_read_again(session, office, toolbox, now, place, tmp_path):
    stored = place.tools(toolbox).files.keep(plans.example("seed-003"), "text/plain")
    row_id = plans.staged(session, office.actor("clerk"), b"", "ke-hoach.txt", stored.sha256).id
    put_down(session, place)
    read = set()
    for here in every_step(place, toolbox, tmp_path, "read_plan", import_draft_id=row_id):
        with here.session() as own:
            swept(here, own, toolbox)
            [row] = own.scalars(select(ImportDraft)).all()
            assert (row.is_open, row.is_read, row.problem) == (False, True, None)
            read.add(json.dumps(row.draft, sort_keys=True))
    assert len(read) == 1, "whenever it died, the same draft"
