"""Socket Mode: lines that are renewed, cut or silent lose nobody's words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

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
