"""Which task of an amended plan is which of the plan in force: by what it says, not by where it stands."""

import random
import time

import pytest

from tthc.core.imports.rules.differences import OldTarget, OldTask, differences, target_differences
from tthc.core.imports.rules.matching import Text, best_matches

POSTING = "Niêm yết công khai danh mục thủ tục hành chính tại trụ sở và trên cổng thông tin điện tử"
DESK = "Bố trí công chức làm việc tại bộ phận tiếp nhận và trả kết quả theo đúng vị trí việc làm"
DIGITAL = "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực"
SURVEY = "Khảo sát mức độ hài lòng của người dân, doanh nghiệp đối với sự phục vụ của cơ quan"
TRAINING = "Tổ chức tập huấn nghiệp vụ kiểm soát thủ tục hành chính cho công chức đầu mối"
REVIEW = "Rà soát, kiến nghị đơn giản hóa quy định về hộ tịch, chứng thực, đất đai"
ALL = (POSTING, DESK, DIGITAL, SURVEY, TRAINING, REVIEW)


def old(n, text, kind="content", units=("Văn phòng",), **values):
    given = {"deliverable": "Báo cáo", "time_text": "Quý II/2024", "due_rule": {"kind": "month_range", "due": "2024-06-30"}} | values
    return OldTask(n, kind, f"II.{n}", text[:40], text, units={"lead": units}, **given)


def row(key, code, text, kind="content", units=("Văn phòng",), **values):
    given = {"deliverable": "Báo cáo", "time_text": "Quý II/2024", "due_rule": {"kind": "month_range", "due": "2024-06-30"}}
    return {"key": key, "kind": kind, "section": code, "short_title": text[:40], "text": text, "lead": list(units), **given, **values}


def found(olds, rows):
    """{task: (kind, row)} and the rows that are new."""
    told = differences(olds, rows)
    assert sorted(one.task_id for one in told if one.task_id) == sorted(task.task_id for task in olds), "each task is told once"
    assert sorted(one.row_key for one in told if one.row_key is not None) == sorted(line["key"] for line in rows), "and each row once"
    known = {one.task_id: (one.kind, one.row_key) for one in told if one.task_id}
    return known, [one.row_key for one in told if one.kind == "added"]


def test_the_same_document_changes_nothing():
    olds = [old(n, text) for n, text in enumerate(ALL, 1)]
    known, added = found(olds, [row(n, f"II.{n}", text) for n, text in enumerate(ALL, 1)])
    assert set(known.values()) == {("same", n) for n in range(1, 7)}
    assert added == []


def test_moved_and_renumbered_tasks_are_found_by_their_text():
    olds = [old(n, text) for n, text in enumerate(ALL, 1)]
    order = [REVIEW, POSTING, TRAINING, DESK, SURVEY, DIGITAL]
    told = differences(olds, [row(n, f"III.{n}", text) for n, text in enumerate(order, 1)])
    assert {one.kind for one in told} == {"same"}
    assert {one.task_id: order[one.row_key - 1] for one in told} == dict(enumerate(ALL, 1))
    assert all(one.changes == (("Số thứ tự", one.code_before, one.code_after),) for one in told)


def test_equal_texts_keep_their_own_numbers():
    olds = [old(1, POSTING), old(2, POSTING), old(3, DESK)]
    told = differences(olds, [row(9, "II.2", POSTING), row(8, "II.1", POSTING), row(7, "II.3", DESK)])
    assert {one.task_id: one.row_key for one in told} == {1: 8, 2: 9, 3: 7}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (POSTING, "Niêm yết đầy đủ, kịp thời danh mục thủ tục hành chính tại trụ sở, nhà văn hóa và trên cổng thông tin điện tử"),
        (DIGITAL, "Thực hiện số hóa hồ sơ, giấy tờ và kết quả giải quyết thủ tục hành chính"),
        (
            SURVEY,
            "Khảo sát, đo lường mức độ hài lòng của tổ chức, người dân, doanh nghiệp đối với sự phục vụ hành chính của cơ quan nhà nước",
        ),
        (REVIEW, REVIEW.replace("hộ tịch, chứng thực, đất đai", "hộ tịch, chứng thực, người có công")),
    ],
)
def test_a_reworded_task_stays_the_same_task(before, after):
    olds = [old(n, text) for n, text in enumerate(ALL, 1)]
    rows = [row(n, f"IV.{n}", after if text == before else text) for n, text in enumerate(reversed(ALL), 1)]
    told = {one.task_id: one for one in differences(olds, rows) if one.task_id}
    one = told[ALL.index(before) + 1]
    assert one.kind == "changed"
    assert ("Nội dung", before, after) in one.changes
    assert sum(other.kind == "same" for other in told.values()) == len(ALL) - 1


def test_a_new_task_is_new_and_a_missing_one_is_gone():
    fresh = "Xây dựng quy trình nội bộ giải quyết thủ tục hành chính lĩnh vực nuôi con nuôi"
    rows = [row(n, f"II.{n}", text) for n, text in enumerate((*ALL[:5], fresh), 1)]
    known, added = found([old(n, text) for n, text in enumerate(ALL, 1)], rows)
    assert (known[6], added) == (("removed", None), [6])


def test_a_removed_task_stands_after_the_one_it_followed():
    told = differences([old(n, text) for n, text in enumerate(ALL, 1)], [row(n, f"II.{n}", ALL[n]) for n in (0, 2, 3, 4, 5)])
    assert [one.task_id for one in told] == [1, 2, 3, 4, 5, 6]


