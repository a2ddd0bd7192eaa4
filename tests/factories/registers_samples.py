"""Rows as people would type them, for the walk through every register; each room adds its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tests.factories import findings, procedures
from tthc.core.communication import actions as communication_actions
from tthc.core.dossiers import actions as dossier_actions
from tthc.core.postings import actions as posting_actions
from tthc.core.registers import actions as register_actions


@dataclass(frozen=True)
class Sample:
    """What the walk types into one register.

    values and other: the texts of two rows that are no duplicates of each other (the unit is filled in by the walk).
    edited: what is typed over the first row. bad: a text that its column must refuse. word: typed into the search without
    tone marks it finds the first row and not the other. prepare(session, office, actor, today, now): makes what must be there
    before (a procedure, a topic) and returns texts that are added to both rows.
    """

    values: Mapping[str, str]
    other: Mapping[str, str]
    edited: Mapping[str, str]
    bad: Mapping[str, str]
    word: str
    prepare: Callable[..., Mapping[str, str]] | None = None
    facts: Mapping[str, str] = field(default_factory=dict)  # title of a column -> words the row's page must show


SAMPLES: dict[str, Sample] = {}


def _topic(session, office, actor, today, now):
    communication_actions.add_topic(session, office.actor("clerk"), 2024, "Dịch vụ công trực tuyến", now=now)
    return {"topic_id": "Dịch vụ công trực tuyến"}


SAMPLES["communication_item"] = Sample(
    values={"title": "Hướng dẫn khai sinh trực tuyến", "channel": "Zalo", "held_on": "02/05/2024", "reach": "1.250"},
    other={"title": "Họp dân về phí, lệ phí", "channel": "Hội nghị, họp dân", "held_on": "7/8/2024", "link": "https://anbinh.vn/tin/1"},
    edited={"title": "Hướng dẫn đăng ký khai sinh trực tuyến", "audience": "Nhân dân tổ 5"},
    bad={"held_on": "16/08/2024"},
    word="khai sinh",
    prepare=_topic,
    facts={"Chủ đề": "Dịch vụ công trực tuyến", "Số lượt tiếp cận": "1.250"},
)

SAMPLES["training"] = Sample(
    values={
        "content": "Nghiệp vụ số hóa hồ sơ",
        "organiser": "Văn phòng UBND thị xã",
        "starts_on": "06/06/2024",
        "ends_on": "07/06/2024",
        "invited": "14",
        "attended": "12",
    },
    other={"content": "Kỹ năng giao tiếp tại Bộ phận Một cửa", "organiser": "UBND phường", "starts_on": "20/8/2024", "invited": "9"},
    edited={"attended": "13", "doc_number": "215/GM-UBND"},
    bad={"ends_on": "05/06/2024"},
    word="so hoa",
    facts={"Số người triệu tập": "14", "Ngày kết thúc": "07/06/2024"},
)

SAMPLES["budget_line"] = Sample(
    values={
        "content": "In tờ rơi dịch vụ công trực tuyến",
        "budget_year": "2024",
        "group_number": "9",
        "estimate": "12.500.000",
        "spent": "11.900.000",
        "doc_on": "02/07/2024",
    },
    other={"content": "Hỗ trợ công chức đầu mối", "budget_year": "2024", "group_number": "7", "estimate": "3.600.000.000"},
    edited={"spent": "12.700.000 đ", "doc_number": "HĐ 0001245"},
    bad={"estimate": "mười triệu"},
    word="to roi",
    facts={"Dự toán (đồng)": "12.500.000", "Nhóm nội dung": "9. Chi khác"},
)

SAMPLES["visit"] = Sample(
    values={"visited_on": "14/08/2024", "counter": "Quầy Hộ tịch", "number": "12", "waiting_minutes": "12,5", "satisfaction": "Hài lòng"},
    other={"visited_on": "13/08/2024", "counter": "Quầy Đất đai", "number": "12", "waiting_minutes": "31"},
    edited={"satisfaction": "Bình thường"},
    bad={"waiting_minutes": "hai giờ"},
    word="ho tich",
    facts={"Thời gian chờ (phút)": "12,5", "Mức độ hài lòng": "Hài lòng"},
)

SAMPLES["feedback"] = Sample(
    values={
        "channel": "Điện thoại chuyên dùng",
        "received_on": "05/08/2024",
        "person": "Nguyễn Thị Bình",
        "phone": "0912 345 678",
        "content": "Bộ phận Một cửa hẹn trả giấy khai sinh nhiều lần không đúng ngày.",
        "receiver": "Công chức trực",
    },
    other={"channel": "Thư điện tử, trang thông tin điện tử", "received_on": "6/8/2024", "content": "Đề nghị bỏ bản sao sổ hộ khẩu."},
    edited={"content": "Bộ phận Một cửa hẹn trả giấy khai sinh ba lần không đúng ngày.", "satisfaction": "Hài lòng"},
    bad={"received_on": "16/08/2024"},
    word="khai sinh",
    facts={"Hạn trả lời": "26/08/2024", "Hình thức tiếp nhận": "Điện thoại chuyên dùng"},
)
SAMPLES["dossier"] = Sample(
    values={
        "code": "000.15.37.H56-240701-0001",
        "field": "Hộ tịch",
        "received_on": "01/07/2024",
        "due_on": "20/08/2024",
        "channel": "Trực tuyến",
        "digitised": "Có",
    },
    other={
        "code": "000.15.37.H56-240702-0002",
        "field": "Đất đai",
        "received_on": "2/7/2024",
        "returned_on": "3.7.24",
        "channel": "Trực tiếp",
    },
    edited={"returned_on": "14/08/2024", "satisfaction": "Hài lòng"},
    bad={"returned_on": "30/06/2024"},
    word="ho tich",
    facts={"Lĩnh vực": "Hộ tịch", "Ngày hẹn trả": "20/08/2024", "Số hóa kết quả": "Có"},
)
_ZEROS = dict.fromkeys(
    ("received", "online", "direct", "carried", "settled", "early", "on_time", "late", "pending", "within", "overdue"), "0"
)
_QUARTER = {"first_day": "15/03/2024", "last_day": "14/06/2024", "level": "Cấp xã"}
SAMPLES["dossier_total"] = Sample(
    values=_ZEROS | _QUARTER | {"field": "Chứng thực", "received": "1.250", "direct": "1.250", "settled": "1.250", "early": "1.250"},
    other=_ZEROS | _QUARTER | {"field": "Người có công", "received": "3", "online": "3", "pending": "3", "within": "3"},
    edited={"early": "1249", "late": "1"},
    bad={"direct": "1249"},
    word="chung thuc",
    facts={"Lĩnh vực": "Chứng thực", "(3) Nhận giải quyết: tổng số": "1.250"},
)


def _pending(session, office, actor, today, now):
    for number in (1, 2):
        values = {"code": f"H-{number}", "field": "Hộ tịch", "channel": "direct", "unit_id": office.desk.id}
        days = {"received_on": date(2024, 8, 12), "due_on": date(2024, 8, 20)}
        register_actions.enter(session, office.actor("clerk"), dossier_actions.DOSSIERS, values | days, today=today, now=now)
    return {}


SAMPLES["apology"] = Sample(
    values={"dossier_code": "H-1", "reason": "Chờ cơ quan phối hợp xác minh", "new_due": "26/08/2024", "applicant": "Nguyễn Văn An"},
    other={"dossier_code": "H-2", "reason": "Thiếu bản đồ giải thửa"},
    edited={"sent_on": "15/08/2024", "signer": "Trần Văn Bình"},
    bad={"new_due": "19/08/2024"},
    word="phoi hop",
    prepare=_pending,
    facts={"Ngày hẹn trả ban đầu": "20/08/2024", "Hạn gửi xin lỗi": "21/08/2024"},
)


SAMPLES["procedure"] = Sample(
    values={
        "code": "1.001193",
        "name": "Đăng ký khai sinh có yếu tố nước ngoài",
        "field": "Hộ tịch",
        "time_limit": "Ngay trong ngày tiếp nhận",
        "online_level": "Toàn trình",
        "change_kind": "Ban hành mới",
        "decision_number": "812/QĐ-UBND",
        "decision_on": "05/06/2024",
        "decision_effective_on": "15/06/2024",
    },
    other={"code": "2.000815", "name": "Chứng thực bản sao từ bản chính", "field": "Chứng thực", "time_limit": "01 ngày làm việc"},
    edited={"fee": "Không thu phí", "components": "Tờ khai theo mẫu\nGiấy chứng sinh"},
    bad={"decision_on": "31/02/2024"},
    word="khai sinh",
    facts={"Mức độ trực tuyến": "Toàn trình", "Có hiệu lực từ": "15/06/2024"},
)

SAMPLES["announcement"] = Sample(
    values={
        "number": "912/QĐ-UBND",
        "issued_on": "03/07/2024",
        "effective_on": "10/07/2024",
        "subject": "Công bố danh mục thủ tục hành chính lĩnh vực hộ tịch",
    },
    other={"number": "913/QĐ-UBND", "issued_on": "4/7/2024", "effective_on": "11/7/2024", "subject": "Bãi bỏ thủ tục lĩnh vực đất đai"},
    edited={"issuer": "UBND tỉnh Mẫu"},
    bad={"effective_on": "khi ký"},
    word="ho tich",
    facts={"Ngày có hiệu lực": "10/07/2024"},
)


def _procedures_to_post(session, office, actor, today, now):
    clerk = office.actor("clerk")
    posting_actions.begin_places(session, clerk, now=now)
    # What is internal need not hang, so no sheet of it was opened by itself.
    procedures.procedure(session, clerk, office.staff, "1.000110", "Đăng ký kết hôn", nature="internal", today=today)
    procedures.procedure(session, clerk, office.staff, "1.000120", "Đăng ký khai tử", nature="internal", today=today)
    return {"place_id": "Bảng niêm yết"}


SAMPLES["posting"] = Sample(
    values={"procedure_code": "1.000110", "posted_on": "10/07/2024", "form": "Bản giấy"},
    other={"procedure_code": "1.000120", "posted_on": "11/7/2024", "form": "Mã QR"},
    edited={"note": "Treo tại bảng tầng 1"},
    bad={"posted_on": "16/08/2024"},
    word="ket hon",
    prepare=_procedures_to_post,
    facts={"Tên thủ tục": "Đăng ký kết hôn", "Hình thức": "Bản giấy"},
)


def _at_a_desk(_session, office, *_):
    """The unit that the first round inspects, by its name."""
    return {"object_id": office.justice.name}


SAMPLES["inspection_round"] = Sample(
    values={
        "form": "Theo kế hoạch",
        "starts_on": "20/06/2024",
        "ends_on": "21/06/2024",
        "content": "Toàn phần nội dung kế hoạch",
        "decision_number": "31/QĐ-UBND",
        "decided_on": "10/06/2024",
    },
    other={"form": "Qua hệ thống công nghệ thông tin", "starts_on": "3/7/2024"},
    edited={"conclusion_number": "12/TB-UBND", "concluded_on": "05/07/2024", "conclusion": "Thực hiện đúng quy định."},
    bad={"ends_on": "19/06/2024"},
    word="toan phan",
    prepare=_at_a_desk,
    facts={"Đơn vị được kiểm tra": "Tư pháp - Hộ tịch", "Số kết luận": "12/TB-UBND", "Số quyết định": "31/QĐ-UBND"},
)

SAMPLES["review"] = Sample(
    values={
        "subject": "Xác nhận tình trạng hôn nhân",
        "procedure_codes": "1.004873",
        "is_planned": "Có",
        "reason": "Từ phản ánh, kiến nghị",
        "begins_on": "01/03/2024",
        "ends_on": "30/06/2024",
        "product": "Báo cáo kết quả rà soát",
        "proposal": "Cắt giảm giấy tờ",
    },
    other={
        "subject": "Nhóm thủ tục bảo trợ xã hội",
        "is_planned": "Không",
        "reason": "Cơ quan tự lựa chọn",
        "begins_on": "1/7/2024",
        "ends_on": "30/8/2024",
        "product": "Phương án đơn giản hóa",
    },
    edited={"finished_on": "28/06/2024", "proposal_words": "Bỏ bản sao sổ hộ khẩu."},
    bad={"ends_on": "29/02/2024"},
    word="hon nhan",
    facts={"Lý do lựa chọn": "Từ phản ánh, kiến nghị", "Hạn hoàn thành": "30/06/2024", "Phương án": "Cắt giảm giấy tờ"},
)

SAMPLES["draft_regulation"] = Sample(
    values={
        "title": "Quyết định ban hành quy chế quản lý chợ",
        "kind": "Quyết định của Ủy ban nhân dân",
        "drafted_on": "02/05/2024",
        "has_procedures": "Có",
        "drafter": "Công chức Tài chính",
    },
    other={
        "title": "Nghị quyết về mức thu dịch vụ",
        "kind": "Nghị quyết của Hội đồng nhân dân",
        "drafted_on": "7/8/2024",
        "has_procedures": "Không",
    },
    edited={"is_assessed": "Có", "assessed_on": "10/05/2024"},
    bad={"opinion_on": "11/05/2024"},
    word="quan ly cho",
    facts={"Loại văn bản": "Quyết định của Ủy ban nhân dân", "Có quy định thủ tục": "Có"},
)


def _inspected(session, office, actor, today, now):
    """A finished round at a desk; the form sends its number, a sheet its words."""
    findings.round_of(session, office.actor("clerk"), office.justice.id, today=today, now=now)
    return {"round_id": f"{office.justice.name}, 20/06/2024", "owner_id": office.justice.name}


SAMPLES["inspection_finding"] = Sample(
    values={
        "observation": "Chưa niêm yết công khai 03 thủ tục lĩnh vực hộ tịch",
        "found_on": "20/06/2024",
        "due_on": "31/08/2024",
        "code": "II.2.1",
        "remedy": "Niêm yết đủ thủ tục tại bảng",
    },
    other={"observation": "Sổ tiếp dân ghi thiếu cột kết quả", "found_on": "21/6/2024"},
    edited={"cause": "Quyết định công bố đến chậm", "due_on": "15/09/2024"},
    bad={"due_on": "19/06/2024"},
    word="ho tich",
    prepare=_inspected,
    facts={"Đợt kiểm tra": "Tư pháp - Hộ tịch, 20/06/2024", "Hạn khắc phục": "31/08/2024", "Mục kiểm tra": "II.2.1"},
)

SAMPLES["inspection_return"] = Sample(
    values={
        "object_id": "Tư pháp - Hộ tịch",
        "year": "2024",
        "reported_on": "09/08/2024",
        "number": "15/BC-TPHT",
        "units_total": "10",
        "units_inspected": "6",
        "found": "4",
        "put_right": "3",
    },
    other={
        "object_id": "Văn hóa - Xã hội",
        "year": "2024",
        "reported_on": "12/8/2024",
        "units_total": "5",
        "units_inspected": "1",
        "found": "0",
        "put_right": "0",
    },
    edited={"put_right": "4", "note": "Đã khắc phục xong"},
    bad={"units_inspected": "11"},
    word="tpht",
    facts={"Đơn vị báo cáo": "Tư pháp - Hộ tịch", "Năm": "2024", "Số đơn vị đã kiểm tra": "6"},
)
