"""Which measure of the registers a target asks for: every target of the four example plans, and what is left to a person."""

import json
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from tthc.core.indicators.queries import MEASURES
from tthc.core.indicators.rules.recognising import Wanted, level_of, recognise
from tthc.kernel.text import fold
from tthc.planreader import read as planreader
from tthc.planreader.blocks import from_bytes

ALL = tuple(MEASURES.values())
# Plan, level of the agency that issued it, then (item, begin of the metric, measure) for each target; "" = a person types it.
SEEDS = {
    ("seed-000", "huyen"): [
        ("II.2", "Văn bản quy phạm pháp luật được đánh giá tác động", ""),  # copied from the province: its documents, not the district's
        ("II.3.2", "TTHC còn hiệu lực được niêm yết công khai", "posted_everywhere"),
        ("II.4.1", "TTHC được đưa ra thực hiện tại Bộ phận Một cửa", ""),
    ],
    ("seed-001", "tinh"): [
        ("III.1", "Sở, ban, ngành được kiểm tra", "inspection_departments"),
        ("III.1", "UBND cấp huyện được kiểm tra", "inspection_districts"),
        ("III.1", "UBND cấp xã trên địa bàn tỉnh được kiểm tra", "inspection_communes"),
        ("IV.4", "Phòng, ban chuyên môn, đơn vị trực thuộc được kiểm tra", "inspection_internal"),
        ("IV.4", "Đơn vị trực thuộc được kiểm tra", ""),  # of agencies with many units only
    ],
    ("seed-002", "xa"): [
        ("PL2.1", "Hồ sơ giải quyết TTHC được luân chuyển trong nội bộ", "dossier_transfer"),
        ("PL2.2", "Số hóa kết quả giải quyết thủ tục hành chính", "dossier_digitised"),
        ("PL2.3", "TTHC đủ điều kiện được cung cấp dịch vụ công trực tuyến", ""),  # of the eligible ones, which no register marks
        ("PL2.3", "Tỷ lệ nộp hồ sơ trực tuyến", "dossier_online"),
        ("PL2.3", "Tỷ lệ nộp hồ sơ trực tuyến toàn trình", "dossier_online_full"),
        ("PL2.4", "Mức độ hài lòng của người dân, doanh nghiệp", "visits_satisfaction"),
        ("PL2.7", "TTHC có yêu cầu nghĩa vụ tài chính được triển khai thanh toán trực tuyến", ""),  # procedures, not dossiers
        ("PL2.7", "Giao dịch thanh toán trực tuyến", "dossier_fee_online"),
        ("PL2.8", "Người dân, doanh nghiệp không phải cung cấp lại", "dossier_no_resupply"),
        ("PL2.9", "TTHC nội bộ được rà soát, công bố, công khai", "internal_announced"),
    ],
    ("seed-003", "huyen"): [
        ("II.1", "Số hóa hồ sơ, ký số và lưu trữ điện tử cấp huyện", "dossier_digitised"),
        ("II.1", "Số hóa hồ sơ, ký số và lưu trữ điện tử cấp xã", ""),  # the wards' share is not in the district's register
        ("II.2", "Quy trình số hóa hồ sơ, giấy tờ tại Bộ phận Một cửa cấp huyện", ""),
        ("II.2", "Quy trình số hóa hồ sơ, giấy tờ tại Bộ phận Một cửa cấp xã", ""),
        ("II.4", "Người dân thực hiện các dịch vụ công trực tuyến", "dossier_online"),
        ("II.4", "Hồ sơ giải quyết TTHC được luân chuyển trong nội bộ", "dossier_transfer"),
        ("II.4", "Hồ sơ TTHC đã giải quyết thành công được số hóa, lưu trữ", "dossier_digitised"),
        ("II.6", "Tổ chức, cá nhân không phải cung cấp lại", "dossier_no_resupply"),
        ("II.7", "Thời gian chờ đợi của tổ chức, cá nhân tại Bộ phận Một cửa", "visits_waiting_average"),
        ("II.7", "Thời gian tiếp nhận, xử lý hồ sơ", ""),
        ("II.8", "Mức độ hài lòng của tổ chức, cá nhân", "visits_satisfaction"),
        ("II.10", "Kết quả xử lý hồ sơ TTHC được đồng bộ đầy đủ", ""),
    ],
}
# What the plan says, of a ward; none of it is counted by any register.
UNSURE = [
    ("Hồ sơ trễ hạn", "%", "<="),
    ("Tỷ lệ hồ sơ trực tuyến", "%", "<="),  # a share that shall not be exceeded is the opposite of what registers count
    ("Xin lỗi bằng văn bản đối với hồ sơ quá hạn", "%", "="),
    ("Hồ sơ trực tuyến năm 2026", "%", ">="),
    ("Công chức được tập huấn về giải quyết hồ sơ trực tuyến", "%", ">="),
    ("Hồ sơ nộp trực tuyến cấp huyện", "%", ">="),
    ("Hồ sơ trực tuyến mức độ 3", "%", ">="),
    ("Quy trình số hóa hồ sơ", "%", ">="),
    ("Hồ sơ nộp trực tuyến", "hồ sơ", ">="),
    ("Thời gian chờ", "%", ">="),
    ("UBND cấp huyện được kiểm tra", "%", ">="),  # a commune inspects no district
    ("Cơ sở dịch vụ ăn uống thuộc đơn vị được kiểm tra", "%", "="),
    ("Đơn vị được kiểm tra đột xuất", "%", ">="),
    ("Thời gian giải quyết cắt giảm, chi phí tuân thủ", "%", ">="),
    ("Công chức được tập huấn nghiệp vụ", "%", "="),  # of all officers, whom no register counts
    ("", "%", ">="),
    ("Phiếu thu thập", "%", ">="),
]


