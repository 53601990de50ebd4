"""Reconciliation: whether a message is there already, told by our own words in the channel.

Discord remembers a nonce for some minutes only. Own messages can be read without any privileged
intent, so that a later try looks before it sends.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import discord

from adapters.controls import ids
from adapters.discord.faults import UNKNOWN_MESSAGE, Unsure
from adapters.discord.render import Page
from adapters.discord.view import custom_ids
from adapters.newest import Newest
from bot.outgoing import Outgoing

LOOK_BACK = 100
"""Messages; Discord gives no more at once."""

MOST_READ = 1000
"""Messages read in one try: ten requests, which take some seconds of a lease that lasts sixty."""

SKEW = timedelta(minutes=1)
"""How far our clock may be ahead of Discord's."""

NONCE_LASTS = timedelta(minutes=2)
"""So long after a message was queued its nonce alone keeps a second try from showing twice."""

_LOOKS = 1000


def has_nonce(outgoing: Outgoing, now: datetime) -> bool:
    """Whether Discord's nonce alone keeps a further try from showing twice, by our clock."""
    return timedelta() <= now - outgoing.message.created_at <= NONCE_LASTS


class Looks:
    """Looks whether pages are there; where much was written it goes on at each further try."""

    def __init__(self) -> None:
        self._reached: Newest[str, int] = Newest(_LOOKS)

    async def already_sent(
        self, channel: discord.abc.Messageable, page: Page, me: int, since: datetime, key: str
    ) -> discord.Message | None:
        """Our message since then that shows the same page; None when there is none.

        `since` is by our clock: what has buttons, which tell it from all others, is looked for
        among the newest as well, should that have been wrong. `key` is the page's own, the same
        at every try. Raises discord.Forbidden where we may not read, and Unsure where more was
        written than one try may read: the next one with that key reads on from there.
        """
        wanted = _print(sorted(ids(page.rows)), page.content, page.embeds)
        begin = discord.utils.time_snowflake(since - SKEW, high=True)
        after = discord.Object(self._reached.get(key) or begin)
        look = channel.history(limit=MOST_READ, after=after, oldest_first=True)
        found, read, last = await _first(look, wanted, me)
        if found is None and page.rows:
            found, more, _ = await _first(channel.history(limit=LOOK_BACK), wanted, me)
            read = max(read, more)
        if found is None and last is not None and read >= MOST_READ:
            self._reached.put(key, last)
            raise Unsure
        self._reached.drop(key)
        if not read:
            await _check_sight(channel, begin)
        return found


async def _first(
    look: AsyncIterator[discord.Message], wanted: tuple[str, ...], me: int
) -> tuple[discord.Message | None, int, int | None]:
    """The first of our messages that shows it, how many were read, and the last one's id."""
    read, last = 0, None
    async for message in look:
        read, last = read + 1, message.id
        shown = sorted(custom_ids(message.components))
        if message.author.id == me and _print(shown, message.content, message.embeds) == wanted:
            return message, read, last
    return None, read, last


async def _check_sight(channel: discord.abc.Messageable, message_id: int) -> None:
    """Whether nothing is there, or we may not see it: Discord lists nothing in both cases.

    It tells them apart where one message is asked for. Raises discord.Forbidden.
    """
    try:
        await channel.fetch_message(message_id)
    except discord.NotFound as error:
        if error.code != UNKNOWN_MESSAGE:
            raise


def _print(
    ids: list[str], content: str, embeds: tuple[discord.Embed, ...] | list[discord.Embed]
) -> tuple[str, ...]:
    """What identifies a page: its buttons and titles, else its words, which may have moved on."""
    titles = [embed.title or "" for embed in embeds]
    if ids or any(titles):
        return (*ids, *titles)
    return (content, *(embed.description or "" for embed in embeds))
