"""The ward's trainings and what the control of procedures costs it in the year of the demonstration."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tthc.core.budgets.actions import BOOK as BUDGET_LINES
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.trainings.actions import BOOK as TRAININGS
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story

_TODAY = date(2024, 8, 15)
_TOWN = "Văn phòng HĐND và UBND thị xã"
_WARD = "UBND phường Trung Lương"
# Content, organiser, first and last day, place, audience, asked, came, number and day of the letter, result.
_COURSES: tuple[tuple[Any, ...], ...] = (
    (
        "Nghiệp vụ kiểm soát thủ tục hành chính năm 2024",
        _TOWN,
        date(2024, 4, 18),
        date(2024, 4, 19),
        "Hội trường UBND thị xã",
        "Công chức đầu mối, công chức Bộ phận Một cửa",
        5,
        5,
        ("142/GM-UBND", date(2024, 4, 10)),
        "Cả 5 công chức làm bài kiểm tra cuối lớp, đạt yêu cầu.",
    ),
    (
        "Số hóa hồ sơ, ký số kết quả giải quyết tại Bộ phận Một cửa",
        _TOWN,
        date(2024, 6, 6),
        None,
        "Trực tuyến",
        "Công chức Bộ phận Một cửa",
        6,
        5,
        ("215/GM-UBND", date(2024, 5, 30)),
        "Một công chức nghỉ thai sản, được gửi tài liệu.",
    ),
    (
        "Hướng dẫn người dân nộp hồ sơ trực tuyến cho tổ công nghệ số cộng đồng",
        _WARD,
        date(2024, 7, 12),
        None,
        "Hội trường UBND phường",
        "Thành viên các tổ công nghệ số cộng đồng",
        32,
        27,
        ("38/GM-UBND", date(2024, 7, 5)),
        "",
    ),
    (
        "Kỹ năng giao tiếp, tiếp công dân tại Bộ phận Một cửa",
        _WARD,
        date(2024, 8, 9),
        None,
        "Phòng họp tầng 2",
        "Công chức Bộ phận Một cửa",
        8,
        None,
        ("44/GM-UBND", date(2024, 8, 2)),
        "",
    ),
    (
        "Rà soát, đơn giản hóa thủ tục hành chính",
        _TOWN,
        date(2024, 9, 12),
        None,
        "Hội trường UBND thị xã",
        "Công chức đầu mối",
        3,
        None,
        ("", None),
        "",
    ),
)
# Content, group, words of the plan's task it serves, estimate, spent, paper, its day, note.
_MONEY: tuple[tuple[Any, ...], ...] = (
    ("Hỗ trợ công chức đầu mối kiểm soát thủ tục hành chính", 7, "", 7_200_000, 4_200_000, "12/QĐ-UBND", date(2024, 1, 15), ""),
    ("In, thay tờ niêm yết và bảng niêm yết", 1, "niem yet", 6_500_000, 6_120_000, "HĐ 0000417", date(2024, 3, 26), ""),
    (
        "Tờ rơi, pano về dịch vụ công trực tuyến",
        9,
        "tuyen truyen",
        12_500_000,
        13_250_000,
        "HĐ 0000982",
        date(2024, 6, 20),
        "In thêm 500 tờ.",
    ),
    ("Tập huấn tổ công nghệ số cộng đồng", 5, "tap huan", 8_000_000, 7_400_000, "HĐ 0001031", date(2024, 7, 15), ""),
    ("Văn phòng phẩm, mực in cho Bộ phận Một cửa", 9, "", 5_000_000, 2_300_000, "HĐ 0000655", date(2024, 5, 8), ""),
    ("Khảo sát sự hài lòng của người dân", 9, "hai long", 4_000_000, None, "", None, "Thực hiện trong quý IV."),
    ("Họp sơ kết 6 tháng đầu năm", 4, "", 2_000_000, 1_750_000, "HĐ 0001002", date(2024, 7, 3), ""),
)


def tell(story: Story) -> None:
    """Both registers until the office's day."""
    staff = _staff(story)
    with unit_of_work(story.session):
        for course in _COURSES:
            _course(story, staff, course)
    with unit_of_work(story.session):
        known = register_queries.lookups(story.session, story.agency_id, BUDGET_LINES, _TODAY).known["tasks"]
        for line in _MONEY:
            _line(story, staff, known, line)


def _staff(story: Story) -> int:
    units = people_queries.units_of(story.session, story.agency_id, _TODAY)
    clerk = story.person("minh")
    return next(unit.id for unit in units if unit.id in clerk.units)


def _course(story: Story, staff: int, course: tuple[Any, ...]) -> None:
    content, organiser, begins, ends, place, audience, invited, attended, (number, sent_on), result = course
    entered_on = min(sent_on or begins, _TODAY)
    values = {
        "unit_id": staff,
        "content": content,
        "organiser": organiser,
        "starts_on": begins,
        "ends_on": ends,
        "place": place,
        "audience": audience,
        "invited": invited,
        "doc_number": number,
        "doc_on": sent_on,
    }
    at: dict[str, Any] = {"today": entered_on, "now": story.toolbox.clock.now()}
    row = register_actions.enter(story.session, story.person("minh"), TRAININGS, values, **at)
    if attended is not None:
        at["today"] = max(begins, entered_on)
        register_actions.edit(story.session, story.person("minh"), TRAININGS, row, {"attended": attended, "result": result}, **at)


def _line(story: Story, staff: int, known: dict[int, str], line: tuple[Any, ...]) -> None:
    content, group, serves, estimate, spent, number, paid_on, note = line
    task = next((task_id for task_id, words in known.items() if serves and serves in fold(words)), None)
    values = {
        "unit_id": staff,
        "content": content,
        "budget_year": "2024",
        "group_number": group,
        "task_id": task,
        "estimate": estimate,
        "spent": spent,
        "doc_number": number,
        "doc_on": paid_on,
        "note": note,
    }
    at: dict[str, Any] = {"today": paid_on or _TODAY, "now": story.toolbox.clock.now()}
    register_actions.enter(story.session, story.person("minh"), BUDGET_LINES, values, **at)
