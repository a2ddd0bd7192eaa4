"""A believable quarterly report of a ward, as frozen content."""

from __future__ import annotations

from typing import Any

PERIOD: dict[str, Any] = {
    "form": "period",
    "agency": {"superior": None, "name": "ỦY BAN NHÂN DÂN PHƯỜNG TRUNG LƯƠNG", "place": "Trung Lương"},
    "number": "15/BC-UBND",
    "symbol": "BC-UBND",
    "date": "2024-09-05",
    "title": "BÁO CÁO",
    "subject": "Kết quả thực hiện công tác kiểm soát thủ tục hành chính quý III năm 2024",
    "addressee": ["Ủy ban nhân dân thị xã Hồng Lĩnh"],
    "bases": [],
    "opening": "Thực hiện Kế hoạch số 05/KH-UBND ngày 15 tháng 01 năm 2024 của Ủy ban nhân dân phường về công tác kiểm soát thủ tục hành chính năm 2024, Ủy ban nhân dân phường Trung Lương báo cáo kết quả thực hiện quý III năm 2024 (từ ngày 15/6/2024 đến ngày 14/9/2024) như sau:",
    "parts": [
        {
            "heading": "I. Tình hình, kết quả thực hiện",
            "blocks": [
                {"kind": "heading", "text": "1. Công tác chỉ đạo, điều hành"},
                {
                    "kind": "text",
                    "text": "Trong quý, Ủy ban nhân dân phường đã ban hành 04 văn bản chỉ đạo, triển khai; phân công công chức đầu mối kiểm soát thủ tục hành chính; tổ chức 02 cuộc họp đánh giá tiến độ thực hiện Kế hoạch. Kết quả thực hiện nhiệm vụ theo Kế hoạch được tổng hợp tại Bảng 1.",
                },
                {
                    "kind": "table",
                    "caption": "Bảng 1. Tiến độ thực hiện nhiệm vụ theo nhóm nội dung",
                    "columns": ["TT", "Nhóm nội dung", "Số nhiệm vụ", "Hoàn thành", "Đang thực hiện", "Quá hạn"],
                    "align": ["center", "left", "right", "right", "right", "right"],
                    "widths": [7, 45, 12, 12, 12, 12],
                    "rows": [
                        ["1", "Chỉ đạo, điều hành", "6", "5", "1", "0"],
                        ["2", "Công bố, công khai thủ tục hành chính", "4", "4", "0", "0"],
                        ["3", "Giải quyết thủ tục hành chính theo cơ chế một cửa, một cửa liên thông", "5", "3", "1", "1"],
                        ["4", "Tiếp nhận, xử lý phản ánh, kiến nghị", "3", "3", "0", "0"],
                        ["5", "Thông tin, tuyên truyền", "3", "2", "1", "0"],
                        ["6", "Rà soát, đơn giản hóa thủ tục hành chính", "2", "1", "1", "0"],
                        ["7", "Kiểm tra, tự kiểm tra", "2", "1", "1", "0"],
                        ["", "Tổng số", "25", "19", "5", "1"],
                    ],
                },
                {"kind": "heading", "text": "2. Công bố, công khai thủ tục hành chính"},
                {
                    "kind": "text",
                    "text": "Đã niêm yết công khai kịp thời, đầy đủ 100% thủ tục hành chính thuộc thẩm quyền giải quyết của cấp xã tại Bộ phận Tiếp nhận và Trả kết quả và trên trang thông tin điện tử của phường; cập nhật 12 thủ tục được sửa đổi, bổ sung, bãi bỏ 03 thủ tục.",
                },
                {"kind": "heading", "text": "3. Giải quyết thủ tục hành chính"},
                {
                    "kind": "table",
                    "caption": "Bảng 2. Tình hình, kết quả giải quyết thủ tục hành chính (đơn vị tính: hồ sơ)",
                    "columns": ["TT", "Lĩnh vực", "Tiếp nhận", "Từ kỳ trước", "Trước hạn", "Đúng hạn", "Quá hạn", "Đang giải quyết"],
                    "align": ["center", "left"] + ["right"] * 6,
                    "widths": [7, 27, 11, 11, 11, 11, 11, 11],
                    "rows": [
                        [str(number), field, "112", "4", "60", "50", "2", "4"]
                        for number, field in enumerate(
                            [
                                "Hộ tịch",
                                "Chứng thực",
                                "Đất đai",
                                "Bảo trợ xã hội",
                                "Người có công",
                                "Cư trú",
                                "Nuôi con nuôi",
                                "Thi đua, khen thưởng",
                                "Tôn giáo, tín ngưỡng",
                                "Trẻ em",
                                "Hòa giải ở cơ sở",
                                "Thuỷ lợi",
                                "Phòng chống thiên tai",
                                "Giáo dục mầm non",
                                "Văn hóa, thể thao",
                                "Môi trường",
                                "Xây dựng",
                                "Kinh doanh hộ cá thể",
                            ],
                            start=1,
                        )
                    ],
                },
                {
                    "kind": "text",
                    "text": "Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn đạt 98,2%, vượt chỉ tiêu Kế hoạch (≥ 98%). Có 02 hồ sơ quá hạn, Ủy ban nhân dân phường đã có văn bản xin lỗi công dân theo quy định.",
                },
                {"kind": "heading", "text": "4. Tiếp nhận, xử lý phản ánh, kiến nghị"},
                {"kind": "text", "text": "Không phát sinh."},
            ],
        },
        {
            "heading": "II. Đánh giá chung",
            "blocks": [
                {
                    "kind": "list",
                    "items": [
                        "Ưu điểm: các nhiệm vụ được triển khai đúng tiến độ, có minh chứng được xác nhận đầy đủ.",
                        "Tồn tại, hạn chế: việc số hóa thành phần hồ sơ, kết quả giải quyết thủ tục hành chính còn chậm (đạt 76,4%, chỉ tiêu 80%).",
                        "Nguyên nhân: máy quét tại Bộ phận một cửa hư hỏng từ ngày 10/7/2024.",
                    ],
                }
            ],
        },
        {
            "heading": "III. Phương hướng, nhiệm vụ kỳ tới",
            "blocks": [
                {
                    "kind": "list",
                    "items": [
                        "Hoàn thành 05 nhiệm vụ đang thực hiện và 01 nhiệm vụ quá hạn trước ngày 30/9/2024.",
                        "Tổ chức tự kiểm tra việc giải quyết thủ tục hành chính.",
                    ],
                }
            ],
        },
        {
            "heading": "IV. Kiến nghị, đề xuất",
            "blocks": [
                {
                    "kind": "text",
                    "text": "Đề nghị Ủy ban nhân dân thị xã quan tâm hỗ trợ kinh phí sửa chữa, mua sắm thiết bị phục vụ số hóa hồ sơ.",
                }
            ],
        },
    ],
    "closing": "Trên đây là Báo cáo kết quả thực hiện công tác kiểm soát thủ tục hành chính quý III năm 2024 của Ủy ban nhân dân phường Trung Lương.",
    "recipients": ["Như trên", "Thường trực Đảng ủy, HĐND phường", "Chủ tịch, các PCT UBND phường", "Lưu: VT, VP-TK, 02 bản"],
    "signature": {"on_behalf": "TM. ỦY BAN NHÂN DÂN", "mode": "", "post": "CHỦ TỊCH", "name": "Nguyễn Hữu Phước"},
    "prepared_by": "Trần Thị Mỹ Lệ",
    "is_test": True,
    "figures": [{"label": "Tỷ lệ đúng hạn", "value": "98,2%", "link": "/2024/mot-cua"}],
}

SECTION: dict[str, Any] = PERIOD | {
    "form": "section",
    "number": None,
    "date": None,
    "subject": "Tiến độ thực hiện nhiệm vụ nhóm Công bố, công khai thủ tục hành chính",
    "addressee": [],
    "parts": PERIOD["parts"][:1],
    "signature": {"on_behalf": "", "mode": "", "post": "", "name": ""},
}
