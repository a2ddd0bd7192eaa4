from dataclasses import replace
from datetime import date

import pytest

from tthc.core.calendar.rules import period, periods
from tthc.core.reports.rules import Facts, Measure, Outcome, Paper, Piece, belongs, comes_next, prose, works
from tthc.core.reports.rules.figures import changed_figures, figures, gaps, is_changed
from tthc.kernel.document import Letterhead, fingerprint, items, spoken
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


DONE = {"outcome": Outcome.DONE, "handed_in_on": date(2024, 8, 9)}
LATE = {"outcome": Outcome.DONE, "handed_in_on": date(2024, 8, 13)}
WAITS = {"outcome": Outcome.WAITING, "handed_in_on": date(2024, 8, 9)}
NOTHING = {"outcome": Outcome.NOTHING, "handed_in_on": date(2024, 8, 9)}
OLD = {"due_on": date(2024, 6, 14)}
A, B, C = {"unit": "Công chức Tư pháp"}, {"unit": "Công chức Văn hóa"}, {"unit": "Bộ phận Một cửa"}


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([DONE], "đã hoàn thành (Tư pháp)"),
        ([{}], "chưa hoàn thành (Tư pháp)"),
        ([WAITS], "đã gửi kết quả, chờ duyệt (Tư pháp)"),
        ([NOTHING], "không phát sinh (Tư pháp)"),
        ([A | DONE, B | DONE], "2/2 đơn vị đã hoàn thành"),
        ([A | DONE, B | DONE, C], "2/3 đơn vị đã hoàn thành (Tư pháp, Văn hóa); chưa hoàn thành: Bộ phận Một cửa"),
        ([A | DONE, B | WAITS, C | NOTHING], "1/3 đơn vị đã hoàn thành (Tư pháp); không phát sinh: Bộ phận Một cửa; chờ duyệt: Văn hóa"),
        ([A, B], "0/2 đơn vị đã hoàn thành; chưa hoàn thành: Tư pháp, Văn hóa"),
        ([A | DONE, A], "1/2 lượt đã hoàn thành (Tư pháp); chưa hoàn thành: Tư pháp"),
        ([A | OLD], "chưa hoàn thành: Tư pháp (hạn 14/06/2024)"),
        ([A | DONE, A | OLD], "đã hoàn thành (Công chức Tư pháp); còn việc của kỳ trước chưa hoàn thành: Tư pháp (hạn 14/06/2024)"),
    ],
)
def test_a_task_says_how_far_its_units_are(pieces, words):
    assert works.progress([piece(**values) for values in pieces], Q3.start) == words


@pytest.mark.parametrize(
    ("pieces", "words", "in_a_table"),
    [
        ([{}], "", ""),
        ([{"papers": (Paper("45/BC-UBND"),)}], "Văn bản số 45/BC-UBND", "45/BC-UBND"),
        (
            [{"papers": (Paper("1/BC", AS_OF),)}, {"papers": (Paper("2/BC", AS_OF), Paper("1/BC", AS_OF))}],
            "Văn bản số 1/BC, 2/BC ngày 15/08/2024",
            "1/BC, 2/BC ngày 15/08/2024",
        ),
        (
            [{"papers": (Paper("1/BC", Q2.end), Paper("2/BC", AS_OF)), "files": 1}, {"files": 1}],
            "Văn bản số 1/BC ngày 14/06/2024; Văn bản số 2/BC ngày 15/08/2024; 2 tệp kèm theo",
            "1/BC ngày 14/06/2024; 2/BC ngày 15/08/2024; 2 tệp",
        ),
        (
            [{"rows": (("posting", 1), ("posting", 2)), "files": 1}, {"rows": (("posting", 2), ("item", 2))}],
            "1 tệp kèm theo; 3 dòng trong sổ theo dõi",
            "1 tệp; 3 dòng sổ",
        ),
    ],
)
def test_documents_are_named_once_and_files_are_counted(pieces, words, in_a_table):
    of = [piece(**values) for values in pieces]
    assert (works.proofs(of), works.proofs(of, word="")) == (words, in_a_table)


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([DONE], ""),
        ([{"due_on": AS_OF}], ""),
        ([{"due_on": None}], ""),
        ([LATE], "hoàn thành trễ 3 ngày (hạn 10/08/2024): Tư pháp"),
        ([WAITS | {"handed_in_on": AS_OF}], "chờ duyệt, gửi trễ 5 ngày (hạn 10/08/2024): Tư pháp"),
        ([A, B, C | LATE], "quá hạn từ ngày 10/08/2024: Tư pháp, Văn hóa; hoàn thành trễ 3 ngày (hạn 10/08/2024): Bộ phận Một cửa"),
        ([A | OLD, A], "quá hạn từ ngày 14/06/2024: Tư pháp; quá hạn từ ngày 10/08/2024: Tư pháp"),
    ],
)
def test_a_late_task_is_named_once_with_its_units(pieces, words):
    assert works.late_words([piece(**values) for values in pieces], AS_OF) == words


