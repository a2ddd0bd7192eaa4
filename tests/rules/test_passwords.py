"""Passwords that everybody would guess, passwords that nobody would, and the hash that keeps them."""

import unicodedata

import pytest

from tthc.core.accounts import rules
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput

NAMES = ["Lê Văn Minh", "minhlv.vp", "Văn phòng - Thống kê", "Ủy ban nhân dân phường Trung Lương"]
WORDS = [
    "ubnd",
    "motcua",
    "matkhau",
    "UBNDphuong",
    "phuongxa",
    "thutuchanhchinh",
    "quantri",
    "vanphong",
    "tuphap",
    "Admin",
    "password",
    "hanoi",
]
TAILS = ["12345678", "@2024@2025", "!!!!20242024", "-1990-01-01-", "_abc123456"]
BAD = [word + tail for word in WORDS for tail in TAILS if len(word + tail) >= 12]
BAD += [
    f"{a}{b}{year}"
    for a in ("ubnd", "xa", "phuong", "Motcua")
    for b in ("motcua", "TrungLuong", "matkhau")
    for year in (20242024, 19901990)
]
BAD += [f"Matkhau{year}{year}" for year in range(1990, 2030)] + [
    f"Ubnd@{year}{month:02}{day:02}" for year in range(2020, 2026) for month, day in ((1, 1), (9, 2), (12, 31))
]
BAD += """qwertyuiop12 qwertyuiop[] asdfghjkl123 zxcvbnm,./12 1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5y6 123456789012 987654321098 000000000000 111111111111
aaaaaaaaaaaa abababababab abcabcabcabc abcdefghijkl zyxwvutsrqpo P@ssw0rd2024 P@$$w0rd1234 Passw0rd!Passw0rd! passwordpassword administrator
administrator1 Administrator@2024 iloveyou1234 iloveyouiloveyou anhyeuem1314 emyeuanh520520 anhyeuemnhieu1 welcome12345 Welcome@2024! letmein12345
hochiminh1890 vietnam123456 vietnamvietnam saigon19751975 sunshine1234 football1234 liverpool1892 manchester99 superman2024 princess1234 dragon123456
michael12345 jennifer2024 qazwsxedcrfv qweasdzxc123 poiuytrewq12 !@#$%^&*()_+ !!!!!!!!!!!! 2024-08-15-1 15/08/2024!! 0912345678912 nguyentran123
tranphuong12 changeme2024 secretsecret summer2024!! November2024! master123456 samsung12345 facebook2024 motcuamotcua tiepnhanhoso1 congdan12345
dichvucong24 canbo2024!!! congchuc2024 chutichubnd1 bithudanguy1 lanhdao12345 truongphong1 taikhoanmoi1 dangnhap1234 matkhaumoi12 khongbiet123
khongcomatkhau bimat1234567 xinchao12345 giadinh12345 hanhphuc1234 hoahong12345""".replace("\n", " ").split(" ")
GOOD = """con trâu già gặm cỏ ven đê|cây khế sau nhà nội sai quả|xe đạp cũ dựng góc hiên mưa|ba chén chè đậu xanh nguội ngắt|quạt trần kêu cọt kẹt suốt trưa
buffalo-teapot-ladder-quilt|7 con vịt lạch bạch qua cầu|mèo mun ngủ trên nóc tủ|tHg7$kqPz!vR2mWx|kX9-vbTq-4mLz-Wp|râu tôm nấu với ruột bầu|chiếc ghế gãy chân thứ tư
bếp than đỏ rực đêm ba mươi|giếng khơi đầy lá bàng|Ốc sên trèo tường rêu|đom đóm lạc vào màn|uWq3.fJx8_dNz5.vKr|lamp cactus violin receipt|hộp bút chì màu thiếu nâu
cá rô đớp bóng trăng|gió lùa khe cửa sổ tây|mưa rào trắng bến đò|vại cà muối nén đá cuội|trống trường điểm sai nhịp|zebra.umbrella.kettle|đồng hồ treo chạy lùi
ảnh cưới ố vàng góc|thùng gạo có con mọt|dép lốp đứt quai hậu|khói rơm vương mái rạ|bánh đúc riêu cua đồng chợ|Fv6rT9pLq2ZxNb8c|thợ rèn gõ búa nửa đêm|cuốc kêu bờ lau vắng
võng đay kẽo kẹt trưa hè|rổ khoai luộc bốc hơi|sáo diều vi vu triền đê|chum tương nắng tháng tám|vườn ổi rụng đầy sân|ngõ gạch rêu trơn trượt|bà cụ bán xôi gấc
harvest pillow anchor mint|sương muối bạc luống cải|thuyền nan chở rơm khô|đèn dầu leo lét góc bếp|cầu ao lát đá ong|Wd4!zPk8@xTm3#Lq|nồi đất kho cá bống|tre già khua lóc cóc
ปลาทองว่ายน้ำในโอ่ง|金魚が水甕で静かに泳ぐ夜更け""".replace("\n", "|").split("|")


