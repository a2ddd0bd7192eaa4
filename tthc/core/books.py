"""Every register once, by its name: jobs, commands and addresses find them here."""

from __future__ import annotations

from tthc.core.registers.queries import Book

BOOKS: dict[str, Book] = {}
