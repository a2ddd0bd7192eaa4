"""What people enter about a plan."""

from __future__ import annotations

from wtforms import FileField

from tthc.web.forms import Form


class UploadForm(Form):
    """The file of a plan."""

    file = FileField("Tệp kế hoạch")
