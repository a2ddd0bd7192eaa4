"""Unannounced inspections that nobody was told of."""

import io
from datetime import date

import pikepdf

from tthc.core.sealed import actions, queries
from tthc.core.sealed.rules import Facts, Item, SafeRole

CONTENT = "Phản ánh về thu phí ngoài quy định tại quầy số 3"


def facts(unit, **values):
    start = values.pop("starts_on", date(2024, 8, 15))
    values = {"ends_on": start, "content": CONTENT, "decision_number": "77/QĐ-MẬT", "decided_on": start} | values
    return Facts(object_id=unit.id, starts_on=start, **values)


def sealed(session, actor, unit, *, today, now, role=SafeRole.HEAD, head_id=None, **values):
    """A safe of this person, as it is found by him."""
    row = actions.seal(session, actor, facts(unit, **values), role, head_id, today=today, now=now)
    return queries.safe(session, actor, row.id)


def filled(session, toolbox, actor, unit, *, today, now, **values):
    """A safe with a checklist, a paper and a note."""
    safe = sealed(session, actor, unit, today=today, now=now, **values)
    actions.set_items(session, actor, safe, [Item("II.1.a", "Niêm yết thủ tục hành chính"), Item("", "Thu phí, lệ phí")], now=now)
    stored = toolbox.files.keep(b"%PDF-1.4\n" + CONTENT.encode() + str(unit.id).encode(), "application/pdf")
    actions.keep_file(session, actor, safe, stored, "quyet-dinh-mat.pdf", "Bản dự thảo", now=now)
    actions.note(session, actor, safe, "Đến lúc 7 giờ 30, trước giờ tiếp dân.", now=now)
    return queries.safe(session, actor, safe.row.id)


def paper(session, safe):
    """The paper of a filled safe."""
    return queries.files(session, safe.row.id)[0]


def small_pdf(words):
    """A PDF that says these words in its metadata."""
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = words
        content = io.BytesIO()
        document.save(content, deterministic_id=True)
    return content.getvalue()


def opened_as(session, actor, unit, round_id, *, today, now):
    """A safe that was opened as a round that is there already: what its page says of the preparation."""
    safe = sealed(session, actor, unit, today=today, now=now)
    actions.note(session, actor, safe, "Chuẩn bị", now=now)
    safe.row.opened_at, safe.row.opened_round_id = now, round_id
    session.flush()
