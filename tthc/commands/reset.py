"""`cli.py reset` and the care around the demonstration: it is never opened on, nor wiped from, an office's real folder."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tthc.config import instance_folder, make_secret, read_given
from tthc.kernel.errors import WrongState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Exactly what the demonstration makes; configuration and everything else stays.
_DATABASES = [f"{name}.sqlite3{tail}" for name in ("tthc", "queue") for tail in ("", "-wal", "-shm")]
HALF_LOADED = "demo-half-loaded"
MADE = (*_DATABASES, "secret.key", "demo-clock.json", HALF_LOADED)
MADE_FOLDERS = ("files", "demo-ca")


def prepare_demonstration(instance: Path) -> None:
    """Mark an untouched instance folder as a demonstration; refuse one that is meant for real work."""
    given = read_given(instance)
    if given.get("demo"):
        if (instance / HALF_LOADED).exists():
            wipe(instance)
        make_secret(instance)
        return
    if given or (instance / "config.toml").exists() or (instance / "tthc.sqlite3").exists():
        raise WrongState("Thư mục instance đang dùng để làm việc thật nên không mở chế độ trình diễn. Chạy: python cli.py serve")
    make_secret(instance)
    (instance / "config.toml").write_text("# Chế độ trình diễn: dữ liệu mẫu, mật khẩu công khai.\ndemo = true\n", "utf-8")


def wipe(instance: Path) -> list[str]:
    """Delete what the demonstration made in its folder and nothing else; returns the names."""
    if not read_given(instance).get("demo"):
        raise WrongState("Thư mục instance không ở chế độ trình diễn (demo = true) nên không xóa gì.")
    gone = []
    with only_one(instance):
        for name in MADE:
            if (instance / name).exists():
                (instance / name).unlink()
                gone.append(name)
        for name in MADE_FOLDERS:
            if (instance / name).is_dir():
                shutil.rmtree(instance / name)
                gone.append(name)
    return gone


@contextmanager
def only_one(instance: Path) -> Iterator[None]:
    """Hold the instance folder's lock: one server at a time, and no wiping under a running one."""
    instance.mkdir(parents=True, exist_ok=True)
    with (instance / "serve.lock").open("w") as stream:
        if os.name == "posix":
            import fcntl

            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise WrongState("Chương trình đang chạy trên thư mục instance này. Dừng nó (Ctrl-C) rồi thực hiện lại.") from error
        yield


@click.command()
def command() -> None:
    """Xóa dữ liệu trình diễn để bắt đầu lại; từ chối nếu không ở chế độ trình diễn."""
    gone = wipe(instance_folder())
    click.echo(f"Đã xóa: {', '.join(gone)}." if gone else "Không có gì để xóa.")
