"""The name of a unit as plans write it, taken apart: what kind of unit, at which level, and the words that tell it from others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from tthc.kernel.text import fold, nfc, tidy
from tthc.planreader.wording import low

# Abbreviations of offices and posts as documents of the administration use them (Decree 30/2020 leaves them free).
_SHORT = {
    "ub": "ủy ban nhân dân", "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "ubmttq": "mặt trận tổ quốc",
    "mttq": "mặt trận tổ quốc", "mttqvn": "mặt trận tổ quốc", "vp": "văn phòng", "vpub": "văn phòng ủy ban nhân dân", "tk": "thống kê",
    "cb": "cán bộ", "cc": "công chức", "cbcc": "cán bộ công chức", "cbccvc": "cán bộ công chức viên chức", "bp": "bộ phận",
    "p": "phòng", "tt": "trung tâm", "tn&tkq": "một cửa", "tntkq": "một cửa", "tkq": "trả kết quả", "tn": "tiếp nhận",
    "pvhcc": "một cửa", "ttpvhcc": "trung tâm một cửa", "tttt": "thông tin truyền thông", "vhtt": "văn hóa thông tin",
    "vhxh": "văn hóa xã hội", "vh": "văn hóa", "xh": "xã hội", "ht": "hộ tịch", "tp": "tư pháp", "tc": "tài chính", "kt": "kế toán",
    "kh": "kế hoạch", "nv": "nội vụ", "đc": "địa chính", "xd": "xây dựng", "mt": "môi trường", "tnmt": "tài nguyên môi trường",
    "tttđt": "trang thông tin điện tử", "ttđt": "thông tin điện tử", "bbt": "ban biên tập", "tx": "thị xã", "đv": "đơn vị",
}  # fmt: skip
# Several words that are one idea; the right side is one word that nothing else uses.
_PHRASES = (
    ("bộ phận tiếp nhận hồ sơ và trả kết quả", "bộphận mộtcửa"), ("tiếp nhận và trả kết quả", "mộtcửa"),
    ("tiếp nhận trả kết quả", "mộtcửa"), ("tiếp nhận hồ sơ và trả kết quả", "mộtcửa"), ("phục vụ hành chính công", "mộtcửa"),
    ("một cửa liên thông", "mộtcửa"), ("một cửa", "mộtcửa"), ("1 cửa", "mộtcửa"),
    ("ủy ban nhân dân", "ubnd"), ("ủy ban mặt trận", "mặt trận"), ("mặt trận tổ quốc việt nam", "mặttrận"), ("mặt trận tổ quốc", "mặttrận"),
    ("hội đồng nhân dân", "hđnd"), ("văn phòng", "vănphòng"), ("công chức", "côngchức"), ("cán bộ", "cánbộ"), ("viên chức", "viênchức"),
    ("người lao động", "laođộng"), ("bộ phận", "bộphận"), ("trung tâm", "trungtâm"), ("chi cục", "chicục"), ("cơ quan", "cơquan"),
    ("đơn vị", "đơnvị"), ("địa phương", "địaphương"), ("đoàn thể", "đoànthể"), ("tổ chức", "tổchức"), ("cơ sở", "cơsở"),
    ("liên quan", "liênquan"), ("chuyên môn", "chuyênmôn"), ("xã hội", "xãhội"), ("thị xã", "thịxã"), ("thị trấn", "thịtrấn"),
    ("thành phố", "thànhphố"), ("trung ương", "trungương"), ("thành viên", "thànhviên"), ("cán sự", "cánsự"),
)  # fmt: skip
_POSTS = (
    "phó chủ tịch", "chủ tịch", "lãnh đạo", "thủ trưởng", "người đứng đầu", "chánh", "phó trưởng", "trưởng", "phó giám đốc", "giám đốc",
)  # fmt: skip
_HEADS = {
    "côngchức": "côngchức", "cánbộ": "côngchức", "viênchức": "côngchức", "bộphận": "bộphận", "phòng": "phòng", "ban": "ban",
    "trungtâm": "trungtâm", "sở": "sở", "bộ": "bộ", "chicục": "chicục", "tổ": "tổ", "trạm": "trạm", "đội": "đội", "đài": "đài",
}  # fmt: skip
_LEVELS = {"trungương": 4, "bộ": 4, "tỉnh": 3, "huyện": 2, "thịxã": 2, "quận": 2, "thànhphố": 2, "xã": 1, "phường": 1, "thịtrấn": 1}
_LEVELS_OF_HEADS = {"sở": 3, "bộ": 4}
_CENTRAL_CITIES = ("hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ", "huế")  # cities under the centre: provincial level
_PLURALS = {"các", "những", "mọi", "toàn", "cá"}  # "cá" is "các" with a letter lost
_JOINING = {"và", "của", "thuộc", "tại", "ở", "trên", "địa", "bàn", "có", "cấp", "trực", "việt", "nam"}
_GENERIC = {
    "côngchức", "cánbộ", "viênchức", "laođộng", "bộphận", "phòng", "ban", "ngành", "đơnvị", "cơquan", "tổchức", "đoànthể", "hội", "sở",
    "địaphương", "thànhviên", "khác",
}  # fmt: skip
_OUTSIDE = {"mặttrận", "đoànthể", "hội", "đảng", "viettel", "vnpt", "ngânhàng", "báo"}  # beside the People's Committee, not below it
_OUTSIDE_PHRASES = ("bưu điện", "đoàn thanh niên", "phương tiện thông tin", "kho bạc", "văn phòng chính phủ", "ngân hàng", "tổng cục")
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_SHORTEST_INITIALS = 2
_SAME, _INITIALS, _SHORTENED, _INSIDE, _CLOSE = 0.97, 0.9, 0.75, 0.68, 0.88
_INITIALS_OF = {"vanphong": "vp", "xahoi": "xh", "motcua": "tntkq"}


@dataclass(frozen=True, slots=True)
class UnitName:
    """The parts of a name; `core` holds the telling words, folded, without the place and the kind of unit."""

    written: str
    head: str = ""
    core: tuple[str, ...] = ()
    levels: frozenset[int] = frozenset()
    nouns: frozenset[str] = frozenset()
    is_collective: bool = False
    is_beside: bool = False
    parts: tuple[str, ...] = ()
    shorts: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_committee(self) -> bool:
        """The People's Committee itself, or its chairman."""
        return self.core == ("ubnd",)


