"""Vietnamese words for what the code names in English, where several desks say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tthc.core.books import BOOKS
from tthc.core.feedback.rules.steps import WAYS

_ACTS = {
    "set_feedback_term": "Đặt thời hạn xử lý phản ánh, kiến nghị",
    "remove_feedback_term": "Bỏ thời hạn xử lý phản ánh, kiến nghị",
    "set_budget_groups": "Sửa nhóm nội dung chi",
    "set_reply": "Sửa mẫu trả lời",
    "reset_reply": "Bỏ mẫu trả lời riêng",
    "submit": "Báo hoàn thành",
    "verify": "Duyệt minh chứng",
    "send_back": "Trả lại minh chứng",
    "withdraw": "Hoàn tác báo hoàn thành",
    "start": "Bắt đầu thực hiện",
    "assign": "Phân công lại",
    "set_due": "Đổi hạn",
    "trigger": "Ghi nhận việc phát sinh",
    "recompute_due": "Tính lại hạn theo lịch mới",
    "sign_in": "Đăng nhập",
    "sign_out": "Đăng xuất",
    "sign_out_everywhere": "Đăng xuất mọi nơi",
    "make_code": "Cấp mã một lần",
    "add_counter": "Thêm máy tại quầy",
    "make_pairing_code": "Cấp mã kết nối máy tại quầy",
    "pair_counter": "Kết nối máy tại quầy",
    "revoke_counter": "Thu hồi máy tại quầy",
    "set_visit_targets": "Đặt cách tính thời gian chờ, hài lòng",
    "take_ticket": "Lấy số tại quầy",
    "call_ticket": "Gọi số tại quầy",
    "rate_visit": "Đánh giá mức độ hài lòng",
    "set_password": "Đặt mật khẩu",
    "add_agency": "Thêm cơ quan",
    "place_below": "Đặt dưới cơ quan cấp trên",
    "add_unit": "Thêm đơn vị",
    "rename_unit": "Sửa tên gọi đơn vị",
    "move_unit": "Chuyển đơn vị",
    "close_unit": "Kết thúc đơn vị",
    "set_members": "Đổi thành viên nhóm",
    "remember_spelling": "Ghi nhớ cách viết tên đơn vị",
    "add_person": "Thêm người dùng",
    "rename_person": "Sửa họ tên",
    "activate": "Mở lại tài khoản",
    "deactivate": "Ngừng tài khoản",
    "add_post": "Thêm vị trí công tác",
    "end_post": "Kết thúc vị trí công tác",
    "replace_year": "Thay lịch nghỉ của năm",
    "set_schedule": "Đặt lịch báo cáo",
    "create_tasks": "Tạo nhiệm vụ từ kế hoạch",
    "stage": "Tải kế hoạch lên",
    "read": "Đọc văn bản kế hoạch",
    "refuse": "Từ chối văn bản không đọc được",
    "answer": "Trả lời phần cần kiểm tra",
    "load": "Nhập kế hoạch",
    "keep": "Lưu văn bản kế hoạch",
    "undo": "Hoàn tác nhập kế hoạch",
    "discard": "Bỏ lần nhập kế hoạch",
    "correct": "Sửa dòng khi nhập kế hoạch",
    "add_row": "Thêm dòng từ đoạn văn",
    "skip_row": "Bỏ dòng khi nhập kế hoạch",
    "take_row": "Lấy lại dòng đã bỏ",
    "amend": "Điều chỉnh kế hoạch",
    "change_targets": "Điều chỉnh chỉ tiêu",
    "revise": "Điều chỉnh nhiệm vụ theo kế hoạch",
    "remove": "Bỏ nhiệm vụ khỏi kế hoạch",
    "attach": "Thêm tệp",
    "detach": "Gỡ tệp",
    "edit": "Sửa",
    "ask_roll_over": "Yêu cầu lập kế hoạch năm sau",
    "keep_rolled_over": "Lập văn bản kế hoạch năm sau",
    "share": "Giao kế hoạch cho cấp dưới",
    "unshare": "Thôi giao kế hoạch cho cấp dưới",
    "cascade": "Nhận nhiệm vụ cấp trên giao",
    "give_back": "Trả nhiệm vụ đã nhận của cấp trên",
    "ask_export": "Yêu cầu lập tệp kế hoạch",
    "keep_export": "Lập tệp kế hoạch",
    "enter": "Nhập số liệu chỉ tiêu",
    "clear": "Xóa số liệu chỉ tiêu",
    "close_period": "Khóa số liệu kỳ",
    "choose_measure": "Chọn cách tính chỉ tiêu",
    "count": "Tính số liệu chỉ tiêu từ sổ",
    "set_apology_terms": "Đặt quy định thời hạn xin lỗi",
    "ask_form": "Yêu cầu lập biểu II.06a",
    "keep_form": "Lập biểu II.06a",
    "derive_topics": "Lấy chủ đề tuyên truyền từ kế hoạch",
    "add_topic": "Thêm chủ đề tuyên truyền",
    "rename_topic": "Sửa tên chủ đề tuyên truyền",
    "merge_topics": "Gộp chủ đề tuyên truyền",
    "leave_out_topic": "Bỏ chủ đề tuyên truyền khỏi năm",
    "open_sheets": "Mở, rút việc niêm yết theo quyết định",
    "mark_posted": "Ghi nhận đã niêm yết",
    "mark_removed": "Ghi nhận đã gỡ",
    "begin_places": "Lập các nơi niêm yết",
    "write_place": "Sửa nơi niêm yết",
    "end_place": "Thôi niêm yết tại một nơi",
    "withdraw_change": "Gỡ quyết định khỏi thủ tục",
    "set_terms": "Đặt thời hạn công bố, kiểm tra niêm yết",
    "draft": "Lập báo cáo",
    "reword": "Sửa lời văn báo cáo",
    "approve": "Phê duyệt báo cáo",
    "print": "In bản chốt của báo cáo",
    "sign": "Ký báo cáo",
    "section_report": "Lập báo cáo tiến độ",
    "order_signature": "Yêu cầu ký số",
    "attach_signature": "Ghi nhận chữ ký số",
    "ask": "Yêu cầu xuất hồ sơ lưu trữ",
    "seal": "Niêm phong hồ sơ lưu trữ",
}
# Where a verb says another thing of another object.
_ACTS_ON = {
    **{(act.value, "feedback"): way.told for act, way in WAYS.items()},
    ("keep", "evidence"): "Thêm minh chứng",
    ("open", "apology"): "Mở vì hồ sơ trễ hạn",
    ("take_back", "apology"): "Rút vì hồ sơ không còn quá hạn",
    ("submit", "report"): "Trình ký báo cáo",
    ("send_back", "report"): "Trả lại báo cáo",
    ("withdraw", "plan"): "Rút kế hoạch",
    ("stage", "register_import"): "Tải tệp của sổ theo dõi lên",
    ("answer_mapping", "register_import"): "Chọn cột cho tệp của sổ theo dõi",
    ("keep_preview", "register_import"): "Kiểm tra tệp của sổ theo dõi",
    ("ask_load", "register_import"): "Xác nhận nhập tệp vào sổ theo dõi",
    ("put_back", "register_import"): "Kiểm tra lại tệp vì sổ đã thay đổi",
    ("load", "register_import"): "Nhập tệp vào sổ theo dõi",
    ("discard", "register_import"): "Bỏ tệp của sổ theo dõi",
    ("ask_export", "register_export"): "Yêu cầu xuất sổ theo dõi",
    ("keep_export", "register_export"): "Xuất sổ theo dõi",
    ("ask_document", "register_document"): "Yêu cầu in văn bản từ sổ theo dõi",
    ("keep_document", "register_document"): "In văn bản từ sổ theo dõi",
    ("word_document", "document_wording"): "Sửa câu chữ của văn bản in từ sổ",
    ("check", "stored_file"): "Kiểm tra kho tệp hằng đêm",
}
# What is done to a row of any register.
_ROW_ACTS = {
    "enter": "Thêm vào sổ theo dõi",
    "edit": "Sửa dòng",
    "remove": "Xóa khỏi sổ",
    "attach": "Thêm tệp vào dòng",
    "detach": "Gỡ tệp khỏi dòng",
}
_THINGS = {
    "announcement": "quyết định công bố",
    "posting": "tờ niêm yết",
    "posting_place": "nơi niêm yết",
    "procedure": "thủ tục",
    "publication_terms": "thời hạn công bố, niêm yết",
    "apology": "văn bản xin lỗi",
    "apology_terms": "quy định thời hạn xin lỗi",
    "dossier": "hồ sơ",
    "dossier_total": "số liệu hồ sơ",
    "form_sheet": "biểu II.06a",
    "feedback": "phản ánh",
    "feedback_reply": "mẫu trả lời",
    "feedback_term": "thời hạn",
    "archive_package": "gói lưu trữ",
    "budget_group": "danh mục nhóm nội dung chi",
    "budget_line": "khoản kinh phí",
    "calendar_day": "lịch nghỉ",
    "communication_item": "tin, bài",
    "communication_topic": "chủ đề tuyên truyền",
    "counter_device": "máy tại quầy",
    "document_wording": "câu chữ văn bản",
    "evidence": "minh chứng",
    "edition": "bản chốt",
    "import_draft": "lần nhập",
    "login_session": "phiên",
    "occurrence": "việc",
    "person": "người dùng",
    "plan": "kế hoạch",
    "plan_export": "tệp kế hoạch",
    "post": "vị trí",
    "register_document": "văn bản in từ sổ",
    "register_export": "tệp xuất sổ",
    "register_import": "tệp nhập sổ",
    "report": "báo cáo",
    "report_schedule": "lịch báo cáo",
    "signed_document": "văn bản ký số",
    "signing_order": "lệnh ký",
    "target": "chỉ tiêu",
    "task": "nhiệm vụ",
    "training": "lớp tập huấn",
    "unit": "đơn vị",
    "unit_spelling": "cách viết",
    "visit": "lượt chờ",
    "visit_setting": "cách tính của",
}


@dataclass(frozen=True)
class Act:
    """One entry of a history."""

    at: datetime
    who: str
    words: str
    href: str | None = None


def act_words(entry: Any) -> Act:
    """A log entry as a person reads it."""
    row = _ROW_ACTS.get(entry.verb) if entry.thing in BOOKS else None
    words = _ACTS_ON.get((entry.verb, entry.thing)) or row or _ACTS.get(entry.verb, entry.verb)
    return Act(entry.at, entry.actor_name, words)


def thing_words(entry: Any) -> str:
    """What an entry is about: "việc 149"; nothing where it is about no single thing."""
    return f"{_THINGS.get(entry.thing, entry.thing)} {entry.thing_id}" if entry.thing_id else ""
