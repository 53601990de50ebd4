"""The database goes away after a word of thanks: nobody is asked twice for what they said."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.member import Account
from bot.inbound import Inbound, Replied
from bot.refusals.trouble import AWAY
from bot.store import engine
from tests.conftest import MONDAY
from tests.support.conversation import PLACE, Conversation, a_conversation, read_out

REPLY = "70 because the desk drills the paper fallback every quarter"
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def hasty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Conversation]:
    """One whose store does not wait long for another process."""
    quick = tuple(line.replace("5000", "20") for line in engine._WRITER)
    monkeypatch.setattr(engine, "_WRITER", quick)
    conversation = await a_conversation(tmp_path, MONDAY)
    yield conversation
    await conversation.core.close()


@asynccontextmanager
async def locked(folder: Path) -> AsyncIterator[None]:
    path = folder / "rounds.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def said(talk: Conversation) -> Inbound:
    account = Account(f"{PLACE.platform}:ana", "Ana")
    return Inbound(
        place=PLACE, account=account, said=Replied(REPLY), event_key="one", at=talk.clock.now()
    )


async def test_who_was_thanked_is_not_asked_again(hasty: Conversation, tmp_path: Path) -> None:
    await hasty.later(hours=2)
    inbound = said(hasty)
    assert await hasty.core.keep(inbound)
    async with locked(tmp_path):
        assert await hasty.core.finish(inbound) is None
        # A sweep meanwhile is no try: the words stay for the next one.
        assert await hasty.core.once_more(inbound) is None
    now = hasty.clock.now() + 2 * MINUTE
    assert await hasty.core.left_over(now, MINUTE) == [inbound]
    reply = await hasty.core.once_more(inbound)
    assert reply is not None
    assert reply.receipt
    assert not await hasty.core.left_over(now, MINUTE)
    assert any("of 100" in one for one in await hasty.work())


async def test_who_was_not_thanked_is_told(hasty: Conversation, tmp_path: Path) -> None:
    await hasty.later(hours=2)
    inbound = said(hasty)
    async with locked(tmp_path):
        told = await hasty.core.finish(inbound, kept=False)
    assert told is not None
    assert AWAY in " ".join(read_out(told).split())
    again = await hasty.core.finish(inbound, kept=False)
    assert again is not None
    assert again.receipt
