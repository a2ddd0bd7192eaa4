"""Views of the reports desk."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for

from tthc.blueprints.reports import bp
from tthc.blueprints.reports.forms import ReturnForm, SignForm, UploadForm, WordingForm
from tthc.blueprints.reports.page import one, period_of, report_page, signers, year_lines
from tthc.core.reports import actions as report_actions
from tthc.core.reports.queries import facts
from tthc.core.reports.rules import ReportPeriod
from tthc.core.signing import actions as signing_actions
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can, ensure
from tthc.web import login
from tthc.web.frame import current_year
from tthc.web.guards import actor, after_commit, needs, now, today, toolbox, writes
from tthc.web.reply import back_to, reply, said

YEAR = "/<int(min=2000, max=2100):year>/bao-cao"
ONE = f"{YEAR}/<any('quy-1', 'quy-2', 'quy-3', 'nam'):period>"


@bp.get("/bao-cao")
@needs(Can.REPORT_READ)
def short() -> Any:
    """The short address goes to the latest year that has a plan."""
    return redirect(url_for("reports.year", year=current_year()))


@bp.get(YEAR)
@needs(Can.REPORT_READ)
def year(year: int) -> Any:
    """The year's reports by period."""
    return reply("reports/year.html", year=year, lines=year_lines(year))


@bp.get(ONE)
@needs(Can.REPORT_READ)
def page(year: int, period: str) -> Any:
    """One report on one page: figures, gaps, text, and what may be done with it."""
    return shown(year, period)


@bp.get(f"{ONE}/in")
@needs(Can.REPORT_READ)
def printed(year: int, period: str) -> Any:
    """The report for paper."""
    found = report_page(year, period)
    if found.report is None:
        raise NotFound
    return reply("reports/print.html", page=found)


@bp.post(f"{ONE}/lap")
@needs(Can.REPORT_DRAFT)
@writes
def draft(year: int, period: str) -> Any:
    """Fill the report from the work; again: refresh it."""
    who, code = actor(), ReportPeriod(period_of(year, period).code)
    report = report_actions.draft(db.session(), who, who.agency_id or 0, year, code, today=today(), now=now())
    said(f"Đã lập từ kết quả đã duyệt. {len(report.changes)} số liệu thay đổi so với lần trước." if report.changes else "Đã lập báo cáo.")
    return back_to("reports.page", year=year, period=period)


@bp.get(f"{ONE}/noi-dung")
@needs(Can.REPORT_DRAFT)
def wording(year: int, period: str) -> Any:
    """The parts that a person may word."""
    report = one(year, period)
    ensure(actor(), Can.REPORT_DRAFT, report)
    words = facts.standing(db.session(), report).wording
    form = WordingForm(formdata=None, data={**words, "version": report.version, "signer": report.signer_post_id})
    form.signer.choices = signers(report)
    return reply("reports/wording.html", form=form, report=report, year=year, period=period_of(year, period))


@bp.post(f"{ONE}/noi-dung")
@needs(Can.REPORT_DRAFT)
@writes
def reword(year: int, period: str) -> Any:
    """Keep a person's words."""
    report, form = one(year, period), WordingForm()
    form.signer.choices = signers(report)
    try:
        version = int(form.version.data or 0)
        report_actions.reword(
            db.session(), actor(), report, form.words(), version=version, now=now(), signer_post_id=form.signer.data or None
        )
    except (BadInput, ValueError) as error:
        form.take(error if isinstance(error, BadInput) else BadInput("Trang đã cũ. Tải lại trang rồi sửa tiếp."))
        return reply("reports/wording.html", form=form, report=report, year=year, period=period_of(year, period), status=422)
    said("Đã lưu nội dung báo cáo.")
    return back_to("reports.page", year=year, period=period)


@bp.post(f"{ONE}/trinh-ky")
@needs(Can.REPORT_DRAFT)
@writes
def submit(year: int, period: str) -> Any:
    """Freeze the report and hand it to the leader; the worker prints it."""
    edition = report_actions.submit(db.session(), actor(), one(year, period), now=now())
    _wake("print_edition", edition_id=edition.id)
    said('Đã trình ký. Lãnh đạo thấy báo cáo tại mục "Chờ ký".')
    return back_to("reports.page", year=year, period=period)


@bp.post(f"{ONE}/ky")
@needs(Can.REPORT_SIGN)
@writes
def sign(year: int, period: str) -> Any:
    """Approve and order the signature, after the password was given again (AU-10)."""
    form = SignForm()
    try:
        login.prove(form.password.data or "")
    except BadInput as error:
        form.take(BadInput(str(error), {"password": str(error)}))
        return shown(year, period, sign_form=form, status=422)
    order = signing_actions.approve(db.session(), actor(), one(year, period), shown_sha256=form.sha256.data or "", now=now())
    _wake("sign_edition", order_id=order.id)
    said("Đã phê duyệt. Chữ ký số đang được đặt vào báo cáo.")
    return back_to("reports.page", year=year, period=period)


@bp.post(f"{ONE}/tra-lai")
@needs(Can.REPORT_SIGN)
@writes
def send_back(year: int, period: str) -> Any:
    """Return the report with a comment."""
    form = ReturnForm()
    try:
        report = report_actions.send_back(db.session(), actor(), one(year, period), form.comment.data or "", now=now())
    except BadInput as error:
        form.take(error)
        return shown(year, period, return_form=form, status=422)
    said(f'Đã trả lại kèm ý kiến. {report.content["prepared_by"]} sẽ thấy tại mục "Cần làm ngay".')
    return back_to("reports.page", year=year, period=period)


def shown(
    year: int,
    period: str,
    *,
    sign_form: SignForm | None = None,
    return_form: ReturnForm | None = None,
    upload_form: UploadForm | None = None,
    status: int = 200,
) -> Any:
    """The reading page, with the form that was wrong."""
    found = report_page(year, period)
    sha256 = found.edition.content_sha256 if found.edition else ""
    return reply(
        "reports/page.html",
        page=found,
        sign_form=sign_form or SignForm(formdata=None, sha256=sha256),
        return_form=return_form or ReturnForm(formdata=None),
        upload_form=upload_form or UploadForm(formdata=None),
        status=status,
    )


def _wake(job: str, **ids: int) -> None:
    after_commit(lambda: toolbox().queue.enqueue(job, **ids))
