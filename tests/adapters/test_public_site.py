"""The folder of public pages: replaced as a whole, never over somebody else's files, unchanged where nothing changed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from tests.factories.printing import OFFICE, procedure
from tthc.adapters import public_site
from tthc.adapters.public_site import MARK
from tthc.adapters.site import Site
from tthc.core.archive.rules import Page
from tthc.core.registers.rules import public_pages
from tthc.kernel.errors import Conflict, Unavailable

ROOT = Path(__file__).parents[2]
GONE = [{"code": "1.000001", "name": "Thủ tục cũ", "decision": "Quyết định số 5/QĐ-UBND", "abolished_on": "2024-03-01"}]


def result(number, **changes):
    made = {
        "number": f"{number:02}/2024",
        "kind": "Hành vi hành chính",
        "received_on": "2024-07-01",
        "published_on": "2024-07-20",
        "content": "Hướng dẫn hồ sơ chưa rõ.\nPhải đi lại hai lần.",
        "answer": "Đã hướng dẫn lại và nhắc bộ phận tiếp nhận.",
        "office": "UBND phường Trung Lương",
        "link": "",
    }
    return made | changes


def pages(procedures=None, published=(), on=date(2024, 8, 15), office=OFFICE):
    procedures = [procedure(number) for number in range(1, 13)] if procedures is None else procedures
    return [Page(*one) for one in public_pages.pages_of(office, on, procedures, GONE, list(published))]


def publish(folder, *given, **changes):
    return Site().publish(folder, pages(*given, **changes))


def state(folder):
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def html_of(folder):
    return sorted(folder.rglob("*.html"))


def parsed(path):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(path.read_bytes())


def test_the_set_has_a_page_for_each_procedure_in_force(tmp_path):
    made = publish(tmp_path / "site", None, [result(number) for number in range(1, 61)])
    assert made.is_changed
    names = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert names == {
        MARK,
        "index.html",
        "da-bai-bo.html",
        "phan-anh-kien-nghi.html",
        "phan-anh-kien-nghi-2.html",
        "giao-dien.css",
        "tim.js",
        *(f"thu-tuc/1.{4872 + number:06}.html" for number in range(1, 13)),
        *(f"linh-vuc/{name}.html" for name in ("ho-tich", "chung-thuc", "bao-tro-xa-hoi", "dat-dai", "thi-dua-khen-thuong")),
    }
    assert made.files == len(names) - 1
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "12 thủ tục có hiệu lực, 5 lĩnh vực. Cập nhật đến ngày 15/08/2024." in index
    assert index.count('<li><a href="thu-tuc/') == 12
    one = (tmp_path / "site" / "thu-tuc" / "1.004873.html").read_text("utf-8")
    for words in (
        "Thủ tục đăng ký khai sinh",
        "05 ngày làm việc",
        "Giấy chứng sinh (bản chính).",
        "20/01/2024",
        "phananh@trungluong.example",
    ):
        assert words in one
    assert "1.000001" not in index
    gone = (tmp_path / "site" / "da-bai-bo.html").read_text("utf-8")
    assert "Thủ tục cũ" in gone
    assert "01/03/2024" in gone


def test_every_link_leads_somewhere_and_none_leaves_but_on_purpose(tmp_path):
    link = "https://thutuc.dichvucong.gov.vn/p/home/chi-tiet.html?ma_thu_tuc=1.004873&a=1"
    folder = tmp_path / "bộ trang"
    publish(folder, [procedure(1, link=link), procedure(2, code="A/b ☺"), procedure(3, field="")], [result(n) for n in range(101)])
    outside = []
    for path in html_of(folder):
        page = parsed(path)
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path
        assert page.find(".").get("lang") == "vi"
        assert len(page.findall(".//h1")) == 1
        for element in page.iter():
            for name in ("href", "src"):
                target = element.get(name)
                if target is None:
                    continue
                parts = urlsplit(target)
                if parts.scheme or target.startswith("/"):
                    outside.append(target)
                    continue
                goal = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                assert goal.is_file(), (path, target)
                assert folder in goal.parents
                if parts.fragment:
                    assert parts.fragment in [e.get("id") for e in parsed(goal).iter()], (path, target)
    assert outside == [link]


def test_words_of_people_stay_words(tmp_path):
    hostile = "<script>alert(1)</script>{{ 7*7 }}\"'"
    publish(
        tmp_path / "site",
        [
            procedure(
                1, name=hostile, field=hostile, decision=hostile, link="javascript:alert(1)", parts=[{"title": hostile, "text": hostile}]
            )
        ],
        [result(1, content=hostile, answer=hostile, office=hostile, link="javascript:alert(1)")],
    )
    for path in html_of(tmp_path / "site"):
        text = path.read_text("utf-8")
        assert "<script>alert" not in text
        assert "javascript:" not in text
        assert "49" not in text.replace("1.00487", "")
        parsed(path)


def test_a_second_run_changes_nothing_and_another_day_only_the_first_page(tmp_path):
    folder = tmp_path / "site"
    publish(folder, None, [result(1)])
    before = state(folder)
    assert not publish(folder, None, [result(1)]).is_changed
    assert state(folder) == before
    assert publish(folder, None, [result(1)], date(2024, 8, 16)).is_changed
    after = state(folder)
    assert {name for name in before if before[name][0] != after[name][0]} == {"index.html", MARK}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_procedure_that_is_no_longer_in_force_loses_its_page(tmp_path):
    publish(tmp_path / "site")
    publish(tmp_path / "site", [procedure(number) for number in range(2, 13)])
    assert not (tmp_path / "site" / "thu-tuc" / "1.004873.html").exists()


def test_a_page_that_somebody_changed_is_written_again(tmp_path):
    folder = tmp_path / "site"
    publish(folder)
    good = state(folder)["index.html"][0]
    (folder / "index.html").write_text("sửa tay")
    (folder / "tim.js").unlink()
    assert publish(folder).is_changed
    assert (folder / "index.html").read_bytes() == good
    assert (folder / "tim.js").is_file()


@pytest.mark.parametrize("name", ["anh.png", "thu-tuc/ghi-chu.txt"])
def test_a_foreign_file_is_never_removed(tmp_path, name):
    folder = tmp_path / "site"
    publish(folder)
    (folder / name).write_text("của người khác")
    before = state(folder)
    with pytest.raises(Conflict, match=f"tệp không do chương trình ghi: {name}"):
        publish(folder, [])
    assert state(folder) == before


def test_a_folder_that_is_not_ours_is_refused(tmp_path):
    folder = tmp_path / "www"
    folder.mkdir()
    assert publish(folder).is_changed  # an empty one is taken
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("trang của cơ quan")
    with pytest.raises(Conflict, match="không phải bộ trang công khai"):
        publish(other)
    (tmp_path / "tep").write_text("x")
    with pytest.raises(Conflict, match="là một tệp"):
        publish(tmp_path / "tep")
    assert (other / "index.html").read_text() == "trang của cơ quan"


def test_a_run_that_fails_leaves_the_old_set_whole(tmp_path):
    folder = tmp_path / "site"
    publish(folder)
    before = state(folder)

    def broken():
        yield from pages(on=date(2024, 9, 1))[:5]
        raise RuntimeError("nguồn hỏng")

    with pytest.raises(RuntimeError):
        Site().publish(folder, broken())
    assert state(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


KILLED = """
import os, sys
from pathlib import Path
from tthc.adapters import public_site
from tthc.core.archive.ports import Published
step, folder = sys.argv[1], Path(sys.argv[2])
if step == "while writing":
    def files():
        yield "index.html", b"moi"
        os.kill(os.getpid(), 9)
    public_site.publish(folder, files())
