"""How far conversations were heard is written down only where nothing before it was missed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.discord.places import PLATFORM
from adapters.discord.positions import Positions
from bot.clock import RehearsalClock
from bot.domain.group import Place
from bot.errors import StoreError

ROOM, THREAD = (Place(PLATFORM, "1", channel) for channel in ("10", "11"))


class Kept:
    """What a core is told to keep; the database may be away."""

    def __init__(self) -> None:
        self.moved_to: dict[Place, str] = {}
        self.away = False

    async def moved(self, positions: Mapping[Place, str], at: datetime) -> None:  # noqa: ARG002
        if self.away:
            raise StoreError("It is away.")
        self.moved_to |= positions


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def positions(kept: Kept) -> Positions:
    core: Any = kept
    return Positions(core, RehearsalClock(datetime(2026, 3, 2, tzinfo=UTC)))


async def test_what_a_session_tells_waits_for_what_was_missed(
    positions: Positions, kept: Kept
) -> None:
    positions.pause()
    positions.reached(1, 10, 500)
    await positions.write_down()
    assert not positions.begun.is_set()
    positions.hold([ROOM])
    await positions.write_down()
    assert kept.moved_to == {}
    positions.release(positions.sessions)
    assert positions.begun.is_set()
    await positions.write_down()
    assert kept.moved_to == {ROOM: "500"}


async def test_of_what_is_not_read_nothing_was_missed(positions: Positions, kept: Kept) -> None:
    positions.reached(1, 11, 501)
    positions.hold([ROOM])
    positions.reached(1, 11, 502)
    positions.reached(1, 10, 503)
    await positions.write_down()
    assert kept.moved_to == {THREAD: "502"}


async def test_a_further_session_waits_for_its_own_reading(
    positions: Positions, kept: Kept
) -> None:
    """What was heard before it counts; that it was read up to another one does not help."""
    positions.hold(())
    positions.reached(1, 10, 500)
    first = positions.sessions
    positions.pause()
    positions.reached(1, 10, 510)
    positions.release(first)
    await positions.write_down()
    assert kept.moved_to == {ROOM: "500"}
    positions.release(positions.sessions)
    await positions.write_down()
    assert kept.moved_to == {ROOM: "510"}


async def test_what_could_not_be_written_is_written_later(positions: Positions, kept: Kept) -> None:
    positions.hold(())
    positions.reached(1, 10, 500)
    kept.away = True
    with pytest.raises(StoreError):
        await positions.write_down()
    kept.away = False
    await positions.write_down()
    assert kept.moved_to == {ROOM: "500"}
