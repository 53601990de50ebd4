"""The short form of `make hostile`: some hundred payloads at every door, and nothing bad."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.hostile.doors import DOORS
from tests.hostile.outcome import Outcome

PAYLOADS = 250

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read from Linux's /proc"),
]


@pytest.mark.parametrize("door", DOORS)
async def test_nothing_comes_of_what_is_malformed(door: str, tmp_path: Path) -> None:
    outcome = await DOORS[door](tmp_path, PAYLOADS, 7)
    assert outcome.payloads == PAYLOADS
    # Of the requests to health and metrics one in a thousand is one that they answer.
    assert outcome.taken or door == "probes"
    # Whatever a person types is theirs to type.
    assert bool(outcome.refused) == (door != "lines")
    assert outcome.before > 0
    assert outcome.bad == []


def test_what_is_bad_is_told() -> None:
    good = Outcome("x", payloads=1, alive=True, answered_afterwards=True, before=1, after=2)
    assert good.bad == []
    bad = Outcome("x", payloads=1, broken=1, before=1, after=1 << 30, traces=["Traceback"])
    assert len(bad.bad) == 5
    assert len(bad.cells()) == len(Outcome.COLUMNS)
