"""What is done in registers: write rows, add their files, offer them as evidence."""

from __future__ import annotations

from tthc.core.registers.actions.papers import attach, detach
from tthc.core.registers.actions.proving import offer
from tthc.core.registers.actions.writing import Place, edit, enter, remove

__all__ = ["Place", "attach", "detach", "edit", "enter", "offer", "remove"]
