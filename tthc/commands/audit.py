"""`cli.py audit`: prove the chain of the log, read its end."""

from __future__ import annotations

import sys

import click

from tthc.commands.session import office
from tthc.core.audit import queries as audit_queries
from tthc.core.sealed import queries as sealed_queries
from tthc.kernel.clock import VIETNAM


@click.group("audit")
def command() -> None:
    """Nhật ký: kiểm tra chuỗi, xem các dòng cuối."""


@command.command("verify")
def verify() -> None:
    """Kiểm tra toàn bộ chuỗi nhật ký; mã thoát 1 nếu bị đứt."""
    with office() as (session, _, _clock):
        verdict, is_rest_whole = audit_queries.verify(session), sealed_queries.verify(session)
    if verdict.broken_at is not None:
        click.echo(f"{verdict.reason} Chuỗi còn nguyên đến hết {verdict.entries} dòng đầu.", err=True)
        sys.exit(1)
    if not is_rest_whole:
        click.echo("Có nhật ký lưu riêng đã bị sửa hoặc bị cắt.", err=True)
        sys.exit(1)
    click.echo(f"Chuỗi nhật ký nguyên vẹn: {verdict.entries} dòng. Dấu cuối: {verdict.last_hash}")


@command.command("tail")
@click.option("-n", "--lines", "count", type=click.IntRange(1, 1000), default=20, show_default=True, help="Số dòng.")
def tail(count: int) -> None:
    """In các dòng cuối của nhật ký, mọi cơ quan."""
    with office() as (session, _, _clock):
        for entry in reversed(audit_queries.last(session, count)):
            at = entry.at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
            click.echo(f"{entry.id}  {at}  {entry.actor_name}  {entry.verb} {entry.thing} {entry.thing_id or ''}  {entry.hash[:12]}")
