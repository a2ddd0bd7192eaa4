"""Plans printed once for all tests of this folder."""

import pytest

from tests.plans.papers import PLANS, once, word_of


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory):
    """The PDF of each Word file, by name."""
    return once(tmp_path_factory.getbasetemp(), {name: word_of(name) for name in PLANS})
