"""A plan as a page, put together from its document and the import it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from tthc.blueprints.plans.last_year import FindingsLeft, LastYear, findings_left, last_year
from tthc.core.imports import queries as import_queries
from tthc.core.plans import queries as plan_queries
from tthc.core.plans import rules as plan_rules
from tthc.core.plans.queries import OutlineItem, Paragraph
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day, number
from tthc.web.guards import actor

FORMS = {"docx": "Word (.docx)", "xlsx": "Excel (.xlsx)"}
_PURPOSES = {"new": "Bản đầu", "amend": "Bản điều chỉnh", "roll_over": "Lập từ kế hoạch năm trước"}
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
    remarks: tuple[str, ...]
    assign_href: str | None
    undo_href: str | None
    amend_href: str | None
    sharing: Sharing | None
    next_year: NextYear | None
    last_year: LastYear | None
    findings_left: FindingsLeft | None
    exports: tuple[tuple[str, str], ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Version:
    """A file the plan was loaded or amended from."""

    file_name: str
    href: str | None
    words: str
    on: datetime


@dataclass(frozen=True)
class Sharing:
    """Whether the agencies below see the plan; the button that changes it."""

    href: str
    label: str
    words: str


@dataclass(frozen=True)
class NextYear:
    """The button that makes next year's plan; no address once it is made."""

    href: str | None
    label: str
    words: str


def document_page(plan_id: int) -> DocumentPage:
    """Load the page; a constant number of queries."""
    session, who = db.session(), actor()
    plan = plan_queries.one(session, who, plan_id)
    paragraphs = plan_queries.paragraphs(session, who, plan_id)
    is_active = plan.state == "active"
    imports = is_active and may(who, Can.PLAN_IMPORT, plan)
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
        remarks=tuple(_remarks(plan)),
        assign_href=url_for("plans.assign", plan_id=plan_id) if is_active and may(who, Can.TASK_ASSIGN, plan) else None,
        undo_href=_undo_href(plan_id) if imports and not plan.amendments else None,
        amend_href=url_for("plans.amend", plan_id=plan_id) if imports else None,
        sharing=_sharing(plan) if is_active and may(who, Can.PLAN_SHARE, plan) else None,
        next_year=_next_year(plan) if imports and plan.stored_file_id else None,
        last_year=last_year(import_queries.carried_of_plan(session, who, plan)) if is_active else None,
        findings_left=findings_left(plan.year) if imports and plan.previous_plan_id else None,
        exports=_exports(plan) if is_active and plan.stored_file_id and may(who, Can.PLAN_EXPORT, plan) else (),
        versions=_versions(plan_id) if imports else (),
    )


def _undo_href(plan_id: int) -> str | None:
    row = import_queries.latest_of_plan(db.session(), actor(), plan_id)
    undoable = row is not None and row.state == "loaded" and not import_queries.evidence_count(db.session(), plan_id)
    return url_for("plans.undo", draft_id=row.id) if row is not None and undoable else None


def _remarks(plan: Any) -> list[str]:
    if plan.state != "active":
        return ["Lần nhập kế hoạch này đã được hoàn tác; văn bản chỉ để xem."]
    if plan.amended_on:
        return [f"Đã điều chỉnh {plan.amendments} lần, gần nhất ngày {day(plan.amended_on)}."]
    return []


def _sharing(plan: Any) -> Sharing:
    if not plan.is_shared:
        return Sharing(url_for("plans.share", plan_id=plan.id), "Giao cấp dưới", "Cơ quan cấp dưới chưa thấy kế hoạch này.")
    takers = import_queries.takers_of_plan(db.session(), plan.id)
    taken = f"{number(takers)} cơ quan đã nhận nhiệm vụ." if takers else "Chưa có cơ quan nào nhận nhiệm vụ."
    return Sharing(url_for("plans.unshare", plan_id=plan.id), "Thôi giao cấp dưới", f"Đã giao cơ quan cấp dưới. {taken}")


def _next_year(plan: Any) -> NextYear:
    year = plan.last_year + 1
    if import_queries.followed(db.session(), plan.id, year):
        return NextYear(None, "", f"Đã có kế hoạch năm {year} lập từ kế hoạch này.")
    words = "Lập văn bản mới từ kế hoạch này: chuyển năm và thời hạn, kèm việc chưa xong."
    return NextYear(url_for("plans.roll_over", plan_id=plan.id), f"Lập kế hoạch năm {year}", words)


def _exports(plan: Any) -> tuple[tuple[str, str], ...]:
    return tuple((f"Tải {words}", url_for("plans.export", plan_id=plan.id, form=form)) for form, words in FORMS.items())


def _versions(plan_id: int) -> tuple[Version, ...]:
    rows = import_queries.versions(db.session(), actor(), plan_id)
    return tuple(
        Version(
            file_name=row.file_name,
            href=url_for("plans.stored_file", draft_id=row.id) if row.stored_file_id else None,
            words=", ".join(filter(None, (_PURPOSES[str(row.purpose)], row.created_by.full_name if row.created_by else ""))),
            on=row.created_at,
        )
        for row in rows
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
