"""`cli.py serve`: waitress and the worker together, both stopped by Ctrl-C or SIGTERM."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, NoReturn

import click

from tthc.commands import entrance
from tthc.commands.migrate import Level, level_of, require_current, upgrade
from tthc.commands.reset import HALF_LOADED, only_one, prepare_demonstration
from tthc.config import ROOT, instance_folder
from tthc.kernel.errors import Unavailable

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from flask import Flask
    from waitress.server import BaseWSGIServer

    from tthc.config import Settings

STOP_SECONDS = 25


class Companion:
    """The worker as a child: started again if it dies, ended with us."""

    def __init__(self) -> None:
        self._ends = threading.Event()
        self._child = self._start()
        self._watch = threading.Thread(target=self._keep, daemon=True)
        self._watch.start()

    @staticmethod
    def _start() -> subprocess.Popen[bytes]:
        # Our end of its standard input stays open as long as we live: the child reads it to notice our death.
        # A session of its own keeps Ctrl-C from it: we end it in order.
        order = [sys.executable, str(ROOT / "cli.py"), "worker", "--child"]
        return subprocess.Popen(order, stdin=subprocess.PIPE, cwd=ROOT, start_new_session=True)

    def _keep(self) -> None:
        while not self._ends.is_set():
            self._child.wait()
            if self._ends.wait(1):
                return
            click.echo("Tiến trình nền đã dừng bất thường; đang khởi động lại.", err=True)
            self._child = self._start()

    def end(self) -> None:
        """Ask it to finish the job in hand, and kill it if it does not."""
        self._ends.set()
        self._child.terminate()
        try:
            self._child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()


def _bind(app: Flask, settings: Settings, port: int) -> BaseWSGIServer:
    import waitress

    proxy = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": "x-forwarded-for", "url_scheme": "https"} if settings.https else {}
    try:
        return waitress.create_server(
            app,
            host=settings.host,
            port=port,
            threads=8,
            ident=None,
            # Above our own limit, so that the application answers 413 in its own words.
            max_request_body_size=4 * app.config["MAX_CONTENT_LENGTH"],
            clear_untrusted_proxy_headers=True,
            **proxy,
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Unavailable(f"Cổng {port} đang được chương trình khác dùng. Chọn cổng khác, ví dụ: PORT={port + 1} make run") from error
        raise Unavailable(f"Không mở được cổng {port} trên {settings.host}: {error.strerror}.") from error


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _open_demonstration(app: Flask, instance: Path) -> None:
    from tthc.commands import demo

    half_loaded = instance / HALF_LOADED
    if level_of(app) is Level.EMPTY:
        half_loaded.touch()  # stays if the loading is broken off; the next start then begins anew
    upgrade(app)
    demo.load_if_empty(app)
    half_loaded.unlink(missing_ok=True)


def _announce(settings: Settings, port: int) -> None:
    if not settings.https and not settings.is_local:
        click.echo("Cảnh báo: trang không mã hóa (https = false) mà máy khác truy cập được; mật khẩu có thể bị nghe lén.", err=True)
    click.echo(f"\nChương trình đang chạy tại http://{settings.host}:{port}\n")
    if settings.is_demo:
        from tthc.commands import demo

        click.echo("Chế độ trình diễn, tài khoản để đăng nhập:")
        for login, password, words in demo.accounts():
            click.echo(f"  {login:<16}{password:<22}{words}")
    click.echo("\nDừng bằng Ctrl-C.")


@click.command()
@click.option("--demo", is_flag=True, help="Mở chế độ trình diễn: chuẩn bị cơ sở dữ liệu và nạp dữ liệu mẫu nếu chưa có.")
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", help="Cổng, mặc định theo cấu hình (8000).")
def command(demo: bool, port: int | None) -> None:
    """Khởi động máy chủ web và tiến trình nền; dừng cả hai bằng Ctrl-C."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    instance = instance_folder()
    if demo:
        prepare_demonstration(instance)
    with only_one(instance):
        app = entrance().create_app()
        settings = app.extensions["settings"]
        server = _bind(app, settings, port or settings.port)
        if settings.is_demo:
            _open_demonstration(app, instance)
        require_current(app)
        companion = Companion()
        try:
            _announce(settings, port or settings.port)
            server.run()
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not break off the orderly end
            companion.end()
            server.close()
    click.echo("Đã dừng.")
