"""The appraising side: what was sent, the late and the worst first; a file with a verdict on each line."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from tthc.blueprints.new_rural import bp
from tthc.blueprints.new_rural.score_forms import typed_answer
from tthc.blueprints.new_rural.score_page import score_page, state_badge
from tthc.blueprints.new_rural.scoring import shown
from tthc.core.criteria.actions import appraising
from tthc.core.criteria.queries import sent as sent_queries
from tthc.core.criteria.queries.sheet import Sheet
from tthc.core.criteria.rules.assessments import LineVerdict
from tthc.core.criteria.rules.sets import UNANSWERED
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can, ensure, may
from tthc.kernel.text import nfc
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.lines import page_number, pages
from tthc.web.reply import reply, said, see_other, wants_fragment

HOME = "/<int(min=2000, max=2100):year>/nong-thon-moi/tham-dinh"
ONE = f"{HOME}/<int:assessment_id>"
_VERDICTS = {"dong-y": LineVerdict.AGREED, "ha-diem": LineVerdict.LOWERED, "lam-ro": LineVerdict.ASKED}
_PAGE = 25
_LONGEST = 4_000


@bp.get(HOME)
@needs(Can.CRITERIA_READ)
def appraisals(year: int) -> Any:
    """What was sent to this agency, for those who judge; nobody else sees a line of it."""
    session, who = db.session(), actor()
    rows, total = sent_queries.sent(session, who, year, today=today(), offset=(page_number() - 1) * _PAGE, limit=_PAGE)
    badges = {row.assessment_id: state_badge(row) for row in rows}
    returned = sent_queries.returned(session, who, year) if may(who, Can.CRITERIA_APPRAISE) else ()
    told: dict[str, Any] = {"badges": badges, "returned": returned, "pages": pages(rows, total, _PAGE)}
    return reply("new_rural/appraisals.html", year=year, rows=rows, **told)


@bp.get(ONE)
@needs(Can.CRITERIA_READ)
def appraisal(year: int, assessment_id: int) -> Any:
    """A file as the appraiser reads it."""
    return _page(_sent(year, assessment_id))


def _sent(year: int, assessment_id: int) -> Sheet:
    found = shown(year, assessment_id, with_offers=False)
    if found.row.appraising_agency_id != actor().agency_id:
        raise NotFound
    return found


def _page(found: Sheet, status: int = 200, **told: Any) -> Any:
    return reply("new_rural/appraisal.html", status=status, page=score_page(found, is_appraising=True), **told)


@bp.post(f"{ONE}/chi-tieu/<int:score_line_id>")
@needs(Can.CRITERIA_APPRAISE)
@writes
def appraise(year: int, assessment_id: int, score_line_id: int) -> Any:
    """A verdict on a line and on its proofs."""
    found = _sent(year, assessment_id)
    line = found.line(score_line_id)
    ensure(actor(), Can.CRITERIA_APPRAISE, found.row)
    try:
        _judge(found, score_line_id)
    except BadInput as error:
        db.session().rollback()
        sent = {"chosen": request.form.get("verdict", "")} | {name: request.form.get(name, "") for name in ("figure", "reason")}
        again = {"wrong_id": score_line_id, "faults": error.fields or {"verdict": str(error)}, "sent": sent}
        return _answer(year, assessment_id, score_line_id, 422, **again)
    if wants_fragment():
        return _answer(year, assessment_id, score_line_id)
    said(f"Đã lưu ý kiến về chỉ tiêu {line.indicator.number}.")
    return see_other(url_for("new_rural.appraisal", year=year, assessment_id=assessment_id) + f"#score-{score_line_id}")


def _answer(year: int, assessment_id: int, score_line_id: int, status: int = 200, **told: Any) -> Any:
    page = score_page(_sent(year, assessment_id), is_appraising=True)
    view = next(one for one in page.lines if one.id == score_line_id)
    fragments = ("new_rural/_appraisal_line.html", "new_rural/_score_standing.html")
    return reply("new_rural/appraisal.html", *fragments, status=status, page=page, line=view, is_part=True, **told)


def _judge(found: Sheet, score_line_id: int) -> None:
    line, sent = found.line(score_line_id), request.form
    verdict = _VERDICTS.get(sent.get("verdict", ""))
    if verdict is None:
        raise BadInput("Chưa lưu được.", {"verdict": f"Chỉ tiêu {line.indicator.number}: chọn Đồng ý, Hạ điểm hoặc Yêu cầu làm rõ."})
    lowered, fault = UNANSWERED, ""
    if verdict is LineVerdict.LOWERED:
        lowered, fault = typed_answer(line.indicator, "khong-dat", nfc(sent.get("figure", "")).strip()[:20])
    if fault:
        raise BadInput("Chưa lưu được.", {"figure": fault})
    kept = {row_number(one) for one in sent.getlist("accepted")}
    refused = {proof.proof_id for proof in line.proofs} - kept if "has_proofs" in sent else set()
    appraising.appraise(
        db.session(),
        actor(),
        found.row,
        line.row,
        line.indicator,
        verdict,
        lowered=lowered,
        words=nfc(sent.get("reason", "")).strip()[:_LONGEST],
        refused={one for one in refused if one is not None},
        version=row_number(sent.get("version")),
        today=today(),
        now=now(),
    )
