"""The limits hold: a child has no network, no secrets, and memory, processor and time only so far; it goes with its parent."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from tthc.adapters.children import Child, Fault, Limits, Lost
from tthc.kernel.errors import BadFile

ROOT = Path(__file__).parents[2]
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def child():
    child = Child(Limits(cpu_seconds=2, wall_seconds=20, memory=512 * MIB))
    yield child
    child.close()


def _environment():
    return dict(os.environ)


def _connect(port):
    socket.create_connection(("127.0.0.1", port), timeout=2).close()


def _take(size):
    return len(bytearray(size))


def _turn():
    while True:
        pass


def _refuse():
    raise BadFile("Tệp này không đọc được.", too_large=True)


def _send_what_cannot_be_sent():
    return lambda: None


def _start_a_program():
    return subprocess.Popen(["sleep", "300"], start_new_session=True).pid


def _start_a_program_and_wait(path):
    Path(path).write_text(str(_start_a_program()))
    time.sleep(300)


def _is_running(pid):
    path = Path("/proc", str(pid), "stat")
    return path.exists() and " Z " not in path.read_text()


def _ends(pid):
    for _ in range(100):
        if not _is_running(pid):
            return True
        time.sleep(0.1)
    return False


def test_a_child_is_warm_and_replaced_after_its_tasks():
    child = Child(Limits(tasks=2))
    pids = [child.run(os.getpid) for _ in range(4)]
    child.close()
    assert pids[0] == pids[1] != pids[2] == pids[3]
    assert _ends(pids[0])
    assert _ends(pids[2])


def test_a_child_has_none_of_our_environment(monkeypatch):
    monkeypatch.setenv("TTHC_DATABASE_URL", "postgresql://a:mat-khau@b/c")
    child = Child(Limits())
    found = child.run(_environment)
    child.close()
    assert "PATH" in found
    assert not [name for name in found if name.startswith("TTHC") or "mat-khau" in found[name]]


def test_a_child_has_no_network(child):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        _connect(port)
        if Path("/proc", str(child.run(os.getpid)), "ns/net").readlink() == Path("/proc/self/ns/net").readlink():
            pytest.skip("this kernel lets no process leave its network")
        with pytest.raises(Fault, match=r"unreachable|Network"):
            child.run(_connect, port)


def test_memory_ends_with_the_limit_and_the_next_task_works(child):
    with pytest.raises(Lost, match="memory"):
        child.run(_take, 600 * MIB)
    assert child.run(_take, 10 * MIB) == 10 * MIB


def test_the_processor_is_taken_away(child):
    with pytest.raises(Lost, match="died"):  # by the kernel, before the waiting ends
        child.run(_turn)
    assert child.run(_take, 1) == 1


def test_each_task_has_its_own_seconds(child):
    assert {child.run(_busy_second) for _ in range(3)} == {True}


def _busy_second():
    until = time.process_time() + 1
    while time.process_time() < until:
        pass
    return True


def test_waiting_ends_and_takes_along_what_the_child_started(child, tmp_path):
    note = tmp_path / "pid"
    child.run(os.getpid)
    with pytest.raises(Lost, match="time"):
        child.run(_start_a_program_and_wait, note, wall_seconds=2)
    assert _ends(int(note.read_text()))


def test_a_killed_child_is_told_and_replaced(child):
    with pytest.raises(Lost, match="died"):
        child.run(os.abort)
    os.kill(child.run(os.getpid), signal.SIGKILL)
    time.sleep(0.3)
    assert child.run(_take, 1) == 1


def test_ctrl_c_and_the_end_of_a_service_do_not_spoil_the_work(child):
    pid = child.run(os.getpid)
    os.kill(pid, signal.SIGINT)
    os.kill(pid, signal.SIGTERM)
    assert child.run(os.getpid) == pid


def test_sentences_arrive_whole_and_other_errors_as_text(child):
    with pytest.raises(BadFile, match="không đọc được") as raised:
        child.run(_refuse)
    assert raised.value.too_large
    with pytest.raises(Fault, match="ZeroDivisionError"):
        child.run(divmod, 1, 0)
    with pytest.raises(Fault, match="pickle"):
        child.run(_send_what_cannot_be_sent)


class _Command:
    """What a hostile child would send: a call that the parent makes when it opens the answer."""

    def __init__(self, function, argument):
        self.call = function, (argument,)

    def __reduce__(self):
        return self.call


def _send_a_call(path):
    return _Command(os.mkdir, path)


def test_what_a_child_sends_starts_nothing(child, tmp_path):
    with pytest.raises(Lost):
        child.run(_send_a_call, str(tmp_path / "made"))
    assert list(tmp_path.iterdir()) == []
    assert child.run(_today) == date(2026, 1, 2)


def _today():
    return date(2026, 1, 2)


PARENT = """
import os, signal
from tests.adapters.test_children import _start_a_program
from tthc.adapters.children import Child, Limits
if __name__ == "__main__":
    child = Child(Limits())
    print(child.run(os.getpid), flush=True)
    {end}
"""


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "pass", "raise SystemExit(1)"])
def test_a_child_goes_with_its_parent(tmp_path, end):
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(end=end))
    done = subprocess.run(
        [sys.executable, script], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, check=False, timeout=60
    )
    assert _ends(int(done.stdout))
