import re
import subprocess
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest

from tests.factories import registers, tasks
from tests.factories import reports as made
from tthc.adapters.site import Site
from tthc.core.archive import actions, queries, rules
from tthc.core.archive.ports import KeptFile
from tthc.core.archive.queries import record
from tthc.core.archive.rules import Page
from tthc.core.evidence.models import Verdict
from tthc.core.plans.models import PlanParagraph, PlanState
from tthc.core.registers import actions as register_actions
from tthc.core.reports import actions as report_actions
from tthc.core.reports.models import Report
from tthc.core.reports.rules import ReportPeriod
from tthc.core.signing import actions as signing_actions
from tthc.jobs.archive import export_year
from tthc.jobs.reports import print_edition, sign_edition
from tthc.kernel.actor import system
from tthc.kernel.errors import Conflict, Damaged, NotAllowed, NotFound
from tthc.kernel.sections import Section

CANARIES = [f"canary{n:02}x" for n in range(20)]


class Links(HTMLParser):
    """Every address a page names, and whether it asks for a script."""

    def __init__(self):
        super().__init__()
        self.found, self.tags, self.styles = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src", "action", "srcset", "data"):
                self.found.append(value)
            if name == "style" or name.startswith("on"):
                self.styles.append((tag, name))


@pytest.fixture
def full_year(session, office, toolbox, today, now):
    """One signed report, accepted evidence of each kind, and secrets planted wherever nothing may leave the house."""
    people = office.people
    session.add_all(
        PlanParagraph(plan_id=office.plan.id, position=n, role=role, text=text)
        for n, (role, text) in enumerate([("heading", "I. Mục đích"), ("text", "Nâng cao chất lượng <phục vụ> & công khai.")])
    )
    made.proof(
        session,
        toolbox,
        office.occurrences.posting,
        people["officer"],
        people["clerk"],
        now=now,
        kind="file",
        name="Ảnh bảng niêm yết: đợt 1.pdf",
    )
    made.proof(session, toolbox, office.occurrences.guide, people["clerk"], people["leader"], now=now, subject="Chỉ đạo quý III")
    made.value(session, office.target, 764, 1000, now=now)
    edition = made.submitted(session, office, today=today, now=now)
    print_edition(session, toolbox, edition.id)
    report = session.get_one(Report, edition.report_id)
    order = signing_actions.approve(session, office.actor("leader"), report, shown_sha256=edition.content_sha256, now=now)
    session.commit()
    sign_edition(session, toolbox, order.id)
    hide(session, office, toolbox, today, now)
    session.commit()
    return office


def hide(session, office, toolbox, today, now):
    people, words = office.people, iter(CANARIES)
    occurrence = office.occurrences
    for place, verdict in ((occurrence.digitise, Verdict.RETURNED), (occurrence.spread, Verdict.WAITING)):
        for kind in ("file", "document"):
            names = {"name": f"{next(words)}.pdf"} if kind == "file" else {"doc_number": next(words)}
            texts = {"subject": next(words), "issuer": next(words), "note": next(words)}
            made.proof(session, toolbox, place, people["second"], people["clerk"], verdict=verdict, now=now, kind=kind, **names, **texts)
    clerk = office.actor("clerk")
    report = report_actions.draft(session, clerk, office.agency.id, 2024, ReportPeriod.YEAR, today=today, now=now)
    report_actions.reword(session, clerk, report, {"causes": next(words), "one_stop": next(words)}, version=report.version, now=now)
    report_actions.submit(session, clerk, report, now=now)
    report_actions.send_back(session, office.actor("leader"), report, next(words), now=now)
    undone = tasks.plan(session, office.agency, title=next(words), state=PlanState.UNDONE)
    tasks.task(session, undone, office.justice, CANARIES[-1])
    assert list(words) == []


def exported(session, office, toolbox, folder, now):
    package = actions.ask(session, office.actor("clerk"), office.agency.id, 2024, now=now)
    session.commit()
    export_year(session, toolbox, package.id, folder)
    return folder


@pytest.fixture
def folder(session, full_year, toolbox, tmp_path, now):
    return exported(session, full_year, toolbox, tmp_path / "luu-tru", now)


