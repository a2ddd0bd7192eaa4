"""A QR code as a picture inside the page: nothing is fetched, and the squares stay sharp at every size."""

from __future__ import annotations

from itertools import groupby

import segno
from markupsafe import Markup

QUIET = 4  # light squares around the code that readers need (ISO/IEC 18004)
_ERROR = "m"  # a sheet on a board gets stained: 15% of the code may be lost


def qr(text: str) -> Markup:
    """The code of a text as inline SVG, one unit a square, with its quiet zone; nothing for no text."""
    if not text:
        return Markup("")
    squares = matrix(text)
    size = len(squares) + 2 * QUIET
    path = "".join(_row(line, top) for top, line in enumerate(squares, start=QUIET))
    drawn = f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/>'
    svg = f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">{drawn}</svg>'
    return Markup(svg)  # noqa: S704 - made of numbers only; the text itself stands in no tag


def matrix(text: str) -> tuple[bytes, ...]:
    """The squares of the code, 1 for a dark one, without the quiet zone."""
    return tuple(bytes(line) for line in segno.make(text, error=_ERROR, micro=False, boost_error=False).matrix)


def _row(line: bytes, top: int) -> str:
    """Each run of dark squares as one bar: fewer shapes, and no hairlines between neighbours."""
    drawn, left = [], QUIET
    for is_dark, run in groupby(line):
        width = len(list(run))
        if is_dark:
            drawn.append(f"M{left} {top}h{width}v1h-{width}z")
        left += width
    return "".join(drawn)
