"""A plan as a page, put together from its document and the import it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tthc.core.imports import queries as import_queries
from tthc.core.plans import queries as plan_queries
from tthc.core.plans import rules as plan_rules
from tthc.core.plans.queries import OutlineItem, Paragraph
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor

_MODES = {"KT.": "ký thay", "TL.": "thừa lệnh", "TUQ.": "thừa ủy quyền", "Q.": "quyền"}
_POSTS = {"CHỦ TỊCH": "Chủ tịch", "PHÓ CHỦ TỊCH": "Phó Chủ tịch", "CHÁNH VĂN PHÒNG": "Chánh Văn phòng", "GIÁM ĐỐC": "Giám đốc"}


@dataclass(frozen=True)
class DocumentPage:
    """Everything `plans/document.html` shows."""

    title: str
    head: tuple[tuple[str, str], ...]
    bases: tuple[str, ...]
    recipients: tuple[str, ...]
    outline: list[OutlineItem]
    paragraphs: list[Paragraph]
    starts: dict[str, int]
    tasks: dict[str, str]
    is_active: bool
    assign_href: str | None
    undo_href: str | None


def document_page(plan_id: int) -> DocumentPage:
    """Load the page; a constant number of queries."""
    session, who = db.session(), actor()
    plan = plan_queries.one(session, who, plan_id)
    paragraphs = plan_queries.paragraphs(session, who, plan_id)
    is_active = plan.state == "active"
    row = import_queries.latest_of_plan(session, who, plan_id) if is_active and may(who, Can.PLAN_IMPORT, plan) else None
    undoable = row is not None and row.state == "loaded" and not import_queries.evidence_count(session, plan_id)
    return DocumentPage(
        title=plan.title,
        head=tuple((term, words) for term, words in _head(plan) if words),
        bases=tuple(plan_rules.basis_words(basis) for basis in plan.legal_bases),
        recipients=tuple(plan.recipients),
        outline=plan_queries.outline(session, who, plan_id),
        paragraphs=paragraphs,
        starts={p.code: p.position for p in reversed(paragraphs) if p.code},
        tasks={code: url_for("tasks.page", task_id=task_id) for code, task_id in import_queries.task_ids(session, who, plan_id).items()},
        is_active=is_active,
        assign_href=url_for("plans.assign", plan_id=plan_id) if is_active and may(who, Can.TASK_ASSIGN, plan) else None,
        undo_href=url_for("plans.undo", draft_id=row.id) if row is not None and undoable else None,
    )


def _head(plan: Any) -> list[tuple[str, str]]:
    years = str(plan.year) if not plan.year_end else f"{plan.year}–{plan.year_end}"
    return [
        ("Số, ký hiệu", plan.number or "Văn bản không ghi số"),
        ("Ban hành", ", ".join(filter(None, (plan.place, plan_rules.issued_words(plan.issued_text))))),
        ("Cơ quan ban hành", plan.issuer or ""),
        ("Năm", years),
        ("Người ký", _signed(plan.signer or {})),
        ("Tệp gốc", plan.file_name),
    ]


def _signed(signer: dict[str, Any]) -> str:
    """Such as "Trần Văn Bình, Phó Chủ tịch (ký thay)": the abbreviation alone, "KT. PHÓ CHỦ TỊCH", would name another post."""
    post = _POSTS.get(role := signer.get("role") or "", role)
    words = ", ".join(filter(None, (signer.get("name"), post)))
    mode = _MODES.get(signer.get("on_behalf") or "")
    return f"{words} ({mode})" if words and mode else words
