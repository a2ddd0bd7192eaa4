"""The ward's reviews of the year: one adopted, one refused, one that waits at the province, one late; drafts, and a quarter without any."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.registers.rules import Kind
from tthc.core.reviews import actions
from tthc.core.reviews.actions import DRAFTS, REVIEWS
from tthc.core.reviews.actions.costing import Asked
from tthc.core.reviews.rules.costs import Side, Step, Volume
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story

_TODAY, _PLANNED_ON = date(2024, 8, 15), date(2024, 1, 29)
_GDP_YEAR, _GDP = 2023, 101_900_000
_PRODUCT = "Báo cáo kết quả rà soát, phương án đơn giản hóa"


def _h(hours: str, **money: int) -> Side:
    return Side(hours=Decimal(hours), **money)


# Two journeys to the ward and a paper from the former address before; one form sent online after.
_MARRIAGE = (
    Step("Chuẩn bị giấy tờ", _h("2"), _h("1.5")),
    Step("Xin xác nhận của nơi cư trú trước đây", _h("6", travel=120_000)),
    Step("Sao chụp, chứng thực giấy tờ", _h("1", materials=10_000, fee=24_000)),
    Step("Điền tờ khai", _h("0.5"), _h("0.5")),
    Step("Nộp hồ sơ", _h("1.5", travel=20_000), _h("0.8")),
    Step("Nộp lệ phí", Side(fee=15_000), Side(fee=15_000)),
    Step("Nhận kết quả", _h("1.5", travel=20_000), Side(travel=31_000)),
)
_BIRTH = (
    Step("Chuẩn bị giấy tờ chứng minh", _h("4", materials=20_000), _h("2")),
    Step("Đi lại, nộp hồ sơ", _h("2", travel=30_000), _h("0.5")),
    Step("Chờ xác minh, làm việc với công chức", _h("2"), _h("1")),
    Step("Nhận kết quả", _h("1.5", travel=30_000, fee=8_000), _h("1.5", travel=30_000, fee=8_000)),
)
_AID = (
    Step("Chuẩn bị hồ sơ", _h("4"), _h("3")),
    Step("Họp hội đồng xét duyệt", _h("2"), _h("2")),
    Step("Nhận kết quả", _h("1", travel=20_000), _h("1", travel=20_000)),
)


@dataclass(frozen=True)
class _Case:
    """One review: what the plan says of it, and what happened later as (day, who, columns)."""

    plan: dict[str, Any]
    desk: str
    steps: tuple[Step, ...] = ()
    volumes: tuple[Volume, Volume] = (Volume(), Volume())
    later: tuple[tuple[date, str, dict[str, Any]], ...] = field(default=())


def _plan(codes: str, reason: str, words: str, begins: date, ends: date, subject: str = "", *, is_planned: bool = True) -> dict[str, Any]:
    told = {"procedure_codes": codes, "subject": subject, "reason": reason, "reason_words": words, "product": _PRODUCT}
    return told | {"begins_on": begins, "ends_on": ends, "is_planned": is_planned}


_CASES = (
    _Case(
        _plan(
            "1.004873", "feedback", "Phản ánh của công dân trong quý I về việc phải xin xác nhận ở nơi cư trú cũ",
            date(2024, 3, 1), date(2024, 5, 31),
        ),
        "tu phap", _MARRIAGE, (Volume(Decimal(1), 240), Volume(Decimal(1), 240)),
        (
            (
                date(2024, 5, 20), "hanh",
                {
                    "finished_on": date(2024, 5, 20), "proposal": "cut_papers", "proposal_2": "online",
                    "proposal_words": "Bỏ giấy xác nhận của nơi cư trú trước đây, khai thác Cơ sở dữ liệu quốc gia về dân cư.\n"
                    "Tiếp nhận và trả kết quả trực tuyến, qua bưu chính công ích.",
                    "necessity": "met", "necessity_words": "Cần để xác nhận tình trạng hôn nhân khi kết hôn, giao dịch.",
                    "reasonableness": "unmet", "reasonableness_words": "Giấy xác nhận của nơi cư trú cũ trùng dữ liệu đã có.",
                    "legality": "met", "legality_words": "Đúng Nghị định số 123/2015/NĐ-CP.",
                    "cost": "unmet", "cost_words": "Người dân đi lại ba lần, chờ xác minh nhiều ngày.",
                },
            ),
            (date(2024, 5, 24), "minh", {"level": "province", "submission_number": "41/TTr-UBND", "submitted_on": date(2024, 5, 24)}),
            (
                date(2024, 7, 5), "minh",
                {
                    "result": "adopted", "decision_number": "1688/QĐ-UBND", "decision_on": date(2024, 7, 4),
                    "result_words": "Thông qua phương án cắt giảm giấy tờ, thực hiện trực tuyến toàn trình.",
                },
            ),
        ),
    ),
    _Case(
        _plan("1.001776", "direction", "Kế hoạch rà soát của UBND thị xã", date(2024, 2, 15), date(2024, 4, 30)),
        "van hoa", _AID, (Volume(Decimal(1), 60), Volume(Decimal(1), 60)),
        (
            (
                date(2024, 4, 26), "thuha",
                {
                    "finished_on": date(2024, 4, 26), "proposal": "cut_time", "necessity": "met", "legality": "met",
                    "proposal_words": "Rút ngắn thời hạn từ 22 ngày làm việc xuống 15 ngày làm việc.",
                    "reasonableness": "partly", "cost": "partly",
                },
            ),
            (date(2024, 5, 3), "minh", {"level": "province", "submission_number": "33/TTr-UBND", "submitted_on": date(2024, 5, 3)}),
            (
                date(2024, 6, 12), "minh",
                {
                    "result": "refused", "decision_number": "1420/SLĐTBXH-BTXH", "decision_on": date(2024, 6, 11),
                    "result_words": "Thời hạn do nghị định quy định, chưa có căn cứ rút ngắn.",
                },
            ),
        ),
    ),
    _Case(
        _plan("1.004884", "own", "Hồ sơ phải xác minh nhiều, thời gian kéo dài", date(2024, 4, 1), date(2024, 6, 30)),
        "tu phap", _BIRTH, (Volume(Decimal(1), 35), Volume(Decimal(1), 35)),
        (
            (
                date(2024, 6, 25), "hanh",
                {
                    "finished_on": date(2024, 6, 25), "proposal": "cut_papers",
                    "necessity": "met", "reasonableness": "partly", "legality": "met",
                    "cost": "partly", "proposal_words": "Chấp nhận dữ liệu điện tử thay bản sao giấy tờ của người yêu cầu.",
                },
            ),
            (date(2024, 7, 1), "minh", {"level": "province", "submission_number": "58/TTr-UBND", "submitted_on": date(2024, 7, 1)}),
        ),
    ),
    _Case(_plan("1.003554", "direction", "Kế hoạch rà soát của UBND thị xã", date(2024, 5, 1), date(2024, 7, 31)), "tai chinh"),
    _Case(
        _plan(
            "2.000815; 2.000884", "own", "Hai thủ tục chiếm phần lớn hồ sơ của Bộ phận Một cửa", date(2024, 3, 1), date(2024, 6, 15),
            "Nhóm thủ tục chứng thực bản sao, chữ ký",
        ),
        "tu phap",
        later=(
            (
                date(2024, 6, 12), "hanh",
                {
                    "finished_on": date(2024, 6, 12), "proposal": "keep", "necessity": "met", "reasonableness": "met", "legality": "met",
                    "cost": "met", "proposal_words": "Thủ tục đơn giản, làm ngay trong ngày; tiếp tục khuyến khích chứng thực điện tử.",
                },
            ),
        ),
    ),
    _Case(
        _plan(
            "1.001731; 1.000656", "feedback", "Đề nghị của cử tri tại buổi đối thoại ngày 09/5/2024", date(2024, 7, 15), date(2024, 9, 30),
            "Nhóm thủ tục liên thông đăng ký khai tử, hỗ trợ chi phí mai táng", is_planned=False,
        ),
        "van hoa",
    ),
)  # fmt: skip
_DRAFTS: tuple[dict[str, Any], ...] = (
    {"kind": "none", "drafted_on": date(2024, 3, 14)},
    {
        "title": "Quyết định ban hành Quy định về xét, hỗ trợ đột xuất cho hộ khó khăn trên địa bàn phường", "kind": "decision",
        "drafted_on": date(2024, 4, 22), "has_procedures": True, "is_assessed": True, "assessed_on": date(2024, 5, 6),
        "opinion_number": "19/TP-KSTT", "opinion_on": date(2024, 5, 15), "outcome": "issued", "drafter": "Công chức Văn hóa - Xã hội",
        "opinion": "Thủ tục cần thiết; đề nghị bỏ yêu cầu nộp bản sao căn cước.",
    },
    {
        "title": "Quyết định ban hành Quy chế làm việc của Bộ phận Tiếp nhận và Trả kết quả", "kind": "decision",
        "drafted_on": date(2024, 6, 3), "has_procedures": False, "outcome": "issued", "drafter": "Công chức Văn phòng - Thống kê",
    },
    {
        "title": "Quyết định ban hành Quy định sử dụng tạm thời vỉa hè ngoài mục đích giao thông", "kind": "decision",
        "drafted_on": date(2024, 7, 29), "has_procedures": True, "outcome": "drafting", "drafter": "Công chức Tài chính - Kế toán",
    },
)  # fmt: skip


def tell(story: Story) -> None:
    """The plan by the clerk, each review by its desk, submissions and answers by the clerk."""
    with unit_of_work(story.session):
        now = story.toolbox.clock.now()
        actions.set_income(story.session, story.person("minh"), _GDP_YEAR, _GDP, "Tổng cục Thống kê", now=now)
        for case in _CASES:
            _review(story, case)
        for draft in _DRAFTS:
            values = _blank(DRAFTS.entered) | draft | {"unit_id": _unit(story, "van phong")}
            register_actions.enter(story.session, story.person("minh"), DRAFTS, values, today=_TODAY, now=now)


def _blank(columns: Any) -> dict[str, Any]:
    texts = (Kind.TEXT, Kind.LONG, Kind.CHOICE)
    return {one.name: "" if one.kind in texts and not one.choices_from else None for one in columns}


def _unit(story: Story, words: str) -> int:
    known = register_queries.lookups(story.session, story.agency_id, REVIEWS, _TODAY)
    return next(unit_id for unit_id, name in known.unit_names.items() if words in fold(name))


def _review(story: Story, case: _Case) -> None:
    session, now = story.session, story.toolbox.clock.now()
    values = _blank(REVIEWS.entered) | case.plan | {"unit_id": _unit(story, case.desk)}
    row = register_actions.enter(session, story.person("minh"), REVIEWS, values, today=_PLANNED_ON, now=now)
    for turn, (day, who, columns) in enumerate(case.later):
        changed = {column.name: getattr(row, column.name) for column in REVIEWS.entered} | columns
        register_actions.edit(session, story.person(who), REVIEWS, row, changed, today=day, now=now)
        if turn == 0 and case.steps:
            actions.keep_costs(session, story.person(who), row, Asked(case.steps, *case.volumes, _GDP_YEAR), now=now)
