"""What a register exports it takes back as it is, whatever stands in its columns."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.factories import registers
from tests.factories.registers import BOOK, COLUMNS, NOW, TODAY, SampleRow
from tthc.core.registers import queries
from tthc.core.registers.models import RegisterImport
from tthc.core.registers.queries import Ask, sheets
from tthc.core.registers.queries.exported import exported
from tthc.core.registers.rules import Kind, read
from tthc.kernel.errors import BadInput

WORDS = some.text(max_size=40) | some.sampled_from(
    ["=1+1", "+84", "-", "@x", "001", "1.004873", "1e5", "TRUE", "12/05/2024", "_x000D_", "'a", "•••", "\t", "Có"]
)
DAYS = some.dates(date(1900, 1, 1), date(2099, 12, 31))
OF_KIND = {
    Kind.CODE: WORDS,
    Kind.TEXT: WORDS,
    Kind.LONG: some.text(max_size=60) | some.lists(WORDS, max_size=4).map("\n".join),
    Kind.DAY: some.none() | DAYS,
    Kind.COUNT: some.none() | some.integers(0, 2**31 - 1),
    Kind.NUMBER: some.none() | some.decimals(0, 10**6, places=3) | some.floats(0, 10**11).map(lambda n: Decimal(f"{n:.15g}")),
    Kind.CHOICE: some.sampled_from(["", "full", "part"]),
    Kind.FLAG: some.sampled_from([None, True, False]),
    Kind.LINK: some.just("") | some.from_regex(r"https://[a-z0-9.]{1,20}/[a-z0-9?=&%-]{0,20}", fullmatch=True),
}


def typed(column, value, known):
    """What a person could have entered: the value as reading leaves it, or nothing."""
    try:
        return read(column, value, known)
    except BadInput:
        return None


@pytest.fixture
def office_with_book(session, office):
    registers.open_book(session)
    return office


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=some.lists(
        some.fixed_dictionaries({c.name: OF_KIND[c.kind] for c in COLUMNS if c.kind in OF_KIND and not c.is_computed}),
        min_size=1,
        max_size=12,
    )
)
def test_what_goes_out_comes_back_the_same(session, office_with_book, toolbox, rows):
    office, who = office_with_book, office_with_book.actor("officer")
    session.query(SampleRow).delete()
    known = queries.lookups(session, office.agency.id, BOOK, TODAY)
    for number, values in enumerate(rows):
        read_well = {column.name: typed(column, values[column.name], known) for column in COLUMNS if column.name in values}
        texts = dict.fromkeys(("code", "name", "level", "address", "story", "phone"), "")
        kept = texts | {name: value for name, value in read_well.items() if value is not None}
        kept["code"] = f"{kept['code'][:40]} {number}".strip()
        session.add(SampleRow(agency_id=office.agency.id, unit_id=office.justice.id, entered_at=NOW, **kept))
    session.flush()
    session.expire_all()
    actor = who
    made = exported(session, actor, BOOK, Ask(), today=TODAY)
    content = toolbox.sheets.write(made.title, made.columns, made.rows, notes=made.notes)
    found = toolbox.sheets.read(content, "so.xlsx", most_rows=1000)
    of = RegisterImport(agency_id=office.agency.id, unit_id=office.justice.id, given={}, mapping={})
    preview = sheets.checked(session, actor, BOOK, found, of, today=TODAY).preview
    assert [problem.words for problem in preview.problems] == []
    assert [change for line in preview.lines for change in line.changes] == []
    assert preview.counts["same"] == len(rows)


@given(day=DAYS, count=some.integers(0, 2**31 - 1))
def test_days_and_counts_in_text_form_read_back(day, count):
    from tthc.core.registers.rules import Lookups, shown
    from tthc.core.registers.rules import typed as typed_again

    by_kind = {column.kind: column for column in COLUMNS}
    known = Lookups(TODAY)
    for column, value in ((by_kind[Kind.DAY], day), (by_kind[Kind.COUNT], count)):
        assert read(column, shown(column, value), known) == value
        assert read(column, typed_again(column, value), known) == value
