"""What the clerk keeps for reviews: the yearly product per head, the levels that decide, the usual steps."""

from __future__ import annotations

from typing import Any

from flask import request

from tthc.blueprints.review import bp
from tthc.blueprints.review.forms import IncomeForm
from tthc.blueprints.review.registers import REVIEWS
from tthc.blueprints.review.steps import YEAR
from tthc.core.registers.rules import Lookups
from tthc.core.reviews import actions, queries
from tthc.core.reviews.queries.costs import WordLine
from tthc.core.reviews.rules.words import WordKind
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.web.addresses import row_number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import back_to, reply, said

_HERE = f"{YEAR}/cai-dat"
_LISTS = ((WordKind.LEVEL, "Cấp có thẩm quyền quyết định"), (WordKind.STEP, "Các bước thực hiện thủ tục"))
_MOST_WORDS = 100


@bp.get(_HERE)
@needs(Can.REGISTER_SET_UP)
def settings(year: int) -> Any:
    """All three lists."""
    return _page(year)


@bp.post(f"{_HERE}/gdp")
@needs(Can.REGISTER_SET_UP)
@writes
def income_keep(year: int) -> Any:
    """A year's product per head."""
    form, session = IncomeForm(), db.session()
    try:
        if form.validate():
            of_year, amount = form.amounts(Lookups(today=today()))
            actions.set_income(session, actor(), of_year, amount, form.source.data or "", version=_version(form), now=now())
            said(f"Đã lưu mức GDP bình quân đầu người năm {of_year}. Bảng chi phí đã lưu giữ mức cũ.")
            return back_to("review.settings", year=year)
    except BadInput as error:
        session.rollback()
        form.take(error)
    return _page(year, form, status=422)


@bp.post(f"{_HERE}/danh-muc")
@needs(Can.REGISTER_SET_UP)
@writes
def words_keep(year: int) -> Any:
    """One of the lists of words."""
    session, sent = db.session(), request.form.get("kind", "")
    kind = WordKind(sent) if sent in set(WordKind) else WordKind.STEP
    codes, titles = request.form.getlist("code")[:_MOST_WORDS], request.form.getlist("title")[:_MOST_WORDS]
    used = set(request.form.getlist("used"))
    lines = [WordLine(code, title, is_used=not code or code in used) for code, title in zip(codes, titles, strict=False)]
    try:
        is_changed = actions.set_words(session, actor(), kind, lines, now=now())
    except BadInput as error:
        session.rollback()
        return _page(year, status=422, problem=(kind, next(iter(error.fields.values()), str(error))), typed=(kind, lines))
    said("Đã lưu danh mục." if is_changed else "Danh mục không thay đổi.", "done" if is_changed else "info")
    return back_to("review.settings", year=year)


def _version(form: IncomeForm) -> int | None:
    return row_number(form.version.data)


def _page(year: int, form: IncomeForm | None = None, status: int = 200, problem: Any = None, typed: Any = None) -> Any:
    session, agency_id = db.session(), actor().agency_id or 0
    lists = []
    for kind, title in _LISTS:
        lines = typed[1] if typed and typed[0] is kind else queries.word_lines(session, agency_id, kind)
        lists.append((str(kind), title, lines, problem[1] if problem and problem[0] is kind else ""))
    return reply(
        "review/settings.html",
        status=status,
        year=year,
        form=form or IncomeForm(formdata=None),
        incomes=queries.incomes(session, agency_id),
        lists=lists,
        back=REVIEWS.href("rows", year),
    )
