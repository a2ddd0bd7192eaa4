"""Where an item of a plan stands, as a person says it."""

import pytest

from tthc.web.formatting import place


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("II.3", "Mục II.3"),
        ("PL1.I.1", "Mục I.1, Phụ lục I"),
        ("PL", "Phụ lục"),
        ("II.2.r1", "Dòng 1, Mục II.2"),
        ("PL2.r12", "Dòng 12, Phụ lục II"),
    ],
)
def test_a_place_is_said(code, words):
    assert place(code) == words
