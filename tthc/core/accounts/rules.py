"""Which passwords are good, how they are kept, how guessing is slowed, and how long a sign-in lives."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold, nfc

# --- passwords (AU-01, AU-02)

SHORTEST, SHORTEST_FOR_POWER, LONGEST = 12, 15, 128
POWERFUL = frozenset({Role.LEADER, Role.ADMIN})  # they sign, or give rights
_OWN_WORDS_LEFT = 4  # letters that must remain when every habit is taken out
_FEWEST_SIGNS = 5
_SHORTEST_NAME = 5
_LEET = str.maketrans("01345789@$!", "oieastbgasi")

# What clerks, and lists of stolen passwords, are fond of; written folded. Digits are free, so every year is covered too.
_HABITS = """
ubnd ub uyban nhandan uybannhandan hdnd hoidong hoidongnhandan ubmttq dang danguy dangbo cshcm xa phuong thitran thixa huyen quan tinh
thanhpho tp khupho thon buon ban lang motcua bophanmotcua tthc ttkshc kstthc thutuc hanhchinh thutuchanhchinh kiemsoat cchc caicach dvc
dichvucong hoso tiepnhan traketqua congdan canbo congchuc vienchuc nhanvien vanphong vanthu thongke vptk tuphap hotich diachinh xaydung
vanhoa xahoi laodong taichinh ketoan quansu congan chutich phochutich bithu lanhdao truongphong photruong quantri quantrivien quanly hethong
phanmem maytinh matkhau matma pass password passwort passw passwd pwd dangnhap taikhoan taikhoanmoi matkhaumoi matkhaucu matkhaumacdinh
macdinh moi thaydoi doimatkhau nam thang ngay viet vietnam vn hanoi saigon tphcm hcm hochiminh bacho doclap tudo hanhphuc chxhcnvn conghoa
chunghia tochuc yeu yeuem yeuanh anhyeuem nhieu emyeuanh anhem emanh toiyeu toiyeuvietnam giadinh conyeu vochong mevabe hoahong xinchao chao
khongbiet khongco khongnho khongcomatkhau bimat bannay mothaiba hello admin administrator root user guest test demo default system login
letmein welcome changeme secret master manager office computer internet server service support oracle cisco windows microsoft google
facebook zalo youtube gmail iloveyou love lovely princess sunshine monkey dragon shadow superman batman spiderman pokemon football baseball
basketball soccer hockey michael jordan jessica jennifer charlie daniel thomas robert george andrew joshua matthew ashley amanda nicole
michelle christopher elizabeth alexander alexandra benjamin samantha stephanie victoria jonathan liverpool chelsea arsenal manchester united
barcelona realmadrid juventus milan ronaldo messi summer winter spring autumn january february march april june july august september
october november december monday tuesday wednesday thursday friday saturday sunday chocolate cookie cheese banana orange apple cherry flower
angel angels heaven forever family friend friends freedom whatever nothing something everything trustno unbelievable starwars startrek
matrix mustang ferrari mercedes corvette harley yamaha honda toyota samsung iphone nokia purple yellow silver golden black white green happy
lucky crazy pretty sexy baby honey sweet sugar money dollar million rich king queen prince knight warrior hunter killer ninja samurai tiger
lion eagle wolf phoenix access account private public correct horse battery staple this that the and you are mypassword your our one two
three four five six nguyen tran pham hoang huynh phan dinh truong ngoc minh anh thanh hung tuan dung hai long linh huong lan mai hoa thao
trang giang cao bang son bac kan ninh thai quang binh tri ngai phu yen khanh thuan dak lak nong lam dong gia lai kon tum phuoc duong tay nai
vung tau tien tre tra vinh thap can tho hau soc lieu mau phong nang hue nghe thuathien thanhhoa nghean hatinh tiengiang mytho

