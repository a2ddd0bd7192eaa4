"""The press: documents printed in a child process that has limits, no network and no secrets (trust.md RN-03, RN-04)."""

from __future__ import annotations

from collections.abc import Mapping

from tthc.adapters.children import Child, Limits, Lost
from tthc.core.files.ports import NOTHING
from tthc.kernel.errors import Unavailable

_LIMITS = Limits(cpu_seconds=60, wall_seconds=120, tasks=50)  # WeasyPrint does not give memory back
_STOPPED = "Chưa in được văn bản: quá thời gian hoặc bộ nhớ cho phép. Rút gọn nội dung hoặc xuất ra tệp Excel (.xlsx)."


class Press:
    """Prints in one warm child."""

    def __init__(self, limits: Limits = _LIMITS) -> None:
        self._child = Child(limits)

    def print(
        self, template: str, content: Mapping[str, object], *, attachments: Mapping[str, bytes] = NOTHING, identifier: str = ""
    ) -> bytes:
        """Fill the template of that name and print it as PDF/A."""
        try:
            return self._child.run(_in_child, template, dict(content), dict(attachments), identifier)
        except Lost as error:
            raise Unavailable(_STOPPED) from error

    def close(self) -> None:
        """Stop the child."""
        self._child.close()


def _in_child(template: str, content: Mapping[str, object], attachments: Mapping[str, bytes], identifier: str) -> bytes:
    from tthc.adapters.rendering import render

    return render(template, content, attachments, identifier)
