"""The form of a register's row, made from the columns of its book: one place says what a column is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape
from wtforms import Field, FileField, HiddenField, MultipleFileField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput, TextArea, TextInput, html_params

from tthc.core.registers.actions import Place
from tthc.core.registers.queries import Book
from tthc.core.registers.rules import UNIT, Column, Kind, Lookups, choices_of, offered, read, typed
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import may
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import TwoReadings
from tthc.web.addresses import row_number
from tthc.web.forms import Form

PICK = "chon"  # which of two readings was meant: "<field>:<number>"
_MODES = {Kind.COUNT: "numeric", Kind.MONEY: "numeric", Kind.NUMBER: "decimal", Kind.LINK: "url"}
_EXAMPLES = {Kind.DAY: "Ví dụ 15/08/2024.", Kind.LINK: "Địa chỉ bắt đầu bằng https://."}
_SHORT = {Kind.DAY, Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.FLAG}
_SHORT_TEXT = 60  # signs; a longer column gets the whole width


class _Options:
    """A list to choose from; the chosen option is marked."""

    def __call__(self, field: ColumnField, **given: Any) -> Markup:
        chosen = _chosen(field)
        marked = ((escape(value), " selected" if value == chosen else "", escape(words)) for value, words in field.options)
        inside = Markup("".join(f'<option value="{value}"{mark}>{words}</option>' for value, mark, words in marked))  # noqa: S704 - escaped
        return Markup("<select {}>{}</select>").format(Markup(html_params(id=field.id, name=field.name, **given)), inside)  # noqa: S704


def _chosen(field: ColumnField) -> str:
    """The option that stands in the control: what was sent, also where its words were sent; else the first, as browsers do."""
    typed_text = field.typed_text()
    if any(value == typed_text for value, _ in field.options):
        return typed_text
    folded = fold(typed_text)
    same = (value for value, words in field.options if folded and fold(words) == folded)
    return next(same, field.options[0][0] if field.options else "")


class ColumnField(Field):
    """One column: what was typed stays in the field when it cannot be read."""

    raw = ""

    def __init__(self, column: Column, lookups: Lookups, options: Sequence[tuple[str, str]] = (), **given: Any) -> None:
        label = f"{column.title} (bắt buộc)" if column.is_required else column.title
        super().__init__(label, description=column.hint or _EXAMPLES.get(column.kind, ""), **given)
        self.column, self.lookups, self.options = column, lookups, tuple(options)
        self.two_readings: tuple[str, str] | None = None
        self.widget = _widget(column, self.options)
        if column.kind in _MODES:
            self.render_kw = {"inputmode": _MODES[column.kind], "autocomplete": "off"}
        elif column.kind is Kind.DAY:
            self.render_kw = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "ngày/tháng/năm"}

    @property
    def is_short(self) -> bool:
        """Whether the control is narrow."""
        return self.column.kind in _SHORT

    @property
    def is_wide(self) -> bool:
        """Whether the field takes the whole width of the form."""
        return self.column.kind is Kind.LONG or (self.column.kind in (Kind.TEXT, Kind.LINK) and self.column.longest > _SHORT_TEXT)

    @property
    def is_hidden(self) -> bool:
        """Whether there is nothing to choose."""
        return isinstance(self.widget, HiddenInput)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what was typed; it is read when the form is checked, so that a missing field is said to be missing."""
        self.raw = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - wtforms calls it so
        """Read what was typed by the rules of the register."""
        try:
            self.data = read(self.column, self.raw, self.lookups)
        except TwoReadings as error:
            self.two_readings = error.choices
            raise ValidationError(str(error)) from error
        except BadInput as error:
            raise ValidationError(str(error)) from error

    def typed_text(self) -> str:
        """What stands in the control: what was typed, else the value as it would be typed."""
        if self.raw or self.data is None:
            return self.raw
        if self.column.kind is Kind.FLAG:
            return "1" if self.data else "0"
        return typed(self.column, self.data)

    def _value(self) -> str:
        return self.typed_text()


def _widget(column: Column, options: Sequence[tuple[str, str]]) -> Any:
    if column.kind is Kind.LONG:
        return TextArea()
    if column.kind is Kind.UNIT and len(options) == 1:
        return HiddenInput()
    return _Options() if column.kind in (Kind.CHOICE, Kind.FLAG, Kind.UNIT) else TextInput()


