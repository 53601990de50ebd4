"""Forums: a message of the outbox as a post of its own, opened once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import discord

from adapters.discord.faults import MISSING_ACCESS, Lacks, Unsure
from adapters.discord.render import Page
from adapters.discord.sendable import sendable
from adapters.discord.sent import SKEW
from adapters.discord.writer import UNKNOWN, Writer, called, mentions
from bot.outgoing import Outgoing

_TITLE = 100

_MOST_ARCHIVED = 500
"""Posts of the archive read in one try: five requests."""


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
    """The post that an earlier try opened; it may have been put into the archive since.

    Raises Lacks where we may not look there, and Unsure where more was archived than we read.
    """
    since = discord.utils.time_snowflake(outgoing.message.created_at - SKEW)

    def is_it(thread: discord.Thread) -> bool:
        mine = thread.parent_id == forum.id and thread.owner_id == writer.me
        return mine and thread.name == title(outgoing) and thread.id >= since

    async with writer.limit:
        threads = await forum.guild.active_threads()
    found = next((one for one in threads if is_it(one)), None)
    return found or await _archived(writer, forum, is_it, outgoing.message.created_at - SKEW)


async def _archived(
    writer: Writer,
    forum: discord.ForumChannel,
    is_it: Callable[[discord.Thread], bool],
    since: datetime,
) -> discord.Thread | None:
    """The same among what was put into the archive since then, the newest first."""
    read = 0
    try:
        async with writer.limit:
            async for thread in forum.archived_threads(limit=_MOST_ARCHIVED):
                read += 1
                if is_it(thread):
                    return thread
                if thread.archive_timestamp < since:
                    return None
    except discord.Forbidden as error:
        if error.code == MISSING_ACCESS:
            raise
        raise Lacks(UNKNOWN) from error
    if read >= _MOST_ARCHIVED:
        raise Unsure
    return None
