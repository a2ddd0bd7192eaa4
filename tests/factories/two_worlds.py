"""Two worlds: the same office without and with an unannounced inspection, asked the same by everybody who is not told of it.

A world is a database and a folder of files. The second is made from the first by what a person of the list does in the browser. Every
surface is then asked in both, the clock standing still and the source of random numbers sown, and every answer is compared byte for
byte: status, headers, body. Only what is new in each answer by design is masked: the token against forgery and the request key.
"""

import hashlib
import io
import random
import re
import secrets
import shutil
import sqlite3
import zipfile
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import g

from tests.factories import people, sealed, worlds
from tests.web.routes import addresses
from tthc.adapters.disk import DiskStore
from tthc.adapters.null import NullQueue
from tthc.core.people.models import LoginSession
from tthc.extensions import db
from tthc.jobs import JOBS
from tthc.kernel.actor import Role
from tthc.kernel.clock import Clock
from tthc.kernel.sections import Section
from tthc.web.register_ui import known_registers

NOW = datetime(2024, 8, 15, 3, 30, tzinfo=UTC)
CANARIES = ("Hoa Ngô", "99/QĐ-KÍN", "du-thao-kin", "6 giờ 45", "Khách Bí Mật")  # words of the secret that stand nowhere else
MASKED = (
    (re.compile(rb'(name="(?:csrf_token|request_key)"[^>]*value=")[^"]*'), rb"\1"),
    (re.compile(rb'(<meta name="csrf-token" content=")[^"]*'), rb"\1"),
)
VOLATILE = {"Set-Cookie", "Date"}  # carry the real moment of the answer


class StandingClock(Clock):
    """Neither the instant nor the day moves."""

    def now(self):
        return NOW

    def today(self):
        return date(2024, 8, 15)


@dataclass(frozen=True)
class World:
    """A database and a folder of files, put back before each question."""

    database: sqlite3.Connection
    folder: Path


@dataclass
class Differences:
    """What was asked, by how many, and where the answers differ."""

    surfaces: set = field(default_factory=set)
    users: set = field(default_factory=set)
    asked: int = 0
    found: list = field(default_factory=list)
    answered: int = 0  # with a page: a harness that is refused everywhere compares nothing
    words: list = field(default_factory=list)  # of the secret, where nobody asked for them

    def put(self, surface, user, first, second):
        self.surfaces.add(surface)
        self.users.add(user)
        self.asked += 1
        self.answered += first[0] == 200
        if second and second[0] == 200 and "tu-khoa=" not in surface and "q=" not in surface:
            self.words += [(surface, user, word) for word in CANARIES if word.encode() in second[2]]
        if first != second:
            self.found.append((surface, user, first, second))

    def told(self):
        return f"{len(self.surfaces)} surfaces, {len(self.users)} people, {self.asked} pairs of answers, {len(self.found)} differences"

    def __str__(self):
        return "\n".join([self.told(), *(f"{user}: {surface}: {_first_difference(a, b)}" for surface, user, a, b in self.found[:12])])


def _first_difference(first, second):
    if second is None or first[0] != second[0]:
        return f"{first[0]} / {second and second[0]}"
    if first[1] != second[1]:
        return f"{sorted(set(first[1]) ^ set(second[1]))}"
    at = next((n for n, (a, b) in enumerate(zip(first[2], second[2], strict=False)) if a != b), min(len(first[2]), len(second[2])))
    return f"{first[2][max(0, at - 60) : at + 60]!r} / {second[2][max(0, at - 60) : at + 60]!r}"


