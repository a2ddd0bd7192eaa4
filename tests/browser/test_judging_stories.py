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

    def __init__(self, instance, day):
        self.instance = province.found(instance, day)
        self.codes = {name: province.add_person(self.instance, name, *of) for name, of in PEOPLE.items()}
        self.server = province.served(self.instance)

    def on(self, day):
        self.server.stop()
        province.set_day(self.instance, day)
        self.server = province.served(self.instance)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("province") / "instance", JUNE)
    yield made
    made.server.stop()


@pytest.fixture
def sign_in(office, new_hand):
    """sign_in("minh") is a browser of that person at the province of the day."""

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
    expect(sign_in("yen").page.locator("body")).to_be_visible()
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
    hand.page.get_by_label("Kết quả khắc phục").fill("Đã niêm yết đủ 12 thủ tục.")
    hand.page.get_by_label("số, ký hiệu văn bản").fill("45/BC-SCT")
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
    told = " ".join(subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout.split())
    assert "KẾT QUẢ THEO SỔ THEO DÕI" in told
    assert re.search(r"Sở, ban, ngành ≥ 50% 10 5 1 10%", told), told
    assert re.search(r"UBND cấp huyện ≥ 60% 11 7 0", told)
    assert re.search(r"UBND cấp xã trên địa bàn tỉnh ≥ 20% 14 3 0", told)
    hand.go("/2021/kiem-tra/bao-cao")
    hand.sees("Kết quả theo sổ theo dõi")
    sees_no_fault(hand, axe, "section report")
    assert hand.page.get_by_text("Số liệu đã thay đổi").count() == 0
