"""Who signs, from the cell of a signature table: names of every people, mandates of every body."""

import pytest

from tthc.planreader.blocks import Block
from tthc.planreader.closing import signer_in


def signer(*lines):
    return signer_in([Block(0, "row", "", cells=("Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.", "\n".join(lines)))])


@pytest.mark.parametrize("name", ["Lê Văn Long", "Hồ Thị Hoa", "Võ Đỗ Anh Tú", "Tô Vũ", "Y Bhem Niê", "Ksor H'Bơ Khăp", "H’Yâo Knul"])
def test_a_name_is_whole(name):
    assert signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", name).name == name


def test_who_is_signed_for_stays_one_line():
    found = signer("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Trần Tuệ Hiền")
    assert (found.on_behalf, found.role, found.name) == ("TM.", "TRƯỞNG BAN", "Trần Tuệ Hiền")


def test_a_column_in_one_line_is_parted():
    found = signer("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Thị Thanh Bình")
    assert (found.on_behalf, found.role, found.name) == ("KT.", "PHÓ CHỦ TỊCH", "Lê Thị Thanh Bình")
