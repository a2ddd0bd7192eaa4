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
    def is_valid(self) -> bool:
        """Whole, trusted, nothing added later, nothing left open."""

    @property
    def problem(self) -> str:
        """The doubt, in words."""


def why_refused(signed: bytes, frozen_sha256: str, frozen_size: int, facts: Sequence[Reading]) -> str:
    """One sentence why the signed bytes may not be kept; empty if they may (SG-02, SG-03)."""
    # A signature is an incremental update: the frozen bytes stay in front, untouched.
    if hashlib.sha256(signed[:frozen_size]).hexdigest() != frozen_sha256:
        return "Tệp trước khi ký không phải bản đã chốt."
    if not facts:
        return "Tệp không có chữ ký."
    last = facts[-1]
    if not last.is_valid:
        return f"Chữ ký chưa hợp lệ{': ' + last.problem if last.problem else ''}."
    return ""
