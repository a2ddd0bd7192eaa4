"""The bytes the office keeps: one row a content, named by its SHA-256."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from tthc.kernel.tables import Base, Moment


class StoredFile(Base):
    """A content in the store; the row is added only after the bytes are safe."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    warnings: Mapped[list[str]] = mapped_column(JSON, default=list)
    stored_at: Mapped[datetime] = mapped_column(Moment)
