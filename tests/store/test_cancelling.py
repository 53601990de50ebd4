"""A transaction that is cancelled, wherever it is, keeps nothing from those that come after."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from bot.store.address import address_of
from bot.store.store import SqlStore

_AT_ONCE_S = 2
"""Less than a writer waits for a lock that somebody holds."""


class _Cancelled:
    """Awaits that, and cancels the task that does while it waits for the n-th time."""

    def __init__(self, doing: Coroutine[Any, Any, None], waits: int) -> None:
        self._doing = doing
        self._waits = waits
        self.ended = False

    def __await__(self) -> Generator[Any, Any, None]:
        task = asyncio.current_task()
        assert task is not None
        step = partial(self._doing.send, None)
        while True:
            try:
                waited_for = step()
            except StopIteration:
                self.ended = self._waits > 0
                return
            self._waits -= 1
            if self._waits == 0:
                asyncio.get_running_loop().call_soon(task.cancel)
            try:
                yield waited_for
                step = partial(self._doing.send, None)
            except BaseException as error:  # noqa: BLE001
                step = partial(self._doing.throw, error)


async def _write(store: SqlStore) -> None:
    async with store.changing() as connection:
        await connection.execute(text("UPDATE leases SET holder = holder"))
        # There are rows left to read whenever it ends within this one.
        (await connection.execute(text("SELECT 1 UNION SELECT 2 UNION SELECT 3"))).all()


async def test_whoever_comes_after_a_cancelled_writer_need_not_wait(url: str) -> None:
    store = SqlStore.on(address_of(url))
    for waits in range(1, 200):
        doing = _Cancelled(_write(store), waits)

        async def done(doing: _Cancelled = doing) -> None:
            await doing

        cancelled = asyncio.create_task(done())
        await asyncio.gather(cancelled, return_exceptions=True)
        async with asyncio.timeout(_AT_ONCE_S):
            await _write(store)
        if doing.ended:
            break
    else:
        pytest.fail("it never ended by itself")
    await store.close()
