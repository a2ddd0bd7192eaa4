"""What the clerk keeps for reviews: the yearly product per head, the levels that decide, the kinds of steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.registers.actions import Place
from tthc.core.reviews import queries
from tthc.core.reviews.models import ReviewIncome, ReviewWord
from tthc.core.reviews.queries.costs import WordLine
from tthc.core.reviews.rules.words import LONGEST_WORD, WordKind
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import number

FIRST_YEAR, LAST_YEAR = 2000, 2100
_LEAST, _MOST = 1_000_000, 100_000_000_000  # đồng a year: what is below was typed in millions
_LONGEST_SOURCE = 300


def set_income(
    session: Session, actor: Actor, year: int, gdp_per_head: int, source: str, *, version: int | None = None, now: datetime
) -> ReviewIncome:
    """A year's product per head; sheets that were saved keep the figure they were reckoned with."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, Place(agency_id, agency_id))
    _check_income(year, gdp_per_head, source)
    row = session.scalars(select(ReviewIncome).where(ReviewIncome.agency_id == agency_id, ReviewIncome.year == year)).one_or_none()
    if row is not None and version is not None and row.version != version:
        raise Conflict("Mức GDP năm này vừa được người khác sửa. Tải lại trang.", {}, {})
    before = {"GDP": number(row.gdp_per_head), "Nguồn": row.source} if row else {}
    row = row or ReviewIncome(agency_id=agency_id, year=year)
    row.gdp_per_head, row.source = gdp_per_head, tidy(source)
    session.add(row)
    session.flush()
    after = {"Năm": str(year), "GDP": number(gdp_per_head), "Nguồn": row.source}
    audit.record(session, actor, "set_income", "review_income", row.id, now=now, before=before, after=after, agency_id=agency_id)
    return row


def _check_income(year: int, gdp_per_head: int, source: str) -> None:
    faults = dict[str, str]()
    if not FIRST_YEAR <= year <= LAST_YEAR:
        faults["year"] = f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}. Nhập lại năm."
    if not _LEAST <= gdp_per_head <= _MOST:
        faults["gdp_per_head"] = f"GDP bình quân đầu người phải từ {number(_LEAST)} đồng một năm. Nhập số đồng, ví dụ 101.900.000."
    if len(source) > _LONGEST_SOURCE:
        faults["source"] = f"Nguồn số liệu dài quá {_LONGEST_SOURCE} ký tự. Rút gọn lại."
    if faults:
        raise BadInput("Chưa lưu được.", faults)


def set_words(session: Session, actor: Actor, kind: WordKind, lines: Sequence[WordLine], *, now: datetime) -> bool:
    """A list as the clerk wants it: known codes under other words or out of use, lines without a code are new. False if nothing changes."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, Place(agency_id, agency_id))
    known = queries.word_lines(session, agency_id, kind)
    wanted = _checked([WordLine(one.code, tidy(one.title), one.is_used) for one in lines if one.code or tidy(one.title)], known)
    if wanted == known:
        return False
    own = {row.code: row for row in session.scalars(select(ReviewWord).where(ReviewWord.agency_id == agency_id, ReviewWord.kind == kind))}
    for position, one in enumerate(wanted, start=1):
        row = own.get(one.code) or ReviewWord(agency_id=agency_id, kind=kind, code=one.code)
        row.title, row.is_used, row.position = one.title, one.is_used, position
        session.add(row)
    session.flush()
    audit.record(session, actor, "set_words", "review_word", None, now=now, before=_said(known), after=_said(wanted), agency_id=agency_id)
    return True


def _checked(lines: Sequence[WordLine], known: Sequence[WordLine]) -> list[WordLine]:
    """Every known code once, then the new ones; words are there, short and no two the same."""
    given = {one.code: one for one in lines if one.code}
    wanted = [given.get(one.code, one) for one in known]
    codes = {one.code for one in wanted}
    for one in lines:
        if not one.code:
            code = next(f"own{n}" for n in range(1, 1000) if f"own{n}" not in codes)
            codes.add(code)
            wanted.append(WordLine(code, one.title, one.is_used))
    seen = set[str]()
    for one in wanted:
        if not one.title or len(one.title) > LONGEST_WORD:
            raise BadInput("Chưa lưu được.", {"title": f"Tên gọi phải có và dài nhất {LONGEST_WORD} ký tự. Sửa lại."})
        if fold(one.title) in seen:
            raise BadInput("Chưa lưu được.", {"title": f'Danh sách có hai dòng "{one.title}". Sửa hoặc bỏ một dòng.'})
        seen.add(fold(one.title))
    if not any(one.is_used for one in wanted):
        raise BadInput("Chưa lưu được.", {"title": "Danh sách phải còn ít nhất một dòng đang dùng."})
    return wanted


def _said(lines: Sequence[WordLine]) -> dict[str, str]:
    return {
        "Đang dùng": "; ".join(one.title for one in lines if one.is_used),
        "Thôi dùng": "; ".join(o.title for o in lines if not o.is_used),
    }
