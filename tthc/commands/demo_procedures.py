"""What the decisions of the demonstration announce: codes and names of the national database, annexes as a ward would get them."""

from __future__ import annotations

from datetime import date

from tthc.core.files.ports import CellValue

HEADERS = (
    "STT",
    "Mã TTHC",
    "Tên thủ tục hành chính",
    "Lĩnh vực",
    "Thời hạn giải quyết",
    "Phí, lệ phí",
    "Dịch vụ công trực tuyến",
    "Căn cứ pháp lý",
)
_BASES = {
    "Hộ tịch": "Luật Hộ tịch năm 2014; Nghị định số 123/2015/NĐ-CP; Thông tư số 04/2020/TT-BTP",
    "Chứng thực": "Nghị định số 23/2015/NĐ-CP; Thông tư số 01/2020/TT-BTP; Thông tư số 226/2016/TT-BTC",
    "Bảo trợ xã hội": "Nghị định số 20/2021/NĐ-CP; Nghị định số 76/2024/NĐ-CP",
    "Đất đai": "Luật Đất đai; Nghị định số 102/2024/NĐ-CP",
    "Người có công": "Nghị định số 131/2021/NĐ-CP",
}
# number, issued, in effect, what it is about
FIRST, SUMMER, GONE, AUTUMN = DECISIONS = (
    ("3192/QĐ-UBND", date(2023, 12, 12), date(2024, 1, 1), "Công bố danh mục thủ tục hành chính thuộc thẩm quyền của UBND cấp xã"),
    ("1651/QĐ-UBND", date(2024, 7, 2), date(2024, 7, 10), "Công bố thủ tục hành chính mới ban hành, sửa đổi, bổ sung của UBND cấp xã"),
    ("1902/QĐ-UBND", date(2024, 8, 1), date(2024, 8, 12), "Công bố thủ tục hành chính bị bãi bỏ lĩnh vực bảo trợ xã hội"),
    ("2003/QĐ-UBND", date(2024, 8, 13), date(2024, 9, 1), "Công bố thủ tục hành chính được sửa đổi, bổ sung lĩnh vực hộ tịch"),
)
_CELLS = 6  # a line of an annex
# code | name | field | time limit | fee | online
FIRST_ANNEX = """
1.001193 | Đăng ký khai sinh | Hộ tịch | Trong ngày làm việc | Không; đăng ký không đúng hạn 8.000 đồng | Toàn trình
1.000894 | Đăng ký kết hôn | Hộ tịch | Trong ngày làm việc | Không | Một phần
1.001022 | Đăng ký nhận cha, mẹ, con | Hộ tịch | 03 ngày làm việc | 15.000 đồng | Một phần
1.000656 | Đăng ký khai tử | Hộ tịch | Trong ngày làm việc | Không | Toàn trình
1.004873 | Cấp Giấy xác nhận tình trạng hôn nhân | Hộ tịch | 03 ngày làm việc | 15.000 đồng | Toàn trình
1.004884 | Đăng ký lại khai sinh | Hộ tịch | 05 ngày làm việc | 8.000 đồng | Toàn trình
2.000635 | Cấp bản sao trích lục hộ tịch | Hộ tịch | Trong ngày làm việc | 8.000 đồng/bản | Toàn trình
2.000815 | Chứng thực bản sao từ bản chính | Chứng thực | Trong ngày làm việc | 2.000 đồng/trang | Một phần
2.000884 | Chứng thực chữ ký trong các giấy tờ, văn bản | Chứng thực | Trong ngày làm việc | 10.000 đồng | Một phần
2.001009 | Chứng thực văn bản khai nhận di sản | Chứng thực | 02 ngày làm việc | 50.000 đồng | Không
1.001776 | Thực hiện trợ cấp xã hội hằng tháng | Bảo trợ xã hội | 22 ngày làm việc | Không | Toàn trình
2.000744 | Cấp lại thẻ bảo hiểm y tế cho người hưởng trợ cấp (liên thông) | Bảo trợ xã hội | 10 ngày làm việc | Không | Một phần
1.010803 | Giải quyết chế độ trợ cấp thờ cúng liệt sĩ | Người có công | 07 ngày làm việc | Không | Một phần
1.003554 | Hòa giải tranh chấp đất đai | Đất đai | 30 ngày | Không | Không
"""
SUMMER_NEW = """
1.004859 | Thay đổi, cải chính, bổ sung thông tin hộ tịch | Hộ tịch | 03 ngày làm việc | 15.000 đồng | Toàn trình
1.004837 | Đăng ký giám hộ | Hộ tịch | 03 ngày làm việc | Không | Một phần
1.004845 | Đăng ký chấm dứt giám hộ | Hộ tịch | 02 ngày làm việc | Không | Một phần
2.000913 | Chứng thực việc sửa đổi, bổ sung, hủy bỏ hợp đồng, giao dịch | Chứng thực | 02 ngày làm việc | 30.000 đồng | Không
2.000927 | Sửa lỗi sai sót trong hợp đồng, giao dịch đã chứng thực | Chứng thực | Trong ngày làm việc | 25.000 đồng | Không
1.001731 | Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội | Bảo trợ xã hội | 05 ngày làm việc | Không | Toàn trình
2.000751 | Trợ giúp xã hội khẩn cấp về hỗ trợ làm nhà ở, sửa chữa nhà ở | Bảo trợ xã hội | 02 ngày làm việc | Không | Một phần
1.010833 | Cấp giấy xác nhận thân nhân của người có công | Người có công | 05 ngày làm việc | Không | Toàn trình
1.012818 | Xác định lại diện tích đất ở của hộ gia đình, cá nhân | Đất đai | 15 ngày làm việc | Theo nghị quyết của HĐND tỉnh | Một phần
"""
SUMMER_AMENDED = """
1.001776 | Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng | Bảo trợ xã hội | 19 ngày làm việc | Không | Toàn trình
2.000815 | Chứng thực bản sao từ bản chính giấy tờ, văn bản | Chứng thực | Trong ngày làm việc | 2.000 đồng/trang | Toàn trình
1.003554 | Hòa giải tranh chấp đất đai tại UBND cấp xã | Đất đai | 30 ngày | Không | Không
"""
GONE_ANNEX = """
2.000744 | Cấp lại thẻ bảo hiểm y tế cho người hưởng trợ cấp (liên thông) | Bảo trợ xã hội
"""
AUTUMN_ANNEX = """
1.001193 | Đăng ký khai sinh | Hộ tịch | Trong ngày làm việc | Không | Toàn trình
"""


def annex(table: str) -> list[list[CellValue]]:
    """The rows of an annex as its sheet has them."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [[place, *row, *[""] * (_CELLS - len(row)), _BASES[row[2]]] for place, row in enumerate(rows, 1)]
