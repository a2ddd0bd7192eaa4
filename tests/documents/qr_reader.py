"""Reads a QR code out of a picture, as a telephone does but for a clean page: finders, squares, mask, codewords, text (ISO/IEC 18004).

Written apart from what draws the codes, so that a fault there is no fault here. Level M, versions 1 to 10, bytes.
"""

from __future__ import annotations

from itertools import groupby

_FINDER = (1, 1, 3, 1, 1)
_MASKS = (
    lambda r, c: (r + c) % 2,
    lambda r, _: r % 2,
    lambda _, c: c % 3,
    lambda r, c: (r + c) % 3,
    lambda r, c: (r // 2 + c // 3) % 2,
    lambda r, c: r * c % 2 + r * c % 3,
    lambda r, c: (r * c % 2 + r * c % 3) % 2,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2,
)
_ALIGNED = {
    1: (),
    2: (6, 18),
    3: (6, 22),
    4: (6, 26),
    5: (6, 30),
    6: (6, 34),
    7: (6, 22, 38),
    8: (6, 24, 42),
    9: (6, 26, 46),
    10: (6, 28, 50),
}
_BLOCKS = {  # data codewords of each block at level M
    1: (16,),
    2: (28,),
    3: (44,),
    4: (32,) * 2,
    5: (43,) * 2,
    6: (27,) * 4,
    7: (31,) * 4,
    8: (38, 38, 39, 39),
    9: (36, 36, 36, 37, 37),
    10: (43, 43, 43, 43, 44),
}


def codes_in(picture):
    """The texts of the codes on a page (a Pillow picture), from top to bottom; one code must stand right of or below the other."""
    grey = picture.convert("L")
    width, height = grey.size
    raw = grey.tobytes()
    dark = [bytes(1 if value < 128 else 0 for value in raw[y * width : (y + 1) * width]) for y in range(height)]
    found = _finders(dark)
    return [read(_squares(dark, *three)) for three in _threes(found)]


def read(squares):
    """The text of a code given as rows of 0 and 1 without its quiet zone."""
    size = len(squares)
    version = (size - 17) // 4
    if size != 4 * version + 17:
        raise ValueError(f"{size} squares")
    form = [squares[8][c] for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [squares[r][8] for r in (7, 5, 4, 3, 2, 1, 0)]
    told = int("".join(map(str, form)), 2) ^ 0b101010000010010
    if told >> 13:
        raise ValueError("not of level M")
    mask = _MASKS[told >> 10 & 7]
    own = _patterns(version, size)
    bits = [squares[r][c] ^ (mask(r, c) == 0) for r, c in _way(size) if (r, c) not in own]
    words = [int("".join(map(str, bits[i : i + 8])), 2) for i in range(0, len(bits) - 7, 8)]
    data = "".join(f"{word:08b}" for word in _in_order(words, _BLOCKS[version]))
    if data[:4] != "0100":
        raise ValueError(f"mode {data[:4]}")
    wide = 8 if version < 10 else 16
    count = int(data[4 : 4 + wide], 2)
    body = data[4 + wide : 4 + wide + 8 * count]
    return bytes(int(body[i : i + 8], 2) for i in range(0, len(body), 8)).decode()


def _in_order(words, blocks):
    turns = ((block, place) for place in range(max(blocks)) for block, length in enumerate(blocks) if place < length)
    sorted_out = [[] for _ in blocks]
    for (block, _), word in zip(turns, words, strict=False):
        sorted_out[block].append(word)
    return [word for block in sorted_out for word in block]


def _way(size):
    right, is_up = size - 1, True
    while right > 0:
        right -= right == 6
        for row in range(size - 1, -1, -1) if is_up else range(size):
            yield row, right
            yield row, right - 1
        right, is_up = right - 2, not is_up


def _patterns(version, size):
    own = {(r, c) for r in range(9) for c in range(9)}
    own |= {(r, size - 1 - c) for r in range(9) for c in range(8)} | {(size - 1 - r, c) for r in range(8) for c in range(9)}
    own |= {(6, i) for i in range(size)} | {(i, 6) for i in range(size)}
    places = _ALIGNED[version]
    corners = {(6, 6), (6, places[-1]), (places[-1], 6)} if places else set()
    for top in places:
        for left in places:
            if (top, left) not in corners:
                own |= {(top + r, left + c) for r in range(-2, 3) for c in range(-2, 3)}
    if version >= 7:
        own |= {(r, size - 11 + c) for r in range(6) for c in range(3)} | {(size - 11 + c, r) for r in range(6) for c in range(3)}
    return own


def _finders(dark):
    hits = []
    for y, line in enumerate(dark):
        for x, unit in _ringed(line):
            column = bytes(dark[yy][x] for yy in range(max(0, y - int(6 * unit)), min(len(dark), y + int(6 * unit))))
            if any(abs(max(0, y - int(6 * unit)) + yy - y) < unit for yy, _ in _ringed(column)):
                hits.append((x, y, unit))
    groups = []
    for hit in hits:
        near = next((group for group in groups if abs(group[0][0] - hit[0]) < 3 * hit[2] and abs(group[-1][1] - hit[1]) < 3 * hit[2]), None)
        near.append(hit) if near else groups.append([hit])
    return [tuple(sum(part) / len(group) for part in zip(*group, strict=True)) for group in groups if len(group) >= 3]


def _ringed(line):
    runs, at = [], 0
    for value, run in groupby(line):
        length = len(list(run))
        runs.append((value, at, length))
        at += length
    for i in range(len(runs) - 4):
        if runs[i][0]:
            lengths = [run[2] for run in runs[i : i + 5]]
            unit = sum(lengths) / 7
            if unit >= 2 and all(abs(length - unit * part) < unit * 0.6 for length, part in zip(lengths, _FINDER, strict=True)):
                yield int(runs[i][1] + sum(lengths) / 2), unit


def _threes(found):
    for corner in sorted(found, key=lambda one: (one[1], one[0])):
        x, y, unit = corner
        right = [one for one in found if abs(one[1] - y) < 2 * unit and one[0] > x + 7 * unit]
        below = [one for one in found if abs(one[0] - x) < 2 * unit and one[1] > y + 7 * unit]
        if right and below:
            yield corner, min(right), min(below, key=lambda one: one[1])


def _squares(dark, corner, right, below):
    unit = (corner[2] + right[2] + below[2]) / 3
    size = round(((right[0] - corner[0]) / unit + 7 - 17) / 4) * 4 + 17
    step_x, step_y = (right[0] - corner[0]) / (size - 7), (below[1] - corner[1]) / (size - 7)
    return [[dark[round(corner[1] + (r - 3) * step_y)][round(corner[0] + (c - 3) * step_x)] for c in range(size)] for r in range(size)]
