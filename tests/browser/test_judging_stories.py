"""Where somebody judges: a province inspects from the quota of its plan to the re-check, a commune is scored, a procedure is reviewed."""

import re
import subprocess
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser import province
from tests.browser.story import assert_signed
from tests.browser.test_every_page import AXE, check
from tests.browser.test_import_story import confirm, upload, waited
from tthc.config import ROOT

pytestmark = pytest.mark.browser
PLAN = ROOT / "tthc" / "examples" / "seed-001.txt"
JUNE, VISIT, AUGUST = date(2021, 6, 1), date(2021, 6, 8), date(2021, 8, 2)
ROUNDS = "/2021/kiem-tra/so/dot-kiem-tra"
PROGRAMME = "/2021/kiem-tra/chuong-trinh"
INSPECTED = "/2021/kiem-tra/duoc-kiem-tra"
UNIT, SECRET = "Sở Công Thương", "Sở Y tế"
FAULT = "Bảng niêm yết thiếu 12 thủ tục."
PEOPLE = {
    "minh": ("Lê Văn Minh", "Sở Nội vụ", "clerk", "Chuyên viên"),
    "thao": ("Phạm Thị Thảo", province.AGENCY, "inspector", "Phó Chánh Văn phòng"),
    "kiem": ("Ngô Văn Kiểm", province.AGENCY, "inspector", "Thanh tra viên"),
    "hai": ("Trần Minh Hải", UNIT, "officer", "Chuyên viên"),
    "yen": ("Đinh Thị Yến", SECRET, "officer", "Chuyên viên"),
}


@pytest.fixture(scope="module")
def axe():
    return AXE.read_text("utf-8")


class Office:
    """The province on its day; another day is another start of the server."""

    def __init__(self, instance, day, people):
        self.instance = province.found(instance, day)
        self.codes = {name: province.add_person(self.instance, name, *of) for name, of in people.items()}
        self.server = province.served(self.instance)

    def on(self, day):
        self.server.stop()
        province.set_day(self.instance, day)
        self.server = province.served(self.instance)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("province") / "instance", JUNE, PEOPLE)
    yield made
    made.server.stop()


@pytest.fixture
def sign_in(office, new_hand):
    """sign_in("minh") is a browser of that person at the province of the day."""
    return entrance(office, new_hand)


def entrance(office, new_hand):
    """How people come in: with a one-time code first, then with the password they gave themselves."""

    def enter(username):
        code = office.codes.pop(username, None)
        hand = new_hand(office.server)
        return province.first_sign_in(hand, username, code) if code else hand.sign_in(username)

    return enter


FAULTS = []


@pytest.fixture(autouse=True)
def no_faults():
    """What `sees_no_fault` found fails the story at its end."""
    FAULTS.clear()
    yield
    assert FAULTS == [], "\n".join(FAULTS)


def sees_no_fault(hand, axe, name):
    """At three widths: axe finds nothing and nothing is scrolled sideways; said at the end, for the story goes on."""
    FAULTS.extend(check(hand, axe, name))


def test_a_plan_from_its_quota_to_the_recheck(office, sign_in, axe, tmp_path):
    clerk = sign_in("minh")
    takes_the_plan(clerk, axe)
    round_href = schedules(clerk, axe)
    announces(clerk, axe, round_href)
    answers(sign_in("hai"), axe)
    safe_href = seals(sign_in("kiem"), axe)
    knows_of_five(sign_in("yen"))

    office.on(VISIT)
    judges_on_the_phone(sign_in("thao"), axe, round_href)
    signs_for_the_unit(sign_in("hai"))
    concludes(sign_in("thao"), axe, round_href)
    opens(sign_in("kiem"), axe, safe_href)
    is_told(sign_in("yen"))
    puts_right(sign_in("hai"), axe)

    office.on(AUGUST)
    checks_again(sign_in("thao"), axe)
    reports(sign_in("minh"), axe, office.instance, tmp_path)


