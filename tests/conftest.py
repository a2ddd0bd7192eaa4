"""The application once, a fresh database for each test, a small office to work in."""

import hashlib
import secrets
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import html5lib
import pikepdf
import pytest
from flask import g
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from tests.factories import people, tasks
from tthc.adapters.calendars import Calendars
from tthc.adapters.disk import DiskStore
from tthc.adapters.null import NullPress, NullQueue, NullSigner
from tthc.adapters.office import Office
from tthc.adapters.sheets import SheetOffice
from tthc.adapters.site import Site
from tthc.adapters.writers.office import PlanWriter
from tthc.config import Settings
from tthc.core.people import queries as people_queries
from tthc.core.people.models import LoginSession, UnitKind
from tthc.core.tables import metadata
from tthc.core.toolbox import Toolbox
from tthc.extensions import db
from tthc.factory import create_app
from tthc.jobs import JOBS
from tthc.kernel.actor import Role
from tthc.kernel.clock import Clock
from tthc.kernel.sections import Section
from tthc.kernel.transaction import begin_write

TODAY = date(2024, 8, 15)


class FixedClock(Clock):
    """The office's day stands still; the instant is real, so sessions live."""

    def today(self):
        return TODAY


@pytest.fixture(scope="session")
def template():
    """A database with every table and no rows, copied before each test."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    return engine.raw_connection().driver_connection


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    instance = tmp_path_factory.mktemp("instance")
    settings = Settings.at(instance, secrets.token_bytes(48), database_url="sqlite://")
    clock = FixedClock()
    app = create_app(settings, toolbox=_toolbox(clock, instance / "files"), clock=clock)
    app.config.update(TESTING=False, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    return app


def _toolbox(clock, folder):
    return Toolbox(
        files=DiskStore(folder),
        press=NullPress(),
        signer=NullSigner(),
        office=Office(),
        writer=PlanWriter(),
        sheets=SheetOffice(),
        calendars=Calendars(),
        site=Site(),
        queue=NullQueue(JOBS),
        clock=clock,
    )


@pytest.fixture
def session(app, template):
    """The session of the test; what it commits is seen by requests of `client`."""
    with app.app_context():
        db.engine.dispose()  # a new connection: what a failed test still holds cannot spoil the next
        template.backup(db.engine.raw_connection().driver_connection)
        app.extensions["toolbox"].queue.forget()
        begin_write(db.session())
        yield db.session
        db.session.rollback()
        db.session.remove()


@pytest.fixture
def now():
    return datetime(2024, 8, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def toolbox(app):
    return app.extensions["toolbox"]


@pytest.fixture
def office(session):
    """A ward with a desk of each kind, a person of every role, one plan with four tasks; committed."""
    ward = people.agency(session)
    staff = people.unit(session, ward, "Văn phòng - Thống kê", position=1)
    justice = people.unit(session, ward, "Tư pháp - Hộ tịch", position=2)
    culture = people.unit(session, ward, "Văn hóa - Xã hội", position=3)
    desk = people.unit(session, ward, "Bộ phận Tiếp nhận và Trả kết quả", kind=UnitKind.DEPARTMENT, position=4)
    outside = people.unit(session, ward, "UBND thị xã Mẫu", kind=UnitKind.OUTSIDE, position=9)
    specialists = people.group(session, ward, "Công chức chuyên môn", [justice, culture])
    who = {}
    places = [
        (Role.OFFICER, justice, "Công chức Tư pháp - Hộ tịch"),
        (Role.HEAD, desk, "Trưởng bộ phận"),
        (Role.CLERK, staff, "Công chức Văn phòng - Thống kê"),
        (Role.LEADER, ward, "Chủ tịch"),
        (Role.INSPECTOR, ward, "Thành viên đoàn kiểm tra"),
        (Role.APPRAISER, ward, "Cán bộ thẩm định"),
        (Role.AUDITOR, ward, "Kiểm toán viên"),
        (Role.ADMIN, staff, "Quản trị viên"),
    ]
    for role, unit, title in places:
        who[role.value] = people.person(session, role.value, f"Người {role.value}")
        people.post(session, unit, who[role.value], role, title)
    who["second"] = people.person(session, "second", "Người thứ hai")
    people.post(session, culture, who["second"], Role.OFFICER, "Công chức Văn hóa - Xã hội")
    plan = tasks.plan(session, ward)
    posting = tasks.task(
        session, plan, justice, "Niêm yết thủ tục hành chính", Section.PUBLICATION, "1", 1, deliverable="Ảnh bảng niêm yết"
    )
    digitise = tasks.task(session, plan, desk, "Số hóa kết quả đạt 80%", Section.ONE_STOP, "2", 2)
    spread = tasks.task(session, plan, culture, "Tuyên truyền cải cách", Section.COMMUNICATION, "3", 3)
    guide = tasks.task(session, plan, staff, "Chỉ đạo, đôn đốc", Section.DIRECTION, "4", 4)
    made = SimpleNamespace(
        agency=ward,
        staff=staff,
        justice=justice,
        culture=culture,
        desk=desk,
        outside=outside,
        specialists=specialists,
        people=who,
        plan=plan,
        tasks=SimpleNamespace(posting=posting, digitise=digitise, spread=spread, guide=guide),
        occurrences=SimpleNamespace(
            posting=tasks.occurrence(session, posting, justice),
            digitise=tasks.occurrence(session, digitise, desk, due_on=date(2024, 8, 10)),
            spread=tasks.occurrence(session, spread, culture, due_on=date(2024, 9, 14), period="q3"),
            guide=tasks.occurrence(session, guide, staff, due_on=date(2024, 8, 31)),
        ),
        target=tasks.target(session, plan, "PL1.2"),
    )
    session.commit()
    made.actor = lambda role: people_queries.load_actor(session, who[role].id, TODAY)
    return made


@pytest.fixture
def client(app, session):
    """A browser that nobody has signed in with."""
    return Browser(app.test_client())


@pytest.fixture
def as_role(app, session, office):
    """as_role("clerk") is a browser signed in as that person of the office."""

    def sign_in(role):
        token = secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        hashed = hashlib.sha256(token.encode()).hexdigest()
        row = LoginSession(
            person_id=office.people[role].id, token_hash=hashed, created_at=now, seen_at=now, proven_at=now - timedelta(hours=1)
        )
        session.add(row)
        session.commit()
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return Browser(browser)

    return sign_in


class Browser:
    """A test client that parses every page and fails when a request leaves the session dirty."""

    def __init__(self, client):
        self._client = client

    def get(self, path, **options):
        return self._open(path, method="GET", **options)

    def post(self, path, data=None, **options):
        return self._open(path, method="POST", data=data, **options)

    def htmx(self, method, path, **options):
        headers = {"HX-Request": "true", **options.pop("headers", {})}
        return self._open(path, method=method, headers=headers, **options)

    def _open(self, path, **options):
        # The session fixture keeps one application context open; without this the next browser would be the last one's person.
        for name in list(g):
            g.pop(name)
        return self._checked(self._client.open(path, **options))

    @property
    def client(self):
        return self._client

    @staticmethod
    def _checked(response):
        assert not db.session.new, "a request left new rows behind"
        assert not db.session.dirty, "a request left changed rows behind"
        if response.mimetype == "text/html" and response.data and response.data.lstrip()[:9].lower() == b"<!doctype":
            html5lib.HTMLParser(strict=True).parse(BytesIO(response.data))
        return response


@pytest.fixture
def pdf():
    """The bytes of a small PDF."""
    with pikepdf.new() as document:
        document.add_blank_page()
        content = BytesIO()
        document.save(content)
    return content.getvalue()