class Ground:
    """Where the worlds are made and asked: one application, one connection, one clock."""

    def __init__(self, app, session, office, tmp_path, monkeypatch):
        self.app, self.session, self.office, self.tmp_path, self.monkeypatch = app, session, office, tmp_path, monkeypatch
        self.clock = StandingClock()
        self.toolbox = replace(app.extensions["toolbox"], clock=self.clock, queue=NullQueue(JOBS), files=DiskStore(tmp_path / "here"))
        monkeypatch.setitem(app.extensions, "clock", self.clock)
        monkeypatch.setitem(app.extensions, "toolbox", self.toolbox)
        self.tokens, self.ids = {}, {}

    # --- the office

    def furnish(self):
        """One of everything that an address can name; people of every kind, each signed in already."""
        office, session, at = self.office, self.session, {"today": self.clock.today(), "now": NOW}
        who = dict(office.people)
        who["inspected head"] = people.person(session, "truong.vh", "Trưởng bộ phận Văn hóa")
        people.post(session, office.culture, who["inspected head"], Role.HEAD, "Trưởng bộ phận")
        who["other inspector"] = people.person(session, "thanhtra2", "Người kiểm tra khác")
        people.post(session, office.agency, who["other inspector"], Role.INSPECTOR, "Thành viên đoàn kiểm tra")
        lower = people.agency(session, "Ủy ban nhân dân xã Dưới", "UBND xã Dưới", parent_id=office.agency.id)
        who["lower clerk"] = people.person(session, "vanphong.duoi", "Văn phòng xã Dưới")
        people.post(session, people.unit(session, lower, "Văn phòng xã Dưới"), who["lower clerk"], Role.CLERK, "Văn phòng")
        self.lower_id, self.culture_id, self.agency_id, self.plan_id = lower.id, office.culture.id, office.agency.id, office.plan.id
        self.people = {name: one.id for name, one in who.items()}
        plan, task = office.plan, office.tasks.spread
        self.ids = worlds.one_of_everything(session, self.toolbox, office.people, plan, task, office.culture, **at)
        for name, person_id in self.people.items():
            self.tokens[name] = self._signed_in(person_id)
        self.occurrence_id = office.occurrences.spread.id
        session.commit()
        self._work()
        return self.keep("without")

    def _signed_in(self, person_id):
        token = hashlib.sha256(str(person_id).encode()).hexdigest()
        hashed, at = hashlib.sha256(token.encode()).hexdigest(), NOW - timedelta(minutes=2)
        self.session.add(LoginSession(person_id=person_id, token_hash=hashed, created_at=at, seen_at=at, proven_at=at))
        return token

    def _work(self):
        """Whatever the furnishing asked of the worker is done before the worlds part."""
        self.session.rollback()
        self.toolbox.queue.perform(self.session(), self.toolbox)
        self.session.rollback()

    def seal(self):
        """What people of the lists do in the browser; the second world is what is there afterwards."""
        inspector = self.browser("inspector")
        self.safes = [self._sealed(inspector, self.culture_id), self._sealed(inspector, self.lower_id)]
        return self.keep("with")

    def _sealed(self, browser, unit_id):
        facts = {"object_id": unit_id, "starts_on": "15/08/2024", "ends_on": "16/08/2024", "content": "Thu phí vắc-xin tại Hoa Ngô"}
        facts |= {"decision_number": "99/QĐ-KÍN", "decided_on": "14/08/2024", "role": "head"}
        made = browser.post("/kiem-tra/dot-xuat/them", data=facts)
        assert made.status_code == 303, made.status_code
        here = made.headers["Location"]
        appraiser = self.people["appraiser"]
        steps = [
            ("nguoi", {"person_id": appraiser, "role": "member"}),
            ("nguoi", {"name": "Khách Bí Mật", "title": "Phòng Tư pháp", "role": "secretary"}),
            ("danh-muc", {"lines": "Thu phí vắc-xin Hoa Ngô"}),
            ("ghi-chu", {"text": "Xuất phát 6 giờ 45"}),
            ("tep", {"files": (io.BytesIO(SECRET_PAPER), "du-thao-kin.pdf")}),
            ("sua", facts | {"version": "1", "ends_on": "15/08/2024"}),
        ]
        for tail, values in steps:
            answer = browser.post(f"{here}/{tail}", data=values, content_type="multipart/form-data")
            assert answer.status_code == 303, (tail, answer.status_code)
        return here

    # --- worlds

    def keep(self, name):
        """The office as it is now, as a world."""
        self.session.rollback()
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        db.engine.raw_connection().driver_connection.backup(copy)
        folder = self.tmp_path / name
        shutil.copytree(self.tmp_path / "here", folder)
        return World(copy, folder)

    def enter(self, world):
        """Put the office back to this world, and the source of random numbers to its start."""
        self.session.rollback()
        self.session.remove()
        world.database.backup(db.engine.raw_connection().driver_connection)
        here = self.tmp_path / "here"
        if not _same_files(here, world.folder):
            shutil.rmtree(here)
            shutil.copytree(world.folder, here)
        self.toolbox.queue.forget()
        self.sow()

    def sow(self):
        """The same random numbers again, wherever the program draws them."""
        drawn = random.Random(7)
        self.monkeypatch.setattr(secrets, "token_hex", lambda n=16: drawn.randbytes(n).hex())
        self.monkeypatch.setattr(secrets, "token_urlsafe", lambda n=32: drawn.randbytes(n).hex())
        self.monkeypatch.setattr(secrets, "randbelow", drawn.randrange)
        self.monkeypatch.setattr(secrets, "choice", drawn.choice)

    def browser(self, name):
        """A browser of this person; of nobody for the name "nobody"."""
        client = self.app.test_client()
        if name != "nobody":
            with client.session_transaction() as cookie:
                cookie["_user_id"] = self.tokens[name]
                cookie["_fresh"] = True
        return Asking(client)

    # --- surfaces

    def pages(self):
        """Every address that can be read: (surface, path). Later pages join by standing in the map of addresses."""
        ids = self.ids
        found = [(f"{one}", one.path(ids)) for one in addresses(self.app, "GET")]
        found += [
            (f"{one} {query}", f"{one.path(ids)}?{query}")
            for one in addresses(self.app, "GET")
            for query in QUERIES.get(one.rule.endpoint, ())
        ]
        found += [(f"GET {path}", path) for path in ("/khong-co-trang-nay", "/2024/kiem-tra/so/khong-co", "/viec", "/static/khong-co.css")]
        return found + [
            (f"GET the safe{tail}", here + tail) for here in self.safes for tail in ("", "/sua", "/danh-muc", "/quyet-dinh", "/tep/1")
        ]

    def read(self, world, user, paths, *, htmx=True):
        """The answers of a person to all these, plainly and as a fragment."""
        self.enter(world)
        browser, found = self.browser(user), {}
        for surface, path in paths:
            found[surface] = answer_of(browser.get(path))
            if htmx and found[surface][0] == 200:
                found[f"{surface} (HTMX)"] = answer_of(browser.get(path, headers={"HX-Request": "true"}))
        return found

    # --- what people make

    def made(self, world, user, acts, *, before=lambda: None, after=()):
        """What a person gets who sends these forms one after the other, the worker doing what was asked; then what these pages say."""
        self.enter(world)
        before()
        browser, found = self.browser(user), {}
        for surface, path, values in acts:
            self.sow()
            sent = browser.post(path, data=values(), content_type="multipart/form-data")
            found[surface] = answer_of(sent)
            found[f"{surface} (queue)"] = (200, (), repr(self.toolbox.queue.asked).encode())
            self.session.rollback()
            self.toolbox.queue.perform(self.session(), self.toolbox)
            self.session.rollback()
            if sent.status_code == 303:
                found |= self._followed(browser, surface, sent.headers["Location"])
        return found | {f"GET {path} afterwards": answer_of(browser.get(path)) for path in after}

    @staticmethod
    def _followed(browser, surface, place):
        page = browser.get(place)
        files = sorted(set(re.findall(r'href="([^"]+/tep)"', page.get_data(as_text=True))))[-3:]
        found = {f"{surface} (page)": answer_of(page)}
        return found | {f"{surface} (file {place})": answer_of(browser.get(place)) for place in files}

    def papers(self):
        """Every sheet, paper, report and package that can be asked for, those of later registers too."""
        found = []
        for ui in known_registers().values():
            here = f"/2024/{ui.book.section.slug}/so/{ui.slug}"
            found.append((f"sheet of {ui.book.name}", f"{here}/xuat", dict))
            found += [
                (f"{one.kind} of {ui.book.name}", f"{here}/van-ban/{one.kind}", dict)
                for one in ui.book.documents
                if one.of in ("list", "both")
            ]
        found += [(f"report of {section}", f"/2024/{section.slug}/bao-cao", dict) for section in Section]
        found += [(f"plan as {form}", f"/ke-hoach/{self.plan_id}/tai/{form}", dict) for form in ("docx", "xlsx")]
        found.append(("report of the year", "/2024/bao-cao/quy-3/lap", dict))
        found.append(("form II.06a", "/2024/mot-cua/bieu-06a/tai", dict))
        return [*found, ("archive", "/luu-tru", lambda: {"year": "2024"})]

    def forms(self):
        """Every form of the program, sent as it lies there empty."""
        return [(str(one), one.path(self.ids), dict) for one in addresses(self.app, "POST")]

    def rows(self):
        """Every row of every table outside the safe, but for the last use of a sign-in."""
        self.session.rollback()
        lines = db.engine.raw_connection().driver_connection.iterdump()
        return [line for line in lines if "sealed_" not in line[:60] and not line.startswith('INSERT INTO "login_session"')]