def test_a_task_split_in_two_goes_on_in_the_greater_part():
    whole = f"{POSTING}; {SURVEY.lower()} và công bố kết quả khảo sát hằng quý trên trang thông tin điện tử của phường"
    first, second = POSTING, f"{SURVEY} và công bố kết quả khảo sát hằng quý trên trang thông tin điện tử của phường"
    known, added = found([old(1, whole), old(2, DESK)], [row(1, "II.1", first), row(2, "II.2", second), row(3, "II.3", DESK)])
    assert known[1] == ("changed", 2)
    assert added == [1]


def test_tasks_merged_into_one_keep_one_and_ask_for_the_reason_of_the_other():
    merged = f"{POSTING}; {DIGITAL.lower()}"
    known, added = found([old(1, POSTING), old(2, DIGITAL), old(3, DESK)], [row(1, "II.1", merged), row(2, "II.2", DESK)])
    assert sorted(kind for kind, _ in known.values()) == ["changed", "removed", "same"]
    assert added == []


def test_who_when_and_what_comes_out_are_told_by_their_labels():
    rows = [
        row(
            0,
            "II.1",
            POSTING,
            units=("Văn phòng", "Tư pháp"),
            deliverable="Biên bản",
            time_text="Tháng 9/2024",
            due_rule={"due": "2024-09-30"},
        )
    ]
    (one,) = differences([old(1, POSTING)], rows)
    assert one.kind == "changed"
    assert one.changes == (
        ("Chủ trì", "Văn phòng", "Văn phòng; Tư pháp"),
        ("Sản phẩm", "Báo cáo", "Biên bản"),
        ("Thời gian", "Quý II/2024", "Tháng 9/2024"),
    )


def test_spaces_and_closing_marks_are_no_change():
    rows = [row(0, "II.1", POSTING.replace(" ", "  ", 1) + ".", short_title=POSTING[:40], deliverable="Báo cáo;", time_text=" Quý II/2024")]
    assert [one.kind for one in differences([old(1, POSTING)], rows)] == ["same"]


def test_a_duty_of_the_organisation_part_is_never_a_task_of_the_content():
    known, added = found([old(1, POSTING, kind="organisation")], [row(0, "II.1", POSTING)])
    assert (known, added) == ({1: ("removed", None)}, [0])


def test_a_pair_gives_way_where_another_pairing_keeps_more_tasks():
    # The middle text is likest to both; taking it for the first leaves the second without any.
    one, two = Text("rà soát thủ tục hành chính hộ tịch cấp xã"), Text("rà soát thủ tục hành chính hộ tịch chứng thực cấp xã")
    new = [Text("rà soát thủ tục hành chính hộ tịch chứng thực"), Text("rà soát thủ tục hành chính chứng thực cấp xã đất đai")]
    pairs = best_matches([one, two], new)
    assert sorted(pairs) == [0, 1]
    assert sorted(pairs.values()) == [0, 1]


def test_hundreds_of_shuffled_reworded_tasks_in_less_than_a_second():
    dice = random.Random(7)
    words = [f"từ{n}" for n in range(400)]
    texts = [" ".join(["thủ tục hành chính", *dice.sample(words, 20)]) for _ in range(400)]
    reworded = [" ".join(word for n, word in enumerate(text.split()) if n % 7) for text in texts]
    order = dice.sample(range(400), 400)
    begun = time.process_time()
    pairs = best_matches([Text(text) for text in texts], [Text(reworded[n]) for n in order])
    assert time.process_time() - begun < 1
    assert {one: order[other] for one, other in pairs.items()} == {n: n for n in range(400)}


def test_the_year_is_no_part_of_what_a_task_is():
    assert best_matches([Text(f"{REVIEW} năm 2024")], [Text(f"{REVIEW} năm 2025")]) == {0: 0}


def target(n, text, value, op=">=", unit="%"):
    return OldTarget(n, "II.1", text, op, value, None, unit)


def drafted(text, value, op=">=", unit="%"):
    return {"task_section": "II.1", "text": text, "metric": "", "op": op, "value": value, "unit": unit}


def test_targets_keep_their_figures_unless_the_measure_changes():
    olds = [
        target(1, "Tối thiểu 50% hồ sơ nộp trực tuyến", 50),
        target(2, "100% thủ tục được niêm yết", 100, "="),
        target(3, "Dưới 30 phút", 30, "<=", "phút"),
    ]
    told = target_differences(
        olds,
        [
            drafted("100% thủ tục được niêm yết", 100, "="),
            drafted("Tối thiểu 60% hồ sơ nộp trực tuyến", 60),
            drafted("Dưới 2 giờ", 2, "<=", "giờ"),
        ],
    )
    assert [(one.kind, one.target_id, one.key) for one in told] == [
        ("same", 2, 0),
        ("changed", 1, 1),
        ("added", None, 2),
        ("removed", 3, None),
    ]


def test_several_targets_of_one_sentence_are_told_apart_by_their_figures():
    text = "50% hồ sơ trực tuyến; 60% thanh toán trực tuyến; 20% số hóa"
    told = target_differences([target(1, text, 50), target(2, text, 60), target(3, text, 20)], [drafted(text, v) for v in (20, 50, 60)])
    assert {one.target_id: one.key for one in told} == {1: 1, 2: 2, 3: 0}
    assert {one.kind for one in told} == {"same"}
