"""One unit under several spellings is one unit; groups and outside bodies are told by grammar."""

import pytest

from tthc.core.imports.rules import KnownUnit, is_sure, propose_units
from tthc.planreader.unit_names import likeness, neat, taken_apart

WARD = KnownUnit(1, "Ủy ban nhân dân phường An Bình", "agency")
COMMUNE = KnownUnit(1, "UBND xã Hòa Sơn", "agency")
DISTRICT = KnownUnit(1, "UBND huyện Châu Phú", "agency")
PROVINCE = KnownUnit(1, "Ủy ban nhân dân tỉnh Mẫu", "agency")
CITY = KnownUnit(1, "UBND thành phố Cần Thơ", "agency")


def names(spellings, agency=WARD, known=(), kept=None):
    return {p.spelling: p.name for p in propose_units(spellings, agency, known, kept or {})}


def kinds(spellings, agency=WARD):
    return [p.kind for p in propose_units(spellings, agency, (), {})]


ONE_UNIT = [
    ("Công chức VP-TK", "Công chức VP - TK", "Công chức Văn phòng – thống kê", "Văn phòng UBND", "Văn phòng"),
    ("Công chức ĐC-XD", "Công chức Địa chính - Xây dựng", "Công chức địa chính – xây dựng"),
    ("Công chức TP-HT", "Công chức Tư pháp – Hộ tịch", "Công chức Tư pháp Hộ tịch"),
    ("Công chức VH-XH", "Công chức Văn hóa - Xã hội", "Công chức văn hoá, xã hội", "Công chức Văn hóa"),
    ("Bộ phận TN&TKQ", "Bộ phận Tiếp nhận và Trả kết quả", "Bộ phận một cửa", "Bộ phận Một cửa của phường", "Bộ phận TN và TKQ"),
    ("Công chức LĐTBXH", "Công chức Lao động - Thương binh và Xã hội"),
    ("Ban Chỉ huy quân sự phường", "Ban chỉ huy Quân sự"),
    ("Công chức Tài chinh - Kế toán", "Công chức Tài chính - Kế toán"),
]


@pytest.mark.parametrize("spellings", ONE_UNIT, ids=lambda spellings: spellings[0])
def test_several_spellings_are_one_unit(spellings):
    assert len(set(names(spellings).values())) == 1


@pytest.mark.parametrize("spellings", ONE_UNIT, ids=lambda spellings: spellings[0])
def test_a_new_unit_takes_its_fullest_name(spellings):
    name = next(iter(names(spellings).values()))
    assert len(name) == max(len(spelling) for spelling in spellings if not taken_apart(spelling).shorts and "của" not in spelling)


def test_district_offices_are_one_with_and_without_the_council():
    found = names(["Văn phòng HĐND và UBND huyện", "Văn phòng HĐND - UBND huyện", "Chánh Văn phòng HĐND-UBND huyện", "VP UBND"], DISTRICT)
    assert set(found.values()) == {"Văn phòng HĐND và UBND huyện"}


DIFFERENT = [
    ("Phòng Văn hóa và Thông tin", "Trung tâm Văn hóa - Thông tin"),
    ("Phòng Tư pháp", "Phòng Nội vụ"),
    ("Công chức Văn hóa - Xã hội", "Công chức Văn phòng - Thống kê"),
    ("Công chức Tư pháp - Hộ tịch", "Công chức Tài chính - Kế toán"),
    ("Ban biên tập trang thông tin điện tử", "Ban biên tập trạm truyền thanh"),
]


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda pair: pair[0])
def test_different_units_stay_apart(pair):
    assert len(set(names(pair, DISTRICT).values())) == 2


COLLECTIVE = [
    "Các công chức chuyên môn", "Công chức chuyên môn", "Các công chức có liên quan", "Các đơn vị có liên quan", "CB, công chức",
    "Cán bộ, công chức, viên chức", "Các tổ dân phố", "cá bộ phận chuyên môn", "Toàn thể cán bộ, công chức", "Các ban, ngành, đoàn thể",
    "Công chức: tư pháp, địa chính",
]  # fmt: skip


@pytest.mark.parametrize("spelling", COLLECTIVE)
def test_collective_names_are_groups_or_bodies_beside(spelling):
    assert kinds([spelling])[0] in {"group", "outside"}
    assert taken_apart(spelling).is_collective


