"""Document templates filled with content, outside any request; and the one door to what a page may load."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from tthc.adapters.qr import qr
from tthc.kernel.text import nfc

FOLDER = Path(__file__).parent.parent / "templates" / "documents"
BASE = "app://documents/"
_OURS = re.compile(re.escape(BASE) + r"([a-z][a-z0-9_-]*\.(?:css|png))")
_TYPES = {"css": "text/css", "png": "image/png"}
_BLANK = "\u00a0" * 6
_UNBROKEN = re.compile(r"[0-9]+(?:/[\w.-]*\w)+")
_JANUARY_FEBRUARY = 2


class ClosedFetcher(URLFetcher):
    """Serves the style sheets beside the templates and the pictures handed in; anything else stops the print."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("app",), allow_redirects=False, fail_on_errors=True)
        self._images = images

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - WeasyPrint's signature
        """The bytes behind one of our own names."""
        ours = _OURS.fullmatch(url)
        if ours is None:
            raise FatalURLFetchingError(url)
        name = ours[1]
        body = self._images.get(name)
        if body is None and name.endswith(".css") and (FOLDER / name).is_file():
            body = (FOLDER / name).read_bytes()
        if body is None:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, body, {"Content-Type": _TYPES[name.rpartition(".")[2]]})


def page_of(template: str, content: Mapping[str, object]) -> str:
    """The HTML of a document: every text in NFC, everything undefined an error."""
    return environment().get_template(f"{template}.html").render(_in_nfc(dict(content)))


@cache
def environment() -> Environment:
    """Templates of documents, exports and the archive; no request, no `url_for`."""
    made = Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"office_date": office_date, "ended": ended, "whole": whole, "qr": qr}
    return made


def office_date(iso: str | None) -> str:
    """Date line of Decree 30: days below 10 and months 1, 2 with a leading zero; blanks while it has no date."""
    if not iso:
        return f"ngày{_BLANK}tháng{_BLANK}năm{_BLANK}"
    day = date.fromisoformat(iso)
    month = f"{day.month:02}" if day.month <= _JANUARY_FEBRUARY else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def ended(text: str) -> str:
    """The last paragraph with the end mark of Decree 30."""
    return text.rstrip("./ ") + "./."


def whole(text: str) -> Markup:
    """The text with days and document numbers that no line breaks: `14/06/2024`, `63/BC-UBND`."""
    told = str(escape(text))
    return Markup(_UNBROKEN.sub(r'<span class="whole">\g<0></span>', told))  # noqa: S704 - escaped in the line before; as Markup the parts would be escaped again


def _in_nfc(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, Mapping):
        return {key: _in_nfc(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_in_nfc(inner) for inner in value]
    return value
