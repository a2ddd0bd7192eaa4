"""The work of the night on the real store: orphans go, rows stay, damage is said until it is mended."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tthc.adapters.disk import DiskStore
from tthc.commands import doctor
from tthc.core.audit.models import AuditEntry
from tthc.core.files import actions, queries
from tthc.core.files.models import StoredFile
from tthc.core.people.models import LoginSession
from tthc.jobs.nightly import night_work
from tthc.jobs.sweep import sweep
from tthc.kernel.actor import Actor
from tthc.kernel.clock import Clock
from tthc.kernel.errors import NotAllowed, Unavailable

NIGHT = datetime(2024, 8, 15, 16, 0, tzinfo=UTC)
DAYS_AGO = time.time() - 3 * 86_400


class At(Clock):
    moment = NIGHT

    def now(self):
        return self.moment


@pytest.fixture
def clock():
    return At()


@pytest.fixture
def tools(toolbox, tmp_path, clock):
    return replace(toolbox, files=DiskStore(tmp_path / "files"), clock=clock)


def path_of(tmp_path, sha256):
    return tmp_path / "files" / sha256[:2] / sha256[2:4] / sha256


def keep(session, tools, tmp_path, content, *, has_row=True):
    stored = tools.files.keep(content, "application/pdf")
    os.utime(path_of(tmp_path, stored.sha256), (DAYS_AGO, DAYS_AGO))
    row = actions.register(session, stored, now=NIGHT - timedelta(days=3)) if has_row else None
    session.commit()
    return row.id if row else None, path_of(tmp_path, stored.sha256)


def checks(session):
    found = session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.verb == "check"))
    session.rollback()
    return found


def test_orphans_go_and_what_a_row_knows_stays(session, tools, tmp_path):
    _, known = keep(session, tools, tmp_path, b"%PDF-1.7 known")
    _, orphan = keep(session, tools, tmp_path, b"%PDF-1.7 orphan", has_row=False)
    young = tools.files.keep(b"%PDF-1.7 young", "application/pdf")
    assert night_work(session, tools)
    assert (known.exists(), orphan.exists(), path_of(tmp_path, young.sha256).exists()) == (True, False, True)
    last = queries.last_check(session)
    assert (last.at, last.checked, last.swept, last.damaged, last.missing) == (NIGHT, 1, 1, (), ())


def test_a_second_run_in_the_same_night_does_nothing(session, tools, tmp_path, monkeypatch):
    keep(session, tools, tmp_path, b"%PDF-1.7 one")
    assert night_work(session, tools)
    monkeypatch.setattr(At, "moment", NIGHT + timedelta(hours=2))
    assert not night_work(session, tools)
    monkeypatch.setattr(At, "moment", NIGHT + timedelta(days=1))
    assert night_work(session, tools)
    assert checks(session) == 2


def test_damage_is_said_by_log_and_doctor_until_it_is_mended(session, tools, tmp_path, caplog, clock, monkeypatch):
    monkeypatch.setattr("tthc.core.files.rules._A_NIGHT", 1)  # the bad ones are looked at every night all the same
    changed_id, changed = keep(session, tools, tmp_path, b"%PDF-1.7 changed")
    gone_id, gone = keep(session, tools, tmp_path, b"%PDF-1.7 gone")
    content = changed.read_bytes()
    changed.chmod(0o600)
    gone_content = gone.read_bytes()
    assert doctor.stored_files() == "chưa đến lượt kiểm tra hằng đêm"
    changed.write_bytes(b"x" + content[1:])
    gone.unlink()
    found = set()
    for day in range(3):
        monkeypatch.setattr(At, "moment", NIGHT + timedelta(days=day))
        assert night_work(session, tools)
        last = queries.last_check(session)
        found = {*last.damaged, *last.missing}
        session.rollback()
    assert found == {changed_id, gone_id}
    assert "damaged" in caplog.text
    with pytest.raises(Unavailable, match="1 tệp hỏng và 1 tệp mất"):
        doctor.stored_files()
    assert set(session.scalars(select(StoredFile.id))) >= {changed_id, gone_id}
    session.rollback()
    changed.write_bytes(content)
    gone.write_bytes(gone_content)
    monkeypatch.setattr(At, "moment", NIGHT + timedelta(days=4))
    assert night_work(session, tools)
    assert doctor.stored_files().endswith("nguyên vẹn")


def test_old_sign_ins_are_forgotten(session, office, tools, tmp_path):
    keep(session, tools, tmp_path, b"%PDF-1.7 one")
    old = NIGHT - timedelta(days=400)
    session.add(LoginSession(person_id=office.people["clerk"].id, token_hash="0" * 64, created_at=old, seen_at=old, proven_at=old))
    session.commit()
    assert night_work(session, tools)
    assert session.scalars(select(LoginSession)).all() == []
    assert queries.last_check(session).forgotten == 1


def test_the_sweeper_asks_for_it_once_it_is_due(session, tools, tmp_path, clock):
    assert sweep(session, tools) == 0
    assert tools.queue.asked == []
    keep(session, tools, tmp_path, b"%PDF-1.7 one")
    sweep(session, tools)
    assert tools.queue.asked == [("night_work", {})]
    tools.queue.perform(session, tools)
    sweep(session, tools)
    assert tools.queue.asked == []


def test_nobody_but_the_program_notes_a_check(session):
    with pytest.raises(NotAllowed):
        actions.note_check(session, Actor(1, "Ai đó", 1, ()), queries.NightCheck(NIGHT, 0))
