"""The sentences of the papers of a round as they read until an agency says its own."""

from __future__ import annotations

from tthc.core.registers.rules.documents import Sentence

WORK = "công tác cải cách hành chính, kiểm soát thủ tục hành chính"
_SIGNER = (
    Sentence("on_behalf", "Quyền hạn của người ký", "", is_long=False),
    Sentence("post", "Chức vụ của người ký", "CHỦ TỊCH", is_long=False),
    Sentence("signer", "Họ và tên người ký", "", is_long=False),
)
DECISION = (
    Sentence("subject", "Trích yếu", f"Về việc thành lập Đoàn kiểm tra {WORK} tại {{đơn vị}}", is_long=False),
    Sentence(
        "bases",
        "Căn cứ (mỗi căn cứ một dòng)",
        "Căn cứ Luật Tổ chức chính quyền địa phương;\n"
        "Căn cứ Nghị định số 63/2010/NĐ-CP của Chính phủ về kiểm soát thủ tục hành chính và các nghị định sửa đổi, bổ sung;\n"
        "Căn cứ kế hoạch kiểm tra năm {năm}.",
    ),
    Sentence(
        "duty",
        "Nhiệm vụ của Đoàn",
        "Đoàn kiểm tra thực hiện nhiệm vụ theo nội dung, thời gian nêu trên; lập biên bản, báo cáo kết quả "
        "và tự giải thể khi hoàn thành nhiệm vụ.",
    ),
    Sentence(
        "carried_out",
        "Trách nhiệm thi hành",
        "Văn phòng, thủ trưởng đơn vị được kiểm tra và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này",
    ),
    Sentence("recipients", "Nơi nhận (mỗi nơi một dòng)", "Như Điều 4\nLưu: VT"),
    *_SIGNER,
)
NOTICE = (
    Sentence("subject", "Trích yếu", f"Lịch kiểm tra {WORK} tại {{đơn vị}}", is_long=False),
    Sentence("opening", "Đoạn mở đầu", "{căn cứ}{cơ quan} thông báo lịch kiểm tra như sau:"),
    Sentence(
        "asked",
        "Yêu cầu đối với đơn vị",
        "{đơn vị} chuẩn bị báo cáo theo đề cương kèm theo, gửi Đoàn kiểm tra chậm nhất ngày {hạn báo cáo}; "
        "bố trí người làm việc và hồ sơ, tài liệu liên quan.",
    ),
    Sentence("recipients", "Nơi nhận (mỗi nơi một dòng)", "{đơn vị}\nThành viên Đoàn kiểm tra\nLưu: VT"),
    *_SIGNER,
)
CONCLUSION = (
    Sentence("subject", "Trích yếu", f"Kết luận kiểm tra {WORK} tại {{đơn vị}}", is_long=False),
    Sentence(
        "opening", "Đoạn mở đầu", "{căn cứ}{cơ quan} đã kiểm tra {đơn vị} {thời gian}. Trên cơ sở biên bản kiểm tra, kết luận như sau:"
    ),
    Sentence("closing", "Đoạn kết", "{đơn vị} thực hiện các kiến nghị đúng thời hạn và báo cáo kết quả khắc phục"),
    Sentence("recipients", "Nơi nhận (mỗi nơi một dòng)", "{đơn vị}\nThành viên Đoàn kiểm tra\nLưu: VT"),
    *_SIGNER,
)
