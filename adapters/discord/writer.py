"""Writing: the pages of a message of the outbox, each once, calling only whom the group wants."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import discord
from aiolimiter import AsyncLimiter

from adapters.discord.faults import FAULTS, MISSING_ACCESS, Lacks
from adapters.discord.places import user_id
from adapters.discord.render import Page
from adapters.discord.sendable import sendable, sent_with_files
from adapters.discord.sent import Looks, has_nonce
from bot.outgoing import Outgoing
from bot.ports.clock import Clock

REQUESTS_PER_SECOND = 40
"""Below Discord's fifty for a bot, so that answers to people always find room."""

NONCE_LENGTH = 25

UNKNOWN = "I cannot tell whether it was posted already, because my role lacks Read Message History"
_UNREADABLE = "my role lacks Embed Links, and without it nobody could read what I post"


class Writer:
    """Sends pages, below the rate that Discord allows; `limit` is for all that the outbox asks."""

    def __init__(self, client: discord.Client, clock: Clock, share: float = 1) -> None:
        """`share` is this process's part of the bot, whose processes have one limit together."""
        self.limit = AsyncLimiter(max(1, REQUESTS_PER_SECOND * share), 1)
        self._client = client
        self._clock = clock
        self._looks = Looks()

    async def write(
        self,
        target: discord.abc.Messageable,
        shown: Sequence[Page],
        outgoing: Outgoing,
        *,
        first: int = 0,
    ) -> list[int]:
        """Send each page that is not there yet; the ids of all. `first` is the first one's number.

        Raises what Discord raises, Lacks when nobody can tell what is there or read what we sent,
        Unsure when it takes a further look.
        """
        ids: list[int] = []
        for number, page in enumerate(shown, first):
            before = await self._before(target, page, outgoing, number)
            if before is not None:
                ids.append(before)
                continue
            ids.append(await sent_with_files(page, self._sending(target, outgoing, number)))
        return ids

    def _sending(
        self, target: discord.abc.Messageable, outgoing: Outgoing, number: int
    ) -> Callable[[Page], Awaitable[int]]:
        """Sends a page; what follows it in place of its files has a nonce of its own."""
        sent = 0

        async def send(page: Page) -> int:
            nonlocal sent
            key = f"{outgoing.message.key}+{sent}" if sent else outgoing.message.key
            facts = sendable(page) if number or sent else called(sendable(page), outgoing)
            async with self.limit:
                message = await target.send(
                    **facts, nonce=nonce(key, number), allowed_mentions=mentions(outgoing)
                )
            await _check(message, page)
            sent += 1
            return message.id

        return send

    async def _before(
        self, target: discord.abc.Messageable, page: Page, outgoing: Outgoing, number: int
    ) -> int | None:
        """The id under which an earlier try got through; looked up, never guessed.

        Looked up at once as well: our clock may have been set since, and the nonce be forgotten.
        """
        message = outgoing.message
        if not message.tries:
            return None
        try:
            async with self.limit:
                found = await self._looks.already_sent(
                    target, page, self.me, message.created_at, nonce(message.key, number)
                )
        except discord.Forbidden as error:
            if error.code == MISSING_ACCESS:
                raise
            if has_nonce(outgoing, self._clock.now()):
                return None
            raise Lacks(UNKNOWN) from error
        return None if found is None else found.id

    @property
    def me(self) -> int:
        """Our own id; after the login."""
        assert self._client.user is not None
        return self._client.user.id


async def _check(message: discord.Message, page: Page) -> None:
    """Without Embed Links Discord leaves the cards out in silence; buttons alone help nobody."""
    if page.embeds and not message.embeds:
        with suppress(*FAULTS):
            await message.delete()
        raise Lacks(_UNREADABLE)


def nonce(key: str, page: int) -> str:
    """Discord shows a message once for each of these, for some minutes."""
    digest = hashlib.sha256(f"{key}/{page}".encode()).digest()
    return base64.b32encode(digest).decode()[:NONCE_LENGTH]


def called(facts: dict[str, Any], outgoing: Outgoing) -> dict[str, Any]:
    """The same with whom it calls in front."""
    name = ""
    if outgoing.ping:
        name = "@everyone" if _is_everyone(outgoing) else f"<@&{outgoing.ping}>"
    elif outgoing.mention is not None:
        name = f"<@{user_id(outgoing.mention)}>"
    if not name:
        return facts
    return {**facts, "content": f"{name} {facts.get('content') or ''}".strip()}


def mentions(outgoing: Outgoing) -> discord.AllowedMentions:
    """Only whom the group chose to call; nothing that people wrote calls anybody."""
    everyone = _is_everyone(outgoing)
    is_role = outgoing.ping.isdigit() and not everyone
    roles = [discord.Object(int(outgoing.ping))] if is_role else []
    users = [discord.Object(user_id(outgoing.mention))] if outgoing.mention is not None else []
    return discord.AllowedMentions(everyone=everyone, users=users, roles=roles, replied_user=False)


def _is_everyone(outgoing: Outgoing) -> bool:
    """Discord's role for everybody has the id of the server."""
    return bool(outgoing.ping) and outgoing.ping == outgoing.message.place.workspace
