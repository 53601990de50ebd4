"""A human on the fake, with all that their client lets them do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.slack.fake.acts import commanding, filling, pressing, writing
from tests.slack.fake.errors import CannotDo
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.team import Team
from tests.slack.fake.world.user import Role, User
from tests.slack.fake.world.view import View
from tests.slack.fake.world.world import World


class Person(User):
    """Acts as through Slack's own client: what that hides or refuses raises `CannotDo`.

    Every act comes back after the application's acknowledgement, or when its three seconds are
    over; what comes later shows in the exchange.
    """

    def __init__(self, world: World, name: str, team: Team, role: Role, zone: str) -> None:
        super().__init__(world.ids("U"), name.lower(), name, team, role, zone)
        self._world = world

    @property
    def dm(self) -> Channel:
        """The direct messages with the bot."""
        return self._world.conversation(self.team.bot, self)

    @property
    def modal(self) -> View | None:
        """What is on the screen now."""
        return self._world.screens.get(self.id)

    @property
    def home(self) -> View | None:
        """The bot's Home tab as it was published last."""
        return self._world.homes.get((self.id, self.team.bot.app.id))

    @property
    def ephemerals(self) -> list[Message]:
        """All that only this person ever saw, oldest first."""
        return self._world.ephemerals.get(self.id, [])

    async def slash(
        self, channel: Channel, command: str, text: str = "", *, thread: Message | None = None
    ) -> Exchange:
        """A slash command, as `slash(room, "/rounds", "practice ai")`."""
        if thread is not None:
            raise CannotDo(f"{command} is not supported in threads")
        return await commanding.slash(self._world, self, channel, command, text)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Exchange:
        """A shortcut of a message, or a global one."""
        if message is None:
            return await commanding.everywhere(self._world, self, callback_id)
        return await commanding.on_message(self._world, self, callback_id, message)

    async def press(
        self, surface: Message | View | Exchange, button: str, *, stale: bool = False
    ) -> Exchange:
        """The button with that label, action_id or value, on a message, in a modal, on Home.

        `stale`: one that the message had before it was changed, as a slow client still shows it.
        """
        return await pressing.press(self._world, self, _surface(surface), button, stale=stale)

    async def select(self, surface: Message | View | Exchange, menu: str, value: Any) -> Exchange:
        """From the menu with that action_id, placeholder or label; by value or what is shown."""
        return await pressing.select(self._world, self, _surface(surface), menu, value)

    async def suggest(self, surface: Message | View | Exchange, menu: str, typed: str) -> Exchange:
        """What a menu offers that asks the application."""
        return await pressing.suggest(self._world, self, _surface(surface), menu, typed)

    def fill(self, form: View | Exchange, values: dict[str, Any]) -> None:
        """Puts values into a form without sending it."""
        filling.fill(self, _form(form), values)

    async def submit(
        self,
        form: View | Exchange,
        values: dict[str, Any] | None = None,
        *,
        channel: Channel | None = None,
    ) -> Exchange:
        """A form, or what opened it; fields by label, block_id or action_id, others stay.

        `channel` is where `messages` of the exchange are looked for; a form knows of none.
        """
        return await filling.submit(self._world, self, _form(form), values or {}, channel)

    async def close(self, form: View | Exchange) -> Exchange:
        """Takes the form off the screen."""
        return await filling.close(self._world, self, _form(form))

    async def write(
        self,
        channel: Channel,
        text: str,
        *,
        thread: Message | None = None,
        mentions: Sequence[User | Installation] = (),
        files: dict[str, bytes] | None = None,
        broadcast: bool = False,
    ) -> Exchange:
        """A message, in the thread of another if given; mentions are put before the text."""
        return await writing.write(
            self._world,
            self,
            channel,
            text,
            mentions=[one.mention for one in mentions],
            root=thread,
            broadcast=broadcast,
            files=files or {},
        )

    async def edit(self, message: Message, text: str) -> Exchange:
        return await writing.edit(self._world, self, message, text)

    async def delete(self, message: Message) -> Exchange:
        return await writing.delete(self._world, self, message)

    async def react(self, message: Message, emoji: str) -> Exchange:
        """Adds a reaction by name, without colons."""
        return await writing.react(self._world, self, message, emoji)

    async def open_home(self, tab: str = "home") -> Exchange:
        """Looks at the bot's `home` or `messages` tab."""
        return await writing.open_home(self._world, self, tab)


def _surface(one: Message | View | Exchange) -> Message | View:
    """Of an exchange its form, or else the last message with buttons that it brought."""
    if not isinstance(one, Exchange):
        return one
    if one.modal is not None:
        return one.modal
    seen = [each for each in [*one.ephemeral, *one.messages, *one.dms] if each.elements]
    assert seen, f"nothing to press on: {one!r}"
    return seen[-1]


def _form(one: View | Exchange) -> View:
    view = one.modal if isinstance(one, Exchange) else one
    assert view is not None, f"no form was opened: {one!r}"
    return view
