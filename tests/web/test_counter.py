"""The tablet's page and the clerk's: no account on it, a stranger sees only the field for a code, each press counts once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests.factories.worlds import second_agency
from tthc.core.people.models import LoginAttempt
from tthc.core.visits import actions, queries
from tthc.core.visits.models import CounterDevice, Visit, VisitSetting
from tthc.kernel.actor import system

CODE = re.compile(r'id="code">(\d{4}) (\d{4})<')
PRESSES = ("/quay/lay-so", "/quay/goi", "/quay/danh-gia")


def add(clerk, office, name="Quầy số 1"):
    answer = clerk.post("/quan-tri-quay", {"name": name, "unit_id": office.desk.id, "request_key": name})
    assert answer.status_code == 200
    return "".join(CODE.search(answer.text).groups())


@pytest.fixture
def tablet(client, as_role, office):
    """A browser that was paired as "Quầy số 1" and has no account."""
    answer = client.post("/quay/ket-noi", {"code": add(as_role("clerk"), office)})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/quay")
    return client


def visits(session):
    session.expire_all()
    return session.scalars(select(Visit).order_by(Visit.id)).all()


def test_a_stranger_sees_only_the_field_for_a_code(client, office):
    page = client.get("/quay").text
    assert 'name="code"' in page
    assert 'href="/"' not in page
    assert office.agency.name not in page
    for path in PRESSES:
        assert client.post(path, {"ticket": "a", "satisfaction": "satisfied"}).status_code == 403


def test_the_tablet_shows_no_account_and_leads_nowhere(tablet, office):
    page = tablet.get("/quay").text
    assert "Quầy số 1" in page
    assert office.agency.name in page
    assert not re.search(r"<a[ >]", page)
    assert all(person.full_name not in page for person in office.people.values())
    assert tablet.get("/quan-tri-quay").status_code == 302
    assert tablet.get("/2024/mot-cua").status_code == 302


def test_its_cookie_is_its_own(client, as_role, office):
    cookie = client.post("/quay/ket-noi", {"code": add(as_role("clerk"), office)}).headers.getlist("Set-Cookie")
    (mine,) = [one for one in cookie if one.startswith("counter=")]
    assert all(part in mine for part in ("HttpOnly", "SameSite=Strict", "Path=/quay", "Max-Age=34560000"))


def test_a_visit_without_script(tablet, session):
    page = tablet.get("/quay").text
    ticket = re.search(r'action="/quay/lay-so".*?name="ticket" value="([^"]+)"', page, re.DOTALL)[1]
    assert tablet.post("/quay/lay-so", {"ticket": ticket, "request_key": "1"}).headers["Location"] == "/quay"
    page = tablet.get("/quay").text
    assert "<span data-waiting>1</span>" in page
    assert tablet.post("/quay/goi", {"ticket": ticket, "request_key": "2"}).status_code == 303
    assert "data-current>1<" in tablet.get("/quay").text
    thanks = tablet.post("/quay/danh-gia", {"ticket": ticket, "satisfaction": "satisfied", "request_key": "3"})
    page = tablet.get(thanks.headers["Location"])
    assert "Xin cảm ơn" in page.text
    assert page.headers["Refresh"] == "5; url=/quay"
    (row,) = visits(session)
    assert (row.number, row.satisfaction, row.entered_by_id, row.counter) == (1, "satisfied", None, "Quầy số 1")
    assert "chờ trung bình hôm nay 0 phút" in tablet.get("/quay").text


def test_a_press_sent_again_is_done_once(tablet, session):
    for _ in range(2):
        tablet.post(
            "/quay/lay-so",
            {"ticket": "a", "elapsed": "60000", "number": "4", "request_key": "x"},
            headers={"Referer": "http://localhost/quay"},
        )
    tablet.post("/quay/lay-so", {"ticket": "a", "elapsed": "0", "request_key": "y"})  # another try of the same press
    (row,) = visits(session)
    assert row.number == 4
    assert timedelta(seconds=59) < datetime.now(UTC) - row.taken_at < timedelta(seconds=90)


@pytest.mark.parametrize("elapsed", ["-60000", str(8 * 24 * 3600 * 1000), "x", "9" * 30, "9" * 400])
def test_a_time_beyond_reason_is_refused_and_said(tablet, session, elapsed):
    answer = tablet.post("/quay/lay-so", {"ticket": "a", "elapsed": elapsed})
    assert answer.status_code == 422
    assert re.search(r"data-problem>[^<]{10,}<", answer.text)
    assert visits(session) == []


def test_what_cannot_be_pressed_is_said_on_the_board(tablet, session):
    assert tablet.post("/quay/goi", {"ticket": ""}).status_code == 409
    assert tablet.post("/quay/goi", {"ticket": "unknown"}).status_code == 404
    tablet.post("/quay/lay-so", {"ticket": "a"})
    tablet.post("/quay/goi", {"ticket": "a"})
    assert tablet.post("/quay/danh-gia", {"ticket": "a", "satisfaction": "great"}).status_code == 422
    assert tablet.post("/quay/danh-gia", {"ticket": "a", "satisfaction": "neutral"}).status_code == 303
    answer = tablet.post("/quay/danh-gia", {"ticket": "a", "satisfaction": "unsatisfied"})
    assert answer.status_code == 409
    assert "Lượt này đã được đánh giá." in answer.text
    assert [row.satisfaction for row in visits(session)] == ["neutral"]


@pytest.mark.parametrize("value", ["", "x", "counter", "../1", "é" * 50, "a" * 4000])
def test_a_forged_cookie_opens_nothing(tablet, app, value):
    forger = app.test_client()
    forger.set_cookie("counter", value, path="/quay")
    assert 'name="code"' in forger.get("/quay").text
    assert forger.post("/quay/lay-so", data={"ticket": "a"}).status_code == 403


def test_every_press_needs_the_token_against_forgery(tablet, app, session, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    for path in (*PRESSES, "/quay/ket-noi"):
        assert tablet.post(path, {"ticket": "a"}).status_code == 400
    assert visits(session) == []


def test_another_site_cannot_press(tablet, session):
    assert tablet.post("/quay/lay-so", {"ticket": "a"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert visits(session) == []


def test_a_revoked_tablet_is_a_stranger_at_once(tablet, as_role, session):
    device = session.scalar(select(CounterDevice.id))
    assert as_role("clerk").post(f"/quan-tri-quay/{device}/thu-hoi").status_code == 303
    assert 'name="code"' in tablet.get("/quay").text
    assert tablet.post("/quay/lay-so", {"ticket": "a"}).status_code == 403


def test_guessing_codes_is_slowed_down(client, as_role, office, session):
    code = add(as_role("clerk"), office)
    answers = [client.post("/quay/ket-noi", {"code": f"{number:08}"}) for number in range(4)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert int(answers[3].headers["Retry-After"]) <= 5
    assert client.post("/quay/ket-noi", {"code": code}).status_code == 429  # even the right one waits
    session.execute(update(LoginAttempt).values(at=datetime.now(UTC) - timedelta(hours=2)))
    session.commit()
    assert client.post("/quay/ket-noi", {"code": code}).status_code == 303
    assert client.post("/quay/ket-noi", {"code": code}).status_code == 422  # used up


def test_the_clerk_manages_tablets_of_the_own_agency_only(as_role, office, session):
    clerk = as_role("clerk")
    assert "Chưa có máy nào" in clerk.get("/quan-tri-quay").text
    add(clerk, office)
    page = clerk.get("/quan-tri-quay").text
    assert "Quầy số 1" in page
    assert "Chờ nhập mã đến" in page
    bad = clerk.post("/quan-tri-quay", {"name": "Quầy số 1", "unit_id": office.desk.id})
    assert bad.status_code == 422
    assert "Đã có máy tên" in bad.text
    ward, staff, *_ = second_agency(session)
    far, _ = actions.add_counter(session(), system(ward.id), staff.id, "Quầy lạ", units={staff.id}, now=datetime.now(UTC))
    session.commit()
    assert "Quầy lạ" not in clerk.get("/quan-tri-quay").text
    assert clerk.post(f"/quan-tri-quay/{far.id}/ma").status_code == 404
    assert clerk.post(f"/quan-tri-quay/{far.id}/thu-hoi").status_code == 404
    assert clerk.post("/quan-tri-quay", {"name": "Quầy số 2", "unit_id": staff.id}).status_code == 422
    assert as_role("officer").get("/quan-tri-quay").status_code == 404


def test_what_counts_is_set_by_the_clerk(as_role, office, session):
    clerk = as_role("clerk")
    assert clerk.post("/quan-tri-quay/cach-tinh", {"target_minutes": "20", "counts_neutral": "y"}).status_code == 303
    row = session.get(VisitSetting, office.agency.id)
    assert (row.target_minutes, row.counts_neutral) == (20, True)
    assert queries.setting(session(), office.agency.id).satisfied == ("satisfied", "neutral")
    for wrong in ("0", "601", "", "nhiều"):
        assert clerk.post("/quan-tri-quay/cach-tinh", {"target_minutes": wrong}).status_code == 422
    assert 'value="20"' in clerk.get("/quan-tri-quay").text
