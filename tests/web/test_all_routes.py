"""Every address, for everybody: who is let in, what is said of what is not there, and that nothing breaks."""

import ast
import re
import sqlite3
from types import SimpleNamespace

import pytest

from tests.conftest import Browser
from tests.factories import tasks, worlds
from tests.house.sources import modules, tree
from tests.web.routes import MISSING, addresses, masked
from tthc.blueprints import SECTIONS
from tthc.extensions import db
from tthc.kernel.actor import Role
from tthc.kernel.policy import may
from tthc.web.headers import CSP

ROLES = [role.value for role in Role]
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
HANDED = {200, 302, 303, 404, 409, 422}  # what a person with the right may get: the row may be in another state


@pytest.fixture
def world(session, office, toolbox, today, now):
    """The office and a second agency, each with one of everything an address can name."""
    task = office.tasks.spread
    near = worlds.one_of_everything(session, toolbox, office.people, office.plan, task, office.culture, today=today, now=now)
    ward, unit, who, plan, far_task = worlds.second_agency(session)
    far = worlds.one_of_everything(session, toolbox, who, plan, far_task, unit, today=today, now=now)
    return SimpleNamespace(near=near, far=far, far_people=who, far_agency=ward)


@pytest.fixture
def rewind(session):
    """rewind() puts the database back to where it was when the fixture was made."""
    session.rollback()
    driver = db.engine.raw_connection().driver_connection
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    driver.backup(kept)

    def back():
        session.rollback()
        kept.backup(driver)

    yield back
    kept.close()


@pytest.fixture
def far_role(app, session, world):
    """A browser of somebody in the second agency."""

    def sign_in(role):
        token, _ = worlds.sign_in_row(session, world.far_people[role])
        session.commit()
        return Browser(signed_in(app.test_client(), token))

    return sign_in


def signed_in(client, token):
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client


def send(browser, address, ids, **options):
    return (browser.get if address.method == "GET" else browser.post)(address.path(ids), **options)


def send_plainly(browser, address, ids, **options):
    """Without parsing what comes back: the test of the roles has done that."""
    return browser.client.open(address.path(ids), method=address.method, **options)


def once_a_kit(found):
    """The addresses without those that a kit repeats for the other seven sections."""
    return [a for a in found if a.rule.endpoint.split(".")[0] not in SECTIONS[1:]]


def check_headers(response):
    csp = response.headers["Content-Security-Policy"]
    assert csp == CSP or csp.startswith("sandbox")
    for name, value in FIXED.items():
        assert response.headers[name] == value, name
    assert response.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "Server" not in response.headers
    assert "X-Powered-By" not in response.headers


def content(session):
    """Every row of every table as text, without the last use of a sign-in and without passwords that did not fit."""
    session.rollback()
    driver = db.engine.raw_connection().driver_connection
    lines = [re.sub(r'^(INSERT INTO "login_session").*', r"\1", line) for line in driver.iterdump()]
    return [line for line in lines if not line.startswith('INSERT INTO "login_attempt"')]


def test_nobody_gets_past_the_door(app, client, world, session, rewind):
    for address in addresses(app):
        response = send(client, address, world.near)
        check_headers(response)
        if address.is_open:
            assert response.status_code in (200, 302, 303, 403, 422), address  # 403: a tablet that nobody paired
        else:
            assert response.status_code == 302, address
            assert response.headers["Location"].startswith("/dang-nhap?tiep="), address
            assert client.htmx(address.method, address.path(world.near)).status_code == 401, address


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_policy_says(app, office, world, as_role, session, rewind, role):
    actor = office.actor(role)
    session.rollback()
    rewind()
    browser, seen = as_role(role), {}
    after_sign_in = sqlite3.connect(":memory:", check_same_thread=False)
    driver = db.engine.raw_connection().driver_connection
    driver.backup(after_sign_in)
    for address in addresses(app):
        response = send(browser, address, world.near)
        check_headers(response)
        if address.method != "GET":
            session.rollback()
            after_sign_in.backup(driver)  # what was sent has changed something; an ended sign-in lives again
            if "Set-Cookie" in response.headers:
                browser = as_role(role)
                driver.backup(after_sign_in)
        allowed = address.is_open or may(actor, address.guard)
        seen[str(address)] = response.status_code
        if allowed:
            assert response.status_code in HANDED | ({403} if address.method == "POST" else set()), (address, response.status_code)
        else:
            assert response.status_code == (404 if address.method == "GET" else 403), (address, response.status_code)
    after_sign_in.close()
    assert list(seen.values()).count(200) >= 3
    assert seen["GET /"] in (200, 302)


