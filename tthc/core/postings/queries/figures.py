"""What can be counted of postings for targets of a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import and_, func, or_
from sqlalchemy.orm import Session

from tthc.core.postings.models import Posting
from tthc.core.postings.queries.coverage import coverage_of
from tthc.core.procedures.queries import share
from tthc.core.registers.queries.measure import Counted, Measure


def _posted_everywhere(session: Session, agency_id: int, _first: date, last: date) -> Counted:
    """Procedures in force at the end of the span that hang at every place."""
    found = coverage_of(session, agency_id, last)
    return Counted(Decimal(found.everywhere), Decimal(found.in_force))


def _posted_on_time(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """Of the sheets whose day fell in the span, those that hung by their day; what was never needed is left out."""
    needed = or_(Posting.posted_on.is_not(None), Posting.remove_on.is_(None), Posting.remove_on > Posting.due_on)
    own = and_(Posting.agency_id == agency_id, Posting.removed_at.is_(None), Posting.due_on.between(first, last), needed)
    return share(session, Posting.id, own, func.coalesce(Posting.posted_on <= Posting.due_on, False))


_ASK = ("procedure", "announcement")  # rows of these registers ask for sheets
MEASURES = (
    Measure(
        "posted_everywhere",
        "Thủ tục đang có hiệu lực được niêm yết đủ các nơi",
        "%",
        "posting",
        _posted_everywhere,
        (
            ("tthc", "niem yet"),
            ("thu tuc", "niem yet"),
            ("tthc", "cong khai", "con hieu luc"),
            ("thu tuc", "cong khai", "con hieu luc"),
            ("thu tuc", "cong khai day du"),
            ("tthc", "cong khai day du"),
        ),
        "phai-niem-yet",
        also=_ASK,
    ),
    Measure(
        "posted_on_time",
        "Tờ niêm yết đúng hạn",
        "%",
        "posting",
        _posted_on_time,
        (("niem yet", "dung han"), ("niem yet", "dung thoi han"), ("cong khai", "tthc", "dung han"), ("niem yet", "kip thoi")),
        "qua-han",
        also=_ASK,
    ),
)
