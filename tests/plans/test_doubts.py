"""The rows a person has to look at in the four examples, and nothing beside them."""

import pytest

from tests.plans.readings import SEEDS, draft_of

NO_TIME = ("Không có thời hạn",)
# Read off the plans by hand: section and the beginning of each doubt.
DOUBTS = {
    "seed-000": {"II.2": NO_TIME, "II.6": NO_TIME},
    "seed-001": {"III.2": ("Không có đơn vị chủ trì",)},
    "seed-002": {
        "PL1.I.2": ("“Công chức VP-TK” vừa chủ trì vừa phối hợp",),
        "PL1.II.3": ("“Công chức VP-TK” vừa chủ trì vừa phối hợp",),
        "PL1.V.2": ("Không có thời hạn", "Sản phẩm ghi “(nếu có)”"),
        "PL1.VII.2": ("Thời hạn theo văn bản khác: “Theo KH của Ủy ban nhân dân Thị xã”",),
        "PL2.4": ("Sản phẩm ghi “(nếu có)”",),
        "PL2.7": (
            "Thiếu TT 6 trong văn bản gốc",
            "“Công chức chuyên môn” vừa chủ trì vừa phối hợp",
            "“Bộ phận tiếp nhận và trả kết quả” vừa chủ trì vừa phối hợp",
        ),
        "PL2.8": ("“Bộ phận tiếp nhận và trả kết quả” vừa chủ trì vừa phối hợp",),
    },
    "seed-003": {f"II.{number}": NO_TIME for number in range(2, 12)} | {"II.12": ("Thời hạn ghi “(nếu có)”",)},
}


@pytest.mark.parametrize("name", SEEDS)
def test_the_doubtful_rows_of_an_example(name):
    draft = draft_of(name)
    found = {task.section: task.doubts for task in (*draft.tasks, *draft.organisation_tasks) if task.doubts}
    assert set(found) == set(DOUBTS[name])
    for section, beginnings in DOUBTS[name].items():
        assert len(found[section]) == len(beginnings)
        assert all(doubt.startswith(beginning) for doubt, beginning in zip(found[section], beginnings, strict=True))


def test_a_proposal_is_a_note_and_no_doubt():
    regular = [task for task in draft_of("seed-002").tasks if task.time_kind == "continuous"]
    assert regular
    for task in regular:
        assert task.time_note == "đề nghị: theo kỳ báo cáo"
        assert not any("Thường xuyên" in doubt for doubt in task.doubts)
    sure = next(task for task in regular if not task.doubts)
    assert sure.confidence == 0.95
