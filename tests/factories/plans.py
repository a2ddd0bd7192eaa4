"""Plans on their way in."""

from datetime import UTC, date, datetime

from tthc.adapters.office import Office
from tthc.config import ROOT
from tthc.core.calendar import actions as calendar_actions
from tthc.core.files.ports import Stored
from tthc.core.imports import actions as import_actions
from tthc.core.imports.rules import ImportPurpose
from tthc.kernel.actor import system

NOW = datetime(2024, 8, 15, 2, 0, tzinfo=UTC)
TODAY = date(2024, 8, 15)
_OFFICE = Office()  # its child stays warm for all tests


def example(name="seed-002"):
    """The bytes of one of the example plans."""
    return (ROOT / "tthc" / "examples" / f"{name}.txt").read_bytes()


def staged(session, actor, content=None, name="ke-hoach.txt", sha256="ab" * 32):
    """An uploaded plan that waits to be read."""
    content = example() if content is None else content
    return import_actions.stage(session, actor, Stored(sha256, len(content), "text/plain"), name, now=NOW)


def checked(session, actor, content=None, name="ke-hoach.txt", sha256="ab" * 32):
    """An uploaded plan that was read and waits for a check."""
    content = example() if content is None else content
    calendar_actions.seed(session, system(), now=NOW)
    row = staged(session, actor, content, name, sha256)
    import_actions.read(session, system(row.agency_id), row, _OFFICE.draft(content, name), today=TODAY, now=NOW)
    return row


def loaded(session, actor, **values):
    """A plan brought in whole; returns the import and the plan."""
    row = checked(session, actor, **values)
    return row, import_actions.load(session, actor, row, today=TODAY, now=NOW)


CHANGES = {
    "due": ("Báo cáo phương án đơn giản hóa TTHC\tTháng 8 năm 2024", "Báo cáo phương án đơn giản hóa TTHC\tTháng 10 năm 2024"),
    "lead": (
        "trên Cổng Dịch vụ công quốc gia.\tCông chức Tư pháp-Hộ tịch\t",
        "trên Cổng Dịch vụ công quốc gia.\tCông chức Văn hóa – xã hội\t",
    ),
    "target": ("đạt tỷ lệ tối thiểu tương ứng là 80% số hồ sơ", "đạt tỷ lệ tối thiểu tương ứng là 90% số hồ sơ"),
}
NEWS = "2\tCập nhật các tin, bài tuyên truyền có liên quan"  # the task of the plan's own that the amended version leaves out
ADDED = "13\tTổ chức hội nghị đánh giá việc giải quyết hồ sơ trễ hạn\tVăn phòng UBND\tCông chức chuyên môn\tBiên bản\tTháng 11 năm 2024\n"


def amended_text(*, without=(NEWS,), added=ADDED, changes=tuple(CHANGES)):
    """The second example as an office would amend it: a later day, another unit, a higher target, a task less and a task more."""
    text = example().decode()
    for name in changes:
        before, after = CHANGES[name]
        assert text.count(before) == 1
        text = text.replace(before, after)
    lines = [line for line in text.split("\n") if not line.startswith(tuple(without) or "\0")]
    text = "\n".join(lines)
    assert "12\tBáo cáo về tình hình" in text
    head, tail = text.split("12\tBáo cáo về tình hình", 1)
    row, rest = tail.split("\n", 1)
    return f"{head}12\tBáo cáo về tình hình{row}\n{added}{rest}".encode()


def amending(session, actor, plan, content=None, name="ke-hoach-dieu-chinh.txt", sha256="dc" * 32):
    """The amended version of a plan, read and waiting to be confirmed."""
    content = amended_text() if content is None else content
    stored = Stored(sha256, len(content), "text/plain")
    row = import_actions.stage(session, actor, stored, name, purpose=ImportPurpose.AMEND, base_plan=plan, now=NOW)
    import_actions.read(session, system(row.agency_id), row, _OFFICE.draft(content, name), today=TODAY, now=NOW)
    return row
