"""What makes a signed file acceptable: it is the frozen file with one valid signature more, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol


class SignatureKind(StrEnum):
    """The agency's seal, put by the program, or a person's signature."""

    SEAL = "seal"
    SIGNATURE = "signature"


class Reading(Protocol):
    """What was read from one signature, as far as it is judged here."""

    @property
    def is_intact(self) -> bool:
        """Not changed since it was made."""

    @property
    def is_trusted(self) -> bool:
        """Its certificate comes from a root that is trusted here."""

    @property
    def covers_whole_file(self) -> bool:
        """Nothing was added behind it."""

    @property
    def problem(self) -> str:
        """The doubt, in words."""


def why_refused(
    signed: bytes,
    frozen_sha256: str,
    frozen_size: int,
    facts: Sequence[Reading],
    *,
    is_only_signed: bool = True,
    are_roots_known: bool = True,
) -> str:
    """One sentence why the signed bytes may not be kept; empty if they may (SG-02, SG-03).

    Where no root is trusted at all, an unknown issuer is no reason to refuse; the page then says that it was not verified.
    """
    # A signature is an incremental update: the frozen bytes stay in front, untouched, and nothing else came to them.
    if not is_only_signed or hashlib.sha256(signed[:frozen_size]).hexdigest() != frozen_sha256:
        return "Tệp không phải bản đã chốt của báo cáo này, hoặc nội dung đã bị sửa. Tải bản chưa ký về, ký rồi tải lên lại."
    if not facts:
        return "Tệp chưa có chữ ký số. Ký tệp bằng thiết bị cá nhân rồi tải lên lại."
    last = facts[-1]
    if not (last.is_intact and last.covers_whole_file):
        return "Chữ ký không toàn vẹn: tệp đã bị thay đổi sau khi ký."
    if last.problem:
        return f"Chữ ký chưa hợp lệ: {last.problem}"
    if not last.is_trusted and are_roots_known:
        return "Chưa xác minh được nơi cấp chứng thư: không thuộc các chứng thư gốc mà máy chủ tin cậy."
    return ""
