"""The sentences for files that hold no table to read: what the file is, and what to do."""

from __future__ import annotations

from tthc.kernel.errors import BadFile
from tthc.kernel.vietnamese import number

_SAVE = "Mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi tải lên."
_ACCEPTED = "Tải lên bảng tính Excel (.xlsx) hoặc tệp dữ liệu .csv."

SENTENCES = {
    "empty": 'Tệp "{name}" không có nội dung. Kiểm tra lại tệp rồi tải lên.',
    "wrong": 'Tệp "{name}" không phải là bảng tính. ' + _ACCEPTED,
    "no table": 'Tệp "{name}" là văn bản hoặc trang chiếu, không phải bảng tính. ' + _ACCEPTED,
    "picture": 'Tệp "{name}" là ảnh chụp, không có ô để đọc. ' + _ACCEPTED,
    "pdf": 'Tệp "{name}" là PDF, không có ô để đọc. Lấy bảng gốc ở dạng Excel (.xlsx) rồi tải lên.',
    "renamed": 'Tệp "{name}" có đuôi của bảng tính nhưng bên trong không phải. ' + _SAVE,
    "old renamed": 'Tệp "{name}" có đuôi {suffix} nhưng bên trong là bảng tính Excel cũ (.xls). ' + _SAVE,
    "book renamed": 'Tệp "{name}" có đuôi {suffix} nhưng bên trong là bảng tính Excel. Đổi lại đuôi .xlsx rồi tải lên.',
    "web": 'Tệp "{name}" là trang web (HTML) mang tên bảng tính. ' + _SAVE,
    "no web table": 'Tệp "{name}" là trang web (HTML) không có bảng dữ liệu, có thể do phiên đăng nhập đã hết hạn khi xuất. '
    "Xuất lại bảng từ hệ thống rồi tải lên.",
    "cut": 'Tệp "{name}" bị cắt giữa chừng, thiếu phần cuối. Xuất lại từ hệ thống rồi tải lên.',
    "old letters": 'Không đọc được chữ trong tệp "{name}": chữ gõ bằng phông cũ (TCVN3, VNI). Chuyển sang Unicode, lưu lại rồi tải lên.',
    "word xml": 'Tệp "{name}" ở dạng XML, không phải bảng tính thường. ' + _SAVE,
    "excel template": 'Tệp "{name}" là tệp mẫu của Excel. ' + _SAVE,
    "binary excel": 'Tệp "{name}" là bảng tính dạng nhị phân (.xlsb). ' + _SAVE,
    "apple": 'Tệp "{name}" là bảng tính Numbers của Apple. Chọn Tệp, Xuất sang, Excel (.xlsx), rồi tải lên.',
    "locked": 'Tệp "{name}" đặt mật khẩu. Bỏ mật khẩu của tệp, lưu lại rồi tải lên.',
    "macro": 'Tệp "{name}" có macro. ' + _SAVE,
    "packed": 'Tệp "{name}" là tệp nén. Giải nén rồi tải lên từng bảng tính.',
    "bomb": 'Tệp "{name}" khi mở ra lớn bất thường (trên 200 MB hoặc gấp hơn 50 lần tệp). Xóa phần thừa, lưu lại rồi tải lên.',
    "broken": 'Tệp "{name}" bị hỏng, không mở được. ' + _SAVE,
    "too much": 'Tệp "{name}" quá lớn hoặc quá phức tạp, chưa đọc được. Chỉ giữ trang tính cần nhập, lưu lại rồi tải lên.',
    "no converter": 'Tệp "{name}" ở dạng mà máy chủ này chưa đọc được (chưa cài LibreOffice). ' + _SAVE,
    "all hidden": 'Mọi trang tính của tệp "{name}" đều đang ẩn. Mở bằng Excel, bỏ ẩn trang cần nhập, lưu lại rồi tải lên.',
    "no rows": 'Tệp "{name}" không có ô nào được ghi. Kiểm tra lại tệp rồi tải lên.',
    "too wide": 'Tệp "{name}" có bảng rộng hơn 256 cột. Xóa các cột thừa ở bên phải, lưu lại rồi tải lên.',
    "open quote": 'Tệp "{name}": dấu ngoặc kép mở mà không đóng. Mở tệp gốc, lưu lại dạng .xlsx rồi tải lên.',
}


def refused(reason: str, name: str, suffix: str = "") -> BadFile:
    """The error for this reason, about the file of this name."""
    return BadFile(SENTENCES[reason].format(name=name, suffix=suffix))


def too_large(name: str, limit: int) -> BadFile:
    """The error for a file above the limit, in bytes."""
    megabytes = max(1, limit // (1024 * 1024))
    return BadFile(f'Tệp "{name}" lớn hơn {megabytes} MB. Bỏ ảnh và trang tính thừa hoặc chia thành nhiều tệp rồi tải lên.', too_large=True)


def too_long(name: str, found: int, most: int) -> BadFile:
    """The error for more filled rows than one file may hold."""
    table = most - most % 1000 or most  # the rest is room for a letterhead and a header
    sentence = f'Tệp "{name}" có {number(found)} dòng, một tệp nhập được nhiều nhất {number(table)} dòng. '
    return BadFile(sentence + "Chia thành nhiều tệp rồi tải lên.")
