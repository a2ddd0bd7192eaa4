"""Twins of the ports for tests: the same promises, kept in memory, without disk, press or certificates."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath
from typing import BinaryIO

from tthc.core.files.ports import NOTHING, Stored
from tthc.core.plans.ports import PlanFormat
from tthc.core.signing.ports import SignatureFacts
from tthc.kernel.errors import BadFile, Damaged, NotFound
from tthc.planreader.blocks import Block

_MARK = b"\n%tthc-null-signature "
_MEDIA = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png"}


class MemoryStore:
    """Keeps files in a dictionary; the type is believed by name, for here nobody is hostile."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[bytes, float]] = {}

    def put(self, stream: BinaryIO, name: str, limit: int) -> Stored:
        """Store what the stream gives, up to the limit."""
        content = stream.read(limit + 1)
        if len(content) > limit:
            raise BadFile(
                f'Tệp "{name}" lớn hơn {limit // (1024 * 1024)} MB. Chụp lại ở độ phân giải thấp hơn hoặc tách tệp.', too_large=True
            )
        return self.keep(content, _MEDIA.get(PurePath(name).suffix.lower(), "application/octet-stream"))

    def keep(self, content: bytes | BinaryIO, media_type: str) -> Stored:
        """Store our own bytes."""
        content = content if isinstance(content, bytes) else content.read()
        sha256 = hashlib.sha256(content).hexdigest()
        self.files.setdefault(sha256, (content, datetime.now(UTC).timestamp()))
        return Stored(sha256, len(content), media_type)

    def read(self, sha256: str) -> bytes:
        """All bytes, proved."""
        if sha256 not in self.files:
            raise NotFound
        content = self.files[sha256][0]
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged("Tệp lưu trữ đã bị thay đổi; nội dung không được đưa ra.")
        return content

    def open(self, sha256: str) -> BinaryIO:
        """The proved bytes as a stream."""
        return io.BytesIO(self.read(sha256))

    def all(self) -> Iterator[tuple[str, int, float]]:
        """Everything kept, in order."""
        return iter([(sha256, len(content), kept_at) for sha256, (content, kept_at) in sorted(self.files.items())])

    def sweep(self, known: Container[str], older_than: timedelta) -> list[str]:
        """Forget what no row knows."""
        latest = datetime.now(UTC).timestamp() - older_than.total_seconds()
        gone = [sha256 for sha256, _, kept_at in self.all() if sha256 not in known and kept_at < latest]
        for sha256 in gone:
            del self.files[sha256]
        return gone


class NullPress:
    """Prints a one-page PDF whose title is the template's name; remembers what it was given."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, Mapping[str, object]]] = []

    def print(
        self, template: str, content: Mapping[str, object], *, attachments: Mapping[str, bytes] = NOTHING, identifier: str = ""
    ) -> bytes:
        """A small file that a PDF reader opens; equal content gives equal bytes."""
        self.printed.append((template, content))
        told = json.dumps([template, content, sorted(attachments), identifier], ensure_ascii=True, sort_keys=True, default=str)
        return _pdf_of(hashlib.sha256(told.encode()).hexdigest())


class NullWriter:
    """Writes plain text, a line a paragraph or row, whatever form is asked for."""

    def write(self, blocks: Sequence[Block], form: PlanFormat) -> bytes:  # noqa: ARG002 - one form serves for all
        """What a reader of text files reads back."""
        lines = ("\t".join(cell or "" for cell in b.cells) if b.kind == "row" else f"{b.number} {b.text}".strip() for b in blocks)
        return "\n".join(line.replace("\n", " ") for line in lines).encode()


class NullSigner:
    """Writes the facts of a signature behind the file and reads them back; believes every byte before them."""

    is_test = True

    def seal(self, pdf: bytes, *, reason: str, agency: str, at: datetime) -> bytes:
        """The file with a line that says who sealed it."""
        return _marked(pdf, "Seal", agency, agency, reason, at)

    def sign(self, pdf: bytes, *, person: str, post: str, reason: str, at: datetime) -> bytes:
        """The file with a line that says who signed it."""
        return _marked(pdf, "Signature", person, post, reason, at)

    def verify(self, pdf: bytes) -> list[SignatureFacts]:
        """What the lines say; a line whose hash does not fit is not intact."""
        if not pdf.startswith(b"%PDF-"):
            raise BadFile("Không đọc được tệp PDF này.")
        facts, parts = [], pdf.split(_MARK)
        before = parts[0]
        for part in parts[1:]:
            line = json.loads(part)
            is_intact = line["sha256"] == hashlib.sha256(before).hexdigest()
            before += _MARK + part
            facts.append(
                SignatureFacts(
                    field=line["field"],
                    signer=line["signer"],
                    organisation=line["organisation"],
                    issuer="Không có",
                    signed_at=datetime.fromisoformat(line["at"]),
                    is_intact=is_intact,
                    is_trusted=True,
                    covers_whole_file=True,
                    is_test=True,
                )
            )
        return facts

    def has_roots(self) -> bool:
        """It needs none."""
        return True

    def adds_only_signatures(self, frozen: bytes, signed: bytes) -> bool:
        """Its signatures are lines behind the file."""
        return signed.startswith(frozen)

    def trusting(self, anchors: Path) -> NullSigner:  # noqa: ARG002 - it trusts everything anyway
        """The same twin."""
        return self


def _marked(pdf: bytes, field: str, signer: str, organisation: str, reason: str, at: datetime) -> bytes:
    told = {"field": field, "signer": signer, "organisation": organisation, "reason": reason, "at": at.isoformat()}
    line = told | {"sha256": hashlib.sha256(pdf).hexdigest()}
    return pdf + _MARK + json.dumps(line, ensure_ascii=True).encode()


def _pdf_of(title: str) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Title(" + title.encode("ascii") + b")>>",
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


class NullQueue:
    """Remembers what was asked for and does it when a test says so."""

    def __init__(self, jobs: Mapping[str, Callable[..., object]] | None = None) -> None:
        self.jobs = dict(jobs or {})
        self.asked: list[tuple[str, dict[str, int | str]]] = []

    def enqueue(self, name: str, **ids: int | str) -> None:
        """Remember one job."""
        self.asked.append((name, ids))

    def forget(self) -> None:
        """Start anew."""
        self.asked.clear()

    def perform(self, session: object, toolbox: object) -> None:
        """Do what was asked for, in order, with what these jobs ask for in turn."""
        while self.asked:
            name, ids = self.asked.pop(0)
            self.jobs[name](session, toolbox, **ids)
