"""Every error becomes one clear page, or one message in place; never a trace."""

import errno
import hashlib
import sqlite3
from io import BytesIO

import pytest
from sqlalchemy.exc import OperationalError

from tthc.adapters.disk import DiskStore
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks import queries as task_queries
from tthc.kernel import errors


@pytest.fixture
def failing(monkeypatch):
    def fail(error):
        def raise_it(*_, **__):
            raise error

        monkeypatch.setattr(task_queries, "task_page", raise_it)

    return fail


def locked():
    return OperationalError("SELECT 1", {}, sqlite3.OperationalError("database is locked"))


CASES = [
    (errors.NotAllowed("Không được phép."), 403, "Không được phép."),
    (errors.WrongState("Sai trạng thái."), 409, "Sai trạng thái."),
    (errors.BadInput("Nhập sai."), 422, "Nhập sai."),
    (errors.BadFile("Tệp quá lớn.", too_large=True), 413, "Tệp quá lớn."),
    (errors.Unavailable("Máy chủ bận."), 503, "Máy chủ bận."),
    (errors.Unavailable("Hết chỗ.", disk_full=True), 507, "Hết chỗ."),
    (locked(), 503, "đang bận"),
    (OperationalError("", {}, sqlite3.OperationalError("database or disk is full")), 507, "đã đầy"),
    (OSError(errno.ENOSPC, "No space left on device"), 507, "đầy"),
]


@pytest.mark.parametrize(("error", "status", "words"), CASES)
def test_pages(as_role, failing, error, status, words):
    failing(error)
    answer = as_role("officer").get("/viec/1")
    assert answer.status_code == status
    assert words in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(("error", "status", "words"), CASES)
def test_messages_in_place(as_role, office, monkeypatch, error, status, words):
    def raise_it(*_, **__):
        raise error

    monkeypatch.setattr(task_actions, "start", raise_it)
    address = f"/viec/{office.tasks.posting.id}/ky/{office.occurrences.posting.id}/bat-dau"
    answer = as_role("officer").htmx("POST", address)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (status, "#notice")
    assert words in answer.text
    assert "<!doctype" not in answer.text


def test_a_fault_of_the_program_gets_an_incident_and_tells_nothing(as_role, failing, caplog):
    failing(RuntimeError("SELECT secret FROM /srv/place"))
    answer = as_role("officer").get("/viec/1")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "/srv" not in answer.text
    incident = next(r.args[0] for r in caplog.records if r.msg.startswith("incident"))
    assert incident in answer.text


def test_what_is_not_there_and_what_may_not_be_known_look_the_same(as_role, office):
    officer = as_role("officer")
    missing = officer.get("/viec/99999")
    hidden = officer.get("/quan-tri")
    assert missing.status_code == hidden.status_code == 404
    assert missing.data == hidden.data


def test_damaged_bytes_are_never_served(as_role, office, session, toolbox, pdf):
    officer = as_role("officer")
    content = pdf + b"\n% of its own"
    address = f"/viec/{office.tasks.posting.id}/bao-xong/{office.occurrences.posting.id}"
    assert officer.post(address, {"files": (BytesIO(content), "a.pdf")}, content_type="multipart/form-data").status_code == 303
    path = toolbox.files._path(hashlib.sha256(content).hexdigest())
    path.chmod(0o600)
    path.write_bytes(content[:-1] + b"X")
    answer = officer.get("/minh-chung/1/tep")
    assert answer.status_code == 500
    assert b"%PDF" not in answer.data
    assert "không còn khớp mã kiểm tra" in answer.text
    path.unlink()


def test_a_full_disk_says_so_and_leaves_nothing(as_role, office, session, monkeypatch, pdf):
    def full(*_, **__):
        raise errors.Unavailable("Ổ đĩa của máy chủ đã đầy nên chưa lưu được.", disk_full=True)

    monkeypatch.setattr(DiskStore, "put", full)
    address = f"/viec/{office.tasks.posting.id}/bao-xong/{office.occurrences.posting.id}"
    answer = as_role("officer").post(address, {"files": (BytesIO(pdf), "a.pdf")}, content_type="multipart/form-data")
    assert answer.status_code == 507
    assert "đã đầy" in answer.text
    session.expire_all()
    assert task_queries.occurrence(session, office.actor("officer"), office.occurrences.posting.id).state == "not_started"


def test_a_body_over_the_limit_is_413_in_our_words(as_role, office, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    address = f"/viec/{office.tasks.posting.id}/bao-xong/{office.occurrences.posting.id}"
    answer = as_role("officer").post(address, {"files": (BytesIO(b"x" * 2000), "a.pdf")}, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert "lớn" in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 302),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "http://localhost"}, 302),
        ({}, 302),
    ],
)
def test_unsafe_requests_from_elsewhere_are_refused(client, headers, status):
    assert client.post("/viec/1/ky/1/bat-dau", headers=headers).status_code == status


def test_an_unknown_host_is_refused(client):
    assert client.get("/dang-nhap", base_url="http://elsewhere.example").status_code == 400
