"""Every file that is no plan: one sentence from the office, from the command line and on the row of the import; never a trace, never half a plan."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from tests.factories import office_files as made
from tests.factories import plans
from tthc.config import ROOT
from tthc.core.imports.models import ImportDraft
from tthc.core.plans.models import Plan
from tthc.core.tasks.models import Task
from tthc.jobs.imports import read_plan
from tthc.kernel.errors import BadInput
from tthc.planreader.refusals import NotAPlan

UNREADABLE, NOT_A_PLAN = 2, 3
ENGLISH = (
    "PEOPLE'S COMMITTEE",
    "WORK PLAN",
    "for administrative procedures in 2025",
    "I. OBJECTIVES",
    "Serve people.",
    "II. TASKS",
    "1. Post fees.",
)
BUDGET = [
    ("Khoản mục", "Dự toán", "Thực hiện", "Chênh lệch", "Tỷ lệ", "Ghi chú"),
    *[(f"Chi {n}", n * 1000, n * 900, n * 100, 0.9, "") for n in range(40)],
]
LAW = ("LUẬT", "TỔ CHỨC CHÍNH QUYỀN", *[f"Điều {n}. Cơ quan nhà nước thực hiện quy định tại khoản {n} Điều này." for n in range(7000)])


def broken_xml():
    parts = made.parts_of(made.word_plan())
    parts["word/document.xml"] = parts["word/document.xml"][:2000]
    return made.zipped(parts.items())


BAD = {
    "empty": ("a.docx", lambda: b"", "không có nội dung", UNREADABLE),
    "only pictures": ("a.docx", made.pictures_in_word, "chỉ có ảnh", UNREADABLE),
    "a photograph": ("a.jpg", lambda: made.picture("JPEG"), "là ảnh chụp", UNREADABLE),
    "password": ("a.docx", lambda: made.compound(EncryptionInfo=b"", EncryptedPackage=b"1"), "đặt mật khẩu", UNREADABLE),
    "macro": ("a.docm", lambda: made.package(made.WORD, ("word/vbaProject.bin", b"1")), "có macro", UNREADABLE),
    "law of 300 pages": ("luat.docx", lambda: made.long_word(LAW), "Văn bản này là luật", NOT_A_PLAN),
    "bomb": ("a.docx", lambda: made.package(made.WORD, ("word/a.bin", b"\0" * 9_000_000)), "lớn bất thường", UNREADABLE),
    "200 MB": ("a.pdf", lambda: b"%PDF-1.7" + bytes(200 * 1024 * 1024), "lớn hơn 20 MB", UNREADABLE),
    "budget": ("du-toan.xlsx", lambda: made.excel_plan(BUDGET, ("DỰ TOÁN", "Thu chi ngân sách năm 2025")), "kế hoạch", NOT_A_PLAN),
    "english": ("plan.docx", lambda: made.word_plan(ENGLISH, ()), "kế hoạch", NOT_A_PLAN),
    "english text": ("plan.txt", lambda: "\n".join(ENGLISH).encode(), "kế hoạch", NOT_A_PLAN),
    "broken xml": ("a.docx", broken_xml, "bị hỏng", UNREADABLE),
    "renamed web page": ("a.docx", lambda: b"<html><body><p>K\xe1\xba\xbe HO\xe1\xba\xa0CH</p></body></html>", "trang web", UNREADABLE),
    "broken pdf": ("a.pdf", lambda: b"%PDF-1.7\n" + b"x" * 500, "bị hỏng", UNREADABLE),
    "cut pdf": ("a.pdf", lambda: made.pdf_plan()[:3000], "bị hỏng", UNREADABLE),
    "old letters": ("a.txt", lambda: b"K\xd5 ho\xb9ch", "Unicode", UNREADABLE),
    "program": ("a.exe", lambda: b"MZ\x90\x00" + b"\0" * 100, "không đúng loại", UNREADABLE),
}


@pytest.fixture(scope="module")
def files():
    """Each made once."""
    kept = {}

    def file(case):
        if case not in kept:
            kept[case] = BAD[case][1]()
        return kept[case]

    return file


def is_one_sentence(text):
    return re.fullmatch(r"[^\n]+\.", text) is not None and "Traceback" not in text and len(text) < 300


@pytest.mark.parametrize("case", BAD)
def test_the_office_says_one_sentence(toolbox, files, case):
    name, _, words, code = BAD[case]
    with pytest.raises(BadInput, match=words) as raised:
        toolbox.office.draft(files(case), name)
    assert is_one_sentence(str(raised.value))
    assert isinstance(raised.value, NotAPlan) == (code == NOT_A_PLAN)


@pytest.mark.parametrize("case", BAD)
def test_the_command_line_says_the_same(toolbox, files, tmp_path, case):
    name, _, words, code = BAD[case]
    (tmp_path / name).write_bytes(files(case))
    done = subprocess.run(
        [sys.executable, "cli.py", "plan", "read", tmp_path / name, "--json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert is_one_sentence(done.stderr.removesuffix("\n"))


@pytest.mark.parametrize("case", BAD)
def test_the_row_of_the_import_keeps_the_sentence_and_nothing_else_is_made(session, office, toolbox, files, now, case):
    name, _, words, _ = BAD[case]
    stored = toolbox.files.keep(files(case), "application/octet-stream")
    before = [session.scalar(select(func.count()).select_from(table)) for table in (Plan, Task)]
    row_id = plans.staged(session, office.actor("clerk"), b"", name, stored.sha256).id
    session.commit()
    assert read_plan(session, toolbox, row_id)
    row = session.get_one(ImportDraft, row_id)
    assert words in row.problem
    assert is_one_sentence(row.problem)
    assert (row.is_open, row.is_read, row.draft) == (False, False, {})
    assert not read_plan(session, toolbox, row_id), "refused for good, not tried again"
    assert [session.scalar(select(func.count()).select_from(table)) for table in (Plan, Task)] == before
