"""A register with a column of every kind, in a table that belongs to no release; and rows in any register."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, extract, text
from sqlalchemy.orm import Mapped, mapped_column

from tests.factories.people import NOW
from tthc.core.registers import actions
from tthc.core.registers.models import RegisterRow
from tthc.core.registers.queries import Book, View
from tthc.core.registers.rules import UNIT, Column, Kind
from tthc.kernel.sections import Section
from tthc.kernel.tables import Base

TODAY = date(2024, 8, 15)
_THERE = text("removed_at IS NULL")


class SampleRow(RegisterRow, Base):
    """A column of every kind; `weight` is computed when rows are settled."""

    __tablename__ = "sample_row"
    __table_args__ = (
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
        Index(None, "agency_id", "on_day", "id"),
        Index("uq_sample_row_code", "agency_id", "code", unique=True, sqlite_where=_THERE, postgresql_where=_THERE),
    )

    code: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(Text)
    on_day: Mapped[date | None]
    amount: Mapped[int | None]
    rate: Mapped[Decimal | None]
    level: Mapped[str] = mapped_column(String(20), default="")
    is_online: Mapped[bool | None]
    address: Mapped[str] = mapped_column(Text, default="")
    story: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    weight: Mapped[int] = mapped_column(default=0)
    extras: Mapped[dict] = mapped_column(JSON, default=dict)


TABLE = SampleRow.__table__
# The schema of the program is compared with its migrations: this table is made by the tests that need it.
Base.metadata.remove(TABLE)

COLUMNS = (
    Column("code", "Mã số", Kind.CODE, is_required=True, longest=60, spellings=("mã thủ tục", "mã TTHC")),
    Column("name", "Tên gọi", is_required=True, spellings=("tên thủ tục hành chính", "nội dung")),
    Column("on_day", "Ngày ghi", Kind.DAY, spellings=("ngày thực hiện",)),
    Column("amount", "Số lượng", Kind.COUNT, is_summed=True, spellings=("tổng số hồ sơ",)),
    Column("rate", "Tỷ lệ", Kind.NUMBER),
    Column("level", "Mức độ", Kind.CHOICE, choices={"full": "Toàn trình", "part": "Một phần"}, is_filter=True),
    Column("is_online", "Trực tuyến", Kind.FLAG, is_filter=True),
    Column("address", "Liên kết", Kind.LINK, spellings=("đường dẫn",)),
    Column("story", "Ghi chú", Kind.LONG, longest=2000),
    Column("phone", "Số điện thoại", is_personal=True, longest=40),
    Column("weight", "Hệ số", Kind.COUNT, is_computed=True),
    UNIT,
)


def check(values, _lookups):
    """A full level needs a day."""
    if values.get("level") == "full" and values.get("on_day") is None:
        return {"on_day": "Nhập ngày ghi của dòng ở mức độ toàn trình."}
    return {}


def settle(session, _actor, rows, *, today, now):
    """Computed from the row itself."""
    for row in rows:
        if row.weight != (row.amount or 0) * 2:
            row.weight = (row.amount or 0) * 2
    session.flush()


BOOK = Book(
    name="sample_row",
    title="Sổ mẫu",
    row_words="dòng mẫu",
    section=Section.PUBLICATION,
    model=SampleRow,
    columns=COLUMNS,
    key=("code",),
    of_year=lambda year: extract("year", SampleRow.on_day) == year,
    order=lambda: (SampleRow.on_day.desc(),),
    describe=lambda row: f"{row.name} (mã {row.code})",
    views=(View("toan-trinh", "Toàn trình", lambda _: SampleRow.level == "full"),),
    check=check,
    settle=settle,
    hides=lambda actor, row: row.unit_id not in actor.units,
)

# The same register without people's data.
NAMELESS = replace(BOOK, columns=tuple(column for column in COLUMNS if not column.is_personal))


def open_book(session):
    """Make the table in the database of this test."""
    TABLE.create(session.connection())


def row(session, actor, unit, *, book=BOOK, today=TODAY, now=NOW, **values):
    """A row entered as a person would."""
    given = {"code": "1.000001", "name": "Đăng ký khai sinh", "on_day": date(2024, 3, 5)} if book is BOOK else {}
    return actions.enter(session, actor, book, {"unit_id": unit.id} | given | values, today=today, now=now)