def takes_the_plan(hand, axe):
    """The plan of Đồng Nai is imported, and its quotas become the programme: ceil of 50 % of 10, 60 % of 11, 20 % of 14."""
    upload(hand, PLAN)
    hand.press(waited(hand, confirm(hand)))
    waited(hand, hand.page.get_by_role("heading", name=re.compile("^Kiểm tra cải cách hành chính")))
    hand.go(PROGRAMME)
    hand.press(hand.button("Lấy từ kế hoạch"))
    hand.sees("Đã lấy 5 nhóm đối tượng từ kế hoạch năm 2021.")
    for title, units, needed in (("Sở, ban, ngành", 10, 5), ("UBND cấp huyện", 11, 7), ("UBND cấp xã trên địa bàn tỉnh", 14, 3)):
        row = hand.page.get_by_role("row", name=re.compile(f"^{title}"))
        expect(row.get_by_role("cell").nth(1)).to_have_text(str(units))
        expect(row.get_by_role("cell").nth(2)).to_have_text(str(needed))
    sees_no_fault(hand, axe, "programme")


def schedules(hand, axe):
    """As many units as are wanting are ticked beforehand; a press puts them into the register."""
    hand.press(hand.link("Sở, ban, ngành"))
    sees_no_fault(hand, axe, "class")
    hand.page.get_by_label("Đợt đầu tiên từ ngày").fill("08/06/2021")
    hand.press(hand.button("Xếp lịch kiểm tra"))
    hand.sees("Đã xếp 5 đợt kiểm tra vào sổ.")
    hand.go(ROUNDS)
    sees_no_fault(hand, axe, "rounds")
    return hand.page.get_by_role("rowheader", name=UNIT).locator("a").get_attribute("href")


def announces(hand, axe, href):
    """A team without people of the unit, the plan's contents, the letter in time."""
    number = href.rsplit("/", 1)[1]
    team = f"/2021/kiem-tra/dot/{number}"
    hand.go(f"{team}/doan")
    chosen = hand.page.get_by_label("Người trong cơ quan")
    assert PEOPLE["hai"][0] not in chosen.inner_text()
    for role, name in (("Trưởng đoàn", "thao"), ("Thư ký", "minh")):
        hand.page.get_by_label("Nhiệm vụ trong đoàn").select_option(label=role)
        words = next(one for one in chosen.locator("option").all_inner_texts() if PEOPLE[name][0] in one)
        chosen.select_option(label=words)
        hand.press(hand.button("Thêm vào đoàn"))
        hand.sees(f"{PEOPLE[name][0]} – {role}")
    sees_no_fault(hand, axe, "team")
    hand.go(f"{team}/noi-dung")
    for box in hand.page.locator("input[name=chosen][value^='1:']").all():
        box.check()
    sees_no_fault(hand, axe, "checklist")
    hand.press(hand.button("Lưu nội dung"))
    hand.sees("Đã lưu nội dung kiểm tra.")
    hand.go(f"{team}/thong-bao")
    hand.press(hand.button("Thông báo lịch"))
    hand.sees("Đã thông báo lịch.")
    sees_no_fault(hand, axe, "round")


def answers(hand, axe):
    """The unit reports by the outline that it was sent."""
    hand.go(INSPECTED)
    sees_no_fault(hand, axe, "inspected")
    hand.press(hand.link(re.compile("^Gửi báo cáo theo đề cương")))
    for field in hand.page.locator("textarea[name^=answer-]").all():
        field.fill("Đã thực hiện; có kế hoạch và báo cáo.")
    sees_no_fault(hand, axe, "self-report")
    hand.press(hand.page.locator("main button", has_text="Gửi").last)
    hand.sees("Đã gửi báo cáo cho đoàn kiểm tra.")


def seals(hand, axe):
    """An unannounced inspection is prepared where only its own people see it."""
    hand.go("/kiem-tra/dot-xuat/them")
    page = hand.page
    page.get_by_label("Đơn vị được kiểm tra").select_option(label=SECRET)
    page.get_by_label("Từ ngày").fill("08/06/2021")
    page.get_by_label("Nội dung, lý do kiểm tra").fill("Tiếp nhận hồ sơ tại Bộ phận Một cửa")
    sees_no_fault(hand, axe, "preparing")
    hand.press(hand.button("Lưu"))
    hand.sees("Chỉ những người trong danh sách biết đợt kiểm tra này.")
    href = page.url.removeprefix(hand.url)
    hand.go(f"{href}/danh-muc")
    sees_no_fault(hand, axe, "contents of the safe")
    hand.press(page.locator("main form button").last)
    hand.sees("Đã lưu danh mục kiểm tra.")
    sees_no_fault(hand, axe, "safe")
    return href