@pytest.mark.parametrize("role", ROLES)
def test_what_belongs_to_others_is_not_there(app, world, as_role, session, role):
    """Byte for byte the answer for a number that does not exist, wherever in the address the number stands."""
    browser = as_role(role)
    before = content(session)
    for address in (a for a in addresses(app) if a.names):
        absent = dict.fromkeys(address.names, MISSING)
        foreign = {name: world.far[name] for name in address.names}
        expected, found = send_plainly(browser, address, world.near | absent), send_plainly(browser, address, world.near | foreign)
        assert expected.status_code in (404, 403), (address, expected.status_code)
        assert found.status_code == expected.status_code, (address, found.status_code)
        assert masked(found) == masked(expected), address
        assert dict(found.headers) == dict(expected.headers), address
        for name in address.names:  # one foreign number among one's own
            places = [world.near | {name: other} for other in (MISSING, world.far[name])]
            gone, mixed = (send_plainly(browser, address, ids) for ids in places)
            assert mixed.status_code == gone.status_code >= 400, (address, name, mixed.status_code, gone.status_code)
            said = [masked(answer).replace(address.path(ids), "") for answer, ids in zip((gone, mixed), places, strict=True)]
            assert said[0] == said[1], (address, name)
    assert content(session) == before


def test_the_others_do_see_what_is_theirs(app, world, far_role):
    """The control of the test above: the same numbers open for somebody, so a 404 there means "not yours"."""
    unseen = {str(a) for a in addresses(app, "GET") if a.names}
    for role in ROLES:
        browser = far_role(role)
        for address in (a for a in addresses(app, "GET") if str(a) in unseen):
            if send_plainly(browser, address, world.far).status_code in (200, 302):
                unseen.discard(str(address))
    assert unseen == set()


def test_nothing_is_written_without_the_token(app, world, as_role, session):
    browsers = [as_role("clerk"), as_role("leader"), as_role("officer"), as_role("admin")]
    before = content(session)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        for address in addresses(app, "POST"):
            for browser in browsers:
                assert send_plainly(browser, address, world.near).status_code == 400, address
                assert send_plainly(browser, address, world.near, data={"csrf_token": "x" * 91}).status_code == 400, address
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert content(session) == before


def test_nothing_is_written_for_another_site(app, world, as_role, session):
    browser = as_role("clerk")
    before = content(session)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        for address in addresses(app, "POST"):
            assert send_plainly(browser, address, world.near, headers=headers).status_code == 403, address
    assert content(session) == before


@pytest.mark.parametrize("role", ROLES)
def test_reading_changes_nothing(app, world, as_role, session, role):
    browser = as_role(role)
    before = content(session)
    for address in addresses(app, "GET"):
        send_plainly(browser, address, world.near)
    assert content(session) == before


def test_errors_carry_the_headers_too(app, client, as_role):
    browser = as_role("clerk")
    answers = [
        browser.get("/khong-co"),
        browser.post("/viec"),
        browser.get("/static/khong-co.css"),
        browser.get("/", headers={"Host": "evil.example"}),
        browser.post("/dang-nhap", data="x" * 3_000_000, content_type="application/x-www-form-urlencoded"),
        client.get("/dang-nhap"),
    ]
    assert [a.status_code for a in answers[:4]] == [404, 405, 404, 400]
    assert answers[4].status_code in (413, 422)
    for answer in answers:
        check_headers(answer)


