"""What a signature looks like on the page, and the places the printed page left for it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pikepdf
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.stamp import StaticStampStyle

from tthc.adapters.documents import page_of
from tthc.adapters.rendering import print_page
from tthc.kernel.clock import VIETNAM

_MM = 72 / 25.4
# Millimetres, as report.css leaves them on the page.
_PERSON, _SEAL, _CORNER = (60, 30), (30, 30), (95, 14)

_FILLING = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID)  # pyHanko's own rule leaves a margin


@dataclass(frozen=True)
class Place:
    """Where a signature is seen: page from 0, box in points from the lower left, and which stamp fits there."""

    page: int
    box: tuple[int, int, int, int]
    stamp: str


def places_in(pdf: bytes) -> dict[str, Place]:
    """The boxes that the templates named `signature` and `seal`; none in a file printed elsewhere."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = opened.Root.get("/Names", pikepdf.Dictionary())
        if "/Dests" not in names:
            return {}
        found = dict(pikepdf.NameTree(names.Dests).items())
        pages = [page.obj.objgen for page in opened.pages]
        places = {}
        for name, sizes in (("signature", ("person", _PERSON)), ("seal", ("seal", _SEAL) if "signature" in found else ("corner", _CORNER))):
            if name in found:
                page, _, left, top, *_ = found[name].as_list()
                places[name] = Place(pages.index(page.objgen), _box(float(left), float(top), sizes[1]), sizes[0])
    return places


def agency_of(pdf: bytes) -> str:
    """The issuing agency as the printed file tells it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return str(opened.docinfo.get("/Author", ""))


@contextmanager
def stamp_style(stamp: str, *, signer: str, post: str, at: datetime, is_test: bool) -> Iterator[StaticStampStyle]:
    """A stamp drawn by our own press. One for each signature: used twice it leaves dangling references (parts.md, trap 4)."""
    moment = at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S +07:00")
    content = {"stamp": stamp, "signer": signer, "post": post, "moment": moment, "is_test": is_test}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stamp.pdf"
        path.write_bytes(print_page(page_of("stamp", content), variant=None))
        yield StaticStampStyle.from_pdf_file(str(path), border_width=0, background_layout=_FILLING)


def _box(left: float, top: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = size
    return round(left), round(top - height * _MM), round(left + width * _MM), round(top)
