"""What is enough as evidence."""

from datetime import date

import pytest

from tthc.core.evidence import rules
from tthc.core.evidence.rules import Proof
from tthc.kernel.errors import BadInput

TODAY = date(2024, 8, 15)


@pytest.mark.parametrize(
    "proof",
    [
        Proof("file", stored_file_id=1, file_name="bao-cao.pdf"),
        Proof("document", doc_number="45/BC-UBND", doc_date=TODAY),
        Proof("nothing", note="Trong kỳ không tiếp nhận phản ánh."),
    ],
)
def test_enough(proof):
    rules.check([proof], today=TODAY)


@pytest.mark.parametrize(
    ("proofs", "field"),
    [
        ([], "files"),
        ([Proof("nothing", note="  ")], "reason"),
        ([Proof("document", doc_number=" ")], "number"),
        ([Proof("document", doc_number="45/BC-UBND", doc_date=date(2024, 8, 16))], "dated_on"),
    ],
)
def test_not_enough(proofs, field):
    with pytest.raises(BadInput) as caught:
        rules.check(proofs, today=TODAY)
    assert field in caught.value.fields


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("document", {"doc_number": "45/BC-UBND", "doc_date": date(2024, 8, 1)}, "Văn bản số 45/BC-UBND ngày 01/08/2024"),
        ("file", {"file_name": "a.pdf"}, "a.pdf"),
        ("file", {"file_name": "a.pdf", "doc_number": "7/TB-UBND"}, "Văn bản số 7/TB-UBND"),
        ("nothing", {"note": "không có hồ sơ"}, "Không phát sinh: không có hồ sơ"),
    ],
)
def test_names(kind, values, words):
    given = {"file_name": "", "doc_number": "", "doc_date": None, "note": "", **values}
    assert rules.name(kind, **given) == words
