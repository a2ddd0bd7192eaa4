"""Nobody learns of an unannounced inspection: the office with one answers as the office without one, byte for byte (AC-08)."""

import io
import os
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import make_response
from sqlalchemy import func, select

from tests.factories.two_worlds import NOW, SECRET_PAPER, Differences, Ground, StandingClock
from tthc.commands import Entrance, group
from tthc.core.audit import actions as audit
from tthc.core.inspections.models import InspectionRound
from tthc.core.sealed import queries
from tthc.core.sealed.actions import entries
from tthc.core.sealed.models import SealedRound
from tthc.extensions import db
from tthc.jobs import JOBS

# The inspected unit, its sisters, those who oversee it, those above and below, and who is not signed in.
PEOPLE = ("second", "inspected head", "officer", "clerk", "leader", "auditor", "admin", "other inspector", "lower clerk", "nobody")
WATCHERS = ("second", "clerk", "auditor")
FEW = ("second", "clerk", "leader", "auditor", "lower clerk")


@pytest.fixture
def ground(app, session, office, tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    return Ground(app, session, office, tmp_path, monkeypatch)


@pytest.fixture
def both(ground):
    without = ground.furnish()
    return without, ground.seal()


def compared(ground, both, ask, users):
    """What each of these people is answered in both worlds. `ask(world, user)` gives {surface: answer}."""
    found = Differences()
    for user in users:
        first, second = (ask(world, user) for world in both)
        for surface in sorted({*first, *second}):
            found.put(surface, user, first.get(surface), second.get(surface))
    return found


def told(what, found):
    """The figure, for who runs this with -s."""
    print(f"\ntwo worlds, {what}: {found.told()}, {found.answered} answered with 200")  # noqa: T201 - the figure is the point


def read(ground, both, users=PEOPLE, pages=None):
    """Every page."""
    return compared(ground, both, lambda world, user: ground.read(world, user, pages or ground.pages(), htmx=user in WATCHERS), users)


def test_only_the_safe_differs(ground, both):
    """No row of any other table, no number, no line of the log; one paper more in the store."""
    rows, safes = [], []
    for world in both:
        ground.enter(world)
        rows.append(ground.rows())
        safes.append(db.session.scalar(select(func.count(SealedRound.id))))
    assert rows[0] == rows[1]
    assert safes[1] - safes[0] == 2
    files = [{path.name for path in world.folder.rglob("*") if path.is_file()} for world in both]
    assert len(files[1] - files[0]) == 1
    assert not files[0] - files[1]


def test_every_page_is_the_same(ground, both):
    found = read(ground, both)
    told("pages", found)
    assert len(found.surfaces) >= 60
    assert len(found.users) >= 5
    assert found.answered > 1000
    assert not found.found, str(found)
    assert not found.words


def test_every_paper_is_the_same(ground, both):
    papers = ground.papers()
    after = ("/", "/nhat-ky?kiem-tra=1", "/luu-tru", "/2024/kiem-tra/so/dot-kiem-tra", "/tim?q=hoa+ngo", "/minh-chung")
    found = compared(ground, both, lambda world, user: ground.made(world, user, papers, after=after), FEW)
    told("papers", found)
    assert found.answered > 100
    assert not found.found, str(found)
    assert not found.words


def test_every_form_is_the_same(ground, both):
    """As it lies there, empty, one after the other: what is refused, and what is done."""
    forms = [one for one in ground.forms() if "dang-xuat" not in one[1] and "quay/" not in one[1]]
    after = ("/", "/nhat-ky", "/quan-tri")
    found = compared(ground, both, lambda world, user: ground.made(world, user, forms, after=after), ("second", "clerk", "admin"))
    told("forms", found)
    assert not found.found, str(found)


ROUND = {
    "form": "planned",
    "starts_on": "15/08/2024",
    "ends_on": "15/08/2024",
    "content": "Kiểm tra thường lệ",
    "decision_number": "9/QĐ-UBND",
}


def test_what_might_touch_it_is_the_same(ground, both):
    """A round for the same unit and day, another safe for it, the same paper, an end of the unit, of the inspector's post, of his account."""
    culture, inspector = str(ground.culture_id), ground.people["inspector"]
    rounds = [
        ("a round", "/2024/kiem-tra/so/dot-kiem-tra/them", lambda: ROUND | {"object_id": culture, "unit_id": str(ground.agency_id)}),
        ("a round below", "/2024/kiem-tra/so/dot-kiem-tra/them", lambda: ROUND | {"object_id": str(ground.lower_id)}),
        ("another safe", "/kiem-tra/dot-xuat/them", lambda: ROUND | {"object_id": culture, "role": "member", "head_id": str(inspector)}),
        ("the same paper", f"/viec/{ground.ids['task_id']}/ky/{ground.occurrence_id}/hoan-thanh", _paper),
        ("the plan undone", f"/ke-hoach/nhap/{ground.ids['draft_id']}/hoan-tac", dict),
    ]
    ends = [
        ("no account", f"/quan-tri/nguoi/{inspector}/ngung", lambda: {"version": "1", "confirm": "y"}),
        ("no unit", f"/quan-tri/don-vi/{culture}/ket-thuc", lambda: {"on": "14/08/2024", "version": "1", "confirm": "y"}),
    ]
    tails = ("nguoi", "tep", "ghi-chu", "bo", "cong-bo", "sua", "danh-muc")
    knocks = [(f"{here}/{tail}", f"{here}/{tail}", lambda: {"text": "x", "reason": "x"}) for here in ground.safes for tail in tails]
    after = ("/nhat-ky", "/2024/kiem-tra/so/dot-kiem-tra", "/2024/kiem-tra", "/quan-tri", "/kiem-tra/dot-xuat")
    users = ("clerk", "other inspector", "second", "admin", "leader")
    found = compared(ground, both, lambda world, user: ground.made(world, user, knocks + rounds + ends, after=after), users)
    told("what might touch it", found)
    done = {(surface, user) for surface, user, _, _ in found.found}
    assert not done, str(found)
    statuses = ground.made(both[1], "clerk", rounds)
    assert (statuses["a round"][0], statuses["another safe"][0]) == (303, 303)


def _paper():
    return {"files": (io.BytesIO(SECRET_PAPER), "bien-ban.pdf")}


class Night(StandingClock):
    """The second night after."""

    def now(self):
        return NOW + timedelta(days=2)


def test_the_night_and_its_entry_are_the_same(ground, both, monkeypatch):
    """What is swept, read again and counted; the paper of the safe stays."""

    def night():
        for path in (ground.tmp_path / "here").rglob("*"):
            os.utime(path, (1, 1))
        ground.session.rollback()
        assert JOBS["night_work"](ground.session(), replace(ground.toolbox, clock=Night()))
        ground.session.rollback()
        ground.toolbox.queue.perform(ground.session(), ground.toolbox)
        ground.session.rollback()

    pages = ("/nhat-ky", "/nhat-ky?kiem-tra=1", "/", "/2024/chi-tieu")
    found = compared(ground, both, lambda world, user: ground.made(world, user, (), before=night, after=pages), ("auditor", "leader"))
    told("night", found)
    assert not found.found, str(found)
    ground.enter(both[1])
    night()
    for sha256 in queries.known_files(db.session()):
        assert ground.toolbox.files.read(sha256)


def test_the_command_line_says_the_same(ground, both, monkeypatch):
    monkeypatch.setattr("tthc.commands.session.require_current", lambda _: None)
    name = "Ủy ban nhân dân phường An Bình"
    lines = (
        ["audit", "verify"],
        ["audit", "tail", "-n", "200"],
        ["registers", "list"],
        ["registers", "check", "inspection_round", "--agency", name],
        ["people", "list", "--agency", name],
        ["people", "units", "--agency", name],
        ["postings", "check", "--agency", name],
        ["calendar", "report-days"],
    )
    told_by = []
    for world in both:
        ground.enter(world)
        runner = CliRunner()
        told_by.append([(words, runner.invoke(group, words, obj=Entrance(lambda: ground.app, lambda: None)).output) for words in lines])
    assert told_by[0] == told_by[1]
    assert all("Error" not in output for _, output in told_by[0]), told_by[0]


# --- the opening


def opened(ground, world):
    """The world in which the first of the safes was opened by its team."""
    ground.enter(world)
    answer = ground.browser("inspector").post(f"{ground.safes[0]}/cong-bo")
    assert answer.status_code == 303
    ground.session.rollback()
    round_id = db.session.scalar(select(func.max(InspectionRound.id)))
    return ground.keep("opened"), round_id


def test_the_opening_shows_it_to_those_whom_it_concerns_and_to_no_others(ground, both):
    world, round_id = opened(ground, both[1])
    pages = [
        ("list", "/2024/kiem-tra/so/dot-kiem-tra"),
        ("row", f"/2024/kiem-tra/so/dot-kiem-tra/{round_id}"),
        ("search", "/tim?q=hoa+ngo"),
        ("past", f"/2024/kiem-tra/dot/{round_id}/nhat-ky-chuan-bi"),
        ("log", "/nhat-ky"),
        ("inspected", "/2024/kiem-tra/duoc-kiem-tra"),
    ]
    found = compared(ground, (both[0], world), lambda where, user: ground.read(where, user, pages, htmx=False), PEOPLE)
    seen = {(surface, user) for surface, user, _, _ in found.found}
    for user in ("second", "inspected head", "officer", "clerk", "leader", "auditor", "other inspector"):
        assert {("list", user), ("row", user), ("search", user), ("past", user)} <= seen, user
    assert {user for surface, user in seen if surface == "log"} == {"leader", "auditor"}
    assert {user for surface, user in seen if surface == "inspected"} >= {"second", "inspected head"}
    assert not {user for _, user in seen} & {"lower clerk", "admin", "nobody"}


def test_the_other_safe_stays_shut(ground, both):
    """Its numbers, pages and words are as far away as before."""
    world, _ = opened(ground, both[1])
    shut = ground.safes[1]
    paths = [(tail, shut + tail) for tail in ("", "/sua", "/danh-muc", "/quyet-dinh")]
    found = compared(ground, (both[0], world), lambda where, user: ground.read(where, user, paths, htmx=False), PEOPLE)
    assert not found.found, str(found)


# --- controls: the harness turns red


def test_a_count_that_includes_the_safes_is_found(ground, both, monkeypatch):
    """A page that counts all inspections, those in the safes too."""
    real = ground.app.view_functions["home.guide"]

    def counting(**values):
        response = make_response(real(**values))
        counted = db.session.scalar(select(func.count(InspectionRound.id))) + db.session.scalar(select(func.count(SealedRound.id)))
        response.set_data(response.get_data() + f"<!-- {counted} -->".encode())
        return response

    counting.__dict__.update(real.__dict__)
    monkeypatch.setitem(ground.app.view_functions, "home.guide", counting)
    found = read(ground, both, ("second",))
    assert {surface for surface, *_ in found.found} >= {"GET /huong-dan"}, found.told()


def test_a_number_that_was_used_up_is_found(ground):
    """A safe whose round takes its place in the register's numbers before the opening: a gap that the next round shows."""
    first = ground.furnish()
    second = ground.seal()
    ground.enter(second)
    known = db.session.scalar(select(func.max(InspectionRound.id)))
    template = db.session.get(InspectionRound, known)
    columns = {column.name: getattr(template, column.name) for column in InspectionRound.__table__.columns if column.name != "id"}
    db.session.add(InspectionRound(**columns | {"removed_at": NOW, "folded": ""}))
    db.session.commit()
    second = ground.keep("numbered")
    acts = [
        (
            "a round",
            "/2024/kiem-tra/so/dot-kiem-tra/them",
            lambda: ROUND | {"object_id": str(ground.lower_id), "unit_id": str(ground.agency_id)},
        )
    ]
    found = compared(ground, (first, second), lambda world, user: ground.made(world, user, acts), ("clerk",))
    assert {surface for surface, *_ in found.found} >= {"a round"}, str(found)


def test_a_line_in_the_log_of_the_house_is_found(ground, monkeypatch):
    """A safe that writes where all others write."""
    first = ground.furnish()
    real = entries.record

    def loudly(session, actor, row, verb, **values):
        audit.record(session, actor, "edit", "person", None, now=values["now"])
        return real(session, actor, row, verb, **values)

    for module in ("sealing", "people", "contents"):
        monkeypatch.setattr(f"tthc.core.sealed.actions.{module}.record", loudly)
    found = read(ground, (first, ground.seal()), ("auditor",))
    assert found.found