@pytest.mark.parametrize(
    ("spelling", "agency", "kind"),
    [
        ("Văn phòng HĐND-UBND thị xã", WARD, "outside"),
        ("UBND tỉnh", WARD, "outside"),
        ("Sở Tư pháp", DISTRICT, "outside"),
        ("Sở Tư pháp", PROVINCE, "department"),
        ("Sở Nội vụ", CITY, "department"),
        ("Văn phòng UBND tỉnh", PROVINCE, "department"),
        ("UBND cấp xã", DISTRICT, "group"),
        ("UBND các xã, thị trấn", DISTRICT, "group"),
        ("Chủ tịch UBND cấp huyện", PROVINCE, "group"),
        ("Các phòng, ban, ngành huyện", DISTRICT, "group"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam xã", COMMUNE, "outside"),
        ("Bưu điện huyện", DISTRICT, "outside"),
        ("Phòng Kinh tế và Hạ tầng", DISTRICT, "department"),
        ("Công chức Địa chính - Xây dựng", COMMUNE, "desk"),
    ],
)
def test_the_level_of_the_agency_tells_what_a_name_is(spelling, agency, kind):
    assert kinds([spelling], agency) == [kind]


@pytest.mark.parametrize("spelling", ["UBND", "UBND phường", "Ủy ban nhân dân phường An Bình", "Chủ tịch UBND phường", "Uỷ ban nhân dân"])
def test_the_agency_itself(spelling):
    assert propose_units([spelling], WARD, (), {})[0].unit_id == WARD.id


def test_a_known_unit_is_found_and_a_spelling_kept_is_not_asked_again():
    known = [
        KnownUnit(7, "Văn phòng - Thống kê", "desk"),
        KnownUnit(8, "Tư pháp - Hộ tịch", "desk"),
        KnownUnit(9, "Nhóm chuyên môn", "group"),
    ]
    found = {
        p.spelling: p for p in propose_units(["Công chức VP-TK", "Công chức Tư pháp", "Các công chức"], WARD, known, {"cac cong chuc": 9})
    }
    assert found["Công chức VP-TK"].unit_id == 7
    assert is_sure(found["Công chức VP-TK"].as_json())
    assert found["Công chức Tư pháp"].unit_id == 8
    assert not found["Công chức VP-TK"].is_kept
    assert found["Các công chức"].is_kept
    assert found["Các công chức"].unit_id == 9


def test_members_of_new_groups_come_from_the_plan_itself():
    spellings = [
        "Công chức VP-TK",
        "Công chức Tư pháp - Hộ tịch",
        "Bộ phận Một cửa",
        "Các công chức chuyên môn",
        "Các bộ phận có liên quan",
    ]
    found = {p.spelling: p.members for p in propose_units(spellings, WARD, (), {})}
    assert set(found["Các công chức chuyên môn"]) == {"Công chức VP-TK", "Công chức Tư pháp - Hộ tịch"}
    assert len(found["Các bộ phận có liên quan"]) == 3
    listed = propose_units([*spellings, "Công chức: tư pháp, văn phòng"], WARD, (), {})[-1]
    assert set(listed.members) == {"Công chức VP-TK", "Công chức Tư pháp - Hộ tịch"}


def test_short_and_inside_names_are_proposed_but_not_sure():
    found = {p.spelling: p for p in propose_units(["Công chức Văn phòng - Thống kê", "Văn phòng UBND"], WARD, (), {})}
    assert found["Văn phòng UBND"].name == "Công chức Văn phòng - Thống kê"
    assert not is_sure(found["Văn phòng UBND"].as_json())
    assert "rút gọn" in found["Văn phòng UBND"].reason


def test_every_proposal_has_a_score_and_a_reason():
    proposals = propose_units([s for group in ONE_UNIT for s in group] + COLLECTIVE, WARD, (), {})
    assert all(0 < p.score <= 1 for p in proposals)
    assert all(p.reason for p in proposals)


def test_names_are_neat():
    assert neat("Giám đốc Sở Nội vụ") == "Sở Nội vụ"
    assert neat("các phòng, ban") == "Các phòng, ban"
    assert neat("cá bộ phận") == "Các bộ phận"


def test_likeness_needs_words_to_compare():
    assert likeness(taken_apart(""), taken_apart("Phòng Tư pháp"))[0] == 0
    assert propose_units([], WARD, (), {}) == ()