@pytest.mark.parametrize(
    ("metric", "unit", "level", "measure"),
    [
        ("UBND cấp xã được kiểm tra", "%", "huyen", "inspection_communes"),
        ("UBND cấp xã được kiểm tra", "%", "xa", ""),
        ("UBND cấp huyện được kiểm tra", "%", "huyen", ""),
        ("Sở, ngành được kiểm tra", "%", "tinh", "inspection_departments"),
        ("Dự thảo văn bản được đánh giá tác động", "%", "xa", "draft_assessed"),
        ("Chi phí tuân thủ cắt giảm", "%", "tinh", "review_saving"),
        ("Lớp tập huấn được tổ chức", "lớp", "xa", "training_courses"),
        ("Số lượt người được tập huấn", "lượt người", "xa", "training_people"),
    ],
)
def test_what_is_judged_is_counted_by_who_judges(metric, unit, level, measure):
    assert code(recognise(Wanted(metric, "", unit, ">="), ALL, level)) == measure


@cache
def targets(name):
    return planreader.read(from_bytes(Path("tthc/examples", f"{name}.txt").read_bytes())).targets


def wanted(target, among):
    texts = [one.text for one in among]
    return Wanted(target.metric, "" if texts.count(target.text) > 1 else target.text, target.unit, target.op)


def code(found):
    return found.code if found else ""


@pytest.mark.parametrize(("plan", "level"), SEEDS)
def test_every_target_of_the_example_plans(plan, level):
    found = targets(plan)
    expected = SEEDS[plan, level]
    assert len(found) == len(expected)
    for target, (item, metric, measure) in zip(found, expected, strict=True):
        assert (target.task_section, target.metric[: len(metric)]) == (item, metric)
        assert code(recognise(wanted(target, found), ALL, level)) == measure, metric


@pytest.mark.parametrize(("metric", "unit", "op"), UNSURE)
def test_what_is_not_sure_is_left_to_a_person(metric, unit, op):
    assert recognise(Wanted(metric, "", unit, op), ALL, "xa") is None


def every_known_target():
    for folder in ("gold", "exam", "others"):
        for path in sorted(Path("tests/plans", folder).glob("*.json")):
            for one in json.loads(path.read_text("utf-8")).get("targets", ()):
                yield Wanted(one["metric"], one["text"], one["unit"], one["op"])


@pytest.mark.parametrize("level", ["", "xa", "huyen", "tinh"])
def test_of_hundreds_of_targets_each_measure_has_the_unit_and_a_second_such_measure_makes_it_unsure(level):
    found = [(one, recognise(one, ALL, level)) for one in every_known_target()]
    assert len(found) > 300
    taken = [(one, measure) for one, measure in found if measure is not None]
    assert len(taken) > 20
    for one, measure in taken:
        assert fold(measure.unit) == fold(one.unit)
        assert one.op != "<=" or measure.unit != "%"
        twin = replace(measure, code="twin")
        assert recognise(one, (*ALL, twin), level) is None
        assert recognise(one, tuple(reversed(ALL)), level) is measure


@dataclass(frozen=True)
class Said:
    code: str
    spellings: tuple
    unit: str = "%"
    register: str = "dossier"


def test_the_measure_that_says_more_wins_in_every_order():
    online = Said("online", (("ho so", "truc tuyen"), ("nop", "truc tuyen")))
    full = Said("full", (("ho so", "toan trinh"), ("truc tuyen", "toan trinh")))
    other = Said("other", (("hai long",),))
    for order in permutations((online, full, other)):
        assert recognise(Wanted("Tỷ lệ nộp hồ sơ trực tuyến toàn trình", "", "%", ">="), order).code == "full"
        assert recognise(Wanted("Tỷ lệ nộp hồ sơ trực tuyến", "", "%", ">="), order).code == "online"
        assert recognise(Wanted("Hài lòng về hồ sơ trực tuyến", "", "%", ">="), order) is None


def test_phrases_are_whole_words_and_the_sentence_is_asked_last():
    fee = Said("fee", (("phi", "truc tuyen"),))
    assert recognise(Wanted("Phiếu khảo sát trực tuyến", "", "%", ">="), [fee]) is None
    assert recognise(Wanted("Lệ phí nộp trực tuyến", "", "%", ">="), [fee]) is fee
    assert recognise(Wanted("Giao dịch", "nộp phí, lệ phí trực tuyến đạt 50%", "%", ">="), [fee]) is fee
    assert recognise(Wanted("TTHC có phí", "nộp phí trực tuyến", "%", ">="), [fee]) is None


def test_measures_have_names_of_their_own():
    assert len({one.code for one in ALL}) == len(ALL)
    assert all(one.title and one.register for one in ALL)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Ủy ban nhân dân phường Trung Lương", "xa"),
        ("UBND xã Hòa Bình", "xa"),
        ("Ủy ban nhân dân đặc khu Phú Quốc", "xa"),
        ("UBND thị trấn Nam Đàn", "xa"),
        ("Ủy ban nhân dân thị xã Hồng Lĩnh", "huyen"),
        ("UBND huyện Nông Cống", "huyen"),
        ("Ủy ban nhân dân tỉnh Hà Tĩnh", "tinh"),
        ("Ủy ban nhân dân thành phố Vinh", ""),
        ("Sở Tư pháp", ""),
    ],
)
def test_the_level_of_an_agency(name, level):
    assert level_of(name) == level
