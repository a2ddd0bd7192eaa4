"""The register as the core knows it."""

from __future__ import annotations

from tthc.core.communication import queries
from tthc.core.communication.models import CommunicationItem
from tthc.core.communication.rules import CHANNELS, COLUMNS, faults
from tthc.core.registers.queries.book import Book, View
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day


def _describe(row: CommunicationItem) -> str:
    return f"{row.title} ({CHANNELS[row.channel]}, ngày {day(row.held_on)})"


BOOK = Book(
    name="communication_item",
    title="Sổ tuyên truyền",
    row_words="tin, bài",
    section=Section.COMMUNICATION,
    model=CommunicationItem,
    columns=COLUMNS,
    key=("held_on", "channel", "title"),
    of_year=queries.of_year,
    order=queries.newest_first,
    describe=_describe,
    views=(
        View("chua-gan-chu-de", "Chưa gắn chủ đề", lambda _: CommunicationItem.topic_id.is_(None)),
        View("chua-co-lien-ket", "Chưa có liên kết", lambda _: CommunicationItem.link == ""),
    ),
    check=faults,
    look_up=queries.look_up,
    searched=("title", "author", "audience", "link"),
)
