"""Criteria sets: small ones by hand, and any that hypothesis can think of."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tthc.core.criteria.actions import sets as actions
from tthc.core.criteria.rules import IndicatorKind, Subject
from tthc.core.criteria.rules.set_heads import head_of
from tthc.core.criteria.rules.set_heads import texts_of as head_texts
from tthc.core.criteria.rules.set_rows import rows_of
from tthc.core.criteria.rules.set_tables import assemble
from tthc.core.criteria.rules.sets import Answer, CriterionLine, IndicatorLine, SetTable

K = IndicatorKind


def line(number, kind=K.PASS, threshold=None, points=None, **values):
    """An indicator."""
    figures = [None if each is None else Decimal(str(each)) for each in (threshold, points)]
    return IndicatorLine(number, values.pop("title", f"Chỉ tiêu số {number}"), kind, *figures, **values)


def by_points(*, least_total=80, least_share=50, conditions=("Không có người đứng đầu bị kỷ luật",)):
    """Two criteria of 40 and 60 points; ids 1 to 4."""
    first = (line("1.1", K.POINTS, points=25, id=1), line("1.2", K.POINTS, points=15, id=2))
    second = (line("2.1", K.POINTS, points=30, id=3), line("2.2", K.PERCENT, 90, 30, id=4))
    criteria = (CriterionLine("1", "Ban hành", first, Decimal(40)), CriterionLine("2", "Tiếp cận", second, Decimal(60)))
    head = {"valid_from": date(2022, 1, 1), "least_total": Decimal(least_total), "least_share": Decimal(least_share)}
    return SetTable("Bộ có điểm", Subject.LAW_ACCESS, criteria, conditions=conditions, **head)


def by_verdict():
    """Two criteria without points; ids 1 to 3."""
    criteria = (
        CriterionLine("1", "Một", (line("1.1", id=1), line("1.2", K.PERCENT, 80, id=2))),
        CriterionLine("2", "Hai", (line("2.1", id=3),)),
    )
    return SetTable("Bộ đạt hay không", Subject.NEW_RURAL, criteria, valid_from=date(2025, 1, 1))


def typed(table):
    """A table as texts and rows, as somebody would type it."""
    return head_texts(table), rows_of(table)


def kept(session, actor, table=None, *, now):
    """A set of the actor's agency."""
    return actions.write(session, actor, *typed(table or by_points()), now=now)


def read_again(texts, rows):
    """(table, problems) of texts and rows."""
    head, problems = head_of(texts)
    table, more = assemble(head, rows)
    return table, [*problems, *more]


def figures(low, high):
    """Figures with at most two decimals."""
    return st.integers(low * 100, high * 100).map(lambda cents: Decimal(cents) / 100)


_LETTERS = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyÁẬỖ0123456789 ,.;:()/%-=+'\"?&<>")
_WORDS = st.text(_LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(f"Nội {text} dung".split()))
_LINES = st.lists(_WORDS, max_size=3).map("\n".join)


@st.composite
def indicators(draw, number, at):
    """An indicator that may stand in a set."""
    kind = draw(st.sampled_from(K))
    points = draw(st.one_of(st.none(), figures(1, 50)))
    threshold = None
    if kind is K.PERCENT:
        threshold = draw(st.one_of(st.none(), figures(0, 100)))
    elif kind is K.POINTS and points is not None:
        threshold = draw(st.one_of(st.none(), figures(0, 1)))
    return IndicatorLine(number, draw(_WORDS), kind, threshold, points, draw(_LINES), draw(_LINES), draw(st.booleans()), at)


@st.composite
def tables(draw, *, by_points=None):
    """A set that may be kept, with ids."""
    criteria, at = [], 0
    for place in range(1, draw(st.integers(1, 4)) + 1):
        lines = []
        for order in range(1, draw(st.integers(0, 4)) + 1):
            at += 1
            lines.append(draw(indicators(f"{place}.{order}", at)))
        criteria.append(CriterionLine(str(place), draw(_WORDS), tuple(lines), None, draw(_LINES), draw(st.booleans())))
    whole = sum((each.most_points or 0 for one in criteria for each in one.indicators), Decimal(0))
    has_points = whole > 1 and (draw(st.booleans()) if by_points is None else by_points)
    return SetTable(
        draw(_WORDS),
        draw(st.sampled_from(Subject)),
        tuple(criteria),
        draw(_LINES),
        draw(st.dates(date(2000, 1, 1), date(2050, 1, 1))),
        draw(st.one_of(st.none(), st.dates(date(2050, 1, 1), date(2099, 1, 1)))),
        draw(figures(1, int(whole))) if has_points else None,
        draw(figures(1, 100)) if has_points else None,
        tuple(draw(st.lists(_WORDS, max_size=2))),
        draw(st.booleans()),
        draw(_LINES),
    )


@st.composite
def answers_to(draw, table):
    """Answers that `check` lets pass, to some of the lines."""
    found = {}
    for each in table.indicators:
        how = draw(st.sampled_from(["none", "apart", "given"]))
        if how == "apart":
            found[each.id] = Answer(is_not_applicable=True)
        elif how == "given" and each.kind is K.PASS:
            found[each.id] = Answer(is_passed=draw(st.booleans()))
        elif how == "given" and each.kind is K.PERCENT:
            found[each.id] = Answer(figure=draw(figures(0, 100)))
        elif how == "given" and each.most_points is not None:
            found[each.id] = Answer(figure=draw(st.integers(0, int(each.most_points * 100)).map(lambda cents: Decimal(cents) / 100)))
    return found
