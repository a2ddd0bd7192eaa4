"""What the work needs from a signer of PDF files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class SignatureFacts:
    """What was read from one signature of a file. Doubt is written in `problem` and never counts as valid."""

    field: str
    signer: str
    organisation: str
    issuer: str
    signed_at: datetime | None
    is_intact: bool
    is_trusted: bool
    covers_whole_file: bool
    is_test: bool
    problem: str = ""

    @property
    def is_valid(self) -> bool:
        """Whole, trusted, nothing added later, nothing left open."""
        return self.is_intact and self.is_trusted and self.covers_whole_file and not self.problem


class Signer(Protocol):
    """Seals with the agency's certificate, signs with a person's, and reads signatures back."""

    is_test: bool

    def seal(self, pdf: bytes, *, reason: str, agency: str, at: datetime) -> bytes:
        """The file with the agency's seal; the bytes before it stay as they are."""

    def sign(self, pdf: bytes, *, person: str, post: str, reason: str, at: datetime) -> bytes:
        """The file with the person's signature; raises Unavailable where no certificate of that person is configured."""

    def verify(self, pdf: bytes) -> list[SignatureFacts]:
        """Facts of every signature in the order of signing; empty for an unsigned file; raises BadFile if it is no PDF."""

    def has_roots(self) -> bool:
        """Whether any root is trusted, so that an unknown issuer means something."""

    def adds_only_signatures(self, frozen: bytes, signed: bytes) -> bool:
        """Whether nothing but signatures came to the frozen bytes."""

    def trusting(self, anchors: Path) -> Signer:
        """The same signer, judging signatures only by the roots in this folder."""
