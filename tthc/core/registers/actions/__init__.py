"""What is done in registers: write rows, add their files, offer them as evidence, load and write sheets."""

from __future__ import annotations

from tthc.core.registers.actions.exporting import ask_export, keep_export
from tthc.core.registers.actions.importing import answer_mapping, ask_load, discard, keep_preview, load, put_back, refuse, stage
from tthc.core.registers.actions.proving import offer
from tthc.core.registers.actions.row_files import attach, detach
from tthc.core.registers.actions.writing import Place, edit, enter, remove

__all__ = [
    "Place",
    "answer_mapping",
    "ask_export",
    "ask_load",
    "attach",
    "detach",
    "discard",
    "edit",
    "enter",
    "keep_export",
    "keep_preview",
    "load",
    "offer",
    "put_back",
    "refuse",
    "remove",
    "stage",
]
