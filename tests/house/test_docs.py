"""The repository speaks of itself alone, and names every part it is built from."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, tracked

BINARY = {".png", ".jpg", ".pdf", ".docx", ".xlsx", ".ico", ".woff2", ".zip", ".p12"}
# Folders of somebody's machine, and names that only one network knows.
FOLDER = r"(?<![\w.])/(?:home|root|work|Users|mnt|srv/[a-z])/\S+|/tmp/[a-z]+/\S+"
HOST = (
    r"[A-Z]:\\+Users\\|(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?![\d.])"
    r"|\b[\w-]+\.(?:internal|local|lan|corp)\b(?!\()"
)
PRIVATE = re.compile(f"{FOLDER}|{HOST}")
PRIVATE_IN_TESTS = re.compile(FOLDER)  # a test may use sample addresses


def texts():
    return [p for p in tracked() if p.suffix not in BINARY and p.parts[0] != "node_modules"]


@pytest.mark.parametrize("path", texts(), ids=str)
def test_no_file_names_a_private_place(path):
    if path == Path(__file__).resolve().relative_to(ROOT):
        return
    content = (ROOT / path).read_text("utf-8", errors="replace")
    pattern = PRIVATE_IN_TESTS if path.parts[0] == "tests" else PRIVATE
    assert [found.group() for found in pattern.finditer(content)] == []


@pytest.mark.parametrize("place", ["/home/an/app", "see /tmp/build/x", r"C:\\Users\\an", "http://192.168.1.5/", "db.internal", "10.0.0.7"])
def test_a_private_place_is_found(place):
    assert PRIVATE.search(place)


def requirements():
    lines = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    found = [re.match(r"[A-Za-z0-9._-]+", line) for line in lines if line.strip() and not line.startswith(("#", "-"))]
    return [name.group() for name in found if name]


@pytest.mark.parametrize("name", requirements())
def test_every_dependency_says_why_it_is_here(name):
    rows = [line for line in (ROOT / "docs/dependencies.md").read_text("utf-8").splitlines() if line.startswith("|")]
    mine = [row for row in rows if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", row, re.IGNORECASE)]
    assert mine, f"docs/dependencies.md has no line for {name}"
