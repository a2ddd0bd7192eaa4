"""Vietnamese words for what the code names in English, where several desks say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tthc.core.books import BOOKS
from tthc.core.feedback.rules.steps import WAYS
from tthc.core.inspections.rules.findings import ACTS as FINDING_ACTS
from tthc.web.thing_words import THINGS as _THINGS

_ACTS = {
    "set_feedback_term": "Đặt thời hạn xử lý phản ánh, kiến nghị",
    "remove_feedback_term": "Bỏ thời hạn xử lý phản ánh, kiến nghị",
    "set_budget_groups": "Sửa nhóm nội dung chi",
    "set_reply": "Sửa mẫu trả lời",
    "reset_reply": "Bỏ mẫu trả lời riêng",
    "notify_round": "Thông báo lịch kiểm tra",
    "cancel_round": "Hủy đợt kiểm tra",
    "conclude_round": "Thông báo kết luận kiểm tra",
    "set_inspection_terms": "Đặt thời hạn của đợt kiểm tra",
    "add_member": "Thêm người vào đoàn kiểm tra",
    "remove_member": "Bớt người khỏi đoàn kiểm tra",
    "choose_items": "Chọn nội dung kiểm tra",
    "mark_item": "Ghi phiếu kiểm tra",
    "keep_answer": "Soạn báo cáo của đơn vị được kiểm tra",
    "send_answer": "Gửi báo cáo của đơn vị được kiểm tra",
    "write_minutes": "Lập biên bản kiểm tra",
    "sign_minutes": "Ký biên bản kiểm tra",
    "take_back_signature": "Gỡ chữ ký vì biên bản thay đổi",
    "close_minutes": "Hai bên đã ký biên bản",
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
    "derive_classes": "Lấy nhóm đối tượng kiểm tra từ kế hoạch",
    "add_class": "Thêm nhóm đối tượng kiểm tra",
    "edit_class": "Sửa nhóm đối tượng kiểm tra",
    "remove_class": "Bỏ nhóm đối tượng kiểm tra",
    "set_class_units": "Chọn đơn vị của nhóm đối tượng kiểm tra",
    "set_programme": "Đặt quy ước của chương trình kiểm tra",
    "ask": "Yêu cầu xuất hồ sơ lưu trữ",
    "seal": "Niêm phong hồ sơ lưu trữ",
    "reckon": "Lưu bảng tính chi phí tuân thủ",
    "set_income": "Đặt mức GDP bình quân đầu người",
    "set_words": "Sửa danh mục của sổ rà soát",
}
# Where a verb says another thing of another object.
_ACTS_ON = {
    **{(act.value, "feedback"): way.told for act, way in WAYS.items()},
    **{(act.value, "inspection_finding"): words for act, words in FINDING_ACTS.items() if act != "enter"},
    ("unlink_repeat", "inspection_finding"): "Bỏ ghi nhận lặp lại",
    ("keep", "evidence"): "Thêm minh chứng",
    ("attach", "inspection_item"): "Thêm tệp vào phiếu kiểm tra",
    ("detach", "inspection_item"): "Gỡ tệp khỏi phiếu kiểm tra",
    ("open", "inspection_round"): "Mở đợt kiểm tra đột xuất",
    ("open", "apology"): "Mở vì hồ sơ trễ hạn",
    ("take_back", "apology"): "Rút vì hồ sơ không còn quá hạn",
    ("submit", "report"): "Trình ký báo cáo",
    ("send_back", "report"): "Trả lại báo cáo",
    ("withdraw", "plan"): "Rút kế hoạch",
    ("add", "criteria_set"): "Lập bộ tiêu chí",
    ("take", "criteria_set"): "Dùng bộ tiêu chí có sẵn",
    ("copy", "criteria_set"): "Chép bộ tiêu chí của cấp trên",
    ("edit", "criteria_set"): "Sửa bộ tiêu chí",
    ("renew", "criteria_set"): "Lập bản mới của bộ tiêu chí",
    ("withdraw", "criteria_set"): "Ngừng dùng bộ tiêu chí",
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
