"""One document from HTML to PDF: the only place that calls WeasyPrint, run in a child process with limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from weasyprint import HTML, Attachment
from weasyprint.urls import FatalURLFetchingError

from tthc.adapters.documents import BASE, ClosedFetcher, page_of
from tthc.adapters.fonts import require_font
from tthc.kernel.errors import Unavailable

_MAX_ROWS = 1_500  # memory grows by 0.12 MB a row and is not given back
_TOO_LONG = "Văn bản có hơn 1.500 dòng bảng nên không in ra PDF. Xuất sổ ra tệp Excel (.xlsx)."
_OUTSIDE = "Chưa in được văn bản: nội dung gọi tới địa chỉ hoặc tệp ngoài chương trình."


def render(template: str, content: Mapping[str, object], attachments: Mapping[str, bytes], identifier: str) -> bytes:
    """A document template filled and printed as PDF/A: with its data attached 3b, else 2u."""
    return print_page(
        page_of(template, content),
        variant="pdf/a-3b" if attachments else "pdf/a-2u",
        attachments=attachments,
        identifier=identifier or template,
        made_on=str(content.get("date") or ""),
    )


def print_page(
    html: str,
    *,
    variant: str | None,
    images: Mapping[str, bytes] | None = None,
    attachments: Mapping[str, bytes] | None = None,
    identifier: str = "",
    made_on: str = "",
) -> bytes:
    """PDF of an HTML page that may load nothing but our own style sheets and the given pictures."""
    require_font()
    if html.count("<tr") > _MAX_ROWS:
        raise Unavailable(_TOO_LONG)
    fetcher = ClosedFetcher(images or {})
    try:
        page = HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        enclosed = [_attachment(name, content, made_on, fetcher) for name, content in sorted((attachments or {}).items())]
        pdf: bytes = page.write_pdf(
            pdf_variant=variant, attachments=enclosed or None, pdf_identifier=identifier.encode() or None, presentational_hints=True
        )
    except FatalURLFetchingError as error:  # a BaseException: nothing else would catch it (trust.md fact 10)
        raise Unavailable(_OUTSIDE) from error
    return pdf


def _attachment(name: str, content: bytes, made_on: str, fetcher: ClosedFetcher) -> Attachment:
    # The date is the document's own, so that equal content gives equal bytes.
    moment = datetime.fromisoformat(made_on).replace(tzinfo=UTC) if made_on else datetime(2000, 1, 1, tzinfo=UTC)
    return Attachment(string=content, name=name, created=moment, modified=moment, relationship="Data", url_fetcher=fetcher)
