"""Word the content groups: the circular they come from may have been replaced, and agencies book under their own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.budgets import queries, rules
from tthc.core.budgets.models import BudgetGroup
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold, nfc, tidy

_MOST = 30


def set_groups(session: Session, actor: Actor, titles: Mapping[int, str], *, seen: str | None = None, now: datetime) -> bool:
    """Say every group's words, number by number; an emptied one says the circular's again, an added one goes. False if nothing changed.

    `seen` is the mark of the groups that the page showed: somebody else's words of meanwhile are not overwritten.
    """
    ensure(actor, Can.REGISTER_SET_UP)
    agency_id = actor.agency_id or 0
    wanted = {place: tidy(nfc(words)) for place, words in titles.items()}
    _check(wanted)
    before = queries.groups(session, agency_id)
    if seen is not None and seen != rules.mark(before):
        theirs = {f"Nhóm {place}": words for place, words in before.items() if wanted.get(place, words) != words}
        mine = {f"Nhóm {place}": words for place, words in wanted.items() if before.get(place, "") != words}
        raise Conflict("Nhóm nội dung vừa được người khác sửa. Xem thay đổi trước khi lưu.", theirs, mine)
    own, used = queries.own_groups(session, agency_id), queries.used_groups(session, agency_id)
    for place, words in sorted(wanted.items()):
        row = own.get(place)
        if words and words != rules.CONTENTS.get(place):
            if row is None:
                session.add(BudgetGroup(agency_id=agency_id, number=place, title=words))
            else:
                row.title = words
        elif row is not None:
            if not words and place not in rules.CONTENTS and place in used:
                raise WrongState(
                    f'Nhóm {place} "{row.title}" đang có khoản kinh phí nên chưa bỏ được. Chuyển các khoản đó sang nhóm khác trước.'
                )
            session.delete(row)
    session.flush()
    after = queries.groups(session, agency_id)
    if after == before:
        return False
    changed = sorted(place for place in before.keys() | after.keys() if before.get(place) != after.get(place))
    told = [{str(place): of.get(place, "") for place in changed} for of in (before, after)]
    audit.record(session, actor, "set_budget_groups", "budget_group", agency_id, now=now, before=told[0], after=told[1])
    return True


def _check(wanted: Mapping[int, str]) -> None:
    faults: dict[str, str] = {}
    seen: dict[str, int] = {}
    for place, words in sorted(wanted.items()):
        said = words or rules.CONTENTS.get(place, "")
        if not 1 <= place <= _MOST:
            faults[str(place)] = f"Nhóm đánh số từ 1 đến {_MOST}."
        elif len(words) > rules.LONGEST_TITLE:
            faults[str(place)] = f"Tên nhóm dài quá {rules.LONGEST_TITLE} ký tự. Rút gọn lại."
        elif said and fold(said) in seen:
            faults[str(place)] = f"Trùng tên với nhóm {seen[fold(said)]}. Nhập tên khác."
        elif said:
            seen[fold(said)] = place
    if faults:
        raise BadInput("Chưa lưu được.", faults)
