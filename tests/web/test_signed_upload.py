"""A report signed elsewhere comes back: the right file is kept, every other is refused with one sentence."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import func, select

from tests.factories import reports as made
from tthc.core.reports.models import Edition, Report
from tthc.core.reports.rules import ReportState
from tthc.core.signing import actions as signing_actions
from tthc.core.signing.models import SignedDocument, SigningOrder
from tthc.jobs.reports import print_edition

PAGE = "/2024/bao-cao/quy-3"


@pytest.fixture
def approved(session, office, toolbox, today, now):
    edition = made.submitted(session, office, today=today, now=now)
    print_edition(session, toolbox, edition.id)
    report = session.get_one(Report, edition.report_id)
    signing_actions.approve(session, office.actor("leader"), report, shown_sha256=edition.content_sha256, now=now)
    session.commit()
    session.refresh(edition, ["stored_file"])
    frozen = toolbox.files.read(edition.stored_file.sha256)
    session.rollback()
    return edition.id, frozen


def by_hand(toolbox, pdf, now):
    return toolbox.signer.sign(pdf, person="Người leader", post="Chủ tịch", reason="", at=now)


def send(browser, edition_id, content, name="da-ky.pdf"):
    given = {"file": (BytesIO(content), name)} if content else {}
    return browser.post(f"/bao-cao/{edition_id}/ban-da-ky", given, content_type="multipart/form-data")


def ledger(session):
    session.expire_all()
    found = session.scalar(select(Report.state)), session.scalar(select(func.count(SignedDocument.id)))
    session.rollback()
    return found


@pytest.mark.parametrize("role", ["clerk", "leader"])
def test_the_right_file_is_kept_and_ends_the_order(session, approved, toolbox, as_role, now, role):
    edition_id, frozen = approved
    browser = as_role(role)
    assert f"/bao-cao/{edition_id}/ban-da-ky" in browser.get(PAGE).get_data(as_text=True)
    answer = send(browser, edition_id, by_hand(toolbox, frozen, now))
    assert (answer.status_code, ledger(session)) == (303, (ReportState.SIGNED, 1))
    assert not session.scalars(select(SigningOrder)).one().is_open
    session.rollback()
    page = browser.get(PAGE).get_data(as_text=True)
    assert "Đã nhận bản ký." in page
    assert "ban-da-ky" not in page
    assert "chưa xác minh được nơi cấp" not in page
    assert send(browser, edition_id, by_hand(toolbox, frozen, now)).status_code == 303
    assert ledger(session) == (ReportState.SIGNED, 1)


WRONG = {
    "another document": "không phải bản đã chốt",
    "changed before signing": "không phải bản đã chốt",
    "not signed": "Tệp chưa có chữ ký số.",
    "no PDF": "da-ky.pdf",
    "no file": "Chọn tệp PDF đã ký.",
}


def wrong_file(case, toolbox, frozen, now):
    match case:
        case "another document":
            return by_hand(toolbox, toolbox.press.print("other", {}), now)
        case "changed before signing":
            return by_hand(toolbox, frozen.replace(b"595 842", b"595 841"), now)
        case "not signed":
            return frozen
    return b"khong phai pdf" if case == "no PDF" else b""


@pytest.mark.parametrize("case", WRONG)
def test_every_other_file_is_refused_with_a_sentence(session, approved, toolbox, as_role, now, case):
    edition_id, frozen = approved
    answer = send(as_role("clerk"), edition_id, wrong_file(case, toolbox, frozen, now))
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert WRONG[case] in text
    assert re.search(r'<details class="fold" id="upload" open>', text)
    assert ledger(session) == (ReportState.APPROVED, 0)


def test_an_unknown_issuer_is_refused_or_said(session, app, approved, toolbox, as_role, now, monkeypatch):
    class Stranger(type(toolbox.signer)):
        roots = True

        def verify(self, pdf):
            return [replace(one, is_trusted=False) for one in super().verify(pdf)]

        def has_roots(self):
            return self.roots

    edition_id, frozen = approved
    monkeypatch.setitem(app.extensions, "toolbox", replace(toolbox, signer=Stranger()))
    browser, signed = as_role("clerk"), by_hand(toolbox, frozen, now)
    refused = send(browser, edition_id, signed)
    assert refused.status_code == 422
    assert "Chưa xác minh được nơi cấp chứng thư" in refused.get_data(as_text=True)
    Stranger.roots = False
    assert send(browser, edition_id, signed).status_code == 303
    assert "(chưa xác minh được nơi cấp)" in browser.get(PAGE).get_data(as_text=True)


def test_who_is_not_concerned_sees_no_form_and_nothing_comes_before_the_approval(session, office, approved, toolbox, as_role, now):
    edition_id, frozen = approved
    assert "ban-da-ky" not in as_role("officer").get(PAGE).get_data(as_text=True)
    assert send(as_role("auditor"), edition_id, frozen).status_code == 403
    assert send(as_role("clerk"), 999, frozen).status_code == 404
    session.delete(session.scalars(select(SigningOrder)).one())
    session.commit()
    assert send(as_role("clerk"), edition_id, by_hand(toolbox, frozen, now)).status_code == 409
    assert session.get_one(Edition, edition_id).stored_file_id
    session.rollback()
