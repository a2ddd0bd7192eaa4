"""What the database refuses, said in the words of the work, so that nothing above core knows its driver."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from tthc.kernel.errors import Conflict, DomainError, Unavailable

_STALE = "Nội dung này vừa được người khác lưu. Tải lại trang để xem thay đổi trước khi lưu."
_TWICE = "Yêu cầu này đã được ghi nhận. Tải lại trang để xem kết quả."
_BUSY = "Máy chủ đang bận ghi việc khác. Nội dung đã nhập vẫn còn; thử lại sau ít giây."
FULL = "Ổ đĩa của máy chủ đã đầy nên chưa lưu được. Nội dung đã nhập vẫn còn; báo Văn phòng để giải phóng dung lượng."


def as_domain(error: BaseException) -> DomainError | None:
    """The error of the work behind an error of the database; None when it is a fault of the program."""
    if isinstance(error, StaleDataError):
        return Conflict(_STALE)
    if isinstance(error, IntegrityError) and "request_key" in str(error.orig):
        return Conflict(_TWICE)
    if isinstance(error, OperationalError):
        text = str(error.orig).lower()
        if "locked" in text or "busy" in text:
            return Unavailable(_BUSY)
        if "full" in text:
            return Unavailable(FULL, disk_full=True)
    return None
