"""A sheet on its way into a register: where its table is, which column is which, what each row would change; plain values only."""

from __future__ import annotations

from tthc.core.registers.rules.columns import MASK
from tthc.core.registers.rules.sheets.body import MOST_ROWS, RawRow, body
from tthc.core.registers.rules.sheets.judging import compare, keeps_key, key_of, keys_of
from tthc.core.registers.rules.sheets.marks import marked_row, row_mark
from tthc.core.registers.rules.sheets.matching import COMPUTED, ROW_MARK, Table, choose
from tthc.core.registers.rules.sheets.pasted import FILE_NAME, MEDIA_TYPE, pasted
from tthc.core.registers.rules.sheets.preview import MOST_LINES, MOST_PROBLEMS, Change, HeaderGuess, Preview, PreviewLine, Problem
from tthc.core.registers.rules.sheets.reading import Bench, Judged, Known, read_cell, read_rows, sentence
from tthc.core.registers.rules.sheets.telling import NO_TABLE, fingerprint, outline, refused, tell

__all__ = [
    "COMPUTED", "FILE_NAME", "MASK", "MEDIA_TYPE", "MOST_LINES", "MOST_PROBLEMS", "MOST_ROWS", "NO_TABLE", "ROW_MARK",
    "Bench", "Change", "HeaderGuess", "Judged", "Known", "Preview", "PreviewLine", "Problem", "RawRow", "Table",
    "body", "choose", "compare", "fingerprint", "keeps_key", "key_of", "keys_of", "marked_row", "outline", "pasted", "read_cell",
    "read_rows", "refused", "row_mark", "sentence", "tell",
]  # fmt: skip