def knows_of_five(hand):
    """Nobody of the unit learns of it: five rounds stand in the register, none at the unit, and its page is empty."""
    hand.go(ROUNDS)
    expect(hand.page.get_by_role("rowheader")).to_have_count(5)
    assert SECRET not in hand.page.locator("tbody").inner_text()
    hand.go(INSPECTED)
    hand.sees("Chưa có đợt kiểm tra nào được thông báo.")
    hand.go(f"/tim?q={SECRET.replace(' ', '+')}")
    assert "đột xuất" not in hand.page.locator("main").inner_text()


def judges_on_the_phone(hand, axe, href):
    """Nineteen lines, one of them not as it should be; a finding; minutes for both sides."""
    number = href.rsplit("/", 1)[1]
    here, page = f"/2021/kiem-tra/dot/{number}", hand.page
    page.set_viewport_size({"width": 390, "height": 844})
    hand.go(f"{here}/phieu")
    lines = page.get_by_role("radiogroup")
    expect(lines).to_have_count(19)
    for place, line in enumerate(lines.all()):
        line.get_by_text("Không đạt" if place == 7 else "Đạt", exact=True).click()
    page.locator("textarea.sheet-line__note").nth(7).fill(FAULT)
    hand.press(hand.button("Lưu phiếu"))
    page.wait_for_load_state()
    sees_no_fault(hand, axe, "sheet")
    hand.go(f"{here}/kien-nghi/them")
    page.get_by_label("Nội dung kiến nghị").fill(FAULT)
    page.get_by_label("Hạn khắc phục").fill("30/06/2021")
    page.get_by_label("Biện pháp khắc phục").fill("Niêm yết đủ thủ tục.")
    sees_no_fault(hand, axe, "finding form")
    hand.press(page.get_by_role("button", name="Lưu", exact=True))
    hand.sees("Đã ghi kiến nghị vào sổ.")
    hand.go(f"{here}/bien-ban")
    page.get_by_label("Đại diện đơn vị").fill("Trần Minh Hải, Chuyên viên")
    hand.press(hand.button("Lưu biên bản"))
    hand.go(f"{here}/bien-ban")
    sees_no_fault(hand, axe, "minutes")
    hand.press(hand.button("Ký biên bản"))
    hand.sees("Đã ký biên bản thay mặt đoàn kiểm tra.")


def signs_for_the_unit(hand):
    hand.go(INSPECTED)
    hand.press(hand.link(re.compile("^Xem, ký biên bản")))
    hand.press(hand.button("Ký biên bản"))
    hand.sees("Đã ký")


def concludes(hand, axe, href):
    number = href.rsplit("/", 1)[1]
    hand.go(f"/2021/kiem-tra/dot/{number}/ket-luan")
    sees_no_fault(hand, axe, "conclusion")
    hand.page.get_by_label("Số, ký hiệu thông báo kết luận").fill("88/TB-UBND")
    hand.press(hand.button("Kết luận", hand.page.locator("main")))
    hand.page.wait_for_load_state()
    hand.go(href)
    hand.sees("88/TB-UBND")


def opens(hand, axe, href):
    """The team has arrived: now the round stands in the register."""
    hand.go(href)
    hand.page.locator("summary", has_text="Đoàn đã đến đơn vị").click()
    hand.press(hand.button(re.compile("^Công bố")))
    hand.sees("Đã công bố đợt kiểm tra.")
    sees_no_fault(hand, axe, "opened round")


def is_told(hand):
    hand.go(INSPECTED)
    hand.sees(f"kiểm tra {SECRET}")