SECRET_PAPER = sealed.small_pdf("Hoa Ngô")
WORDS = ("vac-xin hoa ngo", "99/QĐ-KÍN", "bi mat", "du-thao-kin", "van hoa", "xa duoi", "kiem tra dot xuat", "Người inspector")
QUERIES = {
    "search.page": tuple(f"q={words}" for words in WORDS),
    "people.log": ("kiem-tra=1", "truoc=20", "truoc=3"),
    "inspection.rows": ("tu-khoa=hoa+ngo", "tu-khoa=van+hoa", "trang=2"),
    "inspection.page": ("loc=tat-ca", "tu-khoa=kiem+tra"),
    "evidence.store": ("tu-khoa=mat", "trang=2"),
    "home.show": ("thang=2024-08", "thang=2024-09"),
}


class Asking:
    """A browser whose every answer is read whole."""

    def __init__(self, client):
        self.client = client

    def get(self, path, **options):
        return self._open(path, method="GET", **options)

    def post(self, path, **options):
        return self._open(path, method="POST", **options)

    def _open(self, path, **options):
        for name in list(g):  # the test keeps one application context open
            g.pop(name)
        response = self.client.open(path, **options)
        response.get_data()
        return response


def answer_of(response):
    """Status, headers and body, without what is new in every answer."""
    body = response.get_data()
    for pattern, put in MASKED:
        body = pattern.sub(put, body)
    if body[:2] == b"PK":
        body = unzipped(body)
    headers = tuple(sorted((name, value) for name, value in response.headers if name not in VOLATILE))
    if response.mimetype == "text/html":
        headers = tuple(one for one in headers if one[0] not in ("Content-Length", "ETag"))
    return response.status_code, headers, body


def unzipped(content):
    """A package by its parts, so that a difference is shown where it is; the moments at which its parts were packed are no content."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"\n".join(part.filename.encode() + b"\0" + package.read(part) for part in package.infolist())


def _same_files(first, second):
    def names(folder):
        return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()} if folder.exists() else None

    return names(first) == names(second)


__all__ = ["CANARIES", "Differences", "Ground", "answer_of"]
