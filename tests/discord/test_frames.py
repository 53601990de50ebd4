"""A frame that nobody can read has its connection begun anew; what is foreseen goes on as it is."""

from __future__ import annotations

import pytest
from discord.gateway import ReconnectWebSocket

from adapters.discord import frames
from adapters.discord.frames import RESUMABLE, outlive


class Line:
    """A connection that reads what it is given to raise."""

    shard_id = 3

    def __init__(self) -> None:
        self.closed_with: list[int] = []

    async def received_message(self, frame: Exception | None) -> None:
        if frame is not None:
            raise frame

    async def close(self, code: int = 1000) -> None:
        self.closed_with.append(code)


class State:
    """The library's, as far as it knows its connections."""

    def __init__(self) -> None:
        self.known: list[Line] = []

    def _update_references(self, line: Line) -> None:
        self.known.append(line)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    """One that just came up."""
    monkeypatch.setattr(frames, "BREATH_SECONDS", 0)
    state, line = State(), Line()
    outlive(state)
    state._update_references(line)
    assert state.known == [line]
    return line


@pytest.mark.parametrize(
    "error", [AttributeError("get"), TypeError("null"), ValueError("no JSON"), RecursionError()]
)
async def test_what_nobody_can_read_begins_anew(line: Line, error: Exception) -> None:
    with pytest.raises(ReconnectWebSocket) as caught:
        await line.received_message(error)
    assert (caught.value.shard_id, caught.value.resume) == (3, False)
    assert line.closed_with == [RESUMABLE]


@pytest.mark.parametrize("error", [ConnectionResetError(), TimeoutError(), ReconnectWebSocket(3)])
async def test_what_the_library_foresees_is_left_to_it(line: Line, error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        await line.received_message(error)
    assert caught.value is error
    assert not line.closed_with


async def test_what_can_be_read_is_read(line: Line) -> None:
    await line.received_message(None)
    assert not line.closed_with
