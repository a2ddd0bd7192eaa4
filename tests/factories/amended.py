"""A real plan as a Word file, and the version of it that an office amended in Word: one task said anew, one gone, one new."""

from copy import deepcopy
from io import BytesIO

import docx
from docx.text.paragraph import Paragraph

from tthc.config import ROOT

PLAN = ROOT / "tests" / "plans" / "source" / "11-viet-kstthc-huyen-2025.docx"
REWORDED, REMOVED = "Rà soát toàn bộ bảng niêm yết", "Bố trí quầy hướng dẫn, lấy số tự động"
ADDED = "Công bố kết quả rà soát thủ tục hành chính trên trang thông tin điện tử của huyện"


def original():
    """The bytes of the plan."""
    return PLAN.read_bytes()


def amended():
    """The bytes of its amended version; what stands behind the removed task is numbered anew."""
    document = docx.Document(PLAN)
    _reword(_starting(document, "3.2/"), "toàn bộ bảng niêm yết", "và thay mới toàn bộ bảng niêm yết")
    gone = _place(document, "4.2/")
    for paragraph in document.paragraphs[gone : gone + 3]:  # the task, who does it, when
        paragraph._p.getparent().remove(paragraph._p)
    _reword(_starting(document, "4.3/"), "4.3/", "4.2/")
    model, before = _starting(document, "a/ Lập danh mục"), _starting(document, "3/ Công khai")
    for words in (f"c/ {ADDED}.", "Đơn vị chủ trì: Phòng Tư pháp. Thời gian: Quý IV/2025. Sản phẩm: Thông báo kết quả rà soát."):
        copy = deepcopy(model._p)
        before._p.addprevious(copy)
        _write(Paragraph(copy, before._parent), words)
    return _saved(document)


def _place(document, start):
    return next(n for n, paragraph in enumerate(document.paragraphs) if paragraph.text.startswith(start))


def _starting(document, start):
    return document.paragraphs[_place(document, start)]


def _reword(paragraph, old, new):
    _write(paragraph, paragraph.text.replace(old, new, 1))


def _write(paragraph, words):
    """Into the first run, so that its letters stay as they are."""
    first, *others = paragraph.runs
    first.text = words
    for run in others:
        run._r.getparent().remove(run._r)


def _saved(document):
    content = BytesIO()
    document.save(content)
    return content.getvalue()
