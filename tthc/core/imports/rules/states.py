"""What an import is for and how it stands, and what it and its plan must be for the next step."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tthc.kernel.errors import Conflict, WrongState


class ImportState(StrEnum):
    """Waiting for a person's check, loaded into a plan, undone again, or thrown away."""

    WAITING = "waiting"
    LOADED = "loaded"
    UNDONE = "undone"
    DISCARDED = "discarded"


class ImportPurpose(StrEnum):
    """What the file is for: a new plan, the amended version of one, or next year's plan made from one."""

    NEW = "new"
    AMEND = "amend"
    ROLL_OVER = "roll_over"


def ensure_waiting(row: Any, *, is_read: bool = False) -> None:
    """Raise WrongState unless the import still waits, and was read where that is needed."""
    if row.state is not ImportState.WAITING:
        raise WrongState("Lần nhập này đã kết thúc. Tải tệp lên lại để nhập mới.")
    if is_read and not row.is_read:
        raise WrongState(row.problem or "Văn bản chưa được đọc xong.")


def ensure_active(plan: Any) -> None:
    """Raise WrongState unless the plan is in force."""
    if plan.state != "active":
        raise WrongState("Kế hoạch này đã hoàn tác nên không còn hiệu lực. Mở kế hoạch đang có hiệu lực.")


def ensure_seen(row: Any, version: int | None) -> None:
    """Raise Conflict when the page that was answered is older than the import."""
    if version is not None and version != row.version:
        raise Conflict("Nội dung này vừa được người khác sửa. Xem thay đổi trước khi lưu.")