def level_of(name: str) -> int | None:
    """4 centre, 3 province, 2 district, 1 commune; None when the name does not say."""
    parts = taken_apart(name)
    return max(parts.levels, default=None)


@lru_cache(maxsize=2048)
def taken_apart(written: str, place: str = "") -> UnitName:
    """Read a name; `place` is the proper name of the agency ("Trà Cú"), which tells nothing among its own units."""
    listed = _listed(written)
    text = " ".join(_WORD.findall(re.sub(r"\([^)]*\)", " ", nfc(written))))
    shorts = tuple(fold(word) for word in text.split() if _is_short(word))
    words = _one_word_each(_without_post(_spelt_out(text)), place)
    is_plural = any(word in _PLURALS for word in words[:2]) or any(word in {"các", "những"} for word in words)
    head = next((_HEADS[word] for word in words if word in _HEADS), "") if words and words[0] in _HEADS else ""
    levels = _levels(words, written)
    core = [word for word in words if word not in _LEVELS or word == "bộ"]
    core = [word for word in core if word not in _JOINING | _PLURALS]
    telling = [word for word in core if word not in _GENERIC | {"chuyênmôn", "liênquan"}]
    if len(telling) > 1:  # "Văn phòng HĐND và UBND huyện": whose office it is tells nothing among the agency's units
        telling = [word for word in telling if word not in {"ubnd", "hđnd"}] or ["ubnd"]
    is_vague = bool(words) and not telling
    return UnitName(
        written=tidy(written),
        head=head,
        core=tuple(fold(word) for word in (telling or core)),
        levels=levels,
        nouns=frozenset(fold(_HEADS.get(word, word)) for word in core if word in _GENERIC | {"ubnd", "liênquan"}),
        is_collective=is_plural or is_vague or "liênquan" in words or bool(listed) or len(levels) > 1,
        is_beside=bool(_OUTSIDE & set(words)) or any(phrase in low(nfc(written)) for phrase in _OUTSIDE_PHRASES),
        parts=listed,
        shorts=shorts,
    )


