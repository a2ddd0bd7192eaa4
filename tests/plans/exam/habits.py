"""Habits of hand that change a plan's letters and not its meaning, as changes of a description."""

import re
import unicodedata

TONES = (
    *(("hóa", "hoá"), ("Hóa", "Hoá"), ("Hòa", "Hoà"), ("hòa", "hoà"), ("thỏa", "thoả"), ("ủy", "uỷ"), ("Ủy", "Uỷ")),
    *(("ÓA", "OÁ"), ("ÒA", "OÀ"), ("ỦY", "UỶ")),
)
PLAIN_LINE = re.compile(r"(?m)^([^\[!\n].*)$")
TYPED_NUMBER = re.compile(r"((?:<\w+>\s?)?)((?:\*\*|__)?)([IVX]+\.|\d+\.\d+\.|\d+\.|[a-d]\)) (.*)")


def old_tones(text):
    for new, old in TONES:
        text = text.replace(new, old)
    return text


def automatic(description):
    """Typed numbers of the running text become numbers that Word draws; below typed parts (A., B.) its count would not begin again."""
    if re.search(r"(?m)^\W*(?:PHẦN )?[A-C]\. ", description):
        return description
    lines, is_aside = [], False
    for line in description.splitlines():
        is_aside = line.startswith(("[letterhead", "[sign", "[table")) or (is_aside and line != "[/]")
        found = None if is_aside else TYPED_NUMBER.fullmatch(line)
        lines.append(f"{found[1]}{{{found[3]}}} {found[2]}{found[4]}" if found else line)
    return "\n".join(lines)


def typed(description):
    return re.sub(r"(?m)^((?:<\w+>\s?)?)\{([^{}+\-][^{}]*|-)\}\s?", r"\1\2 ", description)


def tabbed(description):
    return re.sub(r"(?m)^((?:<\w+>\s?)?(?:[IVX]+\.|\d+\.|[a-đ]\))) ", r"\1→", typed(description))


def hard_spaces(description):
    def some(match):
        return re.sub(r"(?<=\w) (?=\w)", lambda at: "\u00a0" if at.start() % 3 == 0 else " ", match[1])

    return PLAIN_LINE.sub(some, description)


HABITS = {
    "letters_in_parts": lambda text: unicodedata.normalize("NFD", text),
    "hard_spaces": hard_spaces,
    "two_spaces": lambda text: PLAIN_LINE.sub(lambda match: re.sub(r" (?=\w)", "  ", match[1]), text),
    "long_dashes": lambda text: re.sub(r"(?m)^- ", "– ", text).replace("⏎- ", "⏎– "),
    "tight_dashes": lambda text: re.sub(r"(?m)^- ", "-", text),
    "typed_numbers": typed,
    "tabs_after_numbers": tabbed,
    "drawn_numbers": automatic,
    "old_tones": old_tones,
    "spaced_colons": lambda text: re.sub(r"(?m)^([-+] [^:|]{4,40}):", r"\1 :", text),
    "nothing_bold": lambda text: re.sub(r"(?m)^<b> ?", "", text).replace("**", ""),
}
