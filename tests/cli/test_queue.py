"""The queue wakes a worker; the row is the truth: a killed worker's job is swept up and done again."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager

import pytest

from tests.cli.letters import JOBS, Letters
from tthc.adapters.queue import Queue
from tthc.config import ROOT


@pytest.fixture
def letters(tmp_path):
    return Letters(tmp_path / "letters.sqlite3")


@contextmanager
def serving(queue, sweep_every=0.2):
    stopped = threading.Event()
    thread = threading.Thread(target=queue.serve, args=(stopped, sweep_every))
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(20)
        assert not thread.is_alive()


def until(condition, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def messages(folder):
    with closing(sqlite3.connect(folder / "queue.sqlite3")) as connection:
        return b"\n".join(bytes(data) for (data,) in connection.execute("SELECT data FROM task"))


def test_enqueued_is_served_and_the_row_says_so(tmp_path, letters):
    queue = Queue(tmp_path / "queue.sqlite3", JOBS, letters.work)
    number = letters.ask()
    queue.enqueue("write", letter=number)
    assert queue.waiting() == 1
    with serving(queue, sweep_every=60):
        until(lambda: letters.state(number) == ("done", 1))
    assert queue.waiting() == 0


def test_a_lost_message_is_swept_up(tmp_path, letters):
    number = letters.ask()
    with serving(Queue(tmp_path / "queue.sqlite3", JOBS, letters.work)):
        until(lambda: letters.state(number) == ("done", 1))


def test_a_failing_job_leaves_the_worker_alive(tmp_path, letters, caplog):
    queue = Queue(tmp_path / "queue.sqlite3", JOBS, letters.work)
    queue.enqueue("explode", letter=1)
    number = letters.ask()
    queue.enqueue("write", letter=number)
    with serving(queue, sweep_every=60):
        until(lambda: letters.state(number) == ("done", 1))
    assert "job explode {'letter': 1} failed" in caplog.text


def test_an_unknown_job_is_refused_at_once(tmp_path, letters):
    with pytest.raises(KeyError):
        Queue(tmp_path / "queue.sqlite3", JOBS, letters.work).enqueue("nothing")


def test_a_killed_workers_job_is_done_again(tmp_path, letters):
    queue = Queue(tmp_path / "queue.sqlite3", JOBS, letters.work)
    number = letters.ask(slow=True)
    queue.enqueue("write", letter=number)
    order = [sys.executable, "-m", "tests.cli.letters", str(tmp_path)]
    with subprocess.Popen(order, cwd=ROOT) as worker:
        until(lambda: letters.state(number)[0] == "leased")
        worker.send_signal(signal.SIGKILL)
    assert b"write" not in messages(tmp_path), "huey has forgotten the message"
    letters.hurry(number)
    with serving(queue):
        until(lambda: letters.state(number) == ("done", 2))


def test_messages_are_plain_text_not_code(tmp_path, letters):
    queue = Queue(tmp_path / "queue.sqlite3", JOBS, letters.work)
    queue.enqueue("write", letter=7)
    assert b'["write", {"letter": 7}]' in messages(tmp_path)
