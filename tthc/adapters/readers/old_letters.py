"""Vietnamese typed in the fonts of before Unicode: TCVN3 (".VnTime" and its kin) and VNI, told by the name of the font."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Letters = Literal["", "tcvn3", "tcvn3-capitals", "vni"]

_TCVN3 = str.maketrans(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
)
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, _CIRCUMFLEX, _BREVE = "\u0301\u0300\u0309\u0303\u0323\u0302\u0306"
# A VNI letter is a plain vowel and a sign behind it; the sign says the tone and whether the vowel has a roof or a bow.
_VNI_SIGNS = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _CIRCUMFLEX,
    "á": _CIRCUMFLEX + _ACUTE,
    "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_ALONE = {"ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "î": "ỵ", "Î": "Ỵ", "æ": "ỉ", "Æ": "Ỉ"}
_VNI_ALONE |= {"ó": "ĩ", "Ó": "Ĩ", "ò": "ị", "Ò": "Ị"}
_VNI_PAIR = re.compile(f"([aeouyôö])([{''.join(_VNI_SIGNS)}])", re.IGNORECASE)
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
# None of these is a letter of Vietnamese in Unicode; "ù" is, but never behind another vowel.
_OLD = re.compile("[\u00a1-\u00bf×÷ßØøÛûÏïÄäÅåËëÜüÖöÑñ]|[aeouy][ùÙ]", re.IGNORECASE)


def letters_of(font: str) -> Letters:
    """How a font of that name draws its letters; a TCVN3 font whose name ends in H has capitals only."""
    name = font.strip()
    if name.lower().startswith(".vn"):
        return "tcvn3-capitals" if name.endswith("H") else "tcvn3"
    return "vni" if name.lower().startswith("vni-") else ""


def is_unicode(text: str) -> bool:
    """The text holds letters that only Unicode has: an old font's name stayed, its letters did not."""
    return bool(_UNICODE.search(text))


def is_old(text: str) -> bool:
    """The text holds signs that Vietnamese in Unicode does not have, or not there."""
    return bool(_OLD.search(text))


def to_unicode(text: str, letters: Letters) -> str:
    """The text as the font showed it."""
    if letters == "vni":
        paired = _VNI_PAIR.sub(lambda pair: _VNI_ALONE.get(pair[1], pair[1]) + _VNI_SIGNS[pair[2].lower()], text)
        return unicodedata.normalize("NFC", "".join(_VNI_ALONE.get(one, one) for one in paired))
    if letters:
        plain = text.translate(_TCVN3)
        return plain.upper() if letters == "tcvn3-capitals" else plain
    return text
