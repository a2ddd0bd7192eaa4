"""The plans of the tests as office files: Word files of two habits, PDFs that LibreOffice prints of them, all in one call."""

import os
import shutil
import subprocess
import time
from functools import cache

import pytest

from tests.plans.plain_word import plain_docx
from tests.plans.readings import FURTHER, HERE, SEEDS, source_of
from tthc.adapters.writers.plan_docx import write_docx
from tthc.planreader.blocks import from_bytes

OTHERS = sorted(path.stem for path in (HERE / "others").glob("*.txt"))
PLANS = [*SEEDS, *FURTHER, *OTHERS]


def text_of(name):
    return (HERE / "others" / f"{name}.txt" if name in OTHERS else source_of(name)).read_bytes()


def annotation_of(name):
    return HERE / ("others" if name in OTHERS else "gold") / f"{name}.json"


def words_of(name):
    """All words that must be accounted for: a header that the source repeats on each page stands once in a Word file."""
    blocks = from_bytes(text_of(name))
    return "\n".join(" ".join((block.text, *(cell or "" for cell in block.cells))) for block in blocks if not block.is_header)


@cache
def word_of(name):
    """The office's own Word file where there is one, otherwise one in the layout of Decree 30."""
    real = HERE / "source" / f"{name}.docx"
    return real.read_bytes() if real.exists() else write_docx(from_bytes(text_of(name)))


@cache
def plain_word_of(name):
    return plain_docx(from_bytes(text_of(name)))


def printed(documents, folder):
    """PDFs of Word files by name, printed in one call of LibreOffice with a profile of its own."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*command, *(folder / f"{name}.docx" for name in documents)], check=True, capture_output=True, timeout=300)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in documents}


def once(base, documents):
    """The PDFs of a run, printed by the first worker that asks; the others wait for them."""
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, done = shared / "papers", shared / "papers-done"
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(3000):
            if done.exists():
                break
            time.sleep(0.1)
    else:
        printed(documents, folder)
        done.touch()
    return {name: (folder / f"{name}.pdf").read_bytes() for name in documents}
