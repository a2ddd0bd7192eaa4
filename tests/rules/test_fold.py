"""What search compares: letters without marks, the quick way the same as the one letter by letter."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as some

from tthc.kernel.text import fold

LETTERS = "aăâàáảãạằắẳẵặầấẩẫậđeêèéẻẽẹềếểễệiìíỉĩịoôơòóỏõọồốổỗộờớởỡợuưùúủũụừứửữựyỳýỷỹỵ"
SOME = some.text(LETTERS + LETTERS.upper() + " \t\n0aZ/-.,–“”ßøΣς가\u0301\u034f\u0323\u00a0\u3000\0") | some.text()


def letter_by_letter(text):
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("\0", ""))
    return re.sub(r"\s+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip().lower()


@given(SOME)
def test_folding_is_the_same_however_it_is_done(text):
    assert fold(text) == letter_by_letter(text)


def test_each_letter_with_a_mark_is_folded_like_that():
    letters = map(chr, (*range(0x500), *range(0x1E00, 0x2070)))
    assert [c for c in letters if fold(f"a{c}") != letter_by_letter(f"a{c}")] == []


def test_vietnamese_is_folded_to_plain_letters():
    assert fold("  Đăng ký\tKẾT HÔN\u0300  ở Thị trấn Nước Hai ") == "dang ky ket hon o thi tran nuoc hai"
    assert len(fold(LETTERS)) == len(LETTERS)
    assert set(fold(LETTERS)) == set("adeiouy")
