"""Days counted from an event, or back from one."""

from __future__ import annotations

import re

from tthc.kernel.due import ISSUED, DueRule, Kind
from tthc.planreader.wording import low

# "17 giờ 00 ngày 20/8" is a time of day, no span of hours.
_COUNT = r"(?P<count>\d{1,3})\s*(?P<what>ngày làm việc|ngày|tuần|tháng|giờ làm việc|giờ(?!\s*(?:\d|,?\s*ngày\s*\d)))\b"
_SINCE = re.compile(rf"{_COUNT}[^.;]{{0,40}}?\b(?:kể từ|tính từ|sau khi|từ khi|từ ngày|sau ngày)\s*(?P<event>[^.;]*)")
_SAME_DAY = re.compile(r"(?:trong|ngay trong) (?:cùng )?ngày(?: làm việc)?,? (?:kể từ|tính từ|sau) (?:khi )?(?P<event>[^.;]*)")
_WITHIN = re.compile(rf"trong (?:vòng|thời hạn)\s+{_COUNT}(?P<event>)")
_AHEAD = (
    re.compile(rf"{_COUNT},?\s*(?:trước|so với)\s+(?P<event>[^.;]*)"),
    re.compile(rf"trước\s+(?:ít nhất |tối thiểu )?{_COUNT}(?:\s+so với\s+(?P<event>[^.;]*))?"),
    re.compile(rf"trước\s+(?P<event>(?:khi|ngày|thời điểm)\s+[^\d.;]{{3,80}}?)\s+(?:ít nhất |tối thiểu |là )?{_COUNT}"),
)
_ISSUE = re.compile(r"ban hành (?:kế hoạch|văn bản)|ký ban hành|kế hoạch (?:này )?(?:được|có hiệu lực)")
_DAYS_OF = {"tuần": 7}
_HOURS_A_DAY = 24


def relative(words: str, written: str, _: int = 0) -> DueRule | None:
    """The rule of a text that counts from an event ("kể từ ngày …") or back from one ("trước ngày …")."""
    for pattern in _AHEAD:
        found = pattern.search(words)
        if found:
            return _rule(found, written, before=True)
    found = _SINCE.search(words)
    if found:
        return _rule(found, written)
    within = _WITHIN.search(words)
    if within:
        return _rule(within, written)
    same = _SAME_DAY.search(words)
    return DueRule(Kind.RELATIVE, days=0, since=_event(same, written), text=written) if same else None


def _rule(found: re.Match[str], written: str, *, before: bool = False) -> DueRule:
    count, what, since = int(found["count"]), found["what"], _event(found, written)
    if what == "tháng":
        return DueRule(Kind.RELATIVE, months=count, since=since, before=before, text=written)
    days = -(-count // _HOURS_A_DAY) if what.startswith("giờ") else count * _DAYS_OF.get(what, 1)
    return DueRule(Kind.RELATIVE, days=days, working="làm việc" in what, since=since, before=before, text=written)


def _event(found: re.Match[str], written: str) -> str:
    if found["event"] is None:
        return ""
    event = written[found.start("event") : found.end("event")].strip()
    return ISSUED if _ISSUE.search(low(event)) else event.rstrip(" .;)")
