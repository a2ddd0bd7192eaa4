"""Signatures: made by three kinds of key, found valid by two programs, and every change is found."""

from __future__ import annotations

import io
import os
import random
import stat
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization

from tests.factories import certificates
from tests.factories.documents import PERIOD, SECTION
from tthc.adapters.null import NullPress
from tthc.adapters.rendering import render
from tthc.adapters.signer import PdfSigner
from tthc.commands import Entrance, group
from tthc.config import SignerSettings
from tthc.kernel.errors import BadFile, Unavailable, WrongState

AGENCY = PERIOD["agency"]["name"]
NOW = datetime.now(UTC).replace(microsecond=0)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return PdfSigner(SignerSettings(kind="demo", folder=tmp_path_factory.mktemp("instance") / "demo-ca"))


@pytest.fixture(scope="module")
def period():
    return render("report", PERIOD, {"du-lieu.json": b"{}"}, "bc-15")


@pytest.fixture(scope="module")
def signed(demo, period):
    return demo.sign(period, person="Nguyễn Hữu Phước", post="Chủ tịch Ủy ban nhân dân phường", reason="Phê duyệt báo cáo", at=NOW)


@pytest.fixture(scope="module")
def issued(demo, signed):
    return demo.seal(signed, reason="Phát hành báo cáo", agency=AGENCY, at=NOW + timedelta(minutes=5))


@pytest.fixture(scope="module")
def sealed(demo):
    return demo.seal(render("report", SECTION, {}, "bc-16"), reason="Báo cáo tiến độ", agency=AGENCY, at=NOW)


