"""From the clerk's draft to a file that two programs find valid, with the real store, press and signer."""

import io
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from tests.factories import certificates
from tests.factories import inspection_programme as programme
from tests.factories import reports as made
from tthc.adapters.disk import DiskStore
from tthc.adapters.press import Press
from tthc.adapters.signer import PdfSigner
from tthc.config import SignerSettings
from tthc.core.archive import actions as archive_actions
from tthc.core.inspections.actions import programme as programme_actions
from tthc.core.reports import actions as report_actions
from tthc.core.reports.models import Report
from tthc.core.reports.queries import facts
from tthc.core.reports.rules import ReportState
from tthc.core.signing import actions as signing_actions
from tthc.core.signing import queries as signing_queries
from tthc.core.signing.models import SigningOrder
from tthc.jobs.archive import export_year
from tthc.jobs.reports import print_edition, seal_section_report, sign_edition
from tthc.kernel.actor import system
from tthc.kernel.sections import Section


@pytest.fixture(scope="module")
def press():
    running = Press()
    yield running
    running.close()


@pytest.fixture
def real(toolbox, press, tmp_path):
    signer = PdfSigner(SignerSettings(kind="demo", folder=tmp_path / "demo-ca"))
    return replace(toolbox, files=DiskStore(tmp_path / "files"), press=press, signer=signer)


def pdfsig(path):
    return subprocess.run(["pdfsig", "-nocert", path], capture_output=True, check=False, text=True).stdout


def words(path):
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.split())


def test_a_period_report_is_printed_signed_and_archived(session, office, real, today, now, tmp_path):
    made.proof(session, real, office.occurrences.posting, office.people["officer"], office.people["clerk"], now=now)
    made.value(session, office.target, 764, 1000, now=now)
    edition = made.submitted(session, office, today=today, now=now)
    assert print_edition(session, real, edition.id)
    report = session.get_one(Report, edition.report_id)
    order = signing_actions.approve(session, office.actor("leader"), report, shown_sha256=edition.content_sha256, now=real.clock.now())
    session.commit()
    assert sign_edition(session, real, order.id)
    signed = signing_queries.signed_of(session, system(), edition.id)
    assert signed.is_test
    folder = tmp_path / "luu-tru"
    package = archive_actions.ask(session, office.actor("clerk"), office.agency.id, 2024, now=real.clock.now())
    session.commit()
    assert export_year(session, real, package.id, folder)
    assert real.site.verify(folder) == []
    [pdf] = (folder / "bao-cao").glob("*.pdf")
    assert "Signature is Valid" in pdfsig(pdf)
    text = words(pdf)
    for said in (
        "ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH",
        "I. TÌNH HÌNH, KẾT QUẢ",
        "Văn bản số 45/BC-UBND",
        "76,4%",
        "Không phát sinh.",
        "CHỦ TỊCH",
        "Người leader",
        "Phụ lục I KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
    ):
        assert said in text, said
    assert text.index("Người leader") < text.index("Phụ lục I KẾT")


@pytest.mark.parametrize(
    "kind", ["pkcs12", pytest.param("pkcs11", marks=pytest.mark.skipif(not certificates.HAS_TOKENS, reason="no softhsm2"))]
)
def test_a_configured_certificate_really_signs_the_period_report(session, office, real, today, now, tmp_path, monkeypatch, kind):
    trust = tmp_path / "trust"
    if kind == "pkcs12":
        settings = certificates.pkcs12_file(tmp_path, "ky", "Đỗ Quang Vinh", trust=trust)
    else:
        settings = certificates.token(tmp_path, monkeypatch, "Đỗ Quang Vinh", trust=trust)
    real = replace(real, signer=PdfSigner(replace(settings, trust_folder=trust, folder=tmp_path / "none")))
    edition, order = approved(session, office, real, today, now)
    assert sign_edition(session, real, order.id)
    signed = signing_queries.signed_of(session, system(), edition.id)
    assert (signed.signer, signed.is_test, signed.issuer) == ("Đỗ Quang Vinh", False, "Gốc của Đỗ Quang Vinh")
    path = tmp_path / "signed.pdf"
    path.write_bytes(real.files.read(signed.sha256))
    assert "Signature is Valid" in pdfsig(path)
    assert "Người ký: Đỗ Quang Vinh" in words(path)
    assert session.get_one(Report, edition.report_id).state is ReportState.SIGNED