def test_the_samples_are_as_many_as_promised():
    assert len(set(BAD)) >= 200
    assert len(set(GOOD)) >= 50


@pytest.mark.parametrize("password", sorted(set(BAD)))
def test_a_habit_is_refused(password):
    with pytest.raises(BadInput):
        rules.check_password(password, names=NAMES)


@pytest.mark.parametrize("password", GOOD)
def test_a_sentence_or_random_signs_are_taken_whole(password):
    assert rules.check_password(password, names=NAMES) == unicodedata.normalize("NFC", password)


@pytest.mark.parametrize(("roles", "length", "is_taken"), [
    ((), 11, False), ((), 12, True), ((Role.OFFICER,), 12, True), ((Role.CLERK, Role.HEAD), 12, True), ((Role.LEADER,), 14, False),
    ((Role.LEADER,), 15, True), ((Role.ADMIN,), 14, False), ((Role.ADMIN, Role.OFFICER), 15, True), ((), 128, True), ((), 129, False),
])  # fmt: skip
def test_lengths(roles, length, is_taken):
    password = ("vbTq kX9 mLz Wpå rđồ 金 " * 12)[: length - 1] + "Z"
    if is_taken:
        assert len(rules.check_password(password, roles=roles)) == length
    else:
        with pytest.raises(BadInput, match="ký tự"):
            rules.check_password(password, roles=roles)


@pytest.mark.parametrize("password", [
    "le van minh gặm cỏ ven đê", "LêVănMinh-xe đạp cũ", "cây khế minhlv.vp sai quả", "Trung Lương sai quả khế", "vanphongthongke xe đạp cũ", "minhlv.vp2024",
])  # fmt: skip
def test_own_names_are_refused(password):
    with pytest.raises(BadInput, match="họ tên"):
        rules.check_password(password, names=NAMES)
    assert rules.check_password(password.replace("2024", " cây khế"), names=[])


def test_the_error_stands_on_the_field():
    with pytest.raises(BadInput) as caught:
        rules.check_password("ngắn")
    assert caught.value.fields == {"password": "Mật khẩu cần ít nhất 12 ký tự."}


def test_both_forms_of_a_vietnamese_letter_are_one_password():
    composed = "cây khế sau nhà nội"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    stored = rules.hash_password(decomposed)
    assert rules.is_password(stored, composed)
    assert rules.is_password(stored, decomposed)
    assert not rules.is_password(stored, composed + " ")


def test_the_hash_is_argon2id_with_64_mib():
    assert rules.hash_password("cây khế sau nhà").startswith("$argon2id$v=19$m=65536,t=3,p=1$")


def test_nobody_matches_no_hash_and_a_broken_hash_matches_nothing():
    assert not rules.is_password(None, "cây khế sau nhà")
    assert not rules.is_password("not a hash", "cây khế sau nhà")


def test_an_older_hash_is_known_as_such():
    from argon2 import PasswordHasher

    older = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("x")
    assert rules.is_outdated(older)
    assert not rules.is_outdated(rules.hash_password("x"))


def test_a_code_is_taken_as_it_is_copied():
    code = rules.new_code()
    assert len(code) == 24
    assert rules.check_code(f" {code.lower()} ") == code
    assert rules.check_code(code.replace("-", "")) == code
    assert rules.check_code("con trâu già gặm cỏ") == "con trâu già gặm cỏ"
    assert rules.new_code() != code


def test_a_token_has_256_bits_and_is_stored_as_a_digest():
    token = rules.new_token()
    assert len(token) >= 43
    assert rules.digest(token) != rules.digest(rules.new_token())
    assert len(rules.digest("bất kỳ \ud800")) == 64
