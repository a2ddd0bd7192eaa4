"""The plans desk: the documents, bringing one in, amending it, and who does what by when."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("plans", __name__)

from tthc.blueprints.plans import (  # noqa: E402
    amending,  # noqa: F401
    assigning,  # noqa: F401
    cascading,  # noqa: F401
    checking,  # noqa: F401
    correcting,  # noqa: F401
    exporting,  # noqa: F401
    uploading,  # noqa: F401
    views,  # noqa: F401
    years,  # noqa: F401
)