def test_without_a_certificate_the_report_waits_and_the_upload_ends_it(session, office, real, today, now, tmp_path):
    trust = tmp_path / "trust"
    device = PdfSigner(replace(certificates.pkcs12_file(tmp_path, "ky", "Đỗ Quang Vinh", trust=trust), folder=tmp_path / "none"))
    server = PdfSigner(SignerSettings(kind="none", folder=tmp_path / "none", trust_folder=trust))
    edition, order = approved(session, office, replace(real, signer=server), today, now)
    sign_edition(session, replace(real, signer=server), order.id)
    assert "Chưa có chứng thư ký của Người leader trên máy chủ." in session.get_one(SigningOrder, order.id).problem
    session.refresh(edition, ["stored_file"])
    frozen = real.files.read(edition.stored_file.sha256)
    pdf = device.sign(frozen, person="Người leader", post="Chủ tịch", reason="", at=now)
    stored, given = real.files.put(io.BytesIO(pdf), "da-ky.pdf", 20_000_000), {"is_only_signed": server.adds_only_signatures(frozen, pdf)}
    signing_actions.attach_signature(session, office.actor("clerk"), order, pdf, stored, server.verify(pdf), now=now, **given)
    signed = signing_queries.signed_of(session, system(), edition.id)
    assert (signed.signer, session.get_one(SigningOrder, order.id).is_open) == ("Đỗ Quang Vinh", False)


def approved(session, office, real, today, now):
    edition = made.submitted(session, office, today=today, now=now)
    assert print_edition(session, real, edition.id)
    report = session.get_one(Report, edition.report_id)
    order = signing_actions.approve(session, office.actor("leader"), report, shown_sha256=edition.content_sha256, now=real.clock.now())
    session.commit()
    return edition, order


def test_a_section_report_is_sealed(session, office, real, today, now, tmp_path):
    edition = report_actions.section_report(session, office.actor("officer"), Section.PUBLICATION, year=2024, today=today, now=now)
    session.commit()
    seal_section_report(session, real, edition.id)
    signed = signing_queries.signed_of(session, system(), edition.id)
    path = tmp_path / "sealed.pdf"
    path.write_bytes(real.files.read(signed.sha256))
    assert "Signature is Valid" in pdfsig(path)
    assert signed.organisation


def test_the_report_of_inspections_carries_its_coverage_and_says_what_changed_since(session, real, tmp_path):
    """The plan of Đồng Nai: 50 % of 10 departments, 60 % of 11 districts, 20 % of 14 communes, each rounded up."""
    office = programme.province(session)
    programme_actions.derive_classes(session, office.clerk, 2021, now=programme.NOW)
    programme.held(session, office.clerk, office.staff, office.boards[0], date(2021, 4, 6), minutes_on=date(2021, 4, 7))
    day = {"today": date(2021, 11, 20), "now": programme.NOW}
    edition = report_actions.section_report(session, office.clerk, Section.INSPECTION, year=2021, **day)
    session.commit()
    seal_section_report(session, real, edition.id)
    signed = signing_queries.signed_of(session, system(), edition.id)
    path = tmp_path / "kiem-tra.pdf"
    path.write_bytes(real.files.read(signed.sha256))
    assert "Signature is Valid" in pdfsig(path)
    said = words(path)
    for told in (
        "Kế hoạch không giao nhiệm vụ trong nội dung này; kết quả thực hiện nêu tại phần II.",
        "II. KẾT QUẢ THEO SỔ THEO DÕI",
        "1. Tỷ lệ đơn vị được kiểm tra so với chỉ tiêu",
        "Sở, ban, ngành ≥ 50% 10 5 1 10%",
        "UBND cấp huyện ≥ 60% 11 7 0",
        "UBND cấp xã trên địa bàn tỉnh ≥ 20% 14 3 0",
        "đơn vị không báo cáo",
    ):
        assert told in said, told
    session.refresh(edition, ["report"])
    assert not facts.standing(session, edition.report).is_outdated
    programme.held(session, office.clerk, office.staff, office.wards[0], date(2021, 5, 6), minutes_on=date(2021, 5, 7))
    standing = facts.standing(session, edition.report)
    assert standing.is_outdated
    assert any("UBND cấp xã trên địa bàn tỉnh, Đã kiểm tra: 0 → 1" in change for change in standing.changes)
    assert real.files.read(signed.sha256) == path.read_bytes()
