"""A report signed elsewhere, with the leader's own device: checked against the frozen file and kept as the signed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from flask import g, request

from tthc.blueprints.reports import bp
from tthc.blueprints.reports.forms import UploadForm
from tthc.blueprints.reports.page import slug_of
from tthc.blueprints.reports.views import shown
from tthc.core.files.ports import Stored
from tthc.core.reports import queries as report_queries
from tthc.core.reports.rules import ReportKind
from tthc.core.signing import actions as signing_actions
from tthc.core.signing import queries as signing_queries
from tthc.core.signing.ports import SignatureFacts
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput, Damaged, NotFound, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.web.guards import actor, needs, now, settings, toolbox, writes
from tthc.web.reply import back_to, said

if TYPE_CHECKING:
    from tthc.core.reports.models import Edition

_PDF = "application/pdf"
_NOT_YET = "Báo cáo chưa được phê duyệt. Tải bản đã ký lên sau khi lãnh đạo phê duyệt."


@dataclass(frozen=True)
class Upload:
    """The stored file and what was read from it; `problem` where it is no signed PDF at all."""

    pdf: bytes = b""
    stored: Stored | None = None
    facts: Sequence[SignatureFacts] = ()
    is_only_signed: bool = False
    problem: BadFile | None = None


def _read(edition_id: int) -> Upload:
    """Check the right in a read, end it, then store and judge the file: neither may hold the write lock."""
    session, who = db.session(), actor()
    edition = _edition(edition_id)
    ensure(who, Can.REPORT_SEAL, edition.report)
    sha256 = edition.stored_file.sha256 if edition.stored_file else ""
    session.rollback()
    found = request.files.get("file")
    if found is None or not found.filename:
        return Upload(problem=BadFile("Chọn tệp PDF đã ký."))
    try:
        stored = toolbox().files.put(cast("BinaryIO", found.stream), found.filename, settings().max_upload_bytes)
        if stored.media_type != _PDF:
            return Upload(problem=BadFile("Tệp không phải PDF. Chọn tệp PDF đã ký."))
        pdf, frozen, signer = toolbox().files.read(stored.sha256), toolbox().files.read(sha256), toolbox().signer
        return Upload(pdf, stored, signer.verify(pdf), signer.adds_only_signatures(frozen, pdf))
    except BadFile as error:
        return Upload(problem=error)


@bp.post("/bao-cao/<int:edition_id>/ban-da-ky")
@needs(Can.REPORT_SEAL)
@writes(after=_read)
def attach(edition_id: int) -> Any:
    """Keep the signed file if it is the frozen one with a signature more; else say in one sentence why not."""
    session, who, edition, given = db.session(), actor(), _edition(edition_id), g.prepared
    at: dict[str, Any] = {"year": edition.report.year, "period": slug_of(edition.report)}
    order = signing_queries.order_of(session, who, edition.id)
    if order is None:
        raise WrongState(_NOT_YET)
    try:
        if given.problem:
            raise given.problem
        words = {"is_only_signed": given.is_only_signed, "are_roots_known": toolbox().signer.has_roots()}
        signing_actions.attach_signature(session, who, order, given.pdf, given.stored, given.facts, now=now(), **words)
    except (BadFile, Damaged) as error:
        session.rollback()
        form = UploadForm()
        form.take(BadInput(str(error), {"file": str(error)}))
        return shown(**at, upload_form=form, status=413 if isinstance(error, BadFile) and error.too_large else 422)
    said("Đã nhận bản ký. Chữ ký đã được kiểm tra.")
    return back_to("reports.page", **at)


def _edition(edition_id: int) -> Edition:
    found = report_queries.edition(db.session(), actor(), edition_id)
    if found.report.kind is not ReportKind.PERIOD or found.stored_file_id is None:
        raise NotFound
    return found
