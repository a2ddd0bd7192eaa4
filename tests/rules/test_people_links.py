"""The address of the public pages is printed as a QR code: only a web address, one spelling."""

import pytest

from tthc.core.people.rules import check_link
from tthc.kernel.errors import BadInput


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" https://phuong.tinh.gov.vn/thu-tuc/ ", "https://phuong.tinh.gov.vn/thu-tuc"),
        ("http://10.0.0.5:8080/cong-khai", "http://10.0.0.5:8080/cong-khai"),
        ("HTTPS://a.vn", "HTTPS://a.vn"),
    ],
)
def test_an_address_is_kept_without_its_last_slash(typed, kept):
    assert check_link(typed, "public_address") == kept


@pytest.mark.parametrize("typed", ["phuong.gov.vn", "javascript:alert(1)", "https://a b", "https://", "ftp://a.vn", "https://a.vn/?q=1"])
def test_anything_else_is_refused_with_a_sentence(typed):
    with pytest.raises(BadInput, match="https://") as caught:
        check_link(typed, "public_address")
    assert "public_address" in caught.value.fields
