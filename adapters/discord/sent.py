"""Reconciliation: whether a message is there already, told by our own words in the channel.

Discord remembers a nonce for some minutes only. Own messages can be read without any privileged
intent, so that a later try looks before it sends.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import discord

from adapters.controls import ids
from adapters.discord.render import Page
from adapters.discord.view import custom_ids
from bot.outgoing import Outgoing

LOOK_BACK = 100
"""Messages; Discord gives no more at once."""

SKEW = timedelta(minutes=1)
"""How far our clock may be ahead of Discord's."""

NONCE_LASTS = timedelta(minutes=2)
"""So long after a message was queued its nonce alone keeps a second try from showing twice."""


def has_nonce(outgoing: Outgoing, now: datetime) -> bool:
    """Whether Discord's nonce alone keeps a further try from showing twice, by our clock."""
    return timedelta() <= now - outgoing.message.created_at <= NONCE_LASTS


async def already_sent(
    channel: discord.abc.Messageable, page: Page, me: int, since: datetime
) -> discord.Message | None:
    """Our message since then that shows the same page; None when there is none.

    `since` is by our clock: what has buttons, which tell it from all others, is looked for among
    the newest as well, should that have been wrong. Raises discord.Forbidden where we may not read.
    """
    wanted = _print(sorted(ids(page.rows)), page.content, page.embeds)
    looks = [channel.history(limit=LOOK_BACK, after=since - SKEW, oldest_first=True)]
    if page.rows:
        looks.append(channel.history(limit=LOOK_BACK))
    for look in looks:
        async for message in look:
            shown = sorted(custom_ids(message.components))
            if message.author.id == me and _print(shown, message.content, message.embeds) == wanted:
                return message
    return None


def _print(
    ids: list[str], content: str, embeds: tuple[discord.Embed, ...] | list[discord.Embed]
) -> tuple[str, ...]:
    """What identifies a page: its buttons and titles, else its words, which may have moved on."""
    titles = [embed.title or "" for embed in embeds]
    if ids or any(titles):
        return (*ids, *titles)
    return (content, *(embed.description or "" for embed in embeds))
