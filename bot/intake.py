"""Intake: what people wrote is stored before a platform is answered, many events in one write.

A platform wants its answer within seconds, and a disk wants few commits: events that arrive
while a write is under way are stored together by the next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import fields
from datetime import datetime
from time import monotonic
from typing import Any

from bot.domain.group import Place
from bot.domain.member import Account
from bot.handed import HandedFile, Unread
from bot.inbound import Chosen, Edited, Inbound, Mentioned, Replied, Said, Typed
from bot.ports.mail import KeptEvent
from bot.ports.store import Store

_SAID: dict[str, type[Said]] = {
    one.__name__.lower(): one for one in (Typed, Chosen, Replied, Mentioned, Edited)
}


LONGEST_WAIT_SECONDS = 1.0
"""So long at most what can wait does; a crowd that never ends must not starve it."""


FEW = 10
"""How many are told something besides at a time: more would be heard late themselves."""


class Intake:
    """Stores events as they come; every caller waits until its own is on the disk."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.answered: Callable[[str, float], None] = _unobserved
        """Told for how many seconds somebody on a platform waited for an answer."""
        self._waiting: list[tuple[KeptEvent, asyncio.Future[bool]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._few = asyncio.Semaphore(FEW)
        self._urgent = 0
        self._calm = asyncio.Event()
        self._calm.set()

    @contextmanager
    def urgent(self, platform: str | None = None) -> Iterator[None]:
        """Somebody waits for an answer meanwhile: what can wait does.

        With a platform `answered` is told for how long.
        """
        began = monotonic()
        self._urgent += 1
        self._calm.clear()
        try:
            yield
        finally:
            if platform is not None:
                self.answered(platform, monotonic() - began)
            self._urgent -= 1
            if not self._urgent:
                self._calm.set()

    async def calm(self) -> None:
        """Until nobody waits for an answer any more, but no longer than a second."""
        if not self._calm.is_set():
            with suppress(TimeoutError):
                # Not wait_for: at the moment of calm that of Python 3.11 swallows a cancellation.
                async with asyncio.timeout(LONGEST_WAIT_SECONDS):
                    await self._calm.wait()

    @asynccontextmanager
    async def afterwards(self) -> AsyncIterator[None]:
        """One at a time, and not while events wait to be stored: people wait for those."""
        async with self._turn:
            while self._writer is not None:
                await asyncio.wait({self._writer})
            await self.calm()
            yield

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[None]:
        """A few at a time, and not while somebody waits: for what is said besides an answer."""
        async with self._few:
            await self.calm()
            yield

    async def keep(self, inbound: Inbound) -> bool:
        """Store an event to be handled later; false when it came before.

        On the disk when this returns. Raises what the store raises.
        """
        stored: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((kept(inbound), stored))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        return await stored

    async def _write(self) -> None:
        try:
            while self._waiting:
                await self._store_batch()
        finally:
            self._writer = None

    async def _store_batch(self) -> None:
        batch: list[tuple[KeptEvent, asyncio.Future[bool]]] = []
        try:
            async with self._store.mark() as work:
                # Only now: until the writer was free others have come.
                batch, self._waiting = self._waiting, []
                new = await work.inbox.keep([event for event, _ in batch])
        except BaseException as error:
            if not batch:
                batch, self._waiting = self._waiting, []
            for _, stored in batch:
                if not stored.done():
                    stored.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for event, stored in batch:
            if not stored.done():
                stored.set_result(event.key in new)
            # Of the same event twice in one batch, the first is the new one.
            new.discard(event.key)


def _unobserved(_: str, __: float) -> None:
    """Nobody measures."""


def kept(inbound: Inbound) -> KeptEvent:
    """The event as the inbox holds it."""
    event = _facts(inbound)
    event["place"], event["account"] = _facts(inbound.place), _facts(inbound.account)
    event["said"], event["files"] = _facts(inbound.said), [_facts(one) for one in inbound.files]
    event["at"] = inbound.at.isoformat()
    event["roles"] = sorted(inbound.roles)
    event["kind"] = type(inbound.said).__name__.lower()
    return KeptEvent(inbound.event_key, inbound.account.key, event, inbound.at)


def _facts(one: Inbound | Place | Account | Said | HandedFile) -> dict[str, Any]:
    """Its fields by name; asdict copies every leaf, which takes as long as the write."""
    return {field.name: getattr(one, field.name) for field in fields(one)}


def _file(name: str, text: str, unread: str | None) -> HandedFile:
    return HandedFile(name, text, None if unread is None else Unread(unread))


def inbound_of(event: dict[str, Any]) -> Inbound:
    """The event that `kept` wrote."""
    facts = dict(event)
    said = _SAID[facts.pop("kind")](**facts.pop("said"))
    return Inbound(
        **{
            **facts,
            "said": said,
            "place": Place(**facts["place"]),
            "account": Account(**facts["account"]),
            "at": datetime.fromisoformat(facts["at"]),
            "roles": frozenset(facts["roles"]),
            "files": tuple(_file(**one) for one in facts.get("files", ())),
        }
    )
