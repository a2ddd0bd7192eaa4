"""What the one-stop desk counts and when it is late, in plain values."""

from __future__ import annotations
