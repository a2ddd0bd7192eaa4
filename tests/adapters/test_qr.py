"""QR codes: read back square by square, with their quiet zone, as a picture that loads nothing."""

from __future__ import annotations

import re

import pytest

from tests.documents.qr_reader import read
from tthc.adapters.qr import QUIET, matrix, qr

TEXTS = (
    "https://a.vn/1",
    "https://trungluong.example/thu-tuc/thu-tuc/1.004873.html",
    "https://thutuc.dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?ma_thu_tuc=1.004873",
    "https://a.vn/" + "x" * 180,
)


def drawn_squares(svg):
    """The squares as the picture draws them, quiet zone and all."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    squares = [[0] * size for _ in range(size)]
    for left, top, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        for column in range(int(left), int(left) + int(width)):
            squares[int(top)][column] = 1
    return squares


@pytest.mark.parametrize("text", TEXTS)
def test_the_picture_reads_back_as_the_text(text):
    squares = drawn_squares(qr(text))
    inner = [line[QUIET:-QUIET] for line in squares[QUIET:-QUIET]]
    assert read(inner) == text
    assert [bytes(line) for line in inner] == list(matrix(text))


def test_the_quiet_zone_is_four_squares_all_around():
    squares = drawn_squares(qr(TEXTS[1]))
    assert QUIET == 4
    assert not any(map(any, squares[:QUIET] + squares[-QUIET:]))
    assert not any(any(line[:QUIET] + line[-QUIET:]) for line in squares)


def test_no_text_no_picture():
    assert qr("") == ""


def test_a_text_stands_in_no_tag():
    assert "script" not in qr('"><script>')
