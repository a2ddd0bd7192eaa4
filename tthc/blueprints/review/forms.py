"""The forms of the section besides those of rows: a step of a proposal, the yearly product per head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wtforms import HiddenField, StringField
from wtforms.validators import Length

from tthc.core.registers.queries import Book
from tthc.core.registers.rules import Column, Kind, Lookups, column_named, read
from tthc.core.reviews.actions import REVIEWS
from tthc.core.reviews.rules.words import Result
from tthc.kernel.errors import BadInput
from tthc.web.forms import Form
from tthc.web.guards import actor, today
from tthc.web.register_form import ColumnField, RowForm, options_of, writable_units

StepForm = RowForm
_NEEDED = frozenset({"finished_on", "proposal", "level", "submission_number", "submitted_on", "result", "decision_number", "decision_on"})
# What Decree 63/2010 (article 30) asks of the plan; the rest is written on the way.
_PLANNED = ("subject", "procedure_codes", "unit_id", "is_planned", "reason", "reason_words", "begins_on", "ends_on", "product")


def step_form(names: Sequence[str], known: Lookups, *, formdata: Any, values: Mapping[str, Any] | None = None) -> StepForm:
    """Some columns of the register as a form of their own."""
    fields = {}
    for name in names:
        column = replace(column_named(REVIEWS.columns, name), is_required=name in _NEEDED)
        options = options_of(column, (), known)
        if name == "result":  # a decision ends the waiting
            options = [option for option in options if option[0] != Result.WAITING]
        fields[name] = ColumnField(column, known, options)
    made = type("StepOfReview", (StepForm,), fields)
    return made(formdata=formdata, data=dict(values or {}))


def plan_form(formdata: Any, known: Lookups, values: Mapping[str, Any] | None = None) -> StepForm:
    """What the year's plan says of a review."""
    units = writable_units(actor(), REVIEWS, known)
    fields = {}
    for name in _PLANNED:
        column = column_named(REVIEWS.columns, name)
        fields[name] = ColumnField(column, known, options_of(column, units, known))
    made = type("PlannedReview", (StepForm,), fields)
    return made(formdata=formdata, data=dict(values or {}))


def blank(book: Book) -> dict[str, Any]:
    """A row's values before anything is typed."""
    known = Lookups(today=today())
    return {column.name: None if column.choices_from or column.is_required else read(column, "", known) for column in book.entered}


class IncomeForm(Form):
    """A year's product per head."""

    year = StringField("Năm", render_kw={"inputmode": "numeric", "autocomplete": "off"})
    gdp_per_head = StringField(
        "GDP bình quân đầu người (đồng/năm)",
        description="Ví dụ 101.900.000.",
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    source = StringField("Nguồn số liệu", [Length(max=300, message="Nguồn số liệu dài quá 300 ký tự. Rút gọn lại.")])
    version = HiddenField()

    def amounts(self, known: Lookups) -> tuple[int, int]:
        """Year and amount; BadInput with a sentence for each that is none."""
        faults, found = dict[str, str](), []
        for field, kind in ((self.year, Kind.COUNT), (self.gdp_per_head, Kind.MONEY)):
            try:
                found.append(read(Column(field.name, field.label.text, kind, is_required=True), field.data or "", known))
            except BadInput as error:
                faults[field.name] = str(error)
        if faults:
            raise BadInput("Chưa lưu được.", faults)
        return found[0], found[1]
