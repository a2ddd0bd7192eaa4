"""The writer behind the port: one file a format."""

from __future__ import annotations

from collections.abc import Sequence

from tthc.core.plans.ports import PlanFormat
from tthc.planreader.blocks import Block


class PlanWriter:
    """Writes plans; a format's library is loaded when the first file of it is written."""

    def write(self, blocks: Sequence[Block], form: PlanFormat) -> bytes:
        """The document in the layout of Decree 30 (docx), or as one sheet (xlsx)."""
        if form == "docx":
            from tthc.adapters.writers.plan_docx import write_docx

            return write_docx(blocks)
        from tthc.adapters.writers.plan_xlsx import write_xlsx

        return write_xlsx(blocks)
