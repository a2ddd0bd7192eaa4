from dataclasses import replace
from datetime import date

import pytest

from tthc.core.calendar.rules import period, periods
from tthc.core.reports.rules import Facts, Measure, Outcome, Piece, belongs, changed_figures, comes_next, figures, gaps, is_changed, prose
from tthc.kernel.document import Letterhead, fingerprint, spoken
from tthc.kernel.sections import Section

Q2, Q3 = period("q2", 2024), period("q3", 2024)
AS_OF = date(2024, 8, 15)
HEAD = Letterhead(name="UBND phường Trung Lương", superior="UBND thị xã Hồng Lĩnh", place="Trung Lương", signer="Lê Văn A", post="Chủ tịch")


def piece(**values):
    known = {
        "task_id": 7,
        "section": Section.ONE_STOP,
        "number": "1",
        "title": "Niêm yết thủ tục",
        "unit": "Tư pháp",
        "period": "once",
        "due_on": date(2024, 8, 10),
        "outcome": Outcome.OPEN,
    }
    return Piece(**(known | values))


def facts(*pieces, **values):
    return Facts(head=HEAD, period=Q3, as_of=AS_OF, pieces=pieces, **values)


def all_text(content):
    found = []
    for part in [*content["parts"], *content["annexes"]]:
        found.append(part["heading"])
        for block in part["blocks"]:
            found += [*block.get("items", []), block.get("text", ""), *(cell for row in block.get("rows", []) for cell in row)]
    return "\n".join(found)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"outcome": Outcome.DONE, "handed_in_on": date(2024, 8, 10)}, "Hoàn thành"),
        ({"outcome": Outcome.DONE, "handed_in_on": date(2024, 8, 13)}, "Hoàn thành, trễ 3 ngày"),
        ({"outcome": Outcome.NOTHING, "handed_in_on": date(2024, 8, 13)}, "Không phát sinh"),
        ({"outcome": Outcome.WAITING, "handed_in_on": date(2024, 8, 9)}, "Chờ duyệt"),
        ({}, "Quá hạn"),
        ({"due_on": AS_OF}, "Chưa hoàn thành"),
        ({"due_on": None}, "Chưa hoàn thành"),
    ],
)
def test_a_piece_says_how_it_stands(values, words):
    assert piece(**values).words(AS_OF) == words


@pytest.mark.parametrize(
    ("values", "in_q2", "in_q3"),
    [
        ({"due_on": date(2024, 8, 10)}, False, True),
        ({"due_on": date(2024, 4, 10)}, True, True),  # still open: carried over
        ({"due_on": date(2024, 4, 10), "outcome": Outcome.DONE, "handed_in_on": date(2024, 4, 9)}, True, False),
        ({"due_on": date(2024, 4, 10), "outcome": Outcome.DONE, "handed_in_on": date(2024, 7, 1)}, True, True),
        ({"due_on": date(2024, 8, 10), "outcome": Outcome.DONE, "handed_in_on": date(2024, 6, 1)}, True, False),
        ({"due_on": None}, False, False),
        ({"due_on": None, "outcome": Outcome.DONE, "handed_in_on": date(2024, 7, 1)}, False, True),
        ({"period": "q3", "due_on": Q3.end}, False, True),
        ({"period": "q2", "due_on": Q2.end}, True, True),
        ({"period": "q2", "due_on": Q2.end, "outcome": Outcome.NOTHING, "handed_in_on": Q2.end}, True, False),
        ({"period": "year", "due_on": date(2024, 12, 14)}, False, False),
    ],
)
def test_a_report_speaks_of_what_falls_due_is_handed_in_or_left_open(values, in_q2, in_q3):
    one = piece(**values)
    assert (belongs(one, Q2, periods(2024)), belongs(one, Q3, periods(2024))) == (in_q2, in_q3)


def test_what_comes_next_is_open_work_of_the_following_period():
    later = piece(due_on=date(2024, 7, 1))
    assert comes_next(later, Q2, Q3, periods(2024))
    assert not comes_next(replace(later, outcome=Outcome.DONE), Q2, Q3, periods(2024))
    assert comes_next(piece(period="q3"), Q2, Q3, periods(2024))
    assert not comes_next(piece(period="q2"), Q2, Q3, periods(2024))


def test_figures_link_to_their_rows():
    done = piece(outcome=Outcome.DONE, handed_in_on=date(2024, 8, 9))
    found = figures(
        facts(done, piece(), piece(outcome=Outcome.WAITING), measures=(Measure(Section.ONE_STOP, "Nộp trực tuyến", "≥ 80%", "76,4%"),))
    )
    assert found == [
        {"label": "Một cửa, liên thông: đã xong", "value": "1/3", "link": "/2024/mot-cua?loc=da-xong"},
        {"label": "Một cửa, liên thông: quá hạn", "value": "1", "link": "/2024/mot-cua?loc=qua-han"},
        {"label": "Một cửa, liên thông: chờ duyệt", "value": "1", "link": "/2024/mot-cua?loc=cho-duyet"},
        {"label": "Nộp trực tuyến (≥ 80%)", "value": "76,4%", "link": "/2024/mot-cua/chi-tieu"},
    ]


