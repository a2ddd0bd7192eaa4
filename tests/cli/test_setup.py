"""Set-up on a fresh machine: one exact command where it may not install, and nothing private in what is committed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess

import pytest

from tthc.config import ROOT


@pytest.fixture
def clone(tmp_path):
    """The set-up script in a folder of its own, on a machine (by its commands) without packages and without rights."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "setup.sh", tmp_path / ".ci")
    commands = tmp_path / "commands"
    commands.mkdir()
    for name, body in {"dpkg-query": "exit 1", "id": "echo 1000", "sudo": "exit 1", "apt-get": "touch installed"}.items():
        (commands / name).write_text(f"#!/bin/sh\n{body}\n")
        (commands / name).chmod(0o755)
    return tmp_path


def setup(clone, purpose):
    path = f"{clone / 'commands'}:{os.environ['PATH']}"
    return subprocess.run(
        [clone / ".ci" / "setup.sh", purpose], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(("purpose", "packages"), [("run", "fonts-liberation2"), ("test", "chromium poppler-utils softhsm2 qpdf")])
def test_without_rights_it_prints_the_one_command_and_stops(clone, purpose, packages):
    done = setup(clone, purpose)
    assert done.returncode == 1
    commands = [line.strip() for line in done.stderr.splitlines() if line.startswith("  ")]
    assert len(commands) == 1
    assert commands[0].startswith("sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libpangoft2-1.0-0")
    assert packages in commands[0]
    assert not (clone / "installed").exists()
    assert not (clone / ".venv").exists()


def test_the_lock_file_names_no_host():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    resolved = [entry["resolved"] for entry in lock["packages"].values() if "resolved" in entry]
    assert all(address.startswith("https://registry.npmjs.org/") for address in resolved)
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert not re.search(r"^\s*--(index-url|extra-index-url|find-links|trusted-host)", text, re.MULTILINE)


def test_every_pinned_package_has_a_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text())
        pinned = [entry for entry in entries if "==" in entry.split("\n")[0]]
        assert len(pinned) > 40
        assert all("--hash=sha256:" in entry for entry in pinned)


def test_front_end_files_are_those_of_the_manifest():
    subprocess.run(["sha256sum", "--check", "--quiet", "MANIFEST.sha256"], cwd=ROOT / "tthc" / "static" / "vendor", check=True)
    tracked = subprocess.run(
        ["git", "ls-files", "tthc/static/vendor", "node_modules"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert tracked.stdout == ""
