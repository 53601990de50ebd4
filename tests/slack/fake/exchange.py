"""What a person gets to see of the application's answer to something they did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from tests.slack.fake.delivery.parcel import Parcel
from tests.slack.fake.errors import Json
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.user import User
from tests.slack.fake.world.view import View
from tests.slack.fake.world.world import World

T = TypeVar("T")
PATIENCE_S = 5.0


class Exchange:
    """One thing a person did and what came of it; goes on showing what comes later."""

    def __init__(
        self,
        world: World,
        user: User,
        channel: Channel | None,
        by: Installation | None,
        message: Message | None = None,
    ) -> None:
        self.user = user
        self.message = message
        """What the person wrote, changed or deleted, where it was that."""
        self.parcels: list[Parcel] = []
        """What the application was told; a mention is told twice, what it may not hear never."""
        self._world = world
        self._channel = channel
        self._by = by
        self._whispers = len(self._whispered)
        self._said_before = set(channel.messages) if channel else set()
        self._direct_before = set(self._direct.messages) if self._direct else set()

    def __repr__(self) -> str:
        what = ", ".join(one.what for one in self.parcels)
        return f"<Exchange {what} in {self.seconds} s: {self.text!r}>"

    @property
    def heard(self) -> bool:
        """Whether the application was told at all."""
        return bool(self.parcels)

    @property
    def acknowledged(self) -> bool:
        """False: the person was told that the application did not respond."""
        return self.heard and all(one.acknowledged for one in self.parcels)

    @property
    def seconds(self) -> float | None:
        """From the act to the (last) acknowledgement, by the fake's clock."""
        known = [one.seconds for one in self.parcels if one.seconds is not None]
        return max(known) if known and self.acknowledged else None

    @property
    def answer(self) -> Any:
        """What came with the acknowledgement, as it is on the wire."""
        return self.parcels[0].answer if self.parcels else None

    @property
    def ephemeral(self) -> list[Message]:
        """What only this person sees, since then, oldest first."""
        return self._whispered[self._whispers :]

    @property
    def messages(self) -> list[Message]:
        """What the application said since then where it was done, oldest first."""
        return self._by_apps(self._channel, self._said_before)

    @property
    def dms(self) -> list[Message]:
        """What it said since then in direct messages."""
        return self._by_apps(self._direct, self._direct_before)

    @property
    def modal(self) -> View | None:
        """What was opened with the trigger of this act."""
        opened = (one.trigger.view for one in self.parcels if one.trigger is not None)
        return next((one for one in opened if one is not None), None)

    @property
    def errors(self) -> dict[str, str]:
        """What a form was sent back with, by block_id."""
        answer = self.answer
        return dict(answer.get("errors") or {}) if isinstance(answer, dict) else {}

    @property
    def choices(self) -> list[Json]:
        """Of a select that asks the application."""
        answer = self.answer
        return list(answer.get("options") or []) if isinstance(answer, dict) else []

    @property
    def text(self) -> str:
        """All that the person reads of it, the form included."""
        seen = [*self.ephemeral, *self.messages]
        if self._direct is not self._channel:
            seen += self.dms
        shown = [self.modal.text] if self.modal is not None else []
        return "\n".join([*(one.text for one in seen), *shown, *self.errors.values()])

    @property
    def blocks(self) -> list[Json]:
        """Of everything that the person reads."""
        return [one for message in [*self.ephemeral, *self.messages] for one in message.blocks]

    async def opened(self, within: float = PATIENCE_S) -> View:
        """The modal; fails when none is opened within so many seconds."""
        view = await self._until(lambda: self.modal, within, "no modal was opened")
        assert view is not None
        return view

    async def updated(self, within: float = PATIENCE_S) -> View:
        """The modal, once it was changed after it was opened."""
        view = await self.opened(within)
        await self._until(lambda: view.updates, within, "the modal was not updated")
        return view

    async def told(self, number: int = 1, within: float = PATIENCE_S) -> Message:
        """The so-manieth message that only this person sees."""
        await self._until(lambda: len(self.ephemeral) >= number, within, "nothing was whispered")
        return self.ephemeral[number - 1]

    async def said(self, number: int = 1, within: float = PATIENCE_S) -> Message:
        """The so-manieth message where it was done."""
        await self._until(lambda: len(self.messages) >= number, within, "nothing was said")
        return self.messages[number - 1]

    async def dm(self, number: int = 1, within: float = PATIENCE_S) -> Message:
        """The so-manieth direct message."""
        await self._until(lambda: len(self.dms) >= number, within, "there was no direct message")
        return self.dms[number - 1]

    async def settled(self, within: float = PATIENCE_S) -> str:
        """What the person reads, once it is anything."""
        return await self._until(lambda: self.text, within, "nothing was seen")

    async def _until(self, look: Callable[[], T], within: float, lack: str) -> T:
        found = await self._world.changes.until(look, within)
        assert found, f"{lack} within {within} s: {self!r}"
        return found

    @property
    def _direct(self) -> Channel | None:
        return self._world.known_conversation(self._by, self.user) if self._by else None

    @property
    def _whispered(self) -> list[Message]:
        return self._world.ephemerals.get(self.user.id, [])

    @staticmethod
    def _by_apps(channel: Channel | None, before: set[str]) -> list[Message]:
        if channel is None:
            return []
        fresh = [one for ts, one in channel.messages.items() if ts not in before]
        return [one for one in fresh if one.by is not None]