def test_the_folder_is_whole_and_sha256sum_agrees(folder):
    assert Site().verify(folder) == []
    done = subprocess.run(["sha256sum", "-c", "--strict", "MANIFEST.sha256"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in folder.parent.iterdir()] == ["luu-tru"]


def test_every_changed_missing_or_extra_file_is_named(folder):
    (folder / "chi-tieu.html").write_bytes((folder / "chi-tieu.html").read_bytes() + b" ")
    (folder / "nhat-ky.html").unlink()
    (folder / "bao-cao" / "la.pdf").write_bytes(b"x")
    (folder / "ke-hoach" / "noi.html").symlink_to("/etc/hostname")
    assert Site().verify(folder) == [
        "Thiếu tệp: nhat-ky.html",
        "Tệp thừa: bao-cao/la.pdf",
        "Tệp thừa: ke-hoach/noi.html",
        "Tệp đã bị thay đổi: chi-tieu.html",
    ]
    (folder / "MANIFEST.sha256").write_text("hỏng\n")
    assert Site().verify(folder) == ["MANIFEST.sha256: dòng 1 không đọc được."]
    (folder / "MANIFEST.sha256").unlink()
    assert Site().verify(folder) == ["Thiếu tệp MANIFEST.sha256: không phải hồ sơ lưu trữ đầy đủ."]
    with pytest.raises(NotFound):
        Site().verify(folder / "khong-co")


def test_a_manifest_that_points_outside_is_not_believed(folder):
    (folder / "MANIFEST.sha256").write_text("0" * 64 + "  ../../etc/passwd\n")
    assert Site().verify(folder) == ["MANIFEST.sha256: dòng 1 không đọc được."]


def test_nothing_that_was_drafted_returned_or_waiting_leaves_the_house(folder):
    everything = b"\n".join(path.read_bytes() + path.name.encode() for path in sorted(folder.rglob("*")) if path.is_file())
    assert [word for word in CANARIES if word.encode() in everything] == []
    assert b"45/BC-UBND" in everything
    assert "Chỉ đạo quý III".encode() in everything


def test_pages_need_no_script_and_nothing_from_outside_and_all_links_resolve(folder):
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) == 1 + len(Section) + 4 + 1 + 3
    for path in pages:
        links = Links()
        links.feed(path.read_text("utf-8"))
        assert not links.tags & {"script", "iframe", "object", "embed", "form", "base"}, path
        assert links.styles == [], path
        for link in links.found:
            parts = urlsplit(link)
            assert not parts.scheme, link
            assert not parts.netloc, link
            assert (path.parent / unquote(parts.path)).resolve().is_file(), (path, link)
    assert not re.search(r"url\(|@import|https?:", (folder / "giao-dien.css").read_text())


def test_a_row_of_a_register_goes_along_with_its_files(session, full_year, toolbox, tmp_path, now):
    registers.open_book(session)
    row = registers.row(session, full_year.actor("officer"), full_year.justice)
    session.commit()
    photo = toolbox.files.keep(b"%PDF-1.4 photo of a board", "application/pdf")
    register_actions.attach(session, full_year.actor("officer"), registers.NAMELESS, row, photo, "Ảnh chụp bảng.pdf", now=now)
    letter = toolbox.files.keep(b"%PDF-1.4 a letter with a name", "application/pdf")
    register_actions.attach(session, full_year.actor("officer"), registers.BOOK, row, letter, "Don cua ong A.pdf", now=now)
    people, place = full_year.people, tasks.occurrence(session, full_year.tasks.posting, full_year.justice, period="q3")
    words = {"register": "sample_row", "row_id": row.id, "subject": "Đăng ký khai sinh <mã 1>"}
    made.proof(session, toolbox, place, people["officer"], people["clerk"], now=now, kind="row", **words)
    folder = exported(session, full_year, toolbox, tmp_path / "co-so", now)
    page = (folder / "nhiem-vu" / f"{full_year.tasks.posting.id}.html").read_text("utf-8")
    assert page.count("Đăng ký khai sinh &lt;mã 1&gt;") == 1
    (path,) = folder.glob("minh-chung/*anh-chup-bang.pdf")
    assert path.read_bytes() == b"%PDF-1.4 photo of a board"
    assert f"../minh-chung/{path.name}" in page
    assert photo.sha256 in page
    assert list(folder.glob("minh-chung/*don-cua*")) == []  # a row that names people: its papers stay in the house
    assert letter.sha256 not in page
    test_pages_need_no_script_and_nothing_from_outside_and_all_links_resolve(folder)


