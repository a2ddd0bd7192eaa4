"""Calendars that other programs read (RFC 5545): whole days, stable names, escaped and folded by the library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar as Ical
from icalendar import Event as IcalEvent

from tthc.core.communication.ports import Event

_ORIGIN = "tthc"  # the right side of each uid; no machine is named, so a moved server keeps its events


class Calendars:
    """Writes events as one iCalendar file."""

    def write(self, name: str, events: Sequence[Event], *, at: datetime) -> bytes:
        """The file; lines end in CRLF, `at` is when it was made."""
        calendar = Ical()
        calendar.add("prodid", "-//tthc//vi")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", name)
        for event in events:
            calendar.add_component(_event(event, at))
        return bytes(calendar.to_ical())


def _event(event: Event, at: datetime) -> IcalEvent:
    made = IcalEvent()
    made.add("uid", f"{event.uid}@{_ORIGIN}")
    made.add("dtstamp", at)
    made.add("dtstart", event.day)
    made.add("dtend", (event.last or event.day) + timedelta(days=1))  # the day after: the end of a whole day stands outside it
    made.add("summary", event.title)
    made.add("sequence", event.changes)
    made.add("transp", "TRANSPARENT")  # nobody is busy because an article was published
    if event.note:
        made.add("description", event.note)
    if event.category:
        made.add("categories", [event.category])
    if event.link:
        made.add("url", event.link)
    return made
