"""Files that are broken or meant to break: each ends in a plan that accounts for every letter, or in one sentence."""

from __future__ import annotations

import json
import logging
import resource
import time
import traceback
from collections import Counter

import pytest

from tests.factories import office_files as made
from tests.factories.mutations import mutated
from tthc.adapters.children import Child, Limits, Lost
from tthc.adapters.readers.kinds import kind_of
from tthc.adapters.readers.opening import draft_in
from tthc.kernel.errors import BadInput

SEEDS = {"docx": made.rich_word_plan, "pdf": made.pdf_plan, "xlsx": made.excel_plan, "txt": made.text_plan}
BATCH, FEW, MANY = 20, 400, 10_000
LIMITS = Limits(cpu_seconds=60, wall_seconds=90, tasks=10, is_quiet=True)
# A reader that says "broken" of what it stumbled over itself hides a fault of ours.
OURS = (AttributeError, NameError, TypeError, IndexError, ZeroDivisionError, AssertionError, RecursionError)
SLOW, MOST_MEMORY = 10, 700  # seconds of one file; megabytes of a child that read two hundred


def _one(content, name):
    """What becomes of one file; anything but a whole plan and a sentence is returned as the fault it is."""
    try:
        return _checked(draft_in(content, name, kind_of(content, name).reader))
    except BadInput as error:
        if isinstance(error.__cause__, OURS):
            return "".join(traceback.format_exception(error.__cause__))
        return "refused" if _is_sentence(str(error)) else f"no sentence: {error}"
    except MemoryError:
        return "too much memory"
    except Exception:  # noqa: BLE001 - that is what is looked for
        return traceback.format_exc()


def _checked(draft):
    json.dumps(draft.as_json(), ensure_ascii=False).encode()
    told = _letters(row.text for row in draft.paragraphs)
    held = _letters(text for block in draft.blocks for text in (block.number, block.text, *block.cells))
    if told != held:
        return f"not accounted for: {held - told}, {told - held}"
    return "read" if all(row.role for row in draft.paragraphs) else "a paragraph without a role"


def _is_sentence(text):
    return text.endswith(".") and "\n" not in text and "Traceback" not in text


def _letters(texts):
    return Counter(letter for text in texts if text for letter in text if letter.isalnum())


def _batch(content, name, numbers):
    """In the child: what became of each, how long it took, and the child's memory in megabytes."""
    found = []
    for number in numbers:
        started = time.perf_counter()
        outcome = _one(mutated(content, number), name)
        found.append((number, outcome, time.perf_counter() - started))
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def fuzz(kind, numbers):
    """Faults by number of the mutation, with counts of what was read and refused, the slowest and the most memory."""
    child, content, name = Child(LIMITS), SEEDS[kind](), f"ke-hoach.{kind}"
    faults, counts, slowest, memory = {}, Counter(), (0.0, None), 0
    waiting = [numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH)]
    while waiting:
        batch = waiting.pop()
        try:
            found, used = child.run(_batch, content, name, batch)
        except Lost as error:
            if len(batch) == 1:
                faults[batch[0]] = f"child lost: {error}"
            else:
                waiting += [[number] for number in batch]
            continue
        memory = max(memory, used)
        for number, outcome, seconds in found:
            slowest = max(slowest, (seconds, number))
            counts[outcome if outcome in {"read", "refused", "too much memory"} else "fault"] += 1
            if outcome not in {"read", "refused"}:
                faults[number] = outcome
    child.close()
    return faults, counts, slowest, memory


def _told(kind, numbers):
    faults, counts, slowest, memory = fuzz(kind, numbers)
    logging.getLogger(__name__).info("%s: %s, slowest %.1f s (%s), %s MB", kind, dict(counts), *slowest, memory)
    assert not faults, "\n".join(f"{kind} {number}: {fault}" for number, fault in sorted(faults.items())[:3])
    assert sum(counts.values()) == len(numbers)
    assert min(counts["read"], counts["refused"]) > len(numbers) // 50, "the mutations reach both sides"
    assert slowest[0] < SLOW
    assert memory < MOST_MEMORY


@pytest.mark.parametrize("kind", SEEDS)
def test_broken_files_end_in_a_plan_or_a_sentence(kind):
    _told(kind, list(range(FEW // len(SEEDS))))


@pytest.mark.long
@pytest.mark.parametrize("kind", SEEDS)
def test_ten_thousand_broken_files(kind):
    _told(kind, list(range(MANY // len(SEEDS))))
