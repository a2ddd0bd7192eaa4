"""`cli.py report`: judge a signed report on any machine, with no configuration and no database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tthc.commands.session import bare_tools
from tthc.core.signing.ports import SignatureFacts
from tthc.kernel.clock import VIETNAM
from tthc.kernel.errors import BadFile


@click.group()
def command() -> None:
    """Kiểm tra báo cáo đã ký."""


@command.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--anchors", type=click.Path(path_type=Path), help="Thư mục chứng thư gốc được tin cậy (.pem, .crt, .cer).")
def verify(file: Path, anchors: Path | None) -> None:
    """Kiểm tra chữ ký số của một tệp PDF; mã thoát 0 hợp lệ, 1 không hợp lệ, 2 không đọc được."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadFile(f"Không đọc được tệp {file}.") from error
    if anchors is not None and not anchors.is_dir():
        raise BadFile(f"Không có thư mục chứng thư gốc {anchors}.")
    signer = bare_tools().signer
    facts = (signer.trusting(anchors) if anchors else signer).verify(content)
    for number, one in enumerate(facts, start=1):
        click.echo(f"Chữ ký {number}: {_told(one)}")
    if not facts:
        click.echo("Tệp này không có chữ ký số.", err=True)
    if not facts or not all(one.is_valid for one in facts):
        click.echo("Kết luận: KHÔNG HỢP LỆ.", err=True)
        sys.exit(1)
    click.echo("Kết luận: HỢP LỆ" + (" (chữ ký thử nghiệm, không có giá trị pháp lý)." if any(one.is_test for one in facts) else "."))


def _told(one: SignatureFacts) -> str:
    moment = one.signed_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S +07:00") if one.signed_at else "không rõ"
    words = [
        f"người ký {one.signer or 'không rõ'}",
        f"đơn vị {one.organisation or 'không rõ'}",
        f"thời gian {moment}",
        "toàn vẹn" if one.is_intact else "không toàn vẹn",
        "phủ toàn bộ tệp" if one.covers_whole_file else "không phủ toàn bộ tệp",
        f"chứng thư tin cậy (cấp bởi {one.issuer})" if one.is_trusted else "chứng thư không tin cậy",
    ]
    if one.is_test:
        words.append("thử nghiệm")
    if one.problem:
        words.append(one.problem)
    return "; ".join(words)
