"""Forums: a message of the outbox as a post of its own, opened once."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from adapters.discord.render import Page
from adapters.discord.sendable import sendable
from adapters.discord.writer import Writer, called, mentions
from bot.outgoing import Outgoing

_TITLE = 100


async def post(
    writer: Writer, forum: discord.ForumChannel, shown: Sequence[Page], outgoing: Outgoing
) -> int:
    """Open a post with these pages; the id of its thread, which is that of its first message.

    Discord keeps no nonces for posts: a later try looks for the post before it opens one. Raises
    what Discord raises, CannotSend.
    """
    first, *others = shown
    thread = await _earlier(writer, forum, outgoing) if outgoing.message.tries else None
    if thread is None:
        async with writer.limit:
            made = await forum.create_thread(
                name=title(outgoing),
                applied_tags=tags(forum),
                allowed_mentions=mentions(outgoing),
                **called(sendable(first), outgoing),
            )
        thread = made.thread
    await writer.write(thread, others, outgoing, first=1)
    return thread.id


def tags(forum: discord.ForumChannel) -> list[discord.ForumTag]:
    """The first tag that anybody may set, where the forum wants one."""
    if not forum.flags.require_tag:
        return []
    return [tag for tag in forum.available_tags if not tag.moderated][:1]


def title(outgoing: Outgoing) -> str:
    """The name of the post or thread."""
    assert outgoing.reply is not None
    found = next((card.title for card in outgoing.reply.cards if card.title), "Rounds")
    return found if len(found) <= _TITLE else found[: _TITLE - 1] + "…"


async def _earlier(
    writer: Writer, forum: discord.ForumChannel, outgoing: Outgoing
) -> discord.Thread | None:
    """The post that an earlier try opened."""
    async with writer.limit:
        threads = await forum.guild.active_threads()
    since = discord.utils.time_snowflake(outgoing.message.created_at) - _SKEW
    for thread in threads:
        mine = thread.parent_id == forum.id and thread.owner_id == writer.me
        if mine and thread.name == title(outgoing) and thread.id >= since:
            return thread
    return None


_SKEW = 60_000 << 22
"""A minute, in Discord's ids: our clock need not be theirs."""
