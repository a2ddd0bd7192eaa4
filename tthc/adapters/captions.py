"""Titles of the tables that only place lines side by side: what Word shows as alternative text, the reader knows again."""

from __future__ import annotations

# A letterhead or signature that was lines of text is written as a table without borders; its lines stay paragraphs when read.
LEFT_FIRST = "Bố cục: đọc cột trái trước"
RIGHT_FIRST = "Bố cục: đọc cột phải trước"
