"""What stands on form 04, the apology with the new day (Circular 03/2025), taken from an apology's row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.dossiers import queries
from tthc.core.dossiers.models import Apology
from tthc.core.dossiers.rules.lateness import without_name
from tthc.core.registers.queries.book import Document
from tthc.core.registers.rules import documents
from tthc.core.registers.rules.documents import Printing


def content(session: Session, printing: Printing, rows: Sequence[Apology]) -> dict[str, Any]:
    """The paper of one apology."""
    row = rows[0]
    dossier = queries.dossiers_by_id(session, [row.dossier_id or 0]).get(row.dossier_id or 0)
    return documents.apology(
        printing,
        {
            "applicant": row.applicant,
            "dossier": row.dossier_code,
            "procedure": row.procedure_name,
            "unnamed": without_name(row.procedure_name),
            "received_on": _iso(dossier.received_on if dossier else None),
            "due_on": _iso(row.original_due),
            "new_due_on": _iso(row.new_due),
            "reason": row.reason,
            "signer": row.signer,
            "sent_on": _iso(row.sent_on),
            "number": "",
            "contact": "",
        },
    )


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""


LETTER = Document("xin-loi", "In văn bản xin lỗi (mẫu 04)", "apology", content, of="row", wording=documents.APOLOGY)