def puts_right(hand, axe):
    """The owner hands in what was done, with the document that proves it."""
    hand.go(INSPECTED)
    hand.press(hand.link(re.compile("^Nộp kết quả")))
    sees_no_fault(hand, axe, "finding of the unit")
    hand.page.get_by_role("textbox", name="Kết quả khắc phục").fill("Đã niêm yết đủ 12 thủ tục.")
    hand.page.get_by_role("textbox", name="số, ký hiệu văn bản").fill("45/BC-SCT")
    hand.page.get_by_label("Ngày văn bản").fill("08/06/2021")
    hand.press(hand.page.locator("main button", has_text="Nộp").last)
    hand.page.wait_for_load_state()
    hand.sees("Chờ phúc tra")
    assert hand.button(re.compile("phúc tra", re.IGNORECASE)).count() == 0  # nobody checks what is his own


def checks_again(hand, axe):
    hand.go("/2021/kiem-tra/so/kien-nghi")
    sees_no_fault(hand, axe, "findings")
    hand.press(hand.link(FAULT))
    hand.page.get_by_label("Đã khắc phục").first.check()
    hand.press(hand.page.locator("main button", has_text=re.compile("phúc tra", re.IGNORECASE)).last)
    hand.page.wait_for_load_state()
    sees_no_fault(hand, axe, "closed finding")


def reports(hand, axe, instance, folder):
    """The coverage as a sealed PDF: one of ten departments has minutes signed by both; a later change is told."""
    hand.go("/2021/kiem-tra")
    hand.press(hand.button("Lập báo cáo tiến độ (PDF)"))
    hand.page.wait_for_load_state()
    link = waited(hand, hand.page.locator("#section-report").get_by_role("link", name=re.compile(r"^Báo cáo ngày .*PDF")))
    file = hand.download(link, folder)
    assert_signed(instance, file)
    told = " ".join(subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout.split())
    assert "KẾT QUẢ THEO SỔ THEO DÕI" in told
    assert re.search(r"Sở, ban, ngành ≥ 50% 10 5 1 10%", told), told
    assert re.search(r"UBND cấp huyện ≥ 60% 11 7 0", told)
    assert re.search(r"UBND cấp xã trên địa bàn tỉnh ≥ 20% 14 3 0", told)
    hand.go("/2021/kiem-tra/bao-cao")
    hand.sees("Kết quả theo sổ theo dõi")
    sees_no_fault(hand, axe, "section report")
    assert hand.page.get_by_text("Số liệu đã thay đổi").count() == 0
    brings_a_return(hand, axe)
    hand.go("/2021/kiem-tra/bao-cao")
    hand.sees("Số liệu đã thay đổi sau khi lập báo cáo này.")
    sees_no_fault(hand, axe, "outdated report")


def brings_a_return(hand, axe):
    """A department tells what it inspected itself: from now on the sealed report is behind the registers."""
    hand.go(PROGRAMME)
    hand.press(hand.link(re.compile("^Ghi báo cáo *: Sở Tư pháp")))
    fills(hand, {"reported_on": "02/08/2021", "units_total": "10", "units_inspected": "6", "found": "2", "put_right": "1"})
    sees_no_fault(hand, axe, "return of a unit")
    hand.press(hand.page.get_by_role("button", name="Lưu", exact=True))
    hand.page.wait_for_load_state()
    hand.sees("02/08/2021")


JANUARY, YEAR = date(2026, 1, 5), 2025
COMMUNE, COMMUNE_OFFICE = province.COMMUNES[0], "Văn phòng HĐND và UBND"
JUDGES = {
    "minh": PEOPLE["minh"],
    "son": ("Hoàng Thái Sơn", "Sở Tư pháp", "appraiser", "Chuyên viên"),
    "vinh": ("Đỗ Quang Vinh", province.AGENCY, "leader", "Chủ tịch"),
}
LOWERED = ("2.1", "3.4")
SCORES = f"/{YEAR}/nong-thon-moi/cham-diem"
APPRAISALS = f"/{YEAR}/nong-thon-moi/tham-dinh"


