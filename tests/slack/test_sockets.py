"""Socket Mode: lines that are renewed, cut or silent lose nobody's words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack import sockets
from tests.slack.fake import FakeSlack
from tests.slack.rounds import Study, a_study

REPLY = "70 because the desk drills it every quarter"


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path) as made:
        await fake.connected(2)
        yield made


async def answers(study: Study) -> None:
    said = await study.ben.write(study.room, REPLY, thread=study.posted)
    assert "70 of 100" in (await said.dm(within=15)).text


async def test_both_lines_renewed(study: Study, fake: FakeSlack) -> None:
    opened = fake.socket.opened
    await fake.socket.refresh("refresh_requested")
    await answers(study)
    await fake.until(lambda: fake.socket.opened > opened)


async def test_one_line_cut(study: Study, fake: FakeSlack) -> None:
    fake.socket.abort(fake.socket.lines[0])
    await answers(study)


async def test_both_lines_cut(study: Study, fake: FakeSlack) -> None:
    for line in list(fake.socket.lines):
        fake.socket.abort(line)
    await fake.until(lambda: not fake.socket.lines)
    await fake.until(lambda: fake.socket.lines, 12)
    await answers(study)


async def test_a_line_that_breaks_as_it_comes_back_is_asked_for_anew(
    fake: FakeSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address it was given is used up; the library alone would go on with it for ever."""
    monkeypatch.setattr(sockets, "LOOK_SECONDS", 0.5)
    async with a_study(fake, tmp_path) as study:
        await fake.connected(2)
        monkeypatch.setattr(sockets, "CONNECT_SECONDS", 2)
        fake.socket.lost = 2
        for line in list(fake.socket.lines):
            fake.socket.abort(line)
        await fake.until(lambda: not fake.socket.lost, 12)
        await fake.connected(2, 25)
        await answers(study)