def pdfsig(pdf, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", path], capture_output=True, check=False, text=True).stdout


def signed_ranges(pdf):
    """Byte numbers under the last signature, straight from the file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        ranges = [
            [int(number) for number in thing.ByteRange]
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary) and "/ByteRange" in thing
        ]
    start, length, again, rest = max(ranges, key=lambda each: each[2] + each[3])
    return [*range(start, start + length), *range(again, again + rest)]


def is_valid(signer, pdf):
    try:
        facts = signer.verify(pdf)
    except BadFile:
        return False
    return bool(facts) and all(one.is_valid for one in facts)


def test_person_then_agency(demo, period, signed, issued):
    assert demo.is_test
    assert signed.startswith(period)
    assert issued.startswith(signed)
    person, seal = demo.verify(issued)
    assert (person.field, person.signer, person.organisation) == ("ChuKyCaNhan", "Nguyễn Hữu Phước (THỬ NGHIỆM)", f"{AGENCY} (THỬ NGHIỆM)")
    assert (seal.field, seal.signer) == ("DauCoQuan", f"{AGENCY} (THỬ NGHIỆM)")
    assert (person.signed_at, seal.signed_at) == (NOW, NOW + timedelta(minutes=5))
    for one in (person, seal):
        assert one.is_valid
        assert one.is_test
        assert one.issuer == "Tổ chức chứng thực của phần mềm (THỬ NGHIỆM)"
        assert unicodedata.is_normalized("NFC", one.signer)


def test_second_program_agrees(signed, issued, sealed, tmp_path):
    for pdf, number in ((signed, 1), (issued, 2), (sealed, 1)):
        told = pdfsig(pdf, tmp_path)
        assert told.count("Signature Validation: Signature is Valid.") == number
        assert told.count("Total document signed") == 1
        assert told.count("SHA-256") == told.count("ETSI.CAdES.detached") == number


def test_signature_is_seen_where_the_page_left_room(issued, sealed):
    def text_at(pdf, page, *box):
        x, y, width, height = (str(number) for number in box)
        command = ["pdftotext", "-enc", "UTF-8", "-f", page, "-l", page, "-x", x, "-y", y, "-W", width, "-H", height, "-", "-"]
        return " ".join(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split())

    moment = NOW.astimezone(timezone(timedelta(hours=7))).strftime("%d/%m/%Y %H:%M:%S +07:00")
    corner = text_at(sealed, "1", 250, 0, 345, 60)
    assert corner == f"Cơ quan ký: {AGENCY} Thời gian ký: {moment} – THỬ NGHIỆM"
    with pikepdf.open(io.BytesIO(issued)) as opened:
        last = str(len(opened.pages))
    text = text_at(issued, last, 250, 0, 345, 842)
    assert "CHỮ KÝ THỬ NGHIỆM Người ký: Nguyễn Hữu Phước" in text
    assert f"Thời gian ký: {moment}" in text
    assert "DẤU THỬ NGHIỆM" in text
    assert text.index("CHỦ TỊCH") < text.index("CHỮ KÝ THỬ NGHIỆM") < text.rindex("Nguyễn Hữu Phước")


def test_signed_file_is_still_whole_and_keeps_its_archive_form(issued, sealed, tmp_path):
    for pdf, form in ((issued, "3B"), (sealed, "2U")):
        (tmp_path / "a.pdf").write_bytes(pdf)
        subprocess.run(["qpdf", "--check", tmp_path / "a.pdf"], check=True, capture_output=True)
        fonts = subprocess.run(["pdffonts", tmp_path / "a.pdf"], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
        assert all(line.split()[-5] == "yes" for line in fonts)
        with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as told:
            assert told.pdfa_status == form


@pytest.mark.parametrize("name", ["signed", "issued", "sealed"])
def test_every_flip_in_the_signed_ranges_is_found(demo, name, request):
    pdf = request.getfixturevalue(name)
    chance = random.Random(name)
    accepted = []
    for place in chance.sample(signed_ranges(pdf), 100):
        changed = bytearray(pdf)
        changed[place] ^= 1 << chance.randrange(8)
        if is_valid(demo, bytes(changed)):
            accepted.append(place)
    assert accepted == []


def test_flip_of_one_byte_is_said_to_be_not_intact(demo, sealed, tmp_path):
    place = sealed.index(b"stream\n") + 20
    changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
    (one,) = demo.verify(changed)
    assert not one.is_intact
    assert not one.is_valid
    assert "Digest Mismatch" in pdfsig(changed, tmp_path)


def added_page(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.add_blank_page()
        opened.save(out)
    return out.getvalue()


def incremental(change):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    def attack(pdf):
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        change(writer)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return attack


def new_title(writer):
    from pyhanko.pdf_utils import generic

    writer.set_info(writer.add_object(generic.DictionaryObject({generic.NameObject("/Title"): generic.TextStringObject("Báo cáo khác")})))


def other_page_content(writer):
    from pyhanko.pdf_utils import generic

    page = writer.find_page_for_modification(0)[0]
    page.get_object()[generic.NameObject("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.mark_update(page)


def annotation(writer):
    from pyhanko.pdf_utils import generic

    note = generic.DictionaryObject(
        {
            generic.NameObject("/Subtype"): generic.NameObject("/FreeText"),
            generic.NameObject("/Rect"): generic.ArrayObject([generic.NumberObject(number) for number in (0, 0, 99, 99)]),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))


ATTACKS = {
    "bytes behind": lambda pdf: pdf + b"\n%more",
    "one byte behind": lambda pdf: pdf + b"\n",
    "cut": lambda pdf: pdf[:-30],
    "cut to the middle": lambda pdf: pdf[: len(pdf) // 2],
    "saved anew": added_page,
    "title by update": incremental(new_title),
    "page by update": incremental(other_page_content),
    "note by update": incremental(annotation),
}


@pytest.mark.parametrize("case", ATTACKS)
@pytest.mark.parametrize("name", ["signed", "issued", "sealed"])
def test_what_is_added_or_cut_later_is_found(demo, name, case, request):
    pdf = request.getfixturevalue(name)
    assert is_valid(demo, pdf)
    assert not is_valid(demo, ATTACKS[case](pdf))


def test_seal_removed_from_an_issued_report_leaves_the_signed_one(demo, signed, issued):
    assert issued[: len(signed)] == signed  # an earlier state of the paper is a true paper; the ledger keeps which one was issued
    assert is_valid(demo, signed)


def test_foreign_root_is_not_trusted(issued, tmp_path, demo):
    other = PdfSigner(SignerSettings(kind="demo", folder=tmp_path / "other"))
    other.seal(render("report", SECTION, {}, ""), reason="", agency=AGENCY, at=NOW)
    for stranger in (other, PdfSigner(SignerSettings(kind="none", folder=tmp_path / "none"))):
        facts = stranger.verify(issued)
        assert [(one.is_intact, one.is_trusted, one.is_valid) for one in facts] == [(True, False, False)] * 2
    assert is_valid(other.trusting(demo._ca.anchors()), issued)


def test_what_cannot_be_judged_is_not_valid(demo, issued, monkeypatch):
    from tthc.adapters import signature_check

    def broken(*_, **__):
        raise KeyError("Reference(94)")

    monkeypatch.setattr(signature_check, "validate_pdf_signature", broken)
    facts = demo.verify(issued)
    assert [one.problem for one in facts] == ["Không kết luận được về chữ ký này."] * 2
    assert not any(one.is_valid or one.is_intact or one.covers_whole_file for one in facts)


def test_unsigned_and_broken_files(demo, period):
    assert demo.verify(period) == []
    for content in (b"", b"%PDF-1.7\n", b"khong phai pdf", period[:300]):
        with pytest.raises(BadFile):
            demo.verify(content)
    with pytest.raises(BadFile):
        demo.seal(b"%PDF-1.7\n", reason="", agency=AGENCY, at=NOW)


def test_same_place_is_not_signed_twice(demo, signed, sealed):
    with pytest.raises(WrongState, match="không ký lần thứ hai"):
        demo.sign(signed, person="Người khác", post="", reason="", at=NOW)
    with pytest.raises(WrongState, match="không ký lần thứ hai"):
        demo.seal(sealed, reason="", agency=AGENCY, at=NOW)
    with pytest.raises(WrongState):
        demo.sign(sealed, person="Người khác", post="", reason="", at=NOW)


def test_file_printed_elsewhere_gets_an_invisible_seal(demo):
    sealed = demo.seal(NullPress().print("a", {}), reason="", agency=AGENCY, at=NOW)
    assert is_valid(demo, sealed)


def test_demonstration_keys_are_private_and_made_once(demo, signed, issued):
    folder = demo._settings.folder
    files = {path.name: path.read_bytes() for path in folder.glob("*.pem")}
    assert len([name for name in files if name.startswith("person-")]) >= 1
    for path in folder.glob("*.pem"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"PRIVATE" not in (folder / "trust" / "root.crt").read_bytes()
    again = PdfSigner(SignerSettings(kind="demo", folder=folder))
    again.seal(signed, reason="", agency=AGENCY, at=NOW)
    assert {path.name: path.read_bytes() for path in folder.glob("*.pem")} == files


def test_key_never_leaves_with_the_file(demo, issued):
    for path in demo._settings.folder.glob("*.pem"):
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        number = key.private_numbers().private_value.to_bytes(32, "big")
        assert number not in issued
        assert number.hex().encode() not in issued.lower()


def test_long_names_fit_a_certificate(demo, period):
    agency = "ỦY BAN NHÂN DÂN XÃ " + "CÓ TÊN RẤT DÀI " * 8
    assert is_valid(demo, demo.sign(period, person="Nguyễn " * 20, post="Phó Chủ tịch " * 10, reason="", at=NOW))
    sealed = demo.seal(render("report", SECTION, {}, "x"), reason="", agency=agency, at=NOW)
    assert is_valid(demo, sealed)
    assert demo.verify(sealed)[0].signer.startswith("UBND XÃ CÓ TÊN RẤT DÀI")
    assert demo.verify(sealed)[0].signer.endswith(" (THỬ NGHIỆM)")


def test_pkcs12_file(tmp_path, sealed):
    trust, folder = tmp_path / "trust", tmp_path / "none"
    dau = certificates.pkcs12_file(tmp_path, "dau", "UBND phường Trung Lương", trust=trust)
    signer = PdfSigner(replace(dau, trust_folder=trust, folder=folder, use="agency"))
    pdf = signer.seal(render("report", SECTION | {"is_test": False}, {}, ""), reason="Phát hành", agency=AGENCY, at=NOW)
    (one,) = signer.verify(pdf)
    assert one.is_valid
    assert not one.is_test
    assert not signer.is_test
    assert one.signer == "UBND phường Trung Lương"
    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    assert "THỬ NGHIỆM" not in subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert not is_valid(signer, sealed)  # the demonstration's root is no root here
    with pytest.raises(Unavailable, match=r"Chưa có chứng thư ký của Ông A trên máy chủ\."):
        signer.sign(pdf, person="Ông A", post="", reason="", at=NOW)
    dau.passphrase_file.write_text("sai")
    with pytest.raises(Unavailable, match="sai mật khẩu hoặc tệp hỏng"):
        signer.seal(pdf, reason="", agency=AGENCY, at=NOW)


@pytest.mark.parametrize(
    ("use", "has_own", "seals", "signs"),
    [
        ("both", False, "UBND phường", "UBND phường"),
        ("both", True, "UBND phường", "Đỗ Quang Vinh"),
        ("agency", True, "UBND phường", "Đỗ Quang Vinh"),
        ("agency", False, "UBND phường", None),
        ("personal", False, None, "UBND phường"),
    ],
)
def test_which_certificate_seals_and_which_signs(tmp_path, period, use, has_own, seals, signs):
    trust = tmp_path / "trust"
    agency = certificates.pkcs12_file(tmp_path, "dau", "UBND phường", trust=trust)
    own = certificates.pkcs12_file(tmp_path, "ky", "Đỗ Quang Vinh", trust=trust) if has_own else None
    signer = PdfSigner(replace(agency, use=use, personal=own, trust_folder=trust, folder=tmp_path / "none"))
    for expected, work in (
        (seals, lambda: signer.seal(period, reason="", agency=AGENCY, at=NOW)),
        (signs, lambda: signer.sign(period, person="Người ghi trên báo cáo", post="Chủ tịch", reason="", at=NOW)),
    ):
        if expected is None:
            with pytest.raises(Unavailable):
                work()
            continue
        (one,) = signer.verify(pdf := work())
        assert (one.signer, one.is_valid, signer.adds_only_signatures(period, pdf)) == (expected, True, True)


def test_the_page_names_whom_the_certificate_names(tmp_path, period):
    trust = tmp_path / "trust"
    signer = PdfSigner(replace(certificates.pkcs12_file(tmp_path, "ky", "Đỗ Quang Vinh", trust=trust), folder=tmp_path / "none"))
    pdf = signer.sign(period, person="Người khác", post="Chủ tịch", reason="", at=NOW)
    text = " ".join(subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode().split())
    assert "Người ký: Đỗ Quang Vinh" in text
    assert "Người ký: Người khác" not in text


@pytest.mark.parametrize("case", [new_title, other_page_content, annotation])
def test_what_came_between_the_frozen_file_and_the_signature_is_found(demo, period, case):
    changed = incremental(case)(period)
    assert changed.startswith(period)
    signed = demo.sign(changed, person="Nguyễn Hữu Phước", post="Chủ tịch", reason="", at=NOW)
    assert is_valid(demo, signed), "the signature itself is whole: only the comparison tells"
    assert demo.adds_only_signatures(period, signed) == (case is new_title)  # the title in a reader's window is not the paper


def test_only_signatures_were_added(demo, period, signed, issued):
    assert demo.adds_only_signatures(period, signed)
    assert demo.adds_only_signatures(period, issued)
    assert not demo.adds_only_signatures(signed, period)
    assert not demo.adds_only_signatures(period, added_page(signed))
    assert not demo.adds_only_signatures(b"khong phai pdf", b"khong phai pdf")


def test_no_certificate_is_said(tmp_path, period):
    with pytest.raises(Unavailable, match="Chưa cấu hình chứng thư ký số"):
        PdfSigner(SignerSettings(kind="none", folder=tmp_path)).seal(period, reason="", agency=AGENCY, at=NOW)


@pytest.mark.skipif(not certificates.HAS_TOKENS, reason="softhsm2 is not installed")
def test_pkcs11_token(tmp_path, monkeypatch):
    trust = tmp_path / "trust"
    settings = certificates.token(tmp_path, monkeypatch, "UBND phường Trung Lương", trust=trust)
    signer = PdfSigner(replace(settings, trust_folder=trust, folder=tmp_path / "none"))
    for _ in range(2):
        pdf = signer.seal(render("report", SECTION | {"is_test": False}, {}, ""), reason="Phát hành", agency=AGENCY, at=NOW)
        (one,) = signer.verify(pdf)
        assert one.is_valid
    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    settings.pin_file.write_text("000000")
    with pytest.raises(Unavailable, match="kiểm tra thiết bị, thư viện và mã PIN"):
        signer.seal(render("report", SECTION, {}, ""), reason="", agency=AGENCY, at=NOW)


@pytest.fixture
def command(tmp_path, demo):
    def run(content, *options, signer=demo):
        path = tmp_path / "bao-cao.pdf"
        path.write_bytes(content)
        entrance = Entrance(lambda: pytest.fail("needs no application"), lambda: SimpleNamespace(signer=signer))
        done = CliRunner().invoke(group, ["report", "verify", str(path), *options], obj=entrance)
        return done.exit_code, done.stdout, done.stderr

    return run


def test_command_tells_valid_from_invalid_and_unreadable(command, demo, issued, period, tmp_path):
    code, told, errors = command(issued)
    assert (code, errors) == (0, "")
    for words in (
        "Chữ ký 1: người ký Nguyễn Hữu Phước (THỬ NGHIỆM)",
        f"đơn vị {AGENCY}",
        "+07:00",
        "; toàn vẹn;",
        "thử nghiệm",
        "Kết luận: HỢP LỆ (chữ ký thử nghiệm",
    ):
        assert words in told
    place = issued.index(b"stream\n") + 20
    code, told, errors = command(issued[:place] + bytes([issued[place] ^ 1]) + issued[place + 1 :])
    assert (code, errors) == (1, "Kết luận: KHÔNG HỢP LỆ.\n")
    assert "không toàn vẹn" in told
    assert command(period)[::2] == (1, "Tệp này không có chữ ký số.\nKết luận: KHÔNG HỢP LỆ.\n")
    code, told, errors = command(b"khong phai pdf")
    assert (code, told) == (2, "")
    assert errors.startswith("Không đọc được tệp PDF này")


def test_command_takes_roots_from_a_folder(command, demo, issued, tmp_path):
    stranger = PdfSigner(SignerSettings(kind="none", folder=tmp_path / "nowhere"))
    code, told, errors = command(issued, signer=stranger)
    assert (code, errors) == (1, "Kết luận: KHÔNG HỢP LỆ.\n")
    assert told.count("chứng thư không tin cậy") == 2
    assert command(issued, "--anchors", str(demo._ca.anchors()), signer=stranger)[0] == 0
    assert not (tmp_path / "nowhere").exists()
    assert command(issued, "--anchors", str(tmp_path / "khong-co"))[0] == 2


def test_command_needs_no_instance(issued, tmp_path):
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(issued)
    environment = os.environ | {"TTHC_INSTANCE": str(tmp_path / "nowhere")}
    done = subprocess.run(
        [sys.executable, "cli.py", "report", "verify", path], cwd=ROOT, capture_output=True, text=True, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (1, "Kết luận: KHÔNG HỢP LỆ.\n")
    assert not (tmp_path / "nowhere").exists()