def _listed(written: str) -> tuple[str, ...]:
    """Two names from "Công chức: văn hóa, văn phòng": the word before the colon belongs to each."""
    before, colon, after = tidy(written).partition(":")
    if not colon or not after.strip():
        return ()
    return tuple(f"{before} {part.strip()}" for part in re.split(r"[,;]", after) if part.strip())


def _is_short(word: str) -> bool:
    return word.isupper() and len(word) >= _SHORTEST_INITIALS and fold(word) not in {"ubnd", "hdnd", "cb", "cc", "cbcc"}


def neat(written: str) -> str:
    """The name for a new unit: without the post of who answers for it, with a capital first."""
    plain = tidy(written)
    kept = plain[len(plain) - len(_without_post(low(plain))) :]
    kept = re.sub(r"^[Cc]á (?=[a-zđ])", "Các ", kept)
    return kept[:1].upper() + kept[1:]


def _spelt_out(text: str) -> str:
    joined = re.sub(r"\btn (?:và )?tkq\b", "tn&tkq", low(text))
    return " ".join(_SHORT.get(word, word) for word in joined.split())


def _without_post(text: str) -> str:
    """The unit of a post: "Giám đốc Sở Nội vụ" answers for the Sở Nội vụ, whoever he is."""
    for post in _POSTS:
        if text.startswith(post + " "):
            return text.removeprefix(post + " ").strip()
    return text


def _one_word_each(text: str, place: str) -> list[str]:
    padded = f" {text} "
    for phrase, word in _PHRASES:
        padded = padded.replace(f" {phrase} ", f" {word} ").replace(f" {phrase} ", f" {word} ")
    if place:
        padded = padded.replace(f" {low(nfc(place))} ", " ")
    return padded.split()


def _levels(words: list[str], written: str) -> frozenset[int]:
    levels = {_LEVELS[word] for word in words if word in _LEVELS and word != "bộ"}
    if words and words[0] in _LEVELS_OF_HEADS:
        levels.add(_LEVELS_OF_HEADS[words[0]])
    if "thànhphố" in words and any(city in low(nfc(written)) for city in _CENTRAL_CITIES):
        levels = (levels - {2}) | {3}
    return frozenset(levels)


def likeness(one: UnitName, other: UnitName) -> tuple[float, str]:
    """How surely two names mean one unit, 0-1, and the reason in Vietnamese."""
    if not one.core or not other.core or not _heads_agree(one, other) or one.is_collective or other.is_collective:
        return 0.0, ""
    if one.core == other.core:
        return (_SAME, "khác cách viết") if one.head == other.head or not (one.head and other.head) else (_SHORTENED, "tên gọi khác")
    if _abbreviates(one, other) or _abbreviates(other, one):
        return _INITIALS, "viết tắt"
    short, long = sorted((one.core, other.core), key=len)
    share = 0.15 * len(short) / len(long)
    if long[: len(short)] == short:
        return _SHORTENED + share, "tên rút gọn"
    if long[-len(short) :] == short and len(short) > 1:
        return _INSIDE + share, "nằm trong tên"
    ratio = SequenceMatcher(None, "".join(short), "".join(long)).ratio()
    return (ratio * _INITIALS, "gần giống") if ratio >= _CLOSE else (0.0, "")


def _heads_agree(one: UnitName, other: UnitName) -> bool:
    heads = {one.head, other.head}
    return len(heads) == 1 or "" in heads or (heads == {"bộphận", "trungtâm"} and one.core == other.core)


def _abbreviates(short: UnitName, long: UnitName) -> bool:
    letters = "".join(short.core)
    if letters not in short.shorts and not set(short.core) <= set(short.shorts):
        return False
    return len(letters) >= _SHORTEST_INITIALS and letters == "".join(_INITIALS_OF.get(word, word[0]) for word in long.core)
