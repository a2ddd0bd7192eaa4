"""The base of all forms: text in NFC, days and numbers as people type them, errors of the work on their fields."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, StringField
from wtforms.widgets import PasswordInput, TextInput

from tthc.kernel.errors import BadInput
from tthc.kernel.text import nfc
from tthc.kernel.vietnamese import day, parse_day
from tthc.web.guards import today

_MOST_DIGITS = 18


class Form(FlaskForm):
    """Field errors are lists of Vietnamese sentences; `take` puts the errors of the work where they belong."""

    class Meta(FlaskForm.Meta):
        """Clean every text field; speak no English by default; read no JSON."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Only what a form sends: a JSON body is none of ours, and deep nesting would break its reader."""
            return super().wrap_formdata(form, formdata) if request.form or request.files else None

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Add the clean-up filter to text fields."""
            if issubclass(unbound_field.field_class, StringField):
                options["filters"] = [*unbound_field.kwargs.pop("filters", []), _clean]
            return unbound_field.bind(form=form, **options)

    def take(self, error: BadInput) -> None:
        """Show an error of the work: on its fields, or on the form as a whole."""
        for name, sentence in error.fields.items():
            if name in self._fields:
                field = self._fields[name]
                field.errors = [*field.errors, sentence]
            else:  # of something this form does not show
                self.form_errors.append(sentence)
        if not error.fields:
            self.form_errors.append(str(error))


def _clean(value: Any) -> Any:
    return nfc(value).strip() if isinstance(value, str) else value


class _TypedField(Field):
    """A value typed as text; what was typed stays in the field when it cannot be read."""

    widget = TextInput()
    raw = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text; an unreadable value becomes the field's error."""
        self.raw = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not self.raw:
            return
        try:
            self.data = self.read(self.raw)
        except BadInput as error:
            raise ValueError(str(error)) from error

    def read(self, text: str) -> Any:
        """The value of a non-empty text."""
        raise NotImplementedError

    def shown(self, value: Any) -> str:
        """The value as typed."""
        raise NotImplementedError

    def _value(self) -> str:
        return self.raw or ("" if self.data is None else self.shown(self.data))


class CountField(IntegerField):
    """A whole number of no more digits than any figure here has: a range cannot be asked of one that fits no float."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; a longer one is none."""
        if valuelist and len(valuelist[0]) > _MOST_DIGITS:
            raise ValueError(self.gettext("Not a valid integer value."))
        super().process_formdata(valuelist)


class SecretField(Field):
    """A password or code: taken exactly as typed, spaces too, and never sent back."""

    widget = PasswordInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep every sign."""
        self.data = valuelist[0] if valuelist else ""

    def _value(self) -> str:
        return ""


class DayField(_TypedField):
    """A day: 15/08/2024, 7.8.24, 07082024 or "hôm nay"."""

    def read(self, text: str) -> date:
        """The day."""
        return parse_day(text, today=today())

    def shown(self, value: date) -> str:
        """dd/mm/yyyy."""
        return day(value)
