"""A human on the fake, with all that their client lets them do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.discord.fake.acts import commanding, pressing, writing
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.modal import Modal
from tests.discord.fake.world.channel import Channel, DirectChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.user import User
from tests.discord.fake.world.world import World


class Person(User):
    """Acts as through Discord's own client: what that hides or refuses raises `CannotDo`.

    Whatever the bot must answer comes back after its answer, or when its three seconds are over.
    """

    def __init__(self, world: World, name: str, *, locale: str = "en-US") -> None:
        super().__init__(world.ids(), name.lower(), name, locale=locale)
        self._world = world

    @property
    def dm(self) -> DirectChannel:
        """The direct messages with the bot."""
        return self._world.conversation(self)

    async def slash(
        self,
        guild: Guild | None,
        channel: Channel,
        command: str,
        /,
        *,
        forced: bool = False,
        **options: Any,
    ) -> Exchange:
        """A slash command; sub-commands after a blank, as `mock start`. The server may be None.

        Options by name: texts, numbers, users, channels, roles. `forced` is for commands that
        the client hides from this person, as a server's own settings can show them.
        """
        assert guild is None or guild is channel.guild
        return await commanding.slash(self._world, self, channel, command, options, forced=forced)

    async def autocomplete(
        self,
        guild: Guild | None,
        channel: Channel,
        command: str,
        option: str,
        typed: str,
        /,
        **others: Any,
    ) -> Exchange:
        """What the option offers when so much is typed; see `choices` of what comes back."""
        assert guild is None or guild is channel.guild
        return await commanding.complete(self._world, self, channel, command, option, typed, others)

    async def menu(self, command: str, message: Message) -> Exchange:
        """A command of the menu of a message."""
        return await commanding.menu(self._world, self, command, message)

    async def press(self, message: Message, button: str) -> Exchange:
        """The button with that label, emoji or custom_id."""
        return await pressing.press(self._world, self, message, button)

    async def select(self, message: Message, select: str, values: Sequence[Any]) -> Exchange:
        """From the select with that custom_id or placeholder."""
        return await pressing.pick(self._world, self, message, select, values)

    async def submit(self, form: Modal | Exchange | None, values: dict[str, Any]) -> Exchange:
        """A form, or what opened it; fields by label or custom_id, others keep their default."""
        modal = form.modal if isinstance(form, Exchange) else form
        assert modal is not None, f"no form was opened: {form!r}"
        return await pressing.submit(self._world, self, modal, values)

    async def write(
        self,
        channel: Channel,
        text: str,
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        mentions: Sequence[User] = (),
        files: dict[str, bytes] | None = None,
    ) -> Message:
        """A message; `mentions` are put before the text. See `FakeDiscord.answer` for replies."""
        said = " ".join([*(one.mention for one in mentions), text])
        return writing.write(
            self._world, self, channel, said, reply_to, ping=ping, files=files or {}
        )

    async def edit(self, message: Message, text: str) -> Message:
        return writing.edit(self._world, self, message, text)

    async def delete(self, message: Message) -> None:
        writing.delete(self._world, self, message)

    async def react(self, message: Message, emoji: str) -> None:
        writing.react(self._world, self, message, emoji)
