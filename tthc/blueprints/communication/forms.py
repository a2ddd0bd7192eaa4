"""The forms of the topics desk."""

from __future__ import annotations

from wtforms import IntegerField, SelectField, StringField
from wtforms.widgets import HiddenInput

from tthc.web.forms import Form


class TopicForm(Form):
    """A topic's words."""

    title = StringField("Tên chủ đề")
    version = IntegerField(widget=HiddenInput())


class MergeForm(Form):
    """The topic that takes up another."""

    into = SelectField("Gộp vào chủ đề", coerce=int)

    def offer(self, topics: list[tuple[int, str]]) -> None:
        """What can be chosen."""
        self.into.choices = topics
