"""The demonstration never opens on a folder of real work, and wiping it removes what it made and nothing else."""

from __future__ import annotations

import pytest

from tthc.commands.reset import HALF_LOADED, MADE, only_one, prepare_demonstration, wipe
from tthc.config import Settings
from tthc.kernel.errors import WrongState


def test_an_untouched_folder_becomes_a_demonstration(tmp_path):
    prepare_demonstration(tmp_path)
    settings = Settings.load(tmp_path, {})
    assert settings.is_demo
    assert settings.signer.kind == "demo"
    key = (tmp_path / "secret.key").read_bytes()
    prepare_demonstration(tmp_path)
    assert (tmp_path / "secret.key").read_bytes() == key


@pytest.mark.parametrize(
    ("name", "text"), [("config.toml", "demo = false"), ("config.toml", "port = 8001"), ("config.toml", ""), ("tthc.sqlite3", "x")]
)
def test_real_work_is_never_opened_as_a_demonstration(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    with pytest.raises(WrongState):
        prepare_demonstration(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == text


def fill(folder):
    for name in (*MADE, ".gitkeep", "khac.txt"):
        (folder / name).write_text("x")
    for name in ("files", "demo-ca", "sao-luu"):
        (folder / name).mkdir()
        (folder / name / "a").write_text("x")


def test_wiping_removes_what_the_demonstration_made_and_nothing_else(tmp_path):
    fill(tmp_path)
    (tmp_path / "config.toml").write_text("demo = true")
    wipe(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {".gitkeep", "khac.txt", "sao-luu", "config.toml", "serve.lock"}


def test_a_loading_that_was_broken_off_begins_anew(tmp_path):
    fill(tmp_path)
    (tmp_path / "config.toml").write_text("demo = true")
    assert (tmp_path / HALF_LOADED).exists()
    prepare_demonstration(tmp_path)
    assert not (tmp_path / "tthc.sqlite3").exists()
    assert not (tmp_path / HALF_LOADED).exists()
    (tmp_path / "tthc.sqlite3").write_text("loaded")
    prepare_demonstration(tmp_path)
    assert (tmp_path / "tthc.sqlite3").read_text() == "loaded"


@pytest.mark.parametrize("toml", ["demo = false", "", None])
def test_wiping_refuses_real_work(tmp_path, toml):
    fill(tmp_path)
    if toml is not None:
        (tmp_path / "config.toml").write_text(toml)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    with pytest.raises(WrongState):
        wipe(tmp_path)
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def test_wiping_under_a_running_server_is_refused(tmp_path):
    fill(tmp_path)
    (tmp_path / "config.toml").write_text("demo = true")
    with only_one(tmp_path), pytest.raises(WrongState, match="đang chạy"):
        wipe(tmp_path)
    assert (tmp_path / "tthc.sqlite3").exists()
