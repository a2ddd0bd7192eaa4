"""What is done in a safe: seal, change, give up, people, papers, and the opening."""

from __future__ import annotations

from tthc.core.sealed.actions.contents import drop_file, keep_file, note, set_items
from tthc.core.sealed.actions.opening import open_
from tthc.core.sealed.actions.people import add_reader, remove_reader
from tthc.core.sealed.actions.sealing import change, discard, seal

__all__ = ["add_reader", "change", "discard", "drop_file", "keep_file", "note", "open_", "remove_reader", "seal", "set_items"]
