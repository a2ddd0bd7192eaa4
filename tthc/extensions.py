"""The Flask extensions, made once and bound in the factory."""

from __future__ import annotations

from flask_compress import Compress
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from htmx_flask import Htmx

from tthc.core.tables import metadata

db = SQLAlchemy(metadata=metadata, session_options={"autoflush": False})
login_manager = LoginManager()
csrf = CSRFProtect()
compress = Compress()
htmx = Htmx()
