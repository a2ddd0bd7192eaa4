"""`cli.py worker`: the process that prints, signs and exports outside of requests."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import click

from tthc.commands.session import open_app

if TYPE_CHECKING:
    from types import FrameType


def _stop_with_parent(stopped: threading.Event) -> None:
    # The parent holds the other end of our standard input: however it ends, even by kill -9, this read returns.
    # Read without Python's buffer, whose lock would be held by this thread when the interpreter ends.
    while os.read(sys.stdin.fileno(), 1):
        pass
    stopped.set()


@click.command()
@click.option("--child", is_flag=True, hidden=True, help="Được `serve` khởi động; dừng cùng `serve`.")
def command(child: bool) -> None:
    """Khởi động riêng tiến trình nền; dừng bằng Ctrl-C."""
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    queue = open_app().extensions["toolbox"].queue
    if child:
        threading.Thread(target=_stop_with_parent, args=(stopped,), daemon=True).start()
    else:
        click.echo("Tiến trình nền đang chạy. Dừng bằng Ctrl-C.")
    queue.serve(stopped)
