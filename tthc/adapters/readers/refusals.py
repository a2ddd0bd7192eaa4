"""The sentences for files that are no plan to read: what the file is, and what to do."""

from __future__ import annotations

from tthc.kernel.errors import BadFile

_AS_WORD = "Mở bằng Word, chọn Lưu thành (Save As), kiểu Word Document (.docx), rồi tải lên."
_AS_EXCEL = "Mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi tải lên."
_UNLOCK = "Bỏ mật khẩu của tệp, lưu lại rồi tải lên."
_ACCEPTED = "Kế hoạch phải là tệp Word (.docx), PDF, Excel (.xlsx) hoặc văn bản (.txt)."

SENTENCES = {
    "empty": 'Tệp "{name}" không có nội dung. Kiểm tra lại tệp rồi tải lên.',
    "wrong": 'Tệp "{name}" không đúng loại. ' + _ACCEPTED,
    "renamed": 'Tệp "{name}" có tên của một tệp Office hoặc PDF nhưng bên trong không phải. Mở tệp gốc, lưu lại đúng kiểu rồi tải lên.',
    "web": 'Tệp "{name}" là trang web (HTML), không phải tệp Word thật. ' + _AS_WORD,
    "word xml": 'Tệp "{name}" ở dạng XML, không phải tệp Word thường. ' + _AS_WORD,
    "word template": 'Tệp "{name}" là tệp mẫu của Word, không phải văn bản. ' + _AS_WORD,
    "excel template": 'Tệp "{name}" là tệp mẫu của Excel, không phải bảng tính. ' + _AS_EXCEL,
    "binary excel": 'Tệp "{name}" là bảng tính dạng nhị phân (.xlsb). ' + _AS_EXCEL,
    "comma separated": 'Tệp "{name}" là tệp dữ liệu cách nhau bằng dấu phẩy. ' + _AS_EXCEL,
    "slides": 'Tệp "{name}" là tệp trình chiếu (PowerPoint). ' + _ACCEPTED,
    "locked": 'Tệp "{name}" đặt mật khẩu. ' + _UNLOCK,
    "macro": 'Tệp "{name}" có macro. Lưu lại ở dạng không có macro (.docx, .xlsx) rồi tải lên.',
    "picture": 'Tệp "{name}" là ảnh chụp. Ghép ảnh các trang thành một tệp PDF rồi tải lên.',
    "only pictures": 'Tệp "{name}" chỉ có ảnh, không có chữ để đọc. Lưu thành PDF để được nhận dạng chữ, hoặc dùng bản Word có chữ.',
    "packed": 'Tệp "{name}" là tệp nén. Giải nén rồi tải lên từng văn bản.',
    "bomb": 'Tệp "{name}" khi mở ra lớn bất thường (trên 200 MB hoặc gấp hơn 50 lần tệp). Bỏ ảnh và phần thừa, lưu lại rồi tải lên.',
    "broken": 'Tệp "{name}" bị hỏng, không mở được. Mở bằng Word hoặc Excel, lưu lại rồi tải lên.',
    "broken pdf": 'Tệp "{name}" bị hỏng, không mở được. Xuất lại PDF từ bản gốc rồi tải lên.',
    "broken text": 'Tệp "{name}" có chỗ không đọc được. Lưu lại với bảng mã Unicode (UTF-8) rồi tải lên.',
    "too much": 'Tệp "{name}" quá lớn hoặc quá phức tạp, chưa đọc được. Chỉ giữ phần kế hoạch và phụ lục, lưu lại rồi tải lên.',
    "too long": 'Tệp "{name}" dài hơn một kế hoạch (trên 20.000 đoạn và dòng bảng). Chỉ giữ phần kế hoạch và phụ lục rồi tải lên.',
    "long text": 'Tệp văn bản "{name}" lớn hơn 2 MB. Chỉ giữ phần chữ của kế hoạch rồi tải lên.',
    "no converter": (
        'Tệp "{name}" ở dạng mà máy chủ này chưa đọc được (chưa cài LibreOffice). '
        "Mở tệp, chọn Lưu thành (Save As), kiểu .docx hoặc .xlsx, rồi tải lên."
    ),
}


def refused(reason: str, name: str) -> BadFile:
    """The error for this reason, about the file of this name."""
    return BadFile(SENTENCES[reason].format(name=name))


def too_large(name: str, limit: int) -> BadFile:
    """The error for a file above the limit, in bytes."""
    megabytes = max(1, limit // (1024 * 1024))
    return BadFile(f'Tệp "{name}" lớn hơn {megabytes} MB. Bỏ bớt ảnh hoặc chỉ giữ phần kế hoạch rồi tải lên.', too_large=True)
