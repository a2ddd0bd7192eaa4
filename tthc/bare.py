"""The tools for commands without configuration: read plans, check signatures and archives; nothing stored, no web loaded."""

from __future__ import annotations

from typing import Any, cast

from tthc.adapters.later import Later
from tthc.config import SignerSettings, instance_folder
from tthc.core.toolbox import Toolbox
from tthc.kernel.clock import Clock


def bare_tools() -> Toolbox:
    """Each tool is loaded when a command uses it; judging needs no certificate of our own, only the roots that are trusted."""
    nothing = cast("Any", None)
    signer, office, writer, sheets, site = (cast("Any", Later(make)) for make in (_signer, _office, _writer, _sheets, _site))
    clock = Clock()
    return Toolbox(
        files=nothing,
        press=nothing,
        signer=signer,
        office=office,
        writer=writer,
        sheets=sheets,
        calendars=nothing,
        site=site,
        queue=nothing,
        clock=clock,
    )


def _signer() -> object:
    from tthc.adapters.signer import PdfSigner

    return PdfSigner(SignerSettings(kind="none", folder=instance_folder() / "demo-ca"))


def _office() -> object:
    from tthc.adapters.office import Office

    return Office()


def _writer() -> object:
    from tthc.adapters.writers.office import PlanWriter

    return PlanWriter()


def _sheets() -> object:
    from tthc.adapters.sheets import SheetOffice

    return SheetOffice()


def _site() -> object:
    from tthc.adapters.site import Site

    return Site()