def test_zero_is_written_out_for_every_section():
    content = prose.compose(facts(), {})
    results = content["parts"][0]["blocks"]
    assert [b["text"] for b in results if b["kind"] == "heading"] == [f"{n}. {s.title}" for n, s in enumerate(Section, start=1)]
    assert [b["text"] for b in results if b["kind"] == "text"] == ["Không phát sinh."] * 8
    assert content["annexes"][0]["blocks"] == [{"kind": "text", "text": "Không phát sinh."}]


def test_only_documents_of_finished_work_are_named_and_late_work_is_listed():
    done = piece(outcome=Outcome.DONE, handed_in_on=date(2024, 8, 13), documents=("Văn bản số 45/BC-UBND",))
    content = prose.compose(facts(done, piece(task_id=8, title="Số hóa kết quả", outcome=Outcome.WAITING)), {})
    text = all_text(content)
    assert "Niêm yết thủ tục (Tư pháp): Văn bản số 45/BC-UBND." in text
    assert "Niêm yết thủ tục (Tư pháp, hạn 10/08/2024): hoàn thành, trễ 3 ngày." in text
    assert "Hoàn thành 1/2 việc (0 đúng hạn, 1 trễ hạn); chờ duyệt 1 việc." in text


def test_own_words_replace_the_composed_ones_and_remarks_are_added():
    plain, own = (
        all_text(prose.compose(facts(piece()), wording))
        for wording in ({}, {"causes": "Máy quét hỏng.", "proposals": "", "one_stop": "Đã mua máy mới."})
    )
    assert "Đơn vị được giao chưa gửi kết quả" in plain
    assert "Máy quét hỏng." in own
    assert "Đơn vị được giao chưa gửi kết quả" not in own
    assert "Không có kiến nghị, đề xuất." in own
    assert "Đã mua máy mới." in own


def test_the_head_follows_the_decree_and_the_content_has_one_spelling():
    content = prose.compose(facts(), {})
    assert content["agency"] == {"superior": "UBND THỊ XÃ HỒNG LĨNH", "name": "ỦY BAN NHÂN DÂN PHƯỜNG TRUNG LƯƠNG", "place": "Trung Lương"}
    assert content["signature"] == {"on_behalf": "TM. ỦY BAN NHÂN DÂN", "mode": "", "post": "CHỦ TỊCH", "name": "Lê Văn A"}
    assert content["addressee"] == ["Ủy ban nhân dân thị xã Hồng Lĩnh"]
    assert content["form"] == "period"
    assert fingerprint(content) == fingerprint(dict(reversed(content.items())))


def test_a_section_report_speaks_of_its_section_alone():
    content = prose.compose(facts(piece(), section=Section.ONE_STOP), {})
    assert content["form"] == "section"
    assert [b["text"] for b in content["parts"][0]["blocks"] if b["kind"] == "heading"] == ["1. Một cửa, liên thông"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ỦY BAN NHÂN DÂN PHƯỜNG TRUNG LƯƠNG", "Ủy ban nhân dân phường Trung Lương"),
        ("UBND thị xã Hồng Lĩnh", "Ủy ban nhân dân thị xã Hồng Lĩnh"),
        ("Sở Tư pháp", "Sở Tư pháp"),
    ],
)
def test_a_name_inside_a_sentence(name, said):
    assert spoken(name) == said


def test_gaps_name_what_is_missing_and_where_to_put_it_right():
    found = gaps(
        facts(
            piece(),
            piece(unit="Văn hóa"),
            piece(outcome=Outcome.WAITING, handed_in_on=date(2024, 8, 9)),
            measures=(Measure(Section.ONE_STOP, "Số hóa", "≥ 80%"),),
        )
    )
    assert [(gap.sentence, gap.link) for gap in found] == [
        ("Niêm yết thủ tục: chưa có minh chứng, quá hạn từ ngày 10/08/2024 (Tư pháp, Văn hóa).", "/viec/7"),
        ("Niêm yết thủ tục: chờ duyệt, gửi ngày 09/08/2024 (Tư pháp).", "/viec/7"),
        ("Chưa có số liệu: Số hóa.", "/2024/mot-cua/chi-tieu"),
    ]


def test_a_change_behind_a_frozen_content_is_named():
    before, after = (prose.compose(facts(one), {}) for one in (piece(), piece(outcome=Outcome.DONE, handed_in_on=date(2024, 8, 9))))
    assert is_changed(before, after)
    assert not is_changed(before, prose.compose(facts(piece()), {}))
    assert changed_figures(before, after) == ["Một cửa, liên thông: đã xong: 0/1 → 1/1", "Một cửa, liên thông: quá hạn: 1 → 0"]
