"""From a step's form to the action of that step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tthc.blueprints.feedback.forms import StepForm
from tthc.core.feedback import queries
from tthc.core.feedback.actions import linking, steps
from tthc.core.feedback.rules.steps import Act
from tthc.core.feedback.rules.words import FeedbackClass, Outcome, Refusal, Subject
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.web.addresses import row_number
from tthc.web.guards import actor, now, today


def take(row: Any, act: Act, form: StepForm) -> None:
    """Carry the step out; BadInput where the form says something that is no choice."""
    at = {"today": today(), "now": now(), "version": row_number(form.version.data)}
    _TAKEN[act](row, form, at)


def _chosen(kind: type[Any], name: str, typed: str | None) -> Any:
    if typed not in {str(member) for member in kind}:
        raise BadInput("Chưa lưu được.", {name: "Chọn một trong các giá trị đã nêu."})
    return kind(typed)


def _classify(row: Any, form: StepForm, at: dict[str, Any]) -> None:
    classed = _chosen(FeedbackClass, "classed", form.classed.data)
    is_conduct = classed in (FeedbackClass.CONDUCT, FeedbackClass.CONDUCT_OUTSIDE)
    # Conduct is the first of the eight contents by its definition: nobody has to say it twice.
    subject = Subject.CONDUCT if is_conduct and not form.subject.data else _chosen(Subject, "subject", form.subject.data)
    steps.classify(db.session(), actor(), row, classed, subject, form.text.data or "", **at)


def _reject(row: Any, form: StepForm, at: dict[str, Any]) -> None:
    refusal = _chosen(Refusal, "refusal", form.refusal.data)
    steps.reject(db.session(), actor(), row, refusal, form.text.data or "", **at)


def _assign(row: Any, form: StepForm, at: dict[str, Any]) -> None:
    steps.assign(db.session(), actor(), row, row_number(form.unit_id.data) or 0, form.text.data or "", **at)


def _transfer(row: Any, form: StepForm, at: dict[str, Any]) -> None:
    texts = (form.office.data or "", form.document.data or "", form.text.data or "")
    steps.transfer(db.session(), actor(), row, *texts, on=form.on.data, **at)


def _answer(row: Any, form: StepForm, at: dict[str, Any]) -> None:
    outcome = _chosen(Outcome, "outcome", form.outcome.data)
    more: dict[str, Any] = {
        "has_ground": {"1": True, "0": False}.get(form.has_ground.data or "") if form.has_ground else None,
        "document": form.document.data or "",
    }
    more |= {"is_resolved": bool(form.is_resolved.data), "on": form.on.data}
    steps.answer(db.session(), actor(), row, outcome, form.text.data or "", **more, **at)


def _publish(row: Any, form: StepForm, at: dict[str, Any]) -> None:
    more: dict[str, Any] = {"link": form.link.data or "", "is_checked": bool(form.is_checked.data), "on": form.on.data}
    steps.publish(db.session(), actor(), row, form.content.data or "", form.result.data or "", **more, **at)


def _link(row: Any, form: StepForm, at: dict[str, Any]) -> None:
    number, _, year = (form.number.data or "").partition("/")
    found = row_number(number), row_number(year) if year else row.year
    main = queries.numbered(db.session(), actor(), found[1], found[0]) if found[0] and found[1] else None
    if main is None:
        raise BadInput("Chưa gộp được.", {"number": "Không có phản ánh mang số này trong sổ. Nhập số theo dạng số/năm, ví dụ 12/2024."})
    linking.link(db.session(), actor(), row, main, **at)


def _said(action: Callable[..., None]) -> Callable[[Any, StepForm, dict[str, Any]], None]:
    """A step that asks for words only."""
    return lambda row, form, at: action(db.session(), actor(), row, form.text.data or "", **at)


_TAKEN: dict[Act, Callable[[Any, StepForm, dict[str, Any]], None]] = {
    Act.CLASSIFY: _classify,
    Act.REJECT: _reject,
    Act.ASSIGN: _assign,
    Act.TRANSFER: _transfer,
    Act.START: _said(steps.start),
    Act.UPDATE: _said(steps.update),
    Act.ASK_SUPPLEMENT: _said(steps.ask_supplement),
    Act.SUPPLEMENT: _said(steps.supplement),
    Act.EXTEND: lambda row, form, at: steps.extend(db.session(), actor(), row, form.until.data, form.text.data or "", **at),
    Act.ANSWER: _answer,
    Act.PUBLISH: _publish,
    Act.ARCHIVE: _said(steps.archive),
    Act.REOPEN: _said(steps.reopen),
    Act.RESOLVE: lambda row, form, at: steps.resolve(db.session(), actor(), row, form.text.data or "", on=form.on.data, **at),
    Act.LINK: _link,
    Act.UNLINK: lambda row, _, at: linking.unlink(db.session(), actor(), row, **at),
}
