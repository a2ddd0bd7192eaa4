"""The terms of an assessment and its clocks: how long a draft hangs out, by when the file goes up, the decision comes down.

The defaults are those of Decision 25/2021/QĐ-TTg and Circular 09/2021/TT-BTP; whether Decision 27/2025/QĐ-TTg keeps them is not
settled, so an agency changes them as data and pages say which ones are not verified.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import day
from tthc.kernel.working_days import WorkingDays

_DAY = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})")
_REFUSED = "Chưa lưu được."
_ANY_YEAR = 2022  # the next has no 29/02: a term must exist in every year


@dataclass(frozen=True, slots=True)
class Terms:
    """Days and numbers of the steps. `*_before` is a day and month of the year after the one that is scored: "10/01"."""

    office_days: int = 5
    portal_days: int = 5
    radio_times: int = 3
    send_before: str = "10/01"
    supplement_days: int = 3  # working days
    council_most: int = 15
    quorum_of: int = 2
    quorum_in: int = 3
    papers_days: int = 3  # working days
    decide_before: str = "10/02"
    announce_days: int = 2  # working days
    report_before: str = "15/02"
    basis: str = "Quyết định số 25/2021/QĐ-TTg, Thông tư số 09/2021/TT-BTP"
    is_unsure: bool = False

    @property
    def quorum(self) -> tuple[int, int]:
        """The part of the council that must be there."""
        return self.quorum_of, self.quorum_in

    def as_dict(self) -> dict[str, Any]:
        """As columns."""
        return asdict(self)


_OLD_DECISION = "25/2021"


def default_terms(basis: str) -> Terms:
    """The terms of a set that nobody has set: certain for the decision they come from, to be verified for every other one."""
    return Terms() if _OLD_DECISION in basis else Terms(is_unsure=True)


def last_day(before: str, year: int) -> date:
    """The last day in time: "trước ngày 10/01" ends with the ninth."""
    found = _DAY.fullmatch(before.strip())
    if found is None:
        raise ValueError(before)
    return date(year + 1, int(found[2]), int(found[1])) - timedelta(days=1)


def check_terms(values: dict[str, Any]) -> None:
    """Refuse terms that nobody can keep."""
    faults: dict[str, str] = {}
    for name in ("send_before", "decide_before", "report_before"):
        try:
            last_day(str(values[name]), _ANY_YEAR)
        except ValueError:
            faults[name] = "Nhập ngày và tháng, ví dụ 10/01."
    counts = ("office_days", "portal_days", "radio_times", "supplement_days", "papers_days", "announce_days")
    for name in counts:
        if not 0 <= values[name] <= 60:  # noqa: PLR2004 - two months
            faults[name] = "Nhập số từ 0 đến 60."
    if not 1 <= values["council_most"] <= 99:  # noqa: PLR2004 - a council, no assembly
        faults["council_most"] = "Nhập số thành viên từ 1 đến 99."
    if not 1 <= values["quorum_of"] <= values["quorum_in"] <= 99:  # noqa: PLR2004 - a part of the whole
        faults["quorum_of"] = "Tỷ lệ dự họp là phân số không lớn hơn 1, ví dụ 2/3."
    if faults:
        raise BadInput(_REFUSED, faults)


@dataclass(frozen=True, slots=True)
class Facts:
    """The days of an assessment as they are known."""

    posted_from: date | None = None
    posted_to: date | None = None
    portal_from: date | None = None
    portal_to: date | None = None
    radio_times: int | None = None
    sent_on: date | None = None
    asked_on: date | None = None  # the oldest question without an answer
    replied_on: date | None = None
    papers_on: date | None = None
    council_on: date | None = None
    decided_on: date | None = None
    announced_on: date | None = None
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepClock:
    """One term: by when, when it was done, whether too late."""

    title: str
    due_on: date | None
    done_on: date | None
    is_late: bool
    words: str


def check_posting(terms: Terms, facts: Facts, today: date) -> None:
    """The draft hangs at the office long enough, and is on the portal or was read on the radio."""
    faults = _too_short(facts.posted_from, facts.posted_to, terms.office_days, "posted_to")
    faults |= _too_short(facts.portal_from, facts.portal_to, terms.portal_days, "portal_to")
    if facts.posted_from is None:
        faults["posted_from"] = "Nhập ngày bắt đầu niêm yết tại trụ sở."
    elif facts.posted_from > today:
        faults["posted_from"] = f"Ngày bắt đầu niêm yết không được sau ngày hôm nay ({day(today)})."
    if facts.posted_to is None:
        faults["posted_to"] = "Nhập ngày kết thúc niêm yết tại trụ sở."
    if (facts.portal_from is None) != (facts.portal_to is None):
        faults["portal_to"] = "Nhập đủ ngày bắt đầu và ngày kết thúc đăng trên trang thông tin điện tử."
    if facts.portal_from is None and (facts.radio_times or 0) < terms.radio_times:
        faults["radio_times"] = f"Đăng trên trang thông tin điện tử, hoặc phát thanh ít nhất {terms.radio_times} lần."
    if faults:
        raise BadInput(_REFUSED, faults)


def _too_short(first: date | None, last: date | None, days: int, name: str) -> dict[str, str]:
    if first is None or last is None:
        return {}
    if last < first:
        return {name: "Ngày kết thúc trước ngày bắt đầu."}
    if span(first, last) >= days:
        return {}
    until = day(first + timedelta(days=days - 1))
    return {name: f"Niêm yết {span(first, last)} ngày; quy định ít nhất {days} ngày, đến hết ngày {until}."}


def span(first: date, last: date) -> int:
    """Days with both ends."""
    return (last - first).days + 1


def clocks(terms: Terms, year: int, facts: Facts, calendar: WorkingDays, today: date) -> tuple[StepClock, ...]:
    """Every term of the assessment in the order of the job."""
    found = [_before("Gửi hồ sơ đề nghị thẩm định", terms.send_before, year, facts.sent_on, today)]
    if facts.asked_on is not None:
        due = calendar.add(facts.asked_on, terms.supplement_days)
        title = f"Làm rõ, bổ sung trong {terms.supplement_days} ngày làm việc"
        found.append(_clock(title, due, facts.replied_on, today))
    if facts.council_on is not None:
        due = calendar.add(facts.council_on, -terms.papers_days)
        title = f"Gửi tài liệu họp Hội đồng trước {terms.papers_days} ngày làm việc"
        found.append(_clock(title, due, facts.papers_on, today))
    found.append(_before("Quyết định", terms.decide_before, year, facts.decided_on, today))
    if facts.decided_on is not None:
        due = calendar.add(facts.decided_on, terms.announce_days)
        found.append(_clock(f"Công bố quyết định trong {terms.announce_days} ngày làm việc", due, facts.announced_on, today))
    found.append(_before("Báo cáo cấp trên", terms.report_before, year, facts.reported_on, today))
    return tuple(found)


def _before(title: str, before: str, year: int, done_on: date | None, today: date) -> StepClock:
    due = last_day(before, year)
    return _clock(f"{title} trước ngày {day(due + timedelta(days=1))}", due, done_on, today)


def _clock(title: str, due_on: date, done_on: date | None, today: date) -> StepClock:
    late = ((done_on or today) - due_on).days
    if done_on is not None:
        words = f"Xong ngày {day(done_on)}, muộn {late} ngày." if late > 0 else f"Xong ngày {day(done_on)}, đúng hạn."
    elif late > 0:
        words = f"Quá hạn {late} ngày."
    else:
        words = f"Hạn cuối {day(due_on)}."
    return StepClock(title, due_on, done_on, late > 0, words)
