"""The register of communication, and its topics: taken from the plan, added, renamed, merged, left out of a year."""

from __future__ import annotations

from tthc.core.communication.actions.register import BOOK
from tthc.core.communication.actions.topics import add_topic, derive_topics, leave_out_topic, merge_topics, rename_topic

__all__ = ["BOOK", "add_topic", "derive_topics", "leave_out_topic", "merge_topics", "rename_topic"]
