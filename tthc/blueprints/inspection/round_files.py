"""Files that come with a round: stored before the transaction, for who may add them."""

from __future__ import annotations

from typing import BinaryIO, cast

from flask import request

from tthc.core.files.ports import Stored
from tthc.extensions import db
from tthc.kernel.errors import BadFile
from tthc.web.guards import settings, toolbox

Kept = dict[str, list[tuple[str, Stored]]]
MOST = 30  # files of one request


def store(*fields: str, prefix: str = "") -> tuple[Kept, BadFile | None]:
    """Store the files of these fields (or of those that begin with `prefix`), by field; the caller has asked in a read, which ends here."""
    db.session().rollback()
    kept: Kept = {}
    names = [*fields, *(name for name in request.files if prefix and name.startswith(prefix))]
    for name in names:
        for upload in request.files.getlist(name)[:MOST]:
            if not upload.filename:
                continue
            try:
                stored = toolbox().files.put(cast("BinaryIO", upload.stream), upload.filename, settings().max_upload_bytes)
            except BadFile as error:
                return kept, error
            kept.setdefault(name, []).append((upload.filename, stored))
    return kept, None
