"""A page that waits for the worker looks again by itself a few times, also without script, and then leaves it to a link."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from tthc.web.reply import wants_fragment

_LAST = 4


def look_again(answer: Any, endpoint: str, *, is_open: bool, **values: Any) -> Any:
    """The answer, told to ask for itself once more while the work is open."""
    typed = request.args.get("lan", "0")
    turn = int(typed) if typed.isdecimal() and len(typed) == 1 else _LAST
    if is_open and turn < _LAST and not wants_fragment():
        answer.headers["Refresh"] = f"{1 + turn}; url={url_for(endpoint, lan=turn + 1, **values)}"
    return answer