def asked_names():
    """Every query argument and form field that some view reads."""
    names = set()
    for path in [*modules("tthc/blueprints"), *modules("tthc/web")]:
        text = ast.unparse(tree(path))
        names |= set(re.findall(r"request\.(?:args|form|values)\.(?:get|getlist)\('([^']+)'", text))
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and path.name.endswith("forms.py"):
                names |= {t.id for a in node.body if isinstance(a, ast.Assign) for t in a.targets if isinstance(t, ast.Name)}
    return sorted(names)


ODD = {
    "beyond 64 bit": str(2**70),
    "below zero": "-1",
    "very many digits": "9" * 5000,
    "not a number": "NaN",
    "infinite": "1e999",
    "controls": "a\x00b\x07\x1b\r\nSet-Cookie: x=1",
    "direction marks": "\u202egpj.exe",
    "other digits": "١٢٣",
    "superscript": "²",
    "template": "{{7*7}}<script>alert(1)</script>",
    "wildcards": "%_\\'\";--",
    "lone surrogate": b"\xed\xa0\x80",
    "huge": "x" * 4_500,
}


def test_the_arguments_are_known():
    assert {"trang", "loc", "tu-khoa", "number", "due_on", "comment"} <= set(asked_names())


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_break_nothing(app, office, world, as_role, session, rewind, odd):
    actors = {role: office.actor(role) for role in ("clerk", "leader", "admin", "officer")}
    session.rollback()
    rewind()
    names, value = asked_names(), ODD[odd]
    short = value[:1500] if isinstance(value, str) else value  # a server refuses longer addresses itself
    for role, actor in actors.items():
        browser = as_role(role)
        for address in once_a_kit(addresses(app)):
            if address.rule.endpoint.startswith("auth.") or not (address.is_open or may(actor, address.guard)):
                continue  # the door has tests of its own, and who is not let in reaches no field
            where = {
                "query_string" if address.method == "GET" else "data": dict.fromkeys(names, short if address.method == "GET" else value)
            }
            response = send_plainly(browser, address, world.near, **where)
            assert response.status_code < 500, (role, address)
            assert b"<script>alert(1)" not in response.data, (role, address)


@pytest.mark.parametrize("number", [str(2**31), str(2**63), str(2**70), "9" * 5000], ids=["2^31", "2^63", "2^70", "10^5000"])
def test_numbers_that_no_row_can_have_are_not_found(app, world, as_role, number):
    for role in ("clerk", "admin"):
        browser = as_role(role)
        for address in (a for a in once_a_kit(addresses(app)) if a.names):
            response = send_plainly(browser, address, dict.fromkeys(address.names, number))
            assert response.status_code in (404, 405), (role, address, response.status_code)


def test_years_outside_the_calendar_are_not_found(app, as_role):
    browser = as_role("clerk")
    for year in (0, 1, 1999, 2101, 9999, 10**9, 2**70):
        for address in (a for a in addresses(app, "GET") if "year" in a.rule.arguments and not a.names):
            path = address.path({"year": year})
            assert browser.get(path).status_code == 404, path


def test_a_like_pattern_is_a_text(app, session, office, as_role):
    tasks.task(session, office.plan, office.justice, "Đạt 100% hồ sơ", number="9", position=9, code="PL1.9")
    session.commit()
    browser = as_role("clerk")
    found = browser.get("/2024/cong-khai?tu-khoa=100%25")
    everything = browser.get("/2024/cong-khai?tu-khoa=%25%25")
    assert found.status_code == everything.status_code == 200
    assert "Niêm yết thủ tục hành chính" not in everything.get_data(as_text=True)
