"""Put the house together: settings, tools, extensions, rooms."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, abort, current_app, request
from sqlalchemy.orm import Session

from tthc import extensions
from tthc.adapters.later import Later
from tthc.adapters.office import Office
from tthc.adapters.press import Press
from tthc.adapters.queue import Queue
from tthc.adapters.sheets import SheetOffice
from tthc.adapters.site import Site
from tthc.adapters.writers.office import PlanWriter
from tthc.blueprints import all_blueprints
from tthc.config import ROOT, Settings, SignerSettings
from tthc.core.communication.ports import CalendarWriter
from tthc.core.files.ports import FileStore
from tthc.core.signing.ports import Signer
from tthc.core.toolbox import Toolbox
from tthc.jobs import JOBS
from tthc.kernel.clock import Clock
from tthc.kernel.transaction import prepare_engine
from tthc.web import addresses, errors, formatting, frame, headers, login

DEMO_STARTS = date(2024, 8, 15)
_OPEN_ENDPOINTS = {"static"}


def create_app(settings: Settings | None = None, *, toolbox: Toolbox | None = None, clock: Clock | None = None) -> Flask:
    """The application. Raises Unavailable with one sentence when the settings are half-set."""
    settings = settings or Settings.load()
    app = Flask("tthc", root_path=str(ROOT / "tthc"))
    app.config.update(_flask_config(settings))
    clock = clock or _clock(settings)
    app.extensions.update(settings=settings, clock=clock)
    _bind_extensions(app)
    app.extensions["toolbox"] = toolbox or _toolbox(app, settings, clock)
    for part in (addresses, formatting, frame, errors, login):
        part.init_app(app)
    headers.init_app(app, https=settings.https)
    app.before_request(_default_deny)
    for blueprint in all_blueprints():
        app.register_blueprint(blueprint)
    gc.freeze()  # what lives as long as the process needs no visits by the collector
    return app


def _flask_config(settings: Settings) -> dict[str, Any]:
    secure = settings.https
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "MAX_CONTENT_LENGTH": settings.max_upload_bytes * 4,  # several files a form; each is held to the limit by the store
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 200,
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "SESSION_COOKIE_NAME": "__Host-session" if secure else "session",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,  # bound to the session, which has its own limits
        "WTF_CSRF_SSL_STRICT": False,  # web/headers.py checks the origin of every unsafe request
        "COMPRESS_MIMETYPES": ["text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"],
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_MIN_SIZE": 500,
    }


def _bind_extensions(app: Flask) -> None:
    extensions.htmx.init_app(app)
    extensions.db.init_app(app)
    extensions.csrf.init_app(app)
    extensions.compress.init_app(app)
    extensions.login_manager.init_app(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    with app.app_context():
        prepare_engine(extensions.db.engine)


def _toolbox(app: Flask, settings: Settings, clock: Clock) -> Toolbox:
    @contextmanager
    def work() -> Iterator[tuple[Session, Toolbox]]:
        """What a job gets; it opens its own units of work, so that nothing slow runs inside one."""
        with app.app_context():
            session = extensions.db.session()
            try:
                yield session, app.extensions["toolbox"]
            finally:
                session.rollback()

    return Toolbox(
        files=_files(settings),
        press=Press(),
        signer=_signer(settings.signer),
        office=Office(settings.max_upload_bytes),
        writer=PlanWriter(),
        sheets=SheetOffice(settings.max_upload_bytes),
        calendars=_calendars(),
        site=Site(),
        queue=Queue(settings.queue_path, JOBS, work),
        clock=clock,
    )


def _files(settings: Settings) -> FileStore:
    def make() -> FileStore:
        from tthc.adapters.disk import DiskStore

        return DiskStore(settings.files_folder)

    return cast("FileStore", Later(make))


def _calendars() -> CalendarWriter:
    def make() -> CalendarWriter:
        from tthc.adapters.calendars import Calendars

        return Calendars()

    return cast("CalendarWriter", Later(make))


def _signer(settings: SignerSettings) -> Signer:
    def make() -> Signer:
        from tthc.adapters.signer import PdfSigner

        return PdfSigner(settings)

    return cast("Signer", Later(make))


def _clock(settings: Settings) -> Clock:
    """In demonstration mode the office's day starts at 15/08/2024 on the day the demonstration was first opened, and runs on."""
    if not settings.is_demo:
        return Clock()
    path: Path = settings.instance / "demo-clock.json"
    if not path.exists():
        path.write_text(json.dumps({"opened_on": Clock().today().isoformat()}), "utf-8")
    opened = date.fromisoformat(json.loads(path.read_text("utf-8"))["opened_on"])
    return replace(Clock(), days_ahead=(DEMO_STARTS - opened).days)


def _default_deny() -> Response | None:
    """Nothing answers without a guard: a forgotten one closes the door instead of leaving it open."""
    if request.endpoint is None or request.endpoint in _OPEN_ENDPOINTS:
        return None
    if "guard" not in current_app.view_functions[request.endpoint].__dict__:
        abort(404)
    return None