def writable_units(who: Actor, book: Book, lookups: Lookups) -> list[tuple[str, str]]:
    """The units this person may write a row for: id and name."""
    return [
        (str(unit_id), name) for unit_id, name in lookups.unit_names.items() if may(who, book.write, Place(who.agency_id or 0, unit_id))
    ]


def options_of(column: Column, units: Sequence[tuple[str, str]], lookups: Lookups) -> list[tuple[str, str]]:
    """What the list of a column offers: what is sent, and its words."""
    empty = [] if column.is_required and column.kind is Kind.UNIT else [("", "—")]
    if column.kind is Kind.FLAG:
        return [*empty, ("1", "Có"), ("0", "Không")]
    if column.kind is Kind.CHOICE:
        few = lookups.known.get(offered(column.choices_from))
        return [*empty, *((str(stored), words) for stored, words in choices_of(column, lookups).items() if few is None or stored in few)]
    return [*empty, *units] if column.kind is Kind.UNIT else []


def with_own(column: Column, options: list[tuple[str, str]], stored: Any, lookups: Lookups) -> list[tuple[str, str]]:
    """The list with what the row has already, where that is no longer offered."""
    own = choices_of(column, lookups).get(stored) if column.kind is Kind.CHOICE and stored is not None else None
    return options if own is None or (str(stored), own) in options else [*options, (str(stored), own)]


class RowForm(Form):
    """What every row's form has beside its columns."""

    version = HiddenField()

    def columns(self) -> list[ColumnField]:
        """The fields of the columns, in the order of the register."""
        return [field for field in self if isinstance(field, ColumnField)]

    def values(self) -> dict[str, Any]:
        """What was read, by column."""
        return {field.column.name: field.data for field in self.columns()}

    def known_version(self) -> int | None:
        """The version of the row that the form was filled from."""
        return row_number(self.version.data)


class ReasonForm(Form):
    """Why a row goes."""

    reason = TextAreaField("Lý do xóa", render_kw={"rows": 3})
    version = HiddenField()


class FilesForm(Form):
    """Files of a row: chosen, or taken with the phone's camera."""

    files = MultipleFileField("Thêm tệp", description="Ảnh, PDF, Word, Excel; tối đa 20 MB mỗi tệp.")
    photo = FileField("Chụp ảnh bằng điện thoại", render_kw={"accept": "image/*", "capture": "environment"})
    note = StringField("Ghi chú (không bắt buộc)")


def row_form(
    book: Book, who: Actor, lookups: Lookups, *, formdata: Any, row: Any = None, values: Mapping[str, Any] | None = None
) -> RowForm:
    """The form of a new row, or of one that is there; personal columns that are masked for this person are left out."""
    hidden = row is not None and book.hides(who, row)
    columns = [column for column in entered(book) if not (hidden and column.is_personal)]
    units = writable_units(who, book, lookups)
    all_units = [(str(unit_id), name) for unit_id, name in lookups.unit_names.items()]
    start = {column.name: getattr(row, column.name) for column in columns} if row is not None else dict(values or {})
    if row is None and units and start.get(UNIT.name) is None:
        start[UNIT.name] = int(units[0][0])
    if row is not None:
        start["version"] = str(row.version)
    fields: dict[str, Any] = {}
    for column in columns:
        options = options_of(column, units if column.name == UNIT.name else all_units, lookups)
        fields[column.name] = ColumnField(column, lookups, with_own(column, options, start.get(column.name), lookups))
    made = type("RowOfRegister", (RowForm,), fields)
    return made(formdata=picked(formdata), data=start)


def entered(book: Book) -> tuple[Column, ...]:
    """The columns that people type; the unit is one of every register."""
    return book.entered if any(column.name == UNIT.name for column in book.entered) else (*book.entered, UNIT)


def in_sheets(book: Book) -> tuple[Column, ...]:
    """The columns that sheets are read for."""
    return (*entered(book), *(column for column in book.columns if column.is_carried))


def picked(formdata: Any) -> Any:
    """The form as sent; a reading that was chosen takes the place of the number with two."""
    if not formdata or PICK not in formdata:
        return formdata
    name, _, number = formdata[PICK].partition(":")
    changed = formdata.copy()
    if name in changed:
        changed.setlist(name, [number])
    return changed
