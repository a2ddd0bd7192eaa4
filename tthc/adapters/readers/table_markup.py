"""Tables that one-stop systems write as a web page or as XML and name .xls: which of both a file is, and its letters."""

from __future__ import annotations

import codecs
import re

from tthc.adapters.readers.text import decoded

HTML, XML = "html", "spreadsheetml"
_HEAD = 4096
_WORKBOOK = re.compile(rb"<(?:\w+:)?Workbook\s[^<>]*urn:schemas-microsoft-com:office:spreadsheet")
_TABLE = re.compile(rb"<table[\s>]", re.IGNORECASE)
_CELL = re.compile(rb"<t[dh][\s>]", re.IGNORECASE)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Of one byte a letter, and holding letters of Vietnamese; Excel adds the others as entities.
_ONE_BYTE = {"cp1258": "cp1258", "cp1252": "cp1252", "iso8859-1": "cp1252", "ascii": "cp1252"}


def markup_of(content: bytes) -> str:
    """HTML for a web page with a table, XML for a workbook of Excel 2003, else nothing."""
    plain = content.replace(b"\x00", b"") if b"\x00" in content[:_HEAD] else content
    head = plain[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<") and _WORKBOOK.search(head):
        return XML
    if not head.startswith(b"<") and (b"boundary=" in head or _NO_TEXT.search(content[:_HEAD])):
        return ""  # a page packed with its pictures, or no page at all
    first = _TABLE.search(plain)
    return HTML if first and _CELL.search(plain, first.end()) else ""


def letters_of(content: bytes, name: str) -> tuple[str, bool]:
    """The text, and whether its bytes said one letter each, as old fonts did; raises BadFile where there are no letters to trust.

    What is UTF-8 by every byte is UTF-8, whatever the page says of itself: systems often declare one and write the other.
    """
    if not content.startswith(_MARKS):
        if content.lstrip()[:2] in (b"<\x00", b"\x00<"):
            content = (codecs.BOM_UTF16_BE if content.lstrip().startswith(b"\x00") else codecs.BOM_UTF16_LE) + content
        elif told := _told(content):
            try:
                return _CONTROL.sub("", content.decode(told)), True
            except UnicodeDecodeError:
                pass
    text = content.decode("utf-16", "replace") if content.startswith(_MARKS[1:]) else content.decode("utf-8-sig", "surrogateescape")
    clean = _CONTROL.sub("", text)
    return decoded(clean.encode("utf-8", "surrogateescape"), name), False


def _told(content: bytes) -> str:
    """The one-byte letters that the file declares; empty where it is UTF-8 or says nothing we know."""
    try:
        content.decode()
    except UnicodeDecodeError:
        found = _DECLARED.search(content[:_HEAD])
        try:
            return _ONE_BYTE.get(codecs.lookup(found[1].decode("ascii", "replace")).name, "") if found else ""
        except (LookupError, ValueError):
            return ""
    return ""