@pytest.mark.parametrize(
    ("title", "longest", "words"),
    [
        ("Niêm yết thủ tục.", 20, "Niêm yết thủ tục"),
        ("Niêm yết thủ tục hành chính", 20, "Niêm yết thủ tục…"),
        ("Niêm yết, công khai", 12, "Niêm yết…"),
        ("Đã cắt ở đây…", 20, "Đã cắt ở đây…"),
    ],
)
def test_a_long_title_is_cut_at_a_word(title, longest, words):
    assert works.brief(title, longest) == words


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
        facts(
            done,
            piece(),
            piece(outcome=Outcome.WAITING),
            measures=(Measure(Section.ONE_STOP, "Nộp trực tuyến", "≥ 80%", "86,4%", is_met=True),),
        )
    )
    assert found == [
        {"label": "Một cửa, liên thông: đã xong", "value": "1/3", "link": "/2024/mot-cua?loc=da-xong"},
        {"label": "Một cửa, liên thông: quá hạn", "value": "1", "link": "/2024/mot-cua?loc=qua-han"},
        {"label": "Một cửa, liên thông: chờ duyệt", "value": "1", "link": "/2024/mot-cua?loc=cho-duyet"},
        {"label": "Nộp trực tuyến (≥ 80%)", "value": "86,4%", "link": "/2024/mot-cua/chi-tieu", "standing": "Đạt"},
    ]


def test_zero_is_written_out_for_every_section():
    content = prose.compose(facts(), {})
    results = content["parts"][0]["blocks"]
    assert [b["text"] for b in results if b["kind"] == "heading"] == [f"{n}. {s.title}" for n, s in enumerate(Section, start=1)]
    assert [b["text"] for b in results if b["kind"] == "text"] == ["Không phát sinh."] * 8
    assert content["annexes"][0]["blocks"] == [{"kind": "text", "text": "Không phát sinh."}]


def test_a_task_is_one_item_one_row_and_one_plan():
    of = [
        piece(**A, **LATE, papers=(Paper("45/BC-UBND", date(2024, 8, 13)),)),
        piece(**B, **DONE, files=2),
        piece(**C),
        piece(task_id=8, title="Số hóa kết quả", **WAITS),
        piece(task_id=9, title="Tiếp nhận phản ánh", **NOTHING, reason="Trong kỳ không có phản ánh."),
    ]
    later = [piece(period="q3", due_on=Q3.end, **unit) for unit in (A, B, C)]
    content = prose.compose(facts(*of, upcoming=(of[2], *later)), {})
    text = all_text(content).split("\n")
    done = (
        "Niêm yết thủ tục: 2/3 đơn vị đã hoàn thành (Tư pháp, Văn hóa); chưa hoàn thành: Bộ phận Một cửa."
        " Minh chứng: Văn bản số 45/BC-UBND ngày 13/08/2024; 2 tệp kèm theo."
    )
    summary = (
        "Có 3 nhiệm vụ giao thành 5 việc cho các đơn vị: hoàn thành 2/5 việc, trong đó trễ hạn 1 việc; không phát sinh 1 việc;"
        " chờ duyệt 1 việc; chưa hoàn thành 1 việc (trong đó quá hạn 1 việc)."
    )
    late = "Niêm yết thủ tục: quá hạn từ ngày 10/08/2024: Bộ phận Một cửa; hoàn thành trễ 3 ngày (hạn 10/08/2024): Tư pháp."
    for said in (
        done,
        "Số hóa kết quả: đã gửi kết quả, chờ duyệt (Tư pháp).",
        "Tiếp nhận phản ánh: không phát sinh (Tư pháp). Lý do: Trong kỳ không có phản ánh.",
        "Có 2 việc trễ hạn hoặc quá hạn:",
        late,
        "Đến hạn ngày 14/09/2024:",
        "Niêm yết thủ tục; hoàn thành ngay việc quá hạn của Bộ phận Một cửa.",
    ):
        assert text.count(said) == 1, said
    assert text.count(summary) == 2  # of the only section with work, and of the whole
    rows = content["annexes"][0]["blocks"][0]["rows"]
    units = "Tư pháp, Văn hóa, Bộ phận Một cửa"
    assert rows == [
        ["1", "Niêm yết thủ tục", units, "10/08/2024", "2/3; quá hạn 1", "45/BC-UBND ngày 13/08/2024; 2 tệp"],
        ["2", "Số hóa kết quả", "Tư pháp", "10/08/2024", "0/1", ""],
        ["3", "Tiếp nhận phản ánh", "Tư pháp", "10/08/2024", "1/1", "Không phát sinh"],
        ["", "Tổng cộng", "", "", "3/5; quá hạn 1", ""],
    ]


