"""Work grouped by task, for an office reports tasks and not lines: how far its units are, what proves it, what is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from tthc.core.reports.rules import Outcome, Piece
from tthc.kernel.vietnamese import day

K = TypeVar("K")
T = TypeVar("T")
_POST_HOLDER = "Công chức "  # "Công chức Tư pháp - Hộ tịch" is called by its field alone where several are listed


def by_task(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces of one task together, in the order in which the tasks come."""
    return list(_grouped(pieces, lambda piece: piece.task_id).values())


def brief(title: str, longest: int = 120) -> str:
    """The beginning of a long title, cut at a word."""
    title = title.rstrip(" .;,")
    return title if len(title) <= longest else title[:longest].rstrip("…").rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def units(pieces: Iterable[Piece]) -> str:
    """The units of pieces of work, each once, in their order."""
    return ", ".join(dict.fromkeys(piece.unit.removeprefix(_POST_HOLDER) for piece in pieces))


def progress(pieces: Sequence[Piece], since: date) -> str:
    """How far a task is: `3/4 đơn vị đã hoàn thành (…); chưa hoàn thành: …`; what an earlier period left open is said apart."""
    left = [piece for piece in pieces if piece.is_carried(since)]
    own = [piece for piece in pieces if not piece.is_carried(since)]
    said = _reached(own)
    if left:
        said += [f"còn việc của kỳ trước chưa hoàn thành: {_dated(left)}" if own else f"chưa hoàn thành: {_dated(left)}"]
    return "; ".join(said)


def proofs(pieces: Iterable[Piece], word: str = "Văn bản số ") -> str:
    """Documents by number and day, one mention a day; files without an official identity and rows of registers are counted."""
    told = list(pieces)
    papers = dict.fromkeys(paper for piece in told for paper in piece.papers)
    said = []
    for on, of in _grouped(papers, lambda paper: paper.on).items():
        said.append(word + ", ".join(paper.number for paper in of) + (f" ngày {day(on)}" if on else ""))
    if files := sum(piece.files for piece in told):
        said.append(f"{files} tệp kèm theo" if word else f"{files} tệp")
    if rows := len({row for piece in told for row in piece.rows}):
        said.append(f"{rows} dòng trong sổ theo dõi" if word else f"{rows} dòng sổ")
    return "; ".join(said)


def reasons(pieces: Iterable[Piece]) -> str:
    """Why there was nothing to do, each reason once."""
    return "; ".join(dict.fromkeys(piece.reason.rstrip(" .;") for piece in pieces if piece.reason))


def overdue_words(pieces: Sequence[Piece], as_of: date) -> list[str]:
    """What was not handed in although its day has passed: `quá hạn từ ngày 14/06/2024: …`."""
    late = _grouped((piece for piece in pieces if piece.is_overdue(as_of)), lambda piece: piece.due_on)
    return [f"quá hạn từ ngày {day(due)}: {units(of)}" for due, of in late.items() if due]


def late_words(pieces: Sequence[Piece], as_of: date) -> str:
    """What is overdue and what came after its day; empty for work in time."""
    came = _grouped((piece for piece in pieces if piece.days_late), lambda piece: (piece.outcome, due_days([piece]), piece.days_late))
    said = overdue_words(pieces, as_of)
    for (outcome, due, days), of in came.items():
        words = "chờ duyệt, gửi trễ" if outcome is Outcome.WAITING else "hoàn thành trễ"
        said.append(f"{words} {days} ngày (hạn {due}): {units(of)}")
    return "; ".join(said)


def due_days(pieces: Iterable[Piece]) -> str:
    """Every day on which a piece falls due, the earliest first."""
    return ", ".join(day(due) for due in sorted({piece.due_on for piece in pieces if piece.due_on}))


def _reached(own: Sequence[Piece]) -> list[str]:
    done = [piece for piece in own if piece.outcome is Outcome.DONE]
    if len(own) == 1:
        return [_alone(own[0])]
    of_units = len({piece.unit for piece in own}) == len(own)
    said = [f"{len(done)}/{len(own)} {'đơn vị' if of_units else 'lượt'} đã hoàn thành"] if own else []
    if own and done and len(done) < len(own):
        said[0] += f" ({units(done)})"
    for outcome, words in ((Outcome.NOTHING, "không phát sinh"), (Outcome.WAITING, "chờ duyệt"), (Outcome.OPEN, "chưa hoàn thành")):
        if these := [piece for piece in own if piece.outcome is outcome]:
            said.append(f"{words}: {units(these)}")
    return said


def _alone(piece: Piece) -> str:
    words = {Outcome.DONE: "đã hoàn thành", Outcome.NOTHING: "không phát sinh", Outcome.WAITING: "đã gửi kết quả, chờ duyệt"}
    return f"{words.get(piece.outcome, 'chưa hoàn thành')} ({piece.unit})"


def _dated(pieces: Iterable[Piece]) -> str:
    return ", ".join(f"{units(of)} (hạn {day(due)})" for due, of in _grouped(pieces, lambda piece: piece.due_on).items() if due)


def _grouped(things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found
