"""Say that sheets hang, or are gone: the sheets of a decision at a place, all ticked, with one photo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from flask import g, request, url_for

from tthc.blueprints.publication import bp
from tthc.blueprints.publication.forms import MarkForm
from tthc.core.files.ports import Stored
from tthc.core.postings import actions as posting_actions
from tthc.core.postings import queries as posting_queries
from tthc.core.postings.actions import POSTINGS, Proof
from tthc.core.postings.queries import Group
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.errors import BadFile, BadInput
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import number
from tthc.web.addresses import asked_number, row_number
from tthc.web.guards import actor, needs, now, settings, today, toolbox, writes
from tthc.web.lines import Tab
from tthc.web.register_counting import recount
from tthc.web.reply import back_to, reply, said

_MARK = "/<int(min=2000, max=2100):year>/cong-khai/niem-yet/ghi-nhan"
Kept = tuple[list[tuple[str, Stored]], BadFile | None]


@dataclass(frozen=True)
class SheetBox:
    """A sheet to be ticked."""

    row_id: int
    code: str
    name: str
    place: str
    decision: str
    badge: Badge | None
    is_ticked: bool


@dataclass(frozen=True)
class MarkPage:
    """What `publication/mark.html` shows."""

    year: int
    is_removal: bool
    title: str
    groups: tuple[Tab, ...]
    boxes: tuple[SheetBox, ...]
    more: int
    action: str
    button: str
    other: Tab


@bp.get(_MARK)
@needs(Can.REGISTER_WRITE)
def mark(year: int) -> Any:
    """The sheets that wait, of one decision at one place, all ticked."""
    is_removal = request.args.get("viec") == "go"
    asked = {found for found in map(row_number, request.args.getlist("dong")) if found is not None}
    place_id, announcement_id = _wanted(is_removal=is_removal, is_chosen=bool(asked))
    page = _page(year, is_removal=is_removal, place_id=place_id, announcement_id=announcement_id, asked=asked)
    last = posting_queries.last_marked(db.session(), actor())
    is_alike = last is not None and last.place_id == place_id
    usual = last.form if last is not None and is_alike else posting_queries.usual_form(db.session(), place_id or _first_place(page, asked))
    return reply("publication/mark.html", page=page, form=MarkForm(formdata=None, on=today(), form=usual))


def _wanted(*, is_removal: bool, is_chosen: bool) -> tuple[int | None, int | None]:
    """Place and decision of the address; without them those of the last sheet, if such wait, else the most urgent."""
    place_id, announcement_id = asked_number("noi"), asked_number("quyet-dinh")
    if is_chosen or place_id is not None or announcement_id is not None:
        return place_id, announcement_id
    groups = posting_queries.groups(db.session(), actor(), today(), is_removal=is_removal)
    last = posting_queries.last_marked(db.session(), actor())
    alike = [one for one in groups if last is not None and one.place_id == last.place_id]
    first = next(iter([*alike, *groups]), None)
    return (first.place_id, first.announcement_id or 0) if first else (None, None)


def _first_place(page: MarkPage, asked: set[int]) -> int | None:
    row_id = next(iter(asked), None)
    found = posting_queries.postings(db.session(), actor(), [row_id]) if row_id and page.boxes else []
    return found[0].place_id if found else None


def _page(
    year: int, *, is_removal: bool, place_id: int | None, announcement_id: int | None, asked: set[int], ticked: set[int] | None = None
) -> MarkPage:
    session, who = db.session(), actor()
    if asked:
        rows = posting_queries.postings(session, who, asked)
        total = len(rows)
    else:
        rows, total = posting_queries.to_mark(
            session, who, today(), is_removal=is_removal, place_id=place_id, announcement_id=announcement_id
        )
    verb = "gỡ" if is_removal else "niêm yết"
    groups = posting_queries.groups(session, who, today(), is_removal=is_removal)
    here = (place_id, announcement_id)
    return MarkPage(
        year,
        is_removal,
        f"Ghi nhận đã {verb}",
        tuple(_tab(year, one, here, is_removal=is_removal) for one in groups),
        tuple(_box(row, ticked is None or row.id in ticked) for row in rows),
        total - len(rows),
        url_for("publication.mark_removed" if is_removal else "publication.mark_posted", year=year),
        f"Ghi nhận đã {verb}",
        Tab("Ghi nhận đã niêm yết", url_for("publication.mark", year=year))
        if is_removal
        else Tab("Ghi nhận đã gỡ", url_for("publication.mark", year=year, viec="go")),
    )


def _tab(year: int, one: Group, here: tuple[int | None, int | None], *, is_removal: bool) -> Tab:
    at: dict[str, Any] = {"noi": one.place_id, "quyet-dinh": one.announcement_id or 0}
    href = url_for("publication.mark", year=year, viec="go" if is_removal else None, **at)
    title = f"{one.place} · {one.number or 'chưa gắn quyết định'}"
    return Tab(title, href, one.count, here == (one.place_id, one.announcement_id or 0))


def _box(row: Any, is_ticked: bool) -> SheetBox:  # noqa: FBT001 - a value of the box
    badge = POSTINGS.badge(row, today())
    return SheetBox(row.id, row.procedure_code, row.procedure_name, row.place_name, row.decision_number, badge, is_ticked)


def _store(year: int) -> Kept:  # noqa: ARG001 - the view's argument
    """Check the rights in a read, end it, then store the photos: a slow disk must not hold the write lock."""
    for row in posting_queries.postings(db.session(), actor(), _ticked()):
        ensure(actor(), POSTINGS.write, row)
    db.session().rollback()
    kept: list[tuple[str, Stored]] = []
    for upload in [*request.files.getlist("photos"), *request.files.getlist("photo")]:
        name = upload.filename or ""
        try:
            if name:
                kept.append((name, toolbox().files.put(cast("BinaryIO", upload.stream), name, settings().max_upload_bytes)))
        except BadFile as error:
            return kept, error
    return kept, None


def _ticked() -> set[int]:
    return {found for found in map(row_number, request.form.getlist("rows")) if found is not None}


@bp.post(_MARK)
@needs(Can.REGISTER_WRITE)
@writes(after=_store)
def mark_posted(year: int) -> Any:
    """The ticked sheets hang."""
    return _mark(year, is_removal=False)


@bp.post(f"{_MARK}/go")
@needs(Can.REGISTER_WRITE)
@writes(after=_store)
def mark_removed(year: int) -> Any:
    """The ticked sheets are gone."""
    return _mark(year, is_removal=True)


def _mark(year: int, *, is_removal: bool) -> Any:
    session, form = db.session(), MarkForm()
    kept, problem = g.prepared
    act = posting_actions.mark_removed if is_removal else posting_actions.mark_posted
    if not form.validate():
        return _again(year, form, is_removal=is_removal)
    if problem is not None:
        form.take(BadInput(str(problem), {"photos": str(problem)}))
        return _again(year, form, is_removal=is_removal)
    try:
        proof = Proof(form.on.data or today(), form.form.data or "", form.link.data or "", form.note.data or "", kept)
        rows = act(session, actor(), _ticked(), proof, today=today(), now=now())
    except BadInput as error:
        session.rollback()
        form.take(error if error.fields.keys() <= set(form._fields) and error.fields else BadInput(str(error)))
        return _again(year, form, is_removal=is_removal)
    recount(POSTINGS, year)
    said(_done(rows, is_removal=is_removal))
    if len(rows) == 1:
        return back_to("publication.row", year=year, register="niem-yet", row_id=rows[0].id)
    place_id = None if is_removal else _next_place(rows)
    if place_id is not None:
        at: dict[str, Any] = {"noi": place_id, "quyet-dinh": rows[0].announcement_id or 0}
        return back_to("publication.mark", year=year, **at)
    return back_to("publication.rows", year=year, register="niem-yet")


def _next_place(rows: list[Any]) -> int | None:
    """Where sheets of the same decision wait next: here if the page could not hold all, else at the places that follow."""
    if len({(row.place_id, row.announcement_id) for row in rows}) != 1:
        return None
    here = rows[0].place_id
    waiting = posting_queries.waiting_places(db.session(), actor(), today(), rows[0].announcement_id)
    if here in waiting and len(rows) >= posting_queries.MOST_AT_ONCE:
        return cast("int", here)
    others = [place_id for place_id in waiting if place_id != here]
    return next((place_id for place_id in others if place_id > here), next(iter(others), None))


def _done(rows: list[Any], *, is_removal: bool) -> str:
    """Such as "Đã niêm yết 12 thủ tục tại Bảng niêm yết."."""
    places = list(dict.fromkeys(row.place_name for row in rows))
    where = places[0] if len(places) == 1 else f"{number(len(places))} nơi"
    what = f"thủ tục {rows[0].procedure_code}" if len(rows) == 1 else f"{number(len(rows))} thủ tục"
    return f"Đã gỡ {what} khỏi {where}." if is_removal else f"Đã niêm yết {what} tại {where}."


def _again(year: int, form: MarkForm, *, is_removal: bool) -> Any:
    ticked = _ticked()
    rows = posting_queries.postings(db.session(), actor(), ticked) if ticked else []
    one = rows[0] if rows else None
    at: dict[str, Any] = {"place_id": one.place_id if one else None, "announcement_id": (one.announcement_id or 0) if one else None}
    page = _page(year, is_removal=is_removal, **at, asked=ticked if len(ticked) == 1 else set(), ticked=ticked)
    return reply("publication/mark.html", status=422, page=page, form=form)
