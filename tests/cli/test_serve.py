"""The server and its worker: together up, together down, one at a time on a folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tthc.config import ROOT


def order(instance, *arguments, **extra):
    environment = {**os.environ, "TTHC_INSTANCE": str(instance), "PYTHONUNBUFFERED": "1"}
    return {"args": [sys.executable, "cli.py", *arguments], "cwd": ROOT, "env": environment, "text": True, **extra}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, seconds=30):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return found


def command_of(pid):
    """Empty for a process that has just ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def is_alive(pid):
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


class Running:
    def __init__(self, instance, port):
        self.port = port
        self.log = instance / "serve.log"
        with self.log.open("w") as stream:
            self.process = subprocess.Popen(
                **order(instance, "serve", "--port", str(port), stdout=stream, stderr=subprocess.STDOUT, start_new_session=True)
            )
        until(lambda: self.process.poll() is not None or self.answers())
        assert self.process.poll() is None, self.log.read_text()
        until(self.worker)

    def answers(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5) as answer:
                return answer.status == 200 and 'name="password"' in answer.read().decode()
        except urllib.error.URLError:
            return False

    def worker(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        children += [pid for task in Path(f"/proc/{self.process.pid}/task").iterdir() for pid in (task / "children").read_text().split()]
        return next((int(pid) for pid in children if b"worker" in command_of(pid)), None)


@pytest.fixture
def instance(tmp_path):
    subprocess.run(**order(tmp_path, "migrate"), check=True, timeout=60, capture_output=True)
    return tmp_path


@contextmanager
def running(instance):
    served = Running(instance, free_port())
    try:
        yield served
    finally:
        if served.process.poll() is None:
            os.killpg(served.process.pid, signal.SIGKILL)
            served.process.wait()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_both_start_and_both_stop_cleanly(instance, sign):
    with running(instance) as served:
        worker = served.worker()
        os.killpg(served.process.pid, sign)  # what Ctrl-C does: the whole group gets it
        assert served.process.wait(30) == 0
        told = served.log.read_text()
        assert f"http://127.0.0.1:{served.port}" in told
        assert "Traceback" not in told
        assert "Error" not in told
        assert told.strip().endswith("Đã dừng.")
        assert not is_alive(worker)


def test_a_killed_worker_comes_back_and_a_killed_server_takes_it_along(instance):
    with running(instance) as served:
        first = served.worker()
        os.kill(first, signal.SIGKILL)
        second = until(lambda: (found := served.worker()) != first and found)
        until(lambda: Path(f"/proc/{second}/cmdline").read_bytes() and is_alive(second))
        os.kill(served.process.pid, signal.SIGKILL)
        served.process.wait()
        until(lambda: not is_alive(second))


def test_one_folder_has_one_server_and_one_port_one_owner(instance, tmp_path_factory):
    with running(instance) as served:
        again = subprocess.run(**order(instance, "serve", "--port", str(free_port())), capture_output=True, timeout=60, check=False)
        assert (again.returncode, "đang chạy" in again.stderr) == (1, True)
        other = tmp_path_factory.mktemp("other")
        subprocess.run(**order(other, "migrate"), check=True, timeout=60, capture_output=True)
        taken = subprocess.run(**order(other, "serve", "--port", str(served.port)), capture_output=True, timeout=60, check=False)
        assert (taken.returncode, f"Cổng {served.port}" in taken.stderr) == (1, True)
        assert "Traceback" not in again.stderr + taken.stderr


def test_a_database_that_was_never_prepared_is_refused(tmp_path):
    (tmp_path / "secret.key").write_bytes(os.urandom(48))
    (tmp_path / "secret.key").chmod(0o600)
    done = subprocess.run(**order(tmp_path, "serve", "--port", str(free_port())), capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "cli.py migrate" in done.stderr
    assert "Traceback" not in done.stderr
