"""A plan as a document: keep it, take it back, amend it, offer it to the agencies below, write it as an office file."""

from __future__ import annotations

from tthc.core.plans.actions.exporting import ask_export, keep_export
from tthc.core.plans.actions.keeping import keep, withdraw
from tthc.core.plans.actions.sharing import share, unshare

__all__ = ["ask_export", "keep", "keep_export", "share", "unshare", "withdraw"]