if step == "between the names":
    public_site._exchange = lambda *_: False
    rename = Path.rename
    def once(self, goal):
        rename(self, goal)
        os.kill(os.getpid(), 9)
    Path.rename = once
    public_site.publish(folder, [("index.html", b"moi")])
"""


@pytest.mark.parametrize("step", ["while writing", "between the names"])
def test_a_killed_run_is_mended_by_the_next(tmp_path, step):
    folder = tmp_path / "site"
    publish(folder)
    before = state(folder)
    run = subprocess.run([sys.executable, "-c", KILLED, step, str(folder)], cwd=ROOT, check=False, capture_output=True)
    assert run.returncode == -9, run.stderr
    assert len(list(tmp_path.iterdir())) > 1 or not folder.exists()
    if step == "while writing":
        assert state(folder) == before
    assert not publish(folder).is_changed  # the old set has its name back, byte for byte
    assert state(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_readers_never_find_the_folder_missing(tmp_path):
    """The two sets change names in one step: whoever looks finds one of them, whole."""
    folder = tmp_path / "site"
    publish(folder)
    watch = (
        "import sys, pathlib\nindex = pathlib.Path(sys.argv[1]) / 'index.html'\nprint('ready', flush=True)\nmissed = 0\n"
        "while not pathlib.Path(sys.argv[2]).exists():\n    missed += not index.is_file()\nprint(missed)"
    )
    with subprocess.Popen([sys.executable, "-c", watch, folder, tmp_path / "done"], stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout.readline() == "ready\n"
        for day in range(1, 15):
            publish(folder, [procedure(1)], (), date(2024, 9, day))
        (tmp_path / "done").touch()
        assert watching.stdout.read() == "0\n"


def test_two_procedures_on_one_page_are_refused(tmp_path):
    with pytest.raises(Conflict, match="Thủ tục A/B và A-B dùng chung một trang"):
        publish(tmp_path / "site", [procedure(1, code="A/B"), procedure(2, code="A-B")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator of the machine may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(Unavailable, match="Không ghi được vào"):
        publish(tmp_path / "site")


def test_a_parent_that_is_a_file_is_said(tmp_path):
    (tmp_path / "tep").write_text("x")
    with pytest.raises(Unavailable, match="Bộ trang cũ còn nguyên"):
        publish(tmp_path / "tep" / "site")


def test_two_runs_at_once(tmp_path):
    with public_site._alone(tmp_path), pytest.raises(Conflict, match="Một tiến trình khác đang ghi"):
        publish(tmp_path / "site")


def test_an_agency_with_nothing_yet_has_whole_pages(tmp_path):
    publish(tmp_path / "site", [], office=OFFICE.__class__(name="UBND xã Mẫu"))
    for path in html_of(tmp_path / "site"):
        parsed(path)
    assert "Chưa có thủ tục nào" in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "Chưa có kết quả nào" in (tmp_path / "site" / "phan-anh-kien-nghi.html").read_text("utf-8")


@pytest.mark.long
def test_ten_thousand_procedures(tmp_path):
    assert publish(tmp_path / "site", [procedure(number) for number in range(1, 10_001)]).files > 10_000
