"""The door: what opens it, what keeps it shut, and what closes it again."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select, update

from tests.factories import people
from tthc.core.accounts import actions as account_actions
from tthc.core.accounts import rules
from tthc.core.people import actions as people_actions
from tthc.core.people.models import LoginAttempt, LoginSession, Person
from tthc.extensions import db
from tthc.kernel.actor import Role, system
from tthc.kernel.transaction import begin_write
from tthc.web.login import local_path

PASSWORD = "cây khế sau nhà nội sai quả"
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


@pytest.fixture(scope="module")
def stored():
    return rules.hash_password(PASSWORD)


@pytest.fixture
def officer(session, office, stored):
    row = office.people["officer"]
    row.password_hash = stored
    session.commit()
    return row


def sign_in(client, username="officer", password=PASSWORD, **more):
    return client.post("/dang-nhap", {"username": username, "password": password, **more})


def is_in(client):
    return client.get("/phien").status_code == 200


def test_the_right_password_opens_and_leads_on(client, officer):
    answer = sign_in(client, tiep="/viec/7?thang=2024-08")
    assert (answer.status_code, answer.location) == (303, "/viec/7?thang=2024-08")
    assert is_in(client)


def test_a_password_typed_on_another_keyboard_opens_too(client, officer):
    import unicodedata

    assert sign_in(client, password=unicodedata.normalize("NFD", PASSWORD)).status_code == 303


@pytest.mark.parametrize("password", ["sai mật khẩu rồi đấy", PASSWORD + " ", PASSWORD[:-1], PASSWORD.upper(), "x" * 2000])
def test_a_wrong_password_stays_out(client, officer, password):
    answer = sign_in(client, password=password)
    assert answer.status_code == 422
    assert WRONG in answer.text
    assert not is_in(client)


def test_an_unknown_account_answers_like_a_known_one(client, officer, session):
    def body(username):
        page = sign_in(client, username=username, password="sai mật khẩu rồi đấy").text
        return re.sub(r'name="(csrf_token|request_key)"[^>]*', "", page.replace(username, "NAME"))

    assert body("officer") == body("nobody_")
    office_less = people.person(session, "retired", "Người cũ", password_hash="", is_active=False)
    session.commit()
    assert body(office_less.username) == body("nobody_")


def test_an_unknown_account_costs_the_same_hash(client, officer):
    import time

    def seconds(username):
        start = time.perf_counter()
        sign_in(client, username=username, password="sai mật khẩu rồi đấy")
        return time.perf_counter() - start

    known, unknown = seconds("officer"), seconds("nobody_")
    assert unknown > known / 2


def test_nothing_of_a_name_that_was_typed_is_stored(client, session, office):
    sign_in(client, username="mật khẩu gõ nhầm ô")
    assert "mật khẩu" not in session.scalars(select(LoginAttempt.username)).one()


def test_a_second_sign_in_is_a_new_one_and_a_planted_cookie_is_worth_nothing(client, officer, app, session):
    planted = app.test_client()
    with planted.session_transaction() as cookie:
        cookie["_user_id"], cookie["csrf_token"] = "planted", "planted"
    planted.post("/dang-nhap", data={"username": "officer", "password": PASSWORD})
    with planted.session_transaction() as cookie:
        assert cookie["_user_id"] != "planted"
        assert cookie.get("csrf_token") != "planted"
    sign_in(client)
    assert len(set(session.scalars(select(LoginSession.token_hash)))) == 2


def test_the_database_holds_no_token(client, officer, session):
    sign_in(client)
    with client.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    row = session.scalars(select(LoginSession)).one()
    assert row.token_hash == rules.digest(token)
    assert token not in str(row.__dict__)


@pytest.mark.parametrize(("column", "age", "lives"), [
    ("seen_at", timedelta(minutes=29), True), ("seen_at", timedelta(minutes=31), False),
    ("created_at", timedelta(hours=11, minutes=59), True), ("created_at", timedelta(hours=12, minutes=1), False),
])  # fmt: skip
def test_idle_and_absolute_limits(as_role, session, column, age, lives):
    client = as_role("officer")
    session.execute(update(LoginSession).values({column: datetime.now(UTC) - age}))
    session.commit()
    assert is_in(client) == lives


def test_use_is_noted_at_most_once_a_minute_and_after_the_answer(as_role, session):
    client = as_role("officer")
    old = datetime.now(UTC) - timedelta(minutes=5)
    session.execute(update(LoginSession).values(seen_at=old))
    session.commit()
    answer = client.get("/phien")
    assert session.scalar(select(LoginSession.seen_at)) == old
    session.rollback()
    answer.close()
    first = session.scalar(select(LoginSession.seen_at))
    assert first > old + timedelta(minutes=4)
    session.rollback()
    client.get("/phien").close()
    assert session.scalar(select(LoginSession.seen_at)) == first


def test_signing_out_ends_it_on_the_server(as_role, session):
    client = as_role("officer")
    copy = client.client.get_cookie("session").value
    answer = client.post("/dang-xuat")
    assert (answer.status_code, answer.location) == (303, "/dang-nhap")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Clear-Site-Data" not in answer.headers
    client.client.set_cookie("session", copy)
    assert not is_in(client)


def test_over_https_signing_out_clears_the_browser(as_role, app, monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], https=True))
    assert as_role("officer").post("/dang-xuat").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_signing_out_everywhere_ends_three_browsers(as_role):
    browsers = [as_role("officer") for _ in range(3)]
    stranger = as_role("clerk")
    browsers[0].post("/phien/dang-xuat-moi-noi")
    assert [is_in(b) for b in browsers] == [False, False, False]
    assert is_in(stranger)


def test_one_sign_in_of_mine_can_be_ended_and_none_of_others(as_role, session):
    mine, other, stranger = as_role("officer"), as_role("officer"), as_role("clerk")
    ids = session.scalars(select(LoginSession.id).order_by(LoginSession.id)).all()
    mine.post(f"/phien/{ids[1]}/ket-thuc")
    assert mine.post(f"/phien/{ids[2]}/ket-thuc").status_code == 404
    assert [is_in(b) for b in (mine, other, stranger)] == [True, False, True]


def changes(office):
    row = office.people["officer"]
    post = row.id
    return {
        "deactivation": lambda s, now: people_actions.set_active(s, system(), row.id, row.version, is_active=False, now=now),
        "new post": lambda s, now: people_actions.add_post(
            s, system(), office.desk.id, person_id=post, role=Role.OFFICER, title="Kiêm nhiệm", now=now
        ),
        "one-use code": lambda s, now: account_actions.make_code(s, system(), row.id, now=now),
        "password": lambda s, now: account_actions.set_password(s, system(), row.id, "vại cà muối nén đá cuội", today=now.date(), now=now),
        "unit closed": lambda s, now: people_actions.close_unit(
            s, system(), office.justice.id, office.justice.version, on=now.date(), successor_id=None, now=now
        ),
    }


@pytest.mark.parametrize("change", ["deactivation", "new post", "one-use code", "password", "unit closed"])
def test_a_change_of_rights_ends_the_sign_ins_at_once(as_role, session, office, change, now):
    client, other = as_role("officer"), as_role("clerk")
    assert is_in(client)
    begin_write(session())
    changes(office)[change](session(), now)
    session.commit()
    assert not is_in(client)
    assert is_in(other)


def test_who_holds_no_post_today_does_not_get_in(client, officer, session, office):
    row = people.person(session, "former", "Người cũ", password_hash=officer.password_hash)
    session.commit()
    answer = sign_in(client, username=row.username)
    assert answer.status_code == 422
    assert "chưa có vị trí công tác" in answer.text


def test_guesses_wait_longer_and_longer_but_the_owner_gets_in(client, officer, app, session):
    owner = app.test_client()
    owner.post("/dang-nhap", data={"username": "officer", "password": PASSWORD}, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    statuses = [sign_in(client, password=f"đoán bừa lần thứ {n}").status_code for n in range(5)]
    assert statuses == [422, 422, 422, 429, 429]
    answer = sign_in(client)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 5
    assert "Thử lại sau" in answer.text
    owner.post("/dang-xuat", environ_base={"REMOTE_ADDR": "10.0.0.9"})
    # The same machine (address) as the guesser, but a browser that is known: its own count.
    answer = owner.post("/dang-nhap", data={"username": "officer", "password": PASSWORD})
    assert answer.status_code == 303


def test_a_known_browser_is_known_for_its_own_name_only(client, officer, session):
    sign_in(client)
    client.post("/dang-xuat")
    sign_in(client, username="clerk", password="đoán bừa một lần thôi")
    sources = session.scalars(select(LoginAttempt.address).order_by(LoginAttempt.id)).all()
    assert sources == ["127.0.0.1", "127.0.0.1"]
    sign_in(client)
    assert session.scalars(select(LoginAttempt.address).order_by(LoginAttempt.id)).all()[-1].startswith("device:")


def test_a_code_only_lets_its_owner_choose_a_password(client, session, office):
    row = office.people["officer"]
    begin_write(session())
    code = account_actions.make_code(session(), system(), row.id, now=datetime.now(UTC))
    session.commit()
    answer = sign_in(client, password=code)
    assert (answer.status_code, answer.location) == (303, "/ma-mot-lan")
    assert not is_in(client)
    form = {"username": "officer", "code": code.lower(), "password": "vại cà muối nén đá cuội", "repeat": "vại cà muối nén đá cuội"}
    assert client.post("/ma-mot-lan", {**form, "repeat": "khác"}).status_code == 422
    weak = client.post("/ma-mot-lan", {**form, "password": "ubnd12345678", "repeat": "ubnd12345678"})
    assert weak.status_code == 422
    assert "dễ đoán" in weak.text
    assert client.post("/ma-mot-lan", form).status_code == 303
    assert is_in(client)
    client.post("/dang-xuat")
    assert client.post("/ma-mot-lan", form).status_code == 422  # one use
    assert sign_in(client, password="vại cà muối nén đá cuội").status_code == 303


def test_a_code_runs_out_after_three_days(client, session, office):
    begin_write(session())
    code = account_actions.make_code(session(), system(), office.people["officer"].id, now=datetime.now(UTC) - timedelta(hours=73))
    session.commit()
    answer = sign_in(client, password=code)
    assert answer.status_code == 422
    assert "đã hết hạn" in answer.text


def test_a_post_that_asks_for_a_longer_password_asks_for_a_new_one(client, session, office):
    row = office.people["leader"]
    row.password_hash = rules.hash_password("rổ khoai bốc")
    session.commit()
    assert sign_in(client, username="leader", password="rổ khoai bốc").location == "/ma-mot-lan"


def test_changing_the_password_ends_the_others_and_renews_this(client, officer, as_role, session):
    other = as_role("officer")
    sign_in(client)
    with client.client.session_transaction() as cookie:
        before = cookie["_user_id"]
    form = {"current": PASSWORD, "password": "vại cà muối nén đá cuội", "repeat": "vại cà muối nén đá cuội"}
    refused = client.post("/mat-khau", {**form, "current": "không phải mật khẩu này"})
    assert refused.status_code == 422
    assert "Mật khẩu không đúng." in refused.text
    assert client.post("/mat-khau", form).status_code == 303
    assert is_in(client)
    assert not is_in(other)
    with client.client.session_transaction() as cookie:
        assert cookie["_user_id"] != before


def test_an_outdated_hash_is_renewed_at_sign_in(client, officer, session):
    from argon2 import PasswordHasher

    officer.password_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    session.commit()
    sign_in(client)
    assert "m=65536,t=3,p=1" in session.scalar(select(Person.password_hash).where(Person.id == officer.id))


def test_every_way_in_needs_the_token_against_forgery(app, client, officer, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    for path in ("/dang-nhap", "/ma-mot-lan", "/dang-xuat", "/mat-khau", "/phien/dang-xuat-moi-noi"):
        assert client.post(path, {"username": "officer", "password": PASSWORD}).status_code == 400
    page = client.get("/dang-nhap").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    assert sign_in(client, csrf_token=token).status_code == 303


def test_the_only_ways_in_without_a_sign_in(app):
    open_doors = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods
        and isinstance(app.view_functions[rule.endpoint].__dict__.get("guard"), str)
        and type(app.view_functions[rule.endpoint].__dict__["guard"]) is str
    }
    counter = {"/quay/ket-noi", "/quay/lay-so", "/quay/goi", "/quay/danh-gia"}  # they ask for the tablet's own cookie
    assert open_doors == {"/dang-nhap", "/ma-mot-lan"} | counter


@pytest.mark.parametrize(("role", "most"), [("officer", 2), ("admin", 2), ("head", 3)])
def test_few_queries_tell_who_asks(app, as_role, role, most):
    """The sign-in, the person with the posts, and for a head the units below."""
    client = as_role(role)
    seen = []
    event.listen(db.engine, "before_cursor_execute", listener := lambda *call: seen.append(call[2]))
    client.get("/no-such-page")
    event.remove(db.engine, "before_cursor_execute", listener)
    mine = [s for s in seen if "login_session" in s or "person" in s or "SELECT unit.id, unit.parent_id" in s]
    assert len(mine) == most


LOCAL = ["/", "/viec", "/viec/7", "/viec?thang=2024-08", "/2024/mot-cua", "/tim?q=một cửa".replace(" ", "%20"), "/tim?q=%2F%2Fevil", "/tim?q=a//b", "/2024/bao-cao/quy-3/in",
         "/viec/7?a=1&b=2", "/nhat-ky?truoc=50", "/ke-hoach/đường", "/a.b/c", "/a-b_c~d", "/viec/7;a"]  # fmt: skip
FOREIGN = [
    "", None, "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\evil.example", "\\\\evil.example", "/\\/evil.example", "/ /evil.example",
    "http://evil.example", "https://evil.example", "HTTP://evil.example", "https:evil.example", "https:/evil.example", "https:///evil.example", "ftp://evil.example",
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "mailto:a@evil.example", "blob:x",
    "evil.example", "www.evil.example", "evil.example/viec", "viec", "viec/7", "?a=1", "#a", ".", "..", "./viec", "../viec", "/../viec", "/viec/../..//evil", "/..//evil.example",
    "/%2f/evil.example", "/%2F%2Fevil.example", "/%2fevil.example", "%2f%2fevil.example", "/%5cevil.example", "/%5C%5Cevil.example", "/a//evil.example", "/viec//",
    "/\tevil", "/\t/evil.example", "\t//evil.example", "/\n/evil.example", "/viec\r\nSet-Cookie: a=b", "/viec\nX: y", "/viec%0d%0aSet-Cookie:a=b", "/viec%0aX", "/%09/evil.example",
    "/\x00/evil", "/viec\x00", "/\u2028evil", "/\u200bevil", "/\ufeff/evil", "/viec ", " /viec", "/vi ec", "/viec#x", "/viec?a=\\evil", "//evil.example/viec?tiep=/",
    "/dang-xuat", "/dang-nhap", "/dang-nhap/", "/DANG-XUAT", "/dang-nhap?tiep=/viec", "//user@evil.example", "/@evil.example//x", "http:/\\evil.example", "/%1fevil", "/" + "a" * 2000,
]  # fmt: skip


def test_the_table_is_as_long_as_promised():
    assert len(LOCAL + FOREIGN) >= 80


@pytest.mark.parametrize("typed", LOCAL)
def test_our_own_paths_are_followed(typed):
    assert local_path(typed) == typed


@pytest.mark.parametrize("typed", FOREIGN, ids=repr)
def test_anything_else_leads_to_the_front_page(typed):
    assert local_path(typed) == "/"


def test_who_is_already_in_goes_on(as_role):
    assert as_role("officer").get("/dang-nhap?tiep=/viec/7").location == "/viec/7"
    assert as_role("clerk").get("/dang-nhap?tiep=//evil.example").location == "/"
