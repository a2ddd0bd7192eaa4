"""Plans and layouts printed once for all tests of this folder."""

import pytest

from tests.plans.layouts import LAYOUTS, file_of
from tests.plans.papers import PLANS, once, word_of


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory):
    """The PDF of each Word file, by name; layouts begin with "layout-"."""
    documents = {name: word_of(name) for name in PLANS} | {f"layout-{name}": file_of(name, "docx") for name in LAYOUTS}
    return once(tmp_path_factory.getbasetemp(), documents)
