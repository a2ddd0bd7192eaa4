"""Command line of the intranet: `python cli.py --help`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tthc.commands import Entrance, group

if TYPE_CHECKING:
    from flask import Flask


def create_app() -> Flask:
    """Build the application from the instance folder; imported only when a command asks for it, and after the settings hold."""
    from tthc.config import Settings

    settings = Settings.load()
    from tthc.factory import create_app as create

    return create(settings)


def bare_tools() -> Any:
    """Tools that need no configuration, database or migration: reading plans, checking signatures and archives."""
    from tthc.bare import bare_tools as build

    return build()


if __name__ == "__main__":
    group(obj=Entrance(create_app, bare_tools))
