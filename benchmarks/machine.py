"""The machine that the figures come from, in one line."""

from __future__ import annotations

import os
import platform
import sqlite3


def machine() -> str:
    """Python, SQLite, processors and how busy they were, as far as the system tells."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
    )
