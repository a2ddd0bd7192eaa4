"""The papers of the demonstration: symbols and subjects by section, figures by period, a picture as evidence."""

from __future__ import annotations

import struct
import zlib
from decimal import Decimal

from tthc.kernel.sections import Section

PAPERS = {
    Section.DIRECTION: ("CV-UBND", "Đôn đốc thực hiện nhiệm vụ kiểm soát thủ tục hành chính"),
    Section.PUBLICATION: ("TB-UBND", "Niêm yết, công khai thủ tục hành chính"),
    Section.ONE_STOP: ("BC-UBND", "Kết quả tiếp nhận, giải quyết hồ sơ theo cơ chế một cửa"),
    Section.FEEDBACK: ("BC-UBND", "Kết quả tiếp nhận, xử lý phản ánh, kiến nghị"),
    Section.COMMUNICATION: ("BC-UBND", "Kết quả tuyên truyền về kiểm soát thủ tục hành chính"),
    Section.NEW_RURAL: ("BC-UBND", "Kết quả thực hiện tiêu chí hành chính công"),
    Section.REVIEW: ("BC-UBND", "Kết quả rà soát, đánh giá thủ tục hành chính"),
    Section.INSPECTION: ("BC-UBND", "Kết quả tự kiểm tra việc thực hiện thủ tục hành chính"),
}


def _pairs(*figures: tuple[int, int]) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple((Decimal(part), Decimal(whole)) for part, whole in figures)


# (numerator, denominator) of the plan's targets in order; accumulated from the beginning of the year.
FIGURES = {
    "q1": _pairs((412, 412), (291, 412), (146, 146), (268, 412), (233, 268), (389, 405), (71, 96), (88, 214), (268, 412), (61, 61)),
    "q2": _pairs((871, 871), (648, 871), (148, 148), (583, 871), (521, 583), (829, 862), (79, 97), (214, 431), (601, 871), (63, 63)),
    "q3": _pairs((1164, 1164), (889, 1164), (148, 148), (794, 1164), (722, 794), (1118, 1163)),
}


def reason() -> str:
    """Why there was nothing to report."""
    return "Trong quý chưa được giao rà soát thủ tục hành chính nào."


def photo(number: int) -> bytes:
    """A small picture of a notice board: a plain PNG, another one for each number."""
    width, height = 480, 320
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows += _colour(x, y, number)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + _image(bytes(rows))


def _colour(x: int, y: int, number: int) -> bytes:
    """A board with a frame, a red heading and sheets with lines."""
    if not (20 <= x < 460 and 20 <= y < 300):  # noqa: PLR2004 - the frame of the board
        return b"\xd9\xd4\xc7"
    if y < 64:  # noqa: PLR2004
        return b"\x9e\x1b\x1e"
    column, row = (x - 36) % 104, (y - 80) % 104
    on_sheet = column < 88 and row < 92  # noqa: PLR2004
    if on_sheet and row % 12 == 6 and 8 <= column < 40 + (number * 7 + x // 104 * 13) % 44:  # noqa: PLR2004
        return b"\x57\x5b\x63"
    return b"\xff\xff\xff" if on_sheet else b"\x8a\x6b\x45"


def _image(rows: bytes) -> bytes:
    return _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
