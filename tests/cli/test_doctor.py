"""The doctor: it believes what it tried, not what is named."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from tthc.adapters.office import Office
from tthc.bare import bare_tools
from tthc.commands import Entrance, doctor, group
from tthc.kernel.errors import Unavailable


def test_there_are_134_letters():
    assert len(doctor.LETTERS) == 134
    assert {"ệ", "Ự", "đ", "Đ", "ẵ"} <= doctor.LETTERS
    assert not any(letter.isascii() for letter in doctor.LETTERS)


def test_the_font_that_is_found_has_them_all():
    assert doctor.font().startswith("LiberationSerif")


def without_vietnamese(folder):
    """A font made of the real one with only its ASCII letters: like the old fonts-liberation."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    with TTFont("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf") as font:
        cutter = subset.Subsetter()
        cutter.populate(text="abcdefghijklmnopqrstuvwxyzàáèé")
        cutter.subset(font)
        font.save(folder / "Old.ttf")
    return folder / "Old.ttf"


def test_a_font_without_vietnamese_is_found_out(tmp_path):
    lacking = doctor.letters_lacking(without_vietnamese(tmp_path))
    assert len(lacking) == 134 - 4
    assert "ế" in lacking


def test_it_really_prints():
    assert doctor.printing().startswith(b"%PDF-")


def test_a_disk_that_cannot_be_written_is_found(tmp_path):
    assert "GB" in doctor.disk(tmp_path)
    with pytest.raises(Unavailable, match="không ghi được"):
        doctor.disk(tmp_path / "none")


def test_too_little_room_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "ENOUGH", 1024**6)
    with pytest.raises(Unavailable, match="MB trống"):
        doctor.disk(tmp_path)


def test_a_changed_front_end_file_is_found(tmp_path, monkeypatch):
    vendor = tmp_path / "tthc" / "static" / "vendor"
    vendor.mkdir(parents=True)
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    with pytest.raises(Unavailable, match="make setup"):
        doctor.front_end()
    (vendor / "a.js").write_bytes(b"one")
    (vendor / "MANIFEST.sha256").write_text(f"{hashlib.sha256(b'one').hexdigest()}  a.js\n")
    assert doctor.front_end() == "1 tệp"
    (vendor / "a.js").write_bytes(b"two")
    with pytest.raises(Unavailable, match=r"a\.js"):
        doctor.front_end()


def test_without_a_certificate_it_says_so():
    app = SimpleNamespace(extensions={"settings": SimpleNamespace(signer=SimpleNamespace(kind="none"))})
    with pytest.raises(Unavailable, match="chưa cấu hình chữ ký"):
        doctor.signature(app, b"%PDF-")


def test_one_failure_is_one_line_and_exit_1(tmp_path, monkeypatch):
    monkeypatch.setenv("TTHC_INSTANCE", str(tmp_path))

    def refuse():
        raise Unavailable("Khóa bí mật quá yếu.")

    result = CliRunner().invoke(group, ["doctor"], obj=Entrance(refuse, bare_tools))
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert [line for line in lines if line.startswith("LỖI")] == ["LỖI  Cấu hình: Khóa bí mật quá yếu."]
    assert all(line.startswith(("Đạt", "LỖI", "Bỏ")) for line in lines)
    assert list(Path(tmp_path).iterdir()) == []


def test_what_is_not_needed_may_be_missing(monkeypatch, capsys):
    monkeypatch.setattr("tthc.adapters.readers.converted.is_available", lambda: False)
    monkeypatch.setenv("PATH", "")
    doctor._offer("LibreOffice", lambda: doctor.converter(Office()))
    doctor._offer("Tesseract", doctor.letters_of_scans)
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Bỏ   LibreOffice (không bắt buộc): chưa cài;")
    assert second.startswith("Bỏ   Tesseract (không bắt buộc): chưa cài;")


def test_a_converter_that_does_not_work_is_found_out(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="không chuyển được tệp"):
        doctor.converter(Office())
