"""The parts of a Word file: unzipped within bounds, parsed without entities, found by their relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from tthc.adapters.readers.refusals import refused

Element = Any
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Word's "Strict Open XML" differs in the names of its vocabularies only.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_LARGEST = 48 * 1024 * 1024


class Package:
    """A Word file taken apart; raises BadFile where it holds more than any plan does."""

    def __init__(self, content: bytes, name: str) -> None:
        self._zip = ZipFile(BytesIO(content))
        self._name = name
        self._left = _LARGEST
        self._real = {info.filename.lower().lstrip("/"): info for info in self._zip.infolist()}
        self._main = next((target for _, kind, target in self._links("") if kind == "officeDocument"), "word/document.xml")
        self.document = self._root(self._main)
        self._targets = list(self._links(self._main))

    def part(self, kind: str) -> Element | None:
        """The root of the one part of that kind (styles, numbering, footnotes ...), or `None`."""
        target = next((target for _, one, target in self._targets if one == kind), None)
        return None if target is None or target.lower() not in self._real else self._root(target)

    def linked(self, element: Element) -> Element | None:
        """The root of the part that an element names by its relationship (a header, a footer)."""
        wanted = element.get(f"{_R}id")
        target = next((target for id_, _, target in self._targets if id_ == wanted), None)
        return None if target is None or target.lower() not in self._real else self._root(target)

    def _links(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and target of the relationships of a part; those that leave the file are none of ours."""
        folder, file_name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file_name}.rels")
        if path.lower() not in self._real:
            return
        for link in self._root(path):
            if link.get("TargetMode") != "External" and link.get("Target"):
                target = posixpath.normpath(posixpath.join("/", folder, link.get("Target"))).lstrip("/")
                yield link.get("Id") or "", (link.get("Type") or "").rsplit("/", 1)[-1], target

    def _root(self, path: str) -> Element:
        with self._zip.open(self._real[path.lower()]) as stream:
            data = stream.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise refused("too much", self._name)
        for strict, usual in _STRICT if b"purl.oclc.org" in data else ():
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.doctype:
            raise refused("broken", self._name)
        return root


def val(parent: Element | None, tag: str, default: str | None = None) -> str | None:
    """The `w:val` of a direct child, or the default where there is no such child or value."""
    child = None if parent is None else parent.find(W + tag)
    return default if child is None else child.get(f"{W}val", default)


def toggle(parent: Element | None, tag: str) -> bool | None:
    """A property that is on, off or not spoken of."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(f"{W}val", "true").lower() not in {"0", "false", "off"}


def integer(text: str | None, default: int) -> int:
    """A whole number as Word writes it; what is none counts as the default."""
    try:
        return int(text or "")
    except ValueError:
        return default
