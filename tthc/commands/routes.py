"""`cli.py routes`: the address list of the program, as a test compares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tthc.commands import entrance

if TYPE_CHECKING:
    from flask import Flask

_AUTOMATIC = {"HEAD", "OPTIONS"}


def lines(app: Flask) -> list[str]:
    """One line an address: methods, address, endpoint."""
    rows = [(rule.rule, " ".join(sorted((rule.methods or set()) - _AUTOMATIC)), rule.endpoint) for rule in app.url_map.iter_rules()]
    return [f"{methods:<9}{address:<56}{endpoint}" for address, methods, endpoint in sorted(rows)]


@click.command()
def command() -> None:
    """In danh sách địa chỉ của chương trình."""
    for line in lines(entrance().create_app()):
        click.echo(line)
