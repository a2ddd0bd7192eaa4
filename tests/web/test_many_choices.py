"""A register whose rows name one of hundreds: the filter is written, the form offers what is new, and the pages stay light."""

import gzip
import re
from datetime import date

import pytest

from tests.factories import findings, people, register_worlds
from tthc.core.inspections.actions import ROUNDS
from tthc.core.people.models import UnitKind

HOME = "/2024/kiem-tra/so/kien-nghi"


@pytest.fixture
def crowd(session, office, now):
    """Four hundred bodies and three hundred rounds; a finding at the oldest of them, one at another unit."""
    clerk = office.actor("clerk")
    for n in range(400):
        people.unit(session, office.agency, f"Sở Chuyên ngành {n}", kind=UnitKind.OUTSIDE, position=20 + n)
    oldest = findings.round_of(session, clerk, office.culture.id, on=date(2024, 1, 8), now=now)
    first = findings.finding(session, clerk, oldest, observation="Sổ ghi thiếu cột", now=now)
    other = findings.round_of(session, clerk, office.justice.id, on=date(2024, 2, 8), now=now)
    findings.finding(session, clerk, other, observation="Trả kết quả chậm", now=now)
    newer = findings.round_of(session, clerk, office.justice.id, now=now)
    register_worlds.copies(session, ROUNDS, newer, 300)
    session.commit()
    return first


def rows_of(page):
    return [words for words in ("Sổ ghi thiếu cột", "Trả kết quả chậm") if words in page]


def test_a_filter_of_hundreds_is_written(as_role, crowd):
    browser = as_role("clerk")
    page = browser.get(HOME).text
    assert '<input class="input" id="filter-owner_id"' in page
    assert '<select class="input" id="filter-owner_id"' not in page
    assert rows_of(page) == ["Sổ ghi thiếu cột", "Trả kết quả chậm"]
    found = browser.get(f"{HOME}?owner_id=van+hoa").text
    assert rows_of(found) == ["Sổ ghi thiếu cột"]
    assert re.search(r'id="filter-owner_id"[^>]*value="van hoa"', found)
    assert rows_of(browser.get(f"{HOME}?owner_id=hoa").text) == ["Sổ ghi thiếu cột"]
    assert rows_of(browser.get(f"{HOME}?owner_id=ho").text) == ["Sổ ghi thiếu cột", "Trả kết quả chậm"]  # several units


def test_words_that_name_no_choice_find_nothing(as_role, crowd):
    page = as_role("clerk").get(f"{HOME}?owner_id=khong+co+don+vi+nay").text
    assert not rows_of(page)
    assert "Không có dòng nào theo bộ lọc này." in page


def test_an_address_still_names_one_choice_by_its_id(as_role, crowd):
    page = as_role("clerk").get(f"{HOME}?round_id={crowd.round_id}").text
    assert rows_of(page) == ["Sổ ghi thiếu cột"]
    assert re.search(r'id="filter-round_id"[^>]*value="Văn hóa - Xã hội, 08/01/2024"', page)


def test_the_form_offers_new_rounds_and_the_one_that_the_row_has(as_role, crowd):
    browser = as_role("clerk")
    own = "Văn hóa - Xã hội, 08/01/2024</option>"
    assert own not in browser.get(f"{HOME}/them").text
    assert f" selected>{own}" in browser.get(f"{HOME}/{crowd.id}/sua").text


@pytest.mark.parametrize("tail", ["", "/them", "?owner_id=so"])
def test_pages_stay_light(as_role, crowd, tail):
    assert len(gzip.compress(as_role("clerk").get(HOME + tail).data)) <= 15 * 1024