@pytest.fixture(scope="module")
def judges(tmp_path_factory):
    """The province when the year has been scored, with the office of one of its communes."""
    made = Office(tmp_path_factory.mktemp("judges") / "instance", JANUARY, JUDGES)
    province.order_well(made.instance, "people", "add-unit", "--agency", COMMUNE, "--name", COMMUNE_OFFICE)
    made.codes["ngoc"] = province.add_person(made.instance, "ngoc", "Lý Bảo Ngọc", COMMUNE_OFFICE, "clerk", "Công chức", agency=COMMUNE)
    yield made
    made.server.stop()


def test_fourteen_indicators_from_the_score_to_the_decision(judges, new_hand, axe):
    enter = entrance(judges, new_hand)
    takes_the_set(enter("minh"), axe)
    sheet = scores(enter("ngoc"), axe)
    posts_and_sends(enter("ngoc"), axe, sheet)
    appraises(enter("son"), axe, sheet)
    decides(enter("vinh"), axe, sheet)
    hand = enter("ngoc")
    hand.go(sheet)
    hand.sees("Quyết định số 45/QĐ-UBND")
    hand.sees("Tiêu chí 2: 6/7 chỉ tiêu đạt.")


def takes_the_set(hand, axe):
    hand.go("/bo-tieu-chi")
    sees_no_fault(hand, axe, "criteria sets")
    offered = hand.page.locator("li", has_text="14 chỉ tiêu").get_by_role("button", name=re.compile("^Dùng bộ này"))
    hand.press(offered.last)
    hand.sees("Đã thêm bộ tiêu chí.")
    sees_no_fault(hand, axe, "criteria set")


def scores(hand, axe):
    """All fourteen are answered, each with its explanation."""
    hand.go(SCORES)
    sees_no_fault(hand, axe, "score sheets")
    hand.press(hand.button("Mở bảng chấm điểm"))
    hand.sees("Đã mở bảng chấm điểm.")
    page = hand.page
    for answer in page.locator("input[name^=answer-][value=dat]").all():
        answer.check()
    for figure in page.locator("input[name^=figure-]").all():
        figure.fill("100")
    explanations = page.locator("[name^=explanation-]")
    expect(explanations).to_have_count(14)
    for explanation in explanations.all():
        explanation.fill("Đã thực hiện đủ; hồ sơ lưu tại Văn phòng.")
    sees_no_fault(hand, axe, "score sheet")
    hand.press(hand.button("Lưu bảng điểm"))
    page.wait_for_load_state()
    page.locator("input[name=condition-0][value=co]").check()
    hand.press(hand.button("Lưu điều kiện"))
    hand.sees("Đủ điều kiện đạt.")
    return page.url.removeprefix(hand.url).split("?")[0]


def posts_and_sends(hand, axe, sheet):
    """Five days at the office and on the portal, then the file goes up."""
    hand.go(f"{sheet}/buoc/niem-yet")
    sees_no_fault(hand, axe, "posting of the draft")
    given = {"posted_place": "Trụ sở UBND xã", "portal_place": "Trang thông tin điện tử của xã"}
    given |= dict.fromkeys(("posted_from", "portal_from"), "26/12/2025") | dict.fromkeys(("posted_to", "portal_to"), "31/12/2025")
    fills(hand, given)
    hand.press(hand.button("Niêm yết dự thảo, lấy ý kiến"))
    hand.sees("Đã niêm yết dự thảo.")
    hand.go(f"{sheet}/hop")
    fills(hand, {"held_on": "02/01/2026", "papers_on": "01/01/2026", "chair": "Nguyễn Văn An", "members": "Lý Bảo Ngọc", "present": "9"})
    hand.press(hand.button("Lưu cuộc họp"))
    hand.sees("Đã lưu cuộc họp.")
    hand.go(f"{sheet}/buoc/gui-tham-dinh")
    fills(hand, {"letter_number": "15/TTr-UBND"})
    hand.press(hand.button("Gửi hồ sơ đề nghị thẩm định"))
    hand.sees("Đã gửi hồ sơ đề nghị thẩm định.")


def fills(hand, values):
    for name, text in values.items():
        hand.page.fill(f"main [name={name}]", text)