def test_names_are_safe_everywhere_and_the_original_is_shown(folder):
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9./-]+", name), name
        assert max(len(part) for part in PurePosixPath(name).parts) <= 100, name
    assert len({name.lower() for name in names}) == len(names)
    assert "Ảnh bảng niêm yết: đợt 1.pdf" in "".join(path.read_text("utf-8") for path in (folder / "nhiem-vu").iterdir())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Ảnh bảng niêm yết: đợt 1.PDF", "0123456789-anh-bang-niem-yet-dot-1.pdf"),
        ("con", "0123456789-con"),
        ("../../etc/passwd", "0123456789-etc-passwd"),
        ("日本.docx", "0123456789.docx"),
        ("a" * 300 + ".xlsx", "0123456789-" + "a" * 80 + ".xlsx"),
        (".htaccess", "0123456789-htaccess"),
    ],
)
def test_a_safe_name(name, safe):
    assert rules.safe_name(name, "0123456789abcdef") == safe


def test_the_same_year_gives_the_same_folder(session, full_year, toolbox, tmp_path, now):
    package = actions.ask(session, full_year.actor("clerk"), full_year.agency.id, 2024, now=now)
    session.commit()

    def write(name):
        contents = record.gather(session, system(full_year.agency.id), full_year.agency.id, 2024, as_of=package.asked_at)
        return Site().write(tmp_path / name, rules.pages(contents.year), [KeptFile.of(p, c) for p, c in contents.data.items()])

    assert write("a") == write("b")


def test_the_package_of_the_button_is_a_zip_in_the_store(session, full_year, toolbox, tmp_path, now):
    package = actions.ask(session, full_year.actor("clerk"), full_year.agency.id, 2024, now=now)
    session.commit()
    assert export_year(session, toolbox, package.id)
    package = queries.package(session, full_year.actor("auditor"), package.id)
    with zipfile.ZipFile(BytesIO(toolbox.files.read(package.stored_file.sha256))) as packed:
        packed.extractall(tmp_path)
    assert Site().verify(tmp_path / package.name) == []
    assert not export_year(session, toolbox, package.id)


def test_only_those_with_the_right_export_and_see_packages(session, full_year, now):
    with pytest.raises(NotAllowed):
        actions.ask(session, full_year.actor("officer"), full_year.agency.id, 2024, now=now)
    package = actions.ask(session, full_year.actor("leader"), full_year.agency.id, 2024, now=now)
    assert queries.packages(session, full_year.actor("officer")) == []
    assert queries.packages(session, full_year.actor("auditor")) == [package]
    with pytest.raises(NotFound):
        queries.package(session, full_year.actor("officer"), package.id)


def test_a_half_made_folder_is_never_seen(tmp_path):
    page = Page("index.html", "targets", {"title": "A", "agency": "B", "year": 2024, "as_of": "", "targets": ()})
    with pytest.raises(Damaged):
        Site().write(tmp_path / "x", [page], [KeptFile("a.pdf", b"a", "0" * 64)])
    assert list(tmp_path.iterdir()) == []
    Site().write(tmp_path / "x", [page], [])
    with pytest.raises(Conflict):
        Site().write(tmp_path / "x", [page], [])


@pytest.fixture
def damaged_store(toolbox, full_year):
    """Every stored file has other bytes while the test runs; other tests share the store, so they are put back."""
    paths = [toolbox.files._path(sha256) for sha256, _, _ in toolbox.files.all()]
    kept = {path: path.read_bytes() for path in paths}
    for path in paths:
        path.chmod(0o600)
        path.write_bytes(b"khac")
    yield
    for path, content in kept.items():
        path.write_bytes(content)


@pytest.mark.usefixtures("damaged_store")
def test_damaged_evidence_stops_the_export_with_its_sentence(session, full_year, toolbox, tmp_path, now):
    package = actions.ask(session, full_year.actor("clerk"), full_year.agency.id, 2024, now=now)
    session.commit()
    export_year(session, toolbox, package.id, tmp_path / "x")
    session.expire_all()
    assert "không còn khớp mã kiểm tra" in queries.package(session, full_year.actor("clerk"), package.id).problem
    assert list(tmp_path.iterdir()) == []


def test_an_empty_year_still_opens(session, office, toolbox, tmp_path, now):
    tasks.plan(session, office.agency, year=2023, title="Kế hoạch 2023")
    folder = tmp_path / "y"
    package = actions.ask(session, office.actor("clerk"), office.agency.id, 2023, now=now)
    session.commit()
    export_year(session, toolbox, package.id, folder)
    assert Site().verify(folder) == []
    assert "Không có báo cáo đã ký." in (folder / "bao-cao.html").read_text("utf-8")
