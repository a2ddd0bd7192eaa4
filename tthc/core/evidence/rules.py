"""What is enough as evidence, and how a piece of it is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import day as day_words

ENOUGH = "Đính kèm ít nhất một minh chứng hoặc nhập số văn bản."
NAMELESS_ROW = "Dòng sổ này chưa có nội dung để làm minh chứng. Bổ sung nội dung của dòng trước."


@dataclass(frozen=True)
class Proof:
    """One thing offered: a stored file with its name, a document by its number, a register's row, or why there is nothing."""

    kind: str  # file, document, nothing, row
    stored_file_id: int | None = None
    file_name: str = ""
    doc_number: str = ""
    doc_date: date | None = None
    issuer: str = ""
    subject: str = ""  # of a row: the words under which it is frozen
    note: str = ""
    register: str = ""
    row_id: int | None = None


def check(proofs: Sequence[Proof], *, today: date) -> None:
    """Raise BadInput unless there is a file, a document number, a register's row, or a reason for "không phát sinh"."""
    if not proofs:
        raise BadInput(ENOUGH, {"files": ENOUGH})
    for proof in proofs:
        if proof.kind == "nothing" and not proof.note.strip():
            raise BadInput("Nêu lý do không phát sinh.", {"reason": "Nêu lý do không phát sinh."})
        if proof.kind == "row" and not (proof.register and proof.row_id and proof.subject.strip()):
            raise BadInput(NAMELESS_ROW, {"row": NAMELESS_ROW})
        if proof.kind == "document" and not proof.doc_number.strip():
            raise BadInput("Nhập số, ký hiệu văn bản. Ví dụ: 45/BC-UBND.", {"number": "Nhập số, ký hiệu văn bản. Ví dụ: 45/BC-UBND."})
        if proof.doc_date and proof.doc_date > today:
            sentence = f"Ngày văn bản không được sau ngày hôm nay ({day_words(today)})."
            raise BadInput(sentence, {"dated_on": sentence})


def name(kind: str, *, file_name: str, doc_number: str, doc_date: date | None, note: str, subject: str = "") -> str:
    """How evidence is named in a list: a row by its frozen words; else the document first, then the file, then the reason."""
    if kind == "row":
        return subject
    if doc_number:
        return f"Văn bản số {doc_number}" + (f" ngày {day_words(doc_date)}" if doc_date else "")
    if kind == "nothing":
        return f"Không phát sinh: {note}"
    return file_name
