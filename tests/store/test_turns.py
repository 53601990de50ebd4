"""Who waits for whom: writers of one group, of another, of none, and those who only mark rows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.group import Place
from bot.ports.store import Work
from bot.store.store import SqlStore
from tests.store.samples import NOW, a_posting, found_world

OTHER = Place("local", "here", "evening")

_SOON = 0.3
"""Seconds in which what need not wait is long done."""


async def _passes(turn: AbstractAsyncContextManager[Work]) -> bool:
    """Whether a transaction gets its turn while others are open."""
    try:
        async with asyncio.timeout(_SOON):
            async with turn as work:
                await work.outbox.pending()
    except TimeoutError:
        return False
    return True


@pytest.fixture
async def server(postgres_url: str) -> AsyncIterator[SqlStore]:
    opened = await SqlStore.open(postgres_url)
    yield opened
    await opened.close()


async def test_writers_of_one_group_lose_no_update(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)

    async def count_up() -> None:
        for _ in range(10):
            async with store.write(world.group.id) as work:
                group = await work.groups.get(world.group.id)
                assert group is not None
                await asyncio.sleep(0)
                minutes = group.catch_up_minutes + 1
                await work.groups.save(replace(group, catch_up_minutes=minutes))

    await asyncio.gather(*(count_up() for _ in range(10)))
    async with store.read() as work:
        group = await work.groups.get(world.group.id)
        assert group is not None
        assert group.catch_up_minutes == world.group.catch_up_minutes + 100


async def test_groups_do_not_wait_for_each_other(server: SqlStore) -> None:
    async with server.write(1):
        assert await _passes(server.write(2))
        assert await _passes(server.mark())
        assert not await _passes(server.write(1))
        assert not await _passes(server.write())
    async with server.mark():
        assert await _passes(server.write(1))
        assert await _passes(server.mark())
        assert not await _passes(server.write())


async def test_who_names_no_group_is_alone(server: SqlStore) -> None:
    async with server.write():
        assert not await _passes(server.write(1))
        assert not await _passes(server.mark())
        assert not await _passes(server.write())
    assert await _passes(server.write())


async def test_a_group_that_is_being_changed_is_posted_to_later(server: SqlStore) -> None:
    async with server.write() as work:
        night = (await found_world(work)).group
        evening = (await found_world(work, "Eva", group="evening", place=OTHER)).group
    async with server.write(night.id), server.mark() as work:
        assert [one.id for one in await work.groups.claim_due(NOW, 9)] == [evening.id]
        # Another process finds neither.
        async with server.mark() as other:
            assert await other.groups.claim_due(NOW, 9) == []
        assert not await _passes(server.write(evening.id))
    async with server.mark() as work:
        assert [one.id for one in await work.groups.claim_due(NOW, 9)] == [night.id, evening.id]
        assert await work.groups.claim_due(NOW - timedelta(days=1), 9) == []


async def test_a_posting_is_closed_by_one(server: SqlStore) -> None:
    async with server.write() as work:
        group = (await found_world(work)).group
        (posting,) = await work.postings.add([a_posting(group.id)])
    after = posting.deadline_at
    async with server.mark() as work:
        assert await work.postings.claim_overdue(after, 9) == [posting]
        async with server.mark() as other:
            assert await other.postings.claim_overdue(after, 9) == []
        await work.postings.close([posting.id])
    async with server.mark() as work:
        assert await work.postings.claim_overdue(after, 9) == []


async def test_where_there_is_one_writer_all_that_is_due_is_claimed(store: SqlStore) -> None:
    async with store.write() as work:
        night = (await found_world(work)).group
    async with store.mark() as work:
        assert await work.groups.claim_due(NOW, 9) == [night]
        assert await work.groups.claim_due(NOW - timedelta(days=1), 9) == []
