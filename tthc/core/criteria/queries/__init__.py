"""What the room of criteria reads: the sets, and what communes score by them."""

from __future__ import annotations

from tthc.core.criteria.queries.chapter import chapter

__all__ = ["chapter"]
