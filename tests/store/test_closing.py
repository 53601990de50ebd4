"""What a close promises to those who are in the middle of something."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import StoreError
from bot.store import store as store_module
from bot.store.store import SqlStore
from tests.store.samples import found_world


async def test_what_is_under_way_is_finished(url: str) -> None:
    store = await SqlStore.open(url)
    begun, further = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with store.write() as work:
            begun.set()
            await further.wait()
            await found_world(work)

    writing = asyncio.create_task(write())
    await begun.wait()
    closing = asyncio.create_task(store.close())
    _, waiting = await asyncio.wait({closing}, timeout=0.2)
    assert waiting == {closing}
    further.set()
    await asyncio.gather(writing, closing)
    again = await SqlStore.open(url)
    async with again.read() as work:
        assert await work.groups.every()
    await again.close()


async def test_nothing_begins_any_more(url: str) -> None:
    store = await SqlStore.open(url)
    await store.close()
    with pytest.raises(StoreError, match="is closed"):
        async with store.write():
            pass
    with pytest.raises(StoreError, match="is closed"):
        async with store.read():
            pass


async def test_what_never_ends_does_not_keep_it_open(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "FINISH_SECONDS", 0.01)
    store = await SqlStore.open(url)
    async with store.read(), asyncio.timeout(10):
        await store.close()
