"""Names of targets: as short and as telling as those a person wrote beside the same figures."""

import re
from collections import Counter

import pytest

from tests.plans.readings import FURTHER, SEEDS, draft_of, gold_of
from tthc.planreader.metrics import LONGEST, with_unique_names
from tthc.planreader.targets import targets_in

NAMES = [*SEEDS, *FURTHER]
BAR = 0.7
HANGING_METRIC = re.compile(r"(?i)tối thiểu|ít nhất|trở lên|(?:^| )(?:và|của|đạt|phải|các|tại|được)$")
# One idea written in two ways is one idea: both sides are spelt out before words are compared.
SPELT_OUT = {
    "tthc": "thủ tục hành chính",
    "vbqppl": "văn bản quy phạm pháp luật",
    "dvc": "dịch vụ công",
    "dvcqg": "dịch vụ công quốc gia",
    "kcn": "khu công nghiệp",
    "ccn": "cụm công nghiệp",
}


def words(name):
    return Counter(word for written in re.findall(r"\w+", name.lower()) for word in SPELT_OUT.get(written, written).split())


def overlap(one, other):
    a, b = words(one), words(other)
    return 2 * (a & b).total() / (a.total() + b.total())


def pairs():
    for name in NAMES:
        left = list(draft_of(name).targets)
        for wanted in gold_of(name)["targets"]:
            same = [t for t in left if (t.value, t.op, t.unit.lower()) == (wanted["value"], wanted["op"], wanted["unit"].lower())]
            same.sort(key=lambda target: target.task_section != wanted["task_section"])
            left.remove(same[0])
            yield wanted["metric"], same[0].metric


def test_names_share_their_words_with_those_a_person_wrote():
    scores = [(overlap(wanted, named), wanted, named) for wanted, named in pairs()]
    for score, wanted, named in sorted(scores):
        print(f"{score:.2f}  {wanted}  |  {named}")  # noqa: T201 - to be judged by eye with -s
    mean = sum(score for score, _, _ in scores) / len(scores)
    print(f"{mean:.3f} over {len(scores)}")  # noqa: T201
    assert mean >= BAR


@pytest.mark.parametrize("name", NAMES)
def test_names_can_stand_on_a_screen(name):
    metrics = [target.metric for target in draft_of(name).targets]
    assert len({metric.lower() for metric in metrics}) == len(metrics)
    for target in draft_of(name).targets:
        metric = target.metric
        assert len(metric) <= LONGEST
        assert metric[:1].isupper() or metric[:1].isdigit()
        assert metric.count("(") == metric.count(")")
        assert len(metric.split()) >= 2
        assert not HANGING_METRIC.search(metric), metric


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Tối thiểu 80% TTHC có nghĩa vụ tài chính được thanh toán trực tuyến, trong số đó, tỷ lệ giao dịch trực tuyến đạt từ 50% trở lên.",
            ["TTHC có nghĩa vụ tài chính được thanh toán trực tuyến", "Giao dịch trực tuyến"],
        ),
        ("Số hóa kết quả: cấp tỉnh đạt từ 95% trở lên, cấp xã đạt từ 85% trở lên", ["Số hóa kết quả cấp tỉnh", "Số hóa kết quả cấp xã"]),
        ("Tỷ lệ số hóa đạt tương ứng 90%, 70% đối với cấp tỉnh, cấp xã", ["Tỷ lệ số hóa cấp tỉnh", "Tỷ lệ số hóa cấp xã"]),
        ("Kiểm tra ít nhất 05 xã và 02 phòng chuyên môn", ["Xã được kiểm tra", "Phòng chuyên môn được kiểm tra"]),
        ("Phấn đấu thời gian chờ của người dân không quá 15 phút/lượt", ["Thời gian chờ của người dân"]),
        ("Bảo đảm 100% hồ sơ quá hạn có văn bản xin lỗi", ["Hồ sơ quá hạn có văn bản xin lỗi"]),
        ("Mức độ hài lòng của tổ chức, cá nhân đạt trên 95%", ["Mức độ hài lòng của tổ chức, cá nhân"]),
    ],
)
def test_names_of_a_sentence(text, names):
    assert [target.metric for target in targets_in("II.1", text)] == names


def test_a_bare_figure_is_named_by_what_it_stands_beside():
    (target,) = targets_in("II.1", "≥ 98%", about="Hồ sơ giải quyết đúng hạn")
    assert target.metric == "Hồ sơ giải quyết đúng hạn"


def test_a_name_met_twice_says_its_number_too():
    first, second = targets_in("II.1", "Tỷ lệ đúng hạn đạt 95%") + targets_in("II.2", "Tỷ lệ đúng hạn đạt 98%")
    assert [target.metric for target in with_unique_names([first, second])] == ["Tỷ lệ đúng hạn", "Tỷ lệ đúng hạn (98%)"]
