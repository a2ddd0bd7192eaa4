"""The papers of an assessment and the plain values they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tthc.core.criteria.rules import Subject
from tthc.core.criteria.rules.standing import Standing
from tthc.kernel.document import COMMITTEE
from tthc.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: its place in addresses, its name, whether the appraising agency makes it."""

    kind: str
    title: str
    is_judges: bool = False


SCORE_SHEET, REPORT, COMMENTS, MINUTES, REQUEST, COUNCIL, DECISION = (
    Paper("bang-cham-diem", "Bảng chấm điểm"),
    Paper("bao-cao", "Báo cáo tự đánh giá"),
    Paper("tong-hop-y-kien", "Bảng tổng hợp ý kiến"),
    Paper("bien-ban", "Biên bản họp tự đánh giá"),
    Paper("to-trinh", "Văn bản đề nghị thẩm định"),
    Paper("bien-ban-hoi-dong", "Biên bản họp Hội đồng", is_judges=True),
    Paper("quyet-dinh", "Quyết định", is_judges=True),
)
PAPERS = (SCORE_SHEET, REPORT, COMMENTS, MINUTES, REQUEST, COUNCIL, DECISION)
BY_KIND = {paper.kind: paper for paper in PAPERS}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of the sheet in words."""

    number: str
    title: str
    most: str
    own: str
    final: str
    ground: str
    comment: str
    is_criterion: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A comment in words."""

    sender: str
    received_on: date
    about: str
    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting in words."""

    held_on: date
    place: str
    chair: str
    secretary: str
    members: tuple[str, ...]
    present: int
    in_favour: int | None
    words: str


@dataclass(frozen=True, slots=True)
class House:
    """An agency as its papers name it, and who signs for it."""

    name: str
    superior: str = ""
    place: str = ""
    symbol: str = "UBND"
    post: str = "CHỦ TỊCH"
    signer: str = ""

    @property
    def on_behalf(self) -> str:
        """A committee's chairman signs for the committee."""
        return f"TM. {COMMITTEE.upper()}" if fold(self.name).startswith((fold(COMMITTEE), "ubnd")) else ""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the papers are made of."""

    commune: House
    judge: House
    subject: Subject
    set_title: str
    basis: str
    year: int
    today: date
    lines: tuple[PaperLine, ...]
    own: Standing
    final: Standing
    conditions: tuple[tuple[str, bool | None], ...]
    posting: str = ""
    comments: tuple[Said, ...] = ()
    meeting: Met | None = None
    council: Met | None = None
    is_met: bool | None = None
    decision: str = ""
    decided_on: date | None = None
    is_judged: bool = False
    attached: tuple[str, ...] = field(default=())