def test_targets_that_are_not_met_are_named():
    measures = (
        Measure(Section.ONE_STOP, "Nộp trực tuyến", "≥ 80%", "76,4%", is_met=False, ratio="764/1000"),
        Measure(Section.ONE_STOP, "Đúng hạn", "≥ 95%", "98%", is_met=True, ratio="98/100"),
        Measure(Section.ONE_STOP, "Số hóa", "100%"),
    )
    content = prose.compose(facts(measures=measures), {})
    text = all_text(content)
    assert "Đạt 1/2 chỉ tiêu có số liệu." in text
    assert "Có 1 chỉ tiêu chưa đạt:" in text
    assert "Chỉ tiêu chưa đạt: Nộp trực tuyến (76,4%, kế hoạch ≥ 80%)." in text
    assert content["annexes"][1]["blocks"][0]["rows"] == [
        ["1", "Nộp trực tuyến", "≥ 80%", "76,4%", "764/1000", "Chưa đạt"],
        ["2", "Đúng hạn", "≥ 95%", "98%", "98/100", "Đạt"],
        ["3", "Số hóa", "100%", "", "", "Chưa có số liệu"],
    ]


@pytest.mark.parametrize(
    ("as_it_was", "words"), [("Đã cắt…", "Đã cắt…"), ("Việc.", "Việc."), ("Làm. Minh chứng: 1 tệp", "Làm. Minh chứng: 1 tệp.")]
)
def test_every_line_of_a_list_ends_as_a_sentence(as_it_was, words):
    assert items([as_it_was])["items"] == [words]


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


def test_gaps_name_each_task_once_the_overdue_ones_first():
    found = gaps(
        facts(
            piece(task_id=8, title="Số hóa kết quả", **WAITS),
            piece(),
            piece(unit="Văn hóa"),
            piece(unit="Một cửa", due_on=Q3.end),
            piece(task_id=9, **DONE),
            measures=(Measure(Section.ONE_STOP, "Số hóa", "≥ 80%"),),
        )
    )
    assert [(gap.sentence, gap.link) for gap in found] == [
        ("Niêm yết thủ tục: quá hạn từ ngày 10/08/2024: Tư pháp, Văn hóa; chưa có minh chứng: Một cửa.", "/viec/7"),
        ("Số hóa kết quả: chờ duyệt, gửi ngày 09/08/2024: Tư pháp.", "/viec/8"),
        ("Số hóa: chưa có số liệu.", "/2024/mot-cua/chi-tieu"),
    ]


def test_a_change_behind_a_frozen_content_is_named():
    before, after = (prose.compose(facts(one), {}) for one in (piece(), piece(outcome=Outcome.DONE, handed_in_on=date(2024, 8, 9))))
    assert is_changed(before, after)
    assert not is_changed(before, prose.compose(facts(piece()), {}))
    assert changed_figures(before, after) == ["Một cửa, liên thông: đã xong: 0/1 → 1/1", "Một cửa, liên thông: quá hạn: 1 → 0"]
