"""The doors through which something comes in, by their short names."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from tests.hostile.dispatches import dispatches
from tests.hostile.envelopes import envelopes
from tests.hostile.lines import lines
from tests.hostile.outcome import Outcome
from tests.hostile.probes import probes
from tests.hostile.requests import requests

DOORS: Mapping[str, Callable[[Path, int, int], Coroutine[Any, Any, Outcome]]] = {
    "requests": requests,
    "envelopes": envelopes,
    "dispatches": dispatches,
    "probes": probes,
    "lines": lines,
}