def appraises(hand, axe, sheet):
    """Twelve are agreed, two lowered with their reason; the council meets."""
    hand.go(APPRAISALS)
    sees_no_fault(hand, axe, "appraisals")
    hand.press(hand.link(re.compile(COMMUNE)))
    sees_no_fault(hand, axe, "appraisal")
    here = hand.page.url.removeprefix(hand.url)
    actions = list(dict.fromkeys(form.get_attribute("action") for form in hand.page.locator("main form[action*='/chi-tieu/']").all()))
    assert len(actions) == 14
    for action in actions:
        hand.go(here)
        judges_line(hand, action)
    hand.go(here)
    hand.sees("Tiêu chí 2: 6/7 chỉ tiêu đạt.")
    hand.sees("Tiêu chí 3: 3/4 chỉ tiêu đạt.")
    hand.go(f"{sheet}/hoi-dong")
    sees_no_fault(hand, axe, "council")
    members = "\n".join(f"Thành viên {number}" for number in range(1, 10))
    fills(hand, {"held_on": "05/01/2026", "papers_on": "30/12/2025", "chair": "Giám đốc Sở Tư pháp", "members": members, "present": "9"})
    hand.press(hand.button("Lưu cuộc họp"))
    hand.sees("Đã lưu cuộc họp.")
    hand.go(f"{sheet}/buoc/xong-tham-dinh")
    hand.press(hand.button("Hoàn thành thẩm định"))
    hand.sees("Đã thẩm định xong.")


def judges_line(hand, action):
    agree, form = hand.page.locator(f"main form[action='{action}']").all()
    if not form.get_by_role("button").is_visible():
        form.locator("xpath=ancestor::details").locator("summary").first.click()
    is_lowered = any(number in form.get_by_role("button").text_content() for number in LOWERED)
    if is_lowered:
        form.locator("input[value=ha-diem]").check()
        form.locator("[name=reason]").fill("Hồ sơ chưa chứng minh.")
        for figure in form.locator("[name=figure]").all():
            figure.fill("80")
    with hand.page.expect_response(lambda answer: answer.request.method == "POST"):
        hand.press((form if is_lowered else agree).get_by_role("button"))


def decides(hand, axe, sheet):
    hand.go(f"{sheet}/buoc/quyet-dinh")
    sees_no_fault(hand, axe, "decision")
    hand.page.locator("input[name=condition-0][value=co]").check()
    hand.page.locator("input[name=is_met][value='0']").check()
    fills(hand, {"number": "45/QĐ-UBND"})
    hand.press(hand.button("Quyết định", hand.page.locator("main")))
    hand.sees("Đã ban hành quyết định.")


def test_a_review_costs_before_and_after_what_the_law_notes_say(judges, new_hand, axe):
    """The check value of Hà Nội: 1.024.000 đồng become 231.000, 77,44 % less."""
    hand = entrance(judges, new_hand)("ngoc")
    page = hand.page
    hand.go("/2026/ra-soat/ke-hoach/them")
    sees_no_fault(hand, axe, "review form")
    page.fill("[name=subject]", "Cấp bản sao trích lục hộ tịch")
    page.locator("[name=reason]").select_option(label="Cơ quan tự lựa chọn")
    hand.press(page.get_by_role("button", name="Lưu", exact=True))
    hand.sees("Đã thêm thủ tục rà soát vào sổ.")
    review = page.url.removeprefix(hand.url)
    sees_no_fault(hand, axe, "review")
    hand.press(hand.link("Tính chi phí tuân thủ"))
    page.locator("[name=before_materials]").nth(1).fill("24.000")
    page.locator("[name=before_travel]").nth(4).fill("1.000.000")
    page.locator("[name=after_travel]").nth(4).fill("231.000")
    hand.press(page.get_by_role("button", name=re.compile("^Lưu")).last)
    hand.sees("Chi phí tuân thủ cắt giảm 793.000 đồng (77,44%), từ 1.024.000 đồng còn 231.000 đồng mỗi năm.")
    sees_no_fault(hand, axe, "costs")
    hand.go(review)
    hand.sees("Cắt giảm 793.000 đ (77,44%)")
