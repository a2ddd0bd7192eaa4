"""An old book of feedback comes in with what was done before: states, clocks and history follow from its days, and nothing else does."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import feedback as samples
from tests.factories import people
from tthc.core.audit.models import AuditEntry
from tthc.core.feedback import queries
from tthc.core.feedback.actions import BOOK, linking, steps
from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules import past
from tthc.core.feedback.rules.steps import Act, next_act, other_acts
from tthc.core.feedback.rules.words import FeedbackClass, FeedbackState, Outcome, Refusal, Subject
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.registers.models import RegisterImport
from tthc.core.registers.queries import Ask, sheets
from tthc.core.registers.queries.exported import exported
from tthc.kernel.actor import Role, system
from tthc.kernel.errors import NotAllowed

S = FeedbackState
HEAD = {
    "received_on": "Ngày tiếp nhận",
    "channel": "Kênh tiếp nhận",
    "person": "Họ và tên",
    "phone": "SĐT",
    "content": "Nội dung phản ánh",
    "unit_id": "Đơn vị xử lý",
    "classed": "Phân loại",
    "transferred_on": "Ngày chuyển",
    "office": "Cơ quan được chuyển",
    "started_on": "Ngày nhận xử lý",
    "paused_on": "Ngày yêu cầu bổ sung",
    "extended_to": "Gia hạn đến",
    "answered_on": "Ngày trả lời",
    "outcome": "Kết quả xử lý",
    "answer": "Nội dung trả lời",
    "published_on": "Ngày công khai",
    "public_content": "Nội dung công khai",
    "archived_on": "Ngày lưu hồ sơ",
    "refusal": "Lý do không tiếp nhận",
}
FIRST = {
    "received_on": "01/07/2024",
    "channel": "Điện thoại chuyên dùng",
    "person": samples.PERSON,
    "phone": samples.PHONE,
    "content": f"Gọi {samples.PHONE}: hẹn trả khai sinh sai ngày",
    "unit_id": "Tư pháp - Hộ tịch",
}
HANDED = {"classed": "Hành vi hành chính", "transferred_on": "03/07/2024"}
ANSWERED = HANDED | {
    "answered_on": "19/07/2024",
    "outcome": "Đã giải thích, hướng dẫn",
    "answer": f"Kính gửi {samples.PERSON}: đã hướng dẫn.",
}
OUTSIDE = {"classed": "Quy định hành chính ngoài thẩm quyền", "transferred_on": "04/07/2024", "office": "Sở Tư pháp"}


@pytest.fixture
def at(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def check(session, office, toolbox, at):
    """check(actor, rows…) judges a sheet of these rows."""

    def run(actor, *rows):
        text = "\n".join("\t".join(row.get(name, "") for name in HEAD) for row in (HEAD, *rows))
        found = toolbox.sheets.read(text.encode(), "cu.tsv", most_rows=100)
        of = RegisterImport(agency_id=office.agency.id, unit_id=office.staff.id, given={}, mapping={})
        return sheets.checked(session, actor, BOOK, found, of, today=at["today"])

    return run


@pytest.fixture
def load(session, toolbox, at):
    """load(actor, content, name) brings a file in, confirmed as a person would; the rows in the order of the file."""

    def run(actor, content, name, unit_id):
        stored = toolbox.files.keep(content, toolbox.sheets.look(content, name))
        row = register_actions.stage(session, actor, BOOK, stored, name, unit_id=unit_id, now=at["now"])
        checked = sheets.checked(session, actor, BOOK, toolbox.sheets.read(content, name, most_rows=1000), row, today=at["today"])
        assert checked.preview.is_loadable, [(one.row, one.title, one.words) for one in checked.preview.problems]
        register_actions.keep_preview(session, actor, BOOK, row, checked.preview, now=at["now"])
        register_actions.ask_load(session, actor, BOOK, row, now=at["now"])
        register_actions.load(session, actor, BOOK, row, checked, **at)
        session.commit()
        return session.scalars(select(Feedback).where(Feedback.register_import_id == row.id).order_by(Feedback.number)).all()

    return run


@pytest.fixture
def bring(load, office, clerk):
    def run(*rows, actor=None):
        text = "\n".join(
            "\t".join({**FIRST, **row}.get(name, "") if row is not HEAD else HEAD[name] for name in HEAD) for row in (HEAD, *rows)
        )
        return load(actor or clerk, text.encode(), "cu.tsv", office.justice.id)

    return run


STATES = [
    ({}, S.RECEIVED, []),
    ({"classed": "Hành vi hành chính"}, S.CLASSIFIED, [Act.CLASSIFY]),
    (HANDED, S.ASSIGNED, [Act.CLASSIFY, Act.ASSIGN]),
    (HANDED | {"started_on": "04/07/2024"}, S.PROCESSING, [Act.CLASSIFY, Act.ASSIGN, Act.START]),
    (HANDED | {"paused_on": "05/07/2024"}, S.SUPPLEMENTING, [Act.CLASSIFY, Act.ASSIGN, Act.ASK_SUPPLEMENT]),
    (OUTSIDE, S.TRANSFERRED, [Act.CLASSIFY, Act.TRANSFER]),
    (ANSWERED, S.ANSWERED, [Act.CLASSIFY, Act.ASSIGN, Act.ANSWER]),
    (
        ANSWERED | {"published_on": "22/07/2024", "public_content": "Hẹn trả sai ngày"},
        S.PUBLISHED,
        [Act.CLASSIFY, Act.ASSIGN, Act.ANSWER, Act.PUBLISH],
    ),
    (ANSWERED | {"archived_on": "30/07/2024"}, S.ARCHIVED, [Act.CLASSIFY, Act.ASSIGN, Act.ANSWER, Act.ARCHIVE]),
    ({"refusal": "Là khiếu nại", "answer": "Gửi nơi tiếp công dân."}, S.REJECTED, [Act.REJECT]),
]


@pytest.mark.parametrize(("told", "state", "acts"), STATES, ids=[state.value for _, state, _ in STATES])
def test_the_state_follows_from_what_the_book_tells(session, bring, told, state, acts):
    (row,) = bring(told)
    assert row.state is state
    history = list(reversed(queries.steps(session, row)))
    assert [step.act for step in history] == [Act.RECEIVE, *acts]
    assert all(step.words.startswith("Chép từ sổ cũ.") for step in history[1:])
    assert history[-1].state is state
    assert [step.done_on for step in history] == sorted(step.done_on for step in history)


def test_the_clocks_judge_by_the_copied_days(session, office, clerk, bring, at):
    late = ANSWERED | {"answered_on": "25/07/2024"}
    rows = bring(ANSWERED, late, late | {"extended_to": "26/07/2024"}, HANDED, OUTSIDE)
    assert [row.handle_due_on for row in rows] == [
        date(2024, 7, 22),
        date(2024, 7, 22),
        date(2024, 7, 26),
        date(2024, 7, 22),
        date(2024, 7, 22),
    ]
    assert [queries.badge(row, at["today"]).text for row in rows] == [
        "Đã trả lời, quá hạn 23 ngày",  # the result was to be published within two working days
        "Đã trả lời, quá hạn 17 ngày",
        "Đã trả lời, quá hạn 17 ngày",
        "Đã giao đơn vị, quá hạn 24 ngày",
        "Đã chuyển cơ quan có thẩm quyền",
    ]
    count = {measure.code: measure.count(session, office.agency.id, date(2024, 7, 1), date(2024, 8, 15)) for measure in queries.MEASURES}
    assert (count["feedback-on-time"].numerator, count["feedback-on-time"].denominator) == (Decimal(2), Decimal(4))
    assert set(count["feedback-late"].rows) == {rows[1].id, rows[3].id}
    assert rows[0].entry == "1/2024"


def test_copied_rows_go_on_by_steps(session, office, clerk, bring, at):
    row, handed = bring(ANSWERED, HANDED)
    steps.publish(session, clerk, row, "Hẹn trả sai ngày", "Đã hướng dẫn", **at)
    steps.start(session, office.actor("officer"), handed, **at)
    steps.reopen(session, clerk, row, "Người dân chưa đồng ý", **at)
    assert (row.state, handed.state) == (S.PROCESSING, S.PROCESSING)


def test_what_was_published_before_without_words_is_not_shown_to_the_public(session, clerk, bring, at):
    published = ANSWERED | {"published_on": "22/07/2024"}
    bring(published, published | {"public_content": "Hẹn trả sai ngày"})
    assert [one["number"] for one in queries.published(session, clerk, at["today"])] == ["2/2024"]


def test_the_log_says_that_it_was_copied_and_names_nobody(session, bring):
    bring(ANSWERED, {})
    entries = session.scalars(select(AuditEntry).where(AuditEntry.thing == "feedback").order_by(AuditEntry.id)).all()
    assert [entry.verb for entry in entries] == ["enter", "enter"]
    assert "Chép từ sổ cũ" in entries[0].after
    assert "19/07/2024" in entries[0].after
    assert "Chép từ sổ cũ" not in entries[1].after
    assert not [secret for secret in samples.SECRETS if secret in entries[0].after]


WRONG = [
    (ANSWERED | {"answered_on": "16/08/2024"}, "Ngày trả lời", "sau ngày hôm nay"),
    (ANSWERED | {"answered_on": "30/06/2024"}, "Ngày trả lời", "trước ngày tiếp nhận"),
    (ANSWERED | {"answer": ""}, "Nội dung trả lời", "Thiếu nội dung trả lời"),
    (ANSWERED | {"outcome": ""}, "Kết quả xử lý", "Thiếu kết quả"),
    (ANSWERED | {"outcome": "Ban hành mới hoặc đề nghị ban hành mới"}, "Kết quả xử lý", "không hợp với phân loại"),
    (ANSWERED | {"answered_on": ""}, "Ngày trả lời", "thiếu ngày trả lời"),
    (ANSWERED | {"classed": ""}, "Phân loại", "Thiếu phân loại"),
    (HANDED | {"published_on": "05/07/2024"}, "Ngày trả lời", "thiếu ngày trả lời"),
    (ANSWERED | {"published_on": "18/07/2024"}, "Ngày công khai", "trước ngày trả lời"),
    (ANSWERED | {"public_content": "Hẹn sai ngày"}, "Ngày công khai", "thiếu ngày công khai"),
    (
        ANSWERED | {"published_on": "22/07/2024", "public_content": "nguyễn thị BÌNH hẹn sai"},
        "Nội dung công khai",
        "họ tên",
    ),
    (HANDED | {"office": "Sở Tư pháp"}, "Cơ quan được chuyển", "thuộc cơ quan này"),
    (OUTSIDE | {"office": ""}, "Cơ quan được chuyển", "Thiếu cơ quan"),
    (OUTSIDE | {"transferred_on": ""}, "Ngày chuyển", "thiếu ngày chuyển"),
    (OUTSIDE | {"started_on": "05/07/2024"}, "Ngày nhận xử lý", "không xử lý ở cơ quan này"),
    (HANDED | {"refusal": "Là tố cáo"}, "Ngày chuyển", "không tiếp nhận"),
    (HANDED | {"archived_on": "30/07/2024"}, "Ngày lưu hồ sơ", "đã trả lời"),
    (ANSWERED | {"paused_on": "05/07/2024"}, "Ngày yêu cầu bổ sung", "không còn chờ"),
    (HANDED | {"extended_to": "01/07/2024"}, "Gia hạn đến", "không sau ngày tiếp nhận"),
]


@pytest.mark.parametrize(("told", "title", "words"), WRONG, ids=[f"{title}: {words}" for _, title, words in WRONG])
def test_what_does_not_hold_together_is_told_with_its_row_and_column(check, clerk, told, title, words):
    preview = check(clerk, FIRST, FIRST | told).preview
    assert [(one.row, one.title) for one in preview.problems] == [(3, title)], preview.problems
    assert words in preview.problems[0].words
    assert preview.problems[0].letter
    assert not preview.is_loadable


def test_only_who_directs_brings_what_was_done(session, office, check, bring, at):
    desk = FIRST | {"unit_id": "Bộ phận Tiếp nhận và Trả kết quả"}
    answered = FIRST | ANSWERED
    for role, row, may in (
        ("clerk", answered, True),
        ("officer", answered, False),
        ("officer", FIRST, True),
        ("head", desk | ANSWERED, True),
    ):
        problems = check(office.actor(role), row).preview.problems
        assert (problems == ()) is may, (role, problems)
        assert may or "không có quyền nhập việc đã xử lý" in problems[0].words
    row = Feedback(
        **samples.values(office.justice),
        agency_id=office.agency.id,
        entered_at=at["now"],
        classed="conduct",
        transferred_on=date(2024, 8, 2),
    )
    session.add(row)
    session.flush()
    with pytest.raises(NotAllowed):
        BOOK.settle(session, office.actor("officer"), [row], **at)


def sheet(session, toolbox, actor, today):
    made = exported(session, actor, BOOK, Ask(), today=today)
    return toolbox.sheets.write(made.title, made.columns, made.rows, notes=made.notes), made


@pytest.mark.parametrize("role", ["clerk", "officer", "second"])
def test_a_known_row_is_changed_by_steps_and_never_by_a_sheet(session, office, toolbox, bring, at, role):
    bring(ANSWERED, HANDED, {"unit_id": "Văn hóa - Xã hội"})
    actor = office.actor(role)
    of = RegisterImport(agency_id=office.agency.id, unit_id=next(iter(actor.units)), given={}, mapping={})
    content, made = sheet(session, toolbox, actor, at["today"])
    preview = sheets.checked(session, actor, BOOK, toolbox.sheets.read(content, "so.xlsx", most_rows=100), of, today=at["today"]).preview
    assert (preview.counts["same"], preview.problems) == (3, ())
    titles = [column.title for column in made.columns]
    for title, value in (
        ("Ngày trả lời", date(2024, 7, 18)),
        ("Ngày trả lời", None),
        ("Phân loại", "Quy định hành chính thuộc thẩm quyền"),
    ):
        rows = [list(row) for row in made.rows]
        (at_row,) = [n for n, row in enumerate(rows) if row[titles.index("Ngày trả lời")] == date(2024, 7, 19)]
        rows[at_row][titles.index(title)] = value
        content = toolbox.sheets.write(made.title, made.columns, rows, notes=made.notes)
        preview = sheets.checked(
            session, actor, BOOK, toolbox.sheets.read(content, "so.xlsx", most_rows=100), of, today=at["today"]
        ).preview
        by_steps = [one for one in preview.problems if "bằng các bước xử lý" in one.words]
        assert [(one.row, one.title) for one in by_steps] == [(at_row + 2, title)]
        assert not preview.is_loadable


def walk(session, chance, office, clerk, row, others, at):
    """Some steps that are open, one after the other, as somebody might take them; each leaves a state that follows from its facts."""
    justice, culture = office.justice.id, office.culture.id
    for _ in range(chance.randrange(1, 9)):
        place = queries.standing(row)
        acts = [act for act in {next_act(place), *other_acts(place)} if act]
        if not acts:
            return
        act = chance.choice(sorted(acts))
        classed = chance.choice(list(FeedbackClass))
        subject = Subject.CONDUCT if "conduct" in classed else Subject.IMPRACTICAL
        at["today"] += timedelta(days=chance.randrange(3))
        take = {
            Act.CLASSIFY: lambda c=classed, s=subject: steps.classify(session, clerk, row, c, s, **at),
            Act.REJECT: lambda: steps.reject(session, clerk, row, Refusal.SECRET, "Theo pháp luật.", **at),
            Act.ASSIGN: lambda: steps.assign(session, clerk, row, chance.choice([justice, culture]), **at),
            Act.TRANSFER: lambda: steps.transfer(session, clerk, row, "Sở Tư pháp", "12/UBND", "", **at),
            Act.START: lambda: steps.start(session, clerk, row, **at),
            Act.UPDATE: lambda: steps.update(session, clerk, row, "Đang xác minh", **at),
            Act.ASK_SUPPLEMENT: lambda: steps.ask_supplement(session, clerk, row, "Bổ sung giấy hẹn", **at),
            Act.SUPPLEMENT: lambda: steps.supplement(session, clerk, row, "Đã bổ sung", **at),
            Act.EXTEND: lambda: steps.extend(
                session, clerk, row, max(row.handle_due_on, at["today"]) + timedelta(days=5), "Xác minh", **at
            ),
            Act.ANSWER: lambda: steps.answer(
                session, clerk, row, Outcome.EXPLAINED, "Đã hướng dẫn", is_resolved=chance.random() < 0.5, **at
            ),
            Act.PUBLISH: lambda: steps.publish(session, clerk, row, "Hẹn sai ngày", "Đã hướng dẫn", **at),
            Act.ARCHIVE: lambda: steps.archive(session, clerk, row, "Đời tư", **at),
            Act.REOPEN: lambda: steps.reopen(session, clerk, row, "Chưa đồng ý", **at),
            Act.RESOLVE: lambda: steps.resolve(session, clerk, row, **at),
            Act.LINK: lambda: others and linking.link(session, clerk, row, others[0], **at),
            Act.UNLINK: lambda: linking.unlink(session, clerk, row, **at),
        }
        take[act]()
        assert past.state_of(queries.facts(row)) is row.state, (act, queries.facts(row))


@pytest.fixture
def walked(session, office, clerk, at):
    """Sixty rows somewhere on their way."""
    chance, rows = random.Random(20), []
    for n in range(60):
        row = samples.received(
            session, clerk, office.staff, received_on=date(2024, 6, 3 + n % 20), channel=chance.choice(["portal", "post"]), **at
        )
        mains = [one for one in rows if one.main_id is None and one.state is not S.REJECTED]
        walk(session, chance, office, clerk, row, mains[-1:], dict(at))
        rows.append(row)
    session.commit()
    return rows


def twin(session, office):
    """The same office in another installation: its own rows, the same names of units."""
    ward = people.agency(session, "Ủy ban nhân dân phường Mới", "UBND phường Mới")
    staff = people.unit(session, ward, office.staff.name, position=1)
    for unit in (office.justice, office.culture):
        people.unit(session, ward, unit.name, position=2)
    person = people.person(session, "far", "Người mới")
    people.post(session, staff, person, Role.CLERK, "Công chức")
    session.commit()
    return staff, person


def test_every_way_comes_again_in_an_empty_register(session, office, toolbox, clerk, walked, load, at):
    states = {row.state for row in walked}
    assert len(states) >= 8, states
    later = at | {"today": date(2024, 9, 20)}
    made = exported(session, clerk, BOOK, Ask(), today=later["today"])
    content = toolbox.sheets.write(made.title, made.columns[:-1], [row[:-1] for row in made.rows], notes=made.notes)
    staff, person = twin(session, office)
    far = people_queries.load_actor(session, person.id, at["today"])
    at["today"] = later["today"]
    copies = load(far, content, "so.xlsx", staff.id)
    originals = register_queries.rows(session, clerk, BOOK, Ask(), today=at["today"], limit=None)
    assert len(copies) == len(originals) == 60
    names = [column.name for column in BOOK.carried if column.name != "unit_id"]
    for copy, row in zip(copies, originals, strict=True):
        told, kept = ({name: getattr(one, name) for name in (*names, "state", "told")} for one in (copy, row))
        assert told == kept
        assert copy.state is row.state
        if row.main_number == "":
            assert (copy.handle_due_on, copy.publish_due_on, copy.next_due_on) == (row.handle_due_on, row.publish_due_on, row.next_due_on)
            assert (copy.assigned_unit_id is None) == (row.assigned_unit_id is None)
    again = sheet(session, toolbox, far, at["today"])[0]
    of = RegisterImport(agency_id=staff.agency_id, unit_id=staff.id, given={}, mapping={})
    preview = sheets.checked(session, far, BOOK, toolbox.sheets.read(again, "so.xlsx", most_rows=100), of, today=at["today"]).preview
    assert (preview.counts["same"], preview.problems) == (60, ())


def test_an_answer_that_was_late_stays_late_when_the_row_is_opened_again(session, office, clerk, bring, at):
    late, in_time = bring(ANSWERED | {"answered_on": "25/07/2024"}, ANSWERED)
    count = {measure.code: measure.count for measure in queries.MEASURES}

    def counted(last=date(2024, 8, 15)):
        of = (session, office.agency.id, date(2024, 7, 1), last)
        share = count["feedback-on-time"](*of)
        return share.numerator, share.denominator, count["feedback-late"](*of).rows

    assert counted() == (1, 2, (late.id,))
    for row in (late, in_time):
        steps.reopen(session, clerk, row, "Chưa đồng ý", **at)
    assert (late.earlier_answered_on, late.earlier_due_on, late.answered_on) == (date(2024, 7, 25), date(2024, 7, 22), None)
    assert counted() == (1, 2, (late.id,)), "opened again, both were answered once, and one of them too late"
    for row in (late, in_time):
        steps.answer(session, clerk, row, Outcome.SET_RIGHT, "Đã chấn chỉnh", **at)
        assert row.answered_on <= row.handle_due_on
    assert counted(date(2024, 12, 31)) == (1, 2, (late.id,))
    steps.reopen(session, clerk, late, "Vẫn chưa đồng ý", **at)
    assert late.earlier_answered_on == date(2024, 7, 25), "an answer in time does not take the place of the late one"
    shown_in = next(measure.view for measure in queries.MEASURES if measure.code == "feedback-late")
    assert register_queries.rows(session, clerk, BOOK, Ask(2024, shown_in), today=date(2024, 7, 1)) == [late]
    assert queries.badge(late, at["today"]).text == "Đang xử lý, lần trước trả lời trễ 3 ngày"
    assert counted(date(2024, 12, 31))[2] == (late.id,)


def test_an_answer_after_opening_again_is_not_dated_before_it(session, clerk, bring, at):
    from tthc.kernel.errors import BadInput

    (row,) = bring(ANSWERED)
    steps.reopen(session, clerk, row, "Chưa đồng ý", **at)
    with pytest.raises(BadInput) as refused:
        steps.answer(session, clerk, row, Outcome.SET_RIGHT, "Đã chấn chỉnh", on=date(2024, 8, 14), **at)
    assert "ngày mở lại" in refused.value.fields["on"]


WORDS = ("Nguyễn Thị Bình", "nguyen thi binh", "0912 345 678", "0912345678", "+84912345678", "0912.345.678", "hoa ban", "binh.nguyen")
OTHERS = ["second", "head", "leader", "inspector", "appraiser", "auditor"]


@pytest.mark.parametrize("words", WORDS)
def test_who_handles_a_row_finds_its_sender_and_nobody_else_does(session, office, clerk, at, words):
    row = samples.received(session, clerk, office.justice, **at)
    samples.received(
        session, clerk, office.justice, person="Trần Văn Sáu", phone="0987 654 321", address="", email="", content="Khác", **at
    )
    ask = Ask(2024, words=words)
    for role in ("clerk", "officer"):
        assert register_queries.found(session, office.actor(role), BOOK, ask, today=at["today"]) == ([row], 1), role
    for role in OTHERS:
        assert register_queries.count(session, office.actor(role), BOOK, ask, today=at["today"]) == 0, role
        assert exported(session, office.actor(role), BOOK, ask, today=at["today"]).rows == (), role
    assert register_queries.count(session, system(office.agency.id), BOOK, ask, today=at["today"]) == 0


def test_the_words_of_other_rows_are_no_hint(session, office, clerk, at):
    """A word of the content and a name together find nothing for who may not read the name."""
    samples.received(session, clerk, office.justice, **at)
    for role in OTHERS:
        assert register_queries.count(session, office.actor(role), BOOK, Ask(2024, words="khai sinh Bình"), today=at["today"]) == 0
    assert register_queries.count(session, clerk, BOOK, Ask(2024, words="khai sinh Bình"), today=at["today"]) == 1


@pytest.mark.parametrize("role", ["clerk", "officer", *OTHERS])
def test_search_reads_names_of_exactly_the_rows_that_are_shown_with_names(session, office, clerk, at, role):
    rows = [samples.received(session, clerk, unit, **at) for unit in (office.staff, office.justice, office.culture, office.desk)]
    actor = office.actor(role)
    found = register_queries.rows(session, actor, BOOK, Ask(2024, words="0912"), today=at["today"])
    assert {row.id for row in found} == {row.id for row in rows if not queries.hides(actor, row)}
