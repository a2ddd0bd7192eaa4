"""Copies the few front-end files that pages need from node_modules to tthc/static/vendor, with a manifest of SHA-256."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "tthc" / "static" / "vendor"
FILES = (
    "htmx.org/dist/htmx.min.js",
    "bootstrap/dist/css/bootstrap-reboot.min.css",
)


def copy() -> None:
    """Replace the vendor folder with exactly these files."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    lines = []
    for name in FILES:
        target = VENDOR / Path(name).name
        shutil.copyfile(ROOT / "node_modules" / name, target)
        lines.append(f"{hashlib.sha256(target.read_bytes()).hexdigest()}  {target.name}\n")
    (VENDOR / "MANIFEST.sha256").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    copy()