"""
_WALKS = (
    *("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertyuiopasdfghjklzxcvbnm", "azertyuiop", "qwertzuiop"),
    *("qazwsxedcrfvtgbyhnujmikolp", "qweasdzxc", "qawsedrftgyhujikolp", "poiuytrewq", "mnbvcxz", "lkjhgfdsa"),
)


def _habits() -> frozenset[str]:
    steps = {walk[i:j] for w in _WALKS for walk in (w, w[::-1]) for i in range(len(w)) for j in range(i + 4, len(w) + 1)}
    return frozenset(_HABITS.split()) | steps


_COMMON = _habits()
_LONGEST_HABIT = max(map(len, _COMMON))


def check_password(password: str, *, roles: Collection[Role] = (), names: Iterable[str] = ()) -> str:
    """The password in its one normal form, or BadInput on the field `password`."""
    password = nfc(password)
    shortest = SHORTEST_FOR_POWER if POWERFUL.intersection(roles) else SHORTEST
    if len(password) < shortest:
        raise _refused(f"Mật khẩu cần ít nhất {shortest} ký tự.")
    if len(password) > LONGEST:
        raise _refused(f"Mật khẩu dài tối đa {LONGEST} ký tự.")
    letters = _letters(fold(password))
    if any(len(name) >= _SHORTEST_NAME and name in letters for name in _whole_names(names) - _COMMON):
        raise _refused("Mật khẩu không được chứa họ tên, tên đăng nhập hoặc tên đơn vị.")
    if is_guessable(password, names):
        raise _refused("Mật khẩu này dễ đoán. Chọn một câu gồm nhiều từ không gắn với cơ quan, họ tên hoặc năm.")
    return password


def is_guessable(password: str, names: Iterable[str] = ()) -> bool:
    """Whether nearly all of it is habit: common words, names, keyboard rows, digits, repetition."""
    plain = fold(password)
    if len(set(plain)) < _FEWEST_SIGNS or (plain + plain).find(plain, 1) < len(plain):
        return True
    own = {word for name in names for word in map(_letters, fold(name).split())}
    letters = _letters(plain)
    readings = (letters, _letters(plain.translate(_LEET)), "".join(c for c in letters if not c.isdigit()))  # p@ssw0rd, 1q2w3e4r
    return any(_left_over(text, own) < _OWN_WORDS_LEFT for text in readings)


def _refused(sentence: str) -> BadInput:
    return BadInput(sentence, {"password": sentence})


def _letters(folded: str) -> str:
    return "".join(c for c in folded if c.isalnum())


def _whole_names(names: Iterable[str]) -> set[str]:
    """Each name in one piece, its last two words, and what is left without the words everybody uses (phường, UBND)."""
    found: set[str] = set()
    for name in names:
        words = [_letters(word) for word in fold(name).split()]
        rare = [word for word in words if word not in _COMMON]
        found |= {"".join(words), "".join(words[-2:]), "".join(rare) if len(rare) > 1 else ""}
    return found


def _left_over(text: str, own: Collection[str]) -> int:
    """How few letters remain when the text is cut into habits in the best way; digits cost nothing."""
    longest = max([_LONGEST_HABIT, *map(len, own)])
    best = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        best[end] = best[end - 1] + (not text[end - 1].isdigit())
        for start in range(max(0, end - longest), end - 1):
            if best[start] < best[end] and (text[start:end] in _COMMON or text[start:end] in own):
                best[end] = best[start]
    return best[-1]


# --- hashes (AU-03, AU-05)

_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
_HASHERS = threading.BoundedSemaphore(4)  # 64 MiB and a core each: more at once would starve the machine


@cache
def _nobody() -> str:
    """The hash of a password that nobody knows; made at the first sign-in, for a fifth of a second is much of a start."""
    return _HASHER.hash(secrets.token_hex(16))


def hash_password(password: str) -> str:
    """Argon2id, 64 MiB, three passes."""
    with _HASHERS:
        return _HASHER.hash(nfc(password))


def is_password(stored: str | None, password: str) -> bool:
    """Whether it is the one; without a stored hash the same work is done in vain, so that nobody can tell."""
    with _HASHERS:
        nobody = _nobody()  # for every first sign-in alike, or its time would tell
        try:
            return _HASHER.verify(stored or nobody, nfc(password[: LONGEST * 4])) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


# --- one-use codes (AU-09) and session tokens (SE-01)

CODE_LASTS = timedelta(hours=72)
_CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I: they are copied by hand


def new_code() -> str:
    """One hundred random bits in five groups of four."""
    return "-".join("".join(secrets.choice(_CODE_SIGNS) for _ in range(4)) for _ in range(5))


def check_code(typed: str) -> str:
    """The code as it was made, however it was copied; anything else (a password) stays as it is."""
    signs = "".join(c for c in typed.upper() if c not in " -")
    if len(signs) == 20 and set(signs) <= set(_CODE_SIGNS):  # noqa: PLR2004 - five groups of four
        return "-".join(signs[i : i + 4] for i in range(0, 20, 4))
    return typed


def new_token() -> str:
    """256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored of a token, or of a name that somebody typed (it may have been a password)."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_alive(created_at: datetime, seen_at: datetime, now: datetime, *, idle: timedelta, absolute: timedelta) -> bool:
    """Whether a sign-in still counts (SE-03)."""
    return now - seen_at < idle and now - created_at < absolute


# --- throttling (AU-04)

DEVICE = "device:"  # a source that carries the cookie of an earlier success with this name; any other is an address
WINDOW = timedelta(hours=1)
KNOWN_FOR = timedelta(days=90)
_GROWING = (0, 0, 0, 5, 15, 30, 60, 120, 300, 600)  # seconds after so many failures of one name from one source
_STRANGERS_FREE, _STRANGERS_WAIT = 8, 180  # all unknown sources of one name together: at most 28 tries an hour
_ADDRESS_FREE, _ADDRESS_WAIT = 30, 60  # one address over all names: trying one password on everybody


@dataclass(frozen=True)
class Failures:
    """Failed tries of the last hour: of this name from this source, of this name from all unknown sources, of this address."""

    own: Sequence[datetime]
    strangers: Sequence[datetime]
    address: Sequence[datetime]
    is_known: bool  # this name has signed in from this source before: strangers cannot lock it out


def wait(failures: Failures, now: datetime) -> timedelta:
    """How long the next try must wait; zero if it may be made now."""
    own = _left(failures.own, _GROWING[min(len(failures.own), len(_GROWING) - 1)], now)
    if failures.is_known:
        return own
    strangers = _STRANGERS_WAIT if len(failures.strangers) >= _STRANGERS_FREE else 0
    address = _ADDRESS_WAIT if len(failures.address) >= _ADDRESS_FREE else 0
    return max(own, _left(failures.strangers, strangers, now), _left(failures.address, address, now))


def _left(failed: Sequence[datetime], seconds: int, now: datetime) -> timedelta:
    return max(timedelta(), max(failed) + timedelta(seconds=seconds) - now) if failed else timedelta()
