"""The real server and its worker on a folder with the demonstration, as `cli.py serve` runs them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from tthc.config import ROOT

LOADING = 240  # seconds a slow, busy machine may take for the whole year of the demonstration


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def order(instance, *arguments):
    """Run a command of the program on an instance folder."""
    environment = {**os.environ, "TTHC_INSTANCE": str(instance)}
    return subprocess.run([sys.executable, "cli.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


class Server:
    """`cli.py serve` on a free port, from the moment it answers until `stop`."""

    def __init__(self, instance, *options):
        self.instance, self.port = instance, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = instance / "serve.log"
        environment = {**os.environ, "TTHC_INSTANCE": str(instance), "PYTHONUNBUFFERED": "1"}
        words = [sys.executable, "cli.py", "serve", *options, "--port", str(self.port)]
        with self.log.open("w") as stream:
            self.process = subprocess.Popen(
                words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True
            )
        self._wait()

    def _wait(self):
        end = time.monotonic() + LOADING
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, "the server did not come up: " + self.log.read_text()
            time.sleep(0.1)

    def _answers(self):
        try:
            with urllib.request.urlopen(f"{self.url}/dang-nhap", timeout=5) as answer:  # noqa: S310 - our own server
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def stop(self):
        """As Ctrl-C does; the worker ends with it."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def copy_of(prepared, folder):
    """A copy of a stopped instance."""
    shutil.copytree(prepared, folder, ignore=shutil.ignore_patterns("serve.log", "serve.lock"))
    return folder
