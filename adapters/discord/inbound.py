"""What Discord tells, as the core's events."""

from __future__ import annotations

import re

import discord

from adapters.discord.places import (
    PLATFORM,
    account_key,
    account_of,
    message_key,
    parent_of,
    place_of,
    thread_of,
)
from bot.domain.group import Place
from bot.inbound import Edited, Inbound, Mentioned, Replied, Said

_PEOPLE_WRITE = {discord.MessageType.default, discord.MessageType.reply}


def from_interaction(interaction: discord.Interaction, said: Said) -> Inbound:
    """A command, a button or a form."""
    channel = interaction.channel
    thread = thread_of(channel)
    message = interaction.message
    member = interaction.user
    roles = member.roles if isinstance(member, discord.Member) else ()
    return Inbound(
        place=place_of(interaction.guild_id, interaction.channel_id or 0, parent_of(channel)),
        account=account_of(member),
        said=said,
        event_key=f"{PLATFORM}:i:{interaction.id}",
        at=interaction.created_at,
        about=thread if message is None else str(message.id),
        roles=frozenset(str(role.id) for role in roles),
        trusted=interaction.guild_id is not None and _runs_it(interaction.permissions),
        private=interaction.guild_id is None,
    )


def from_message(message: discord.Message, me: discord.abc.User) -> Inbound | None:
    """A message that somebody wrote; None for those of bots and of Discord itself."""
    if message.author.bot or message.webhook_id is not None or message.type not in _PEOPLE_WRITE:
        return None
    if _is_astray(message):
        return None
    said, about = _said(message, me)
    if said is None:
        return None
    author = message.author
    roles = author.roles if isinstance(author, discord.Member) else ()
    return Inbound(
        place=_place(message),
        account=account_of(author),
        said=said,
        event_key=message_key(message.id),
        at=message.created_at,
        message=message_key(message.id),
        about=about,
        roles=frozenset(str(role.id) for role in roles),
        trusted=isinstance(author, discord.Member) and _runs_it(author.guild_permissions),
        private=message.guild is None,
    )


def from_edit(message: discord.Message, me: discord.abc.User) -> Inbound | None:
    """The same message as it reads after an edit; None where that says nothing."""
    inbound = from_message(message, me)
    if inbound is None or message.edited_at is None:
        return None
    text = inbound.said.text if isinstance(inbound.said, Replied | Mentioned) else ""
    edited = message.edited_at
    return Inbound(
        place=inbound.place,
        account=inbound.account,
        said=Edited(text),
        event_key=f"{PLATFORM}:e:{message.id}:{edited.timestamp():.6f}",
        at=edited,
        message=inbound.message,
        private=inbound.private,
    )


def from_menu(interaction: discord.Interaction, message: discord.Message) -> Inbound:
    """“Grade as my answer”: a message of one's own is the answer, from when it was written."""
    inbound = from_interaction(interaction, Replied(message.content))
    reference = message.reference
    about = thread_of(interaction.channel)
    if reference is not None and reference.message_id is not None:
        about = str(reference.message_id)
    return Inbound(
        place=inbound.place,
        account=inbound.account,
        said=Replied(message.content),
        # The interaction's: as a message it may have been heard, and taken for talk.
        event_key=inbound.event_key,
        at=message.created_at,
        message=message_key(message.id),
        about=about,
        roles=inbound.roles,
        trusted=inbound.trusted,
        private=inbound.private,
        author=account_key(message.author.id),
    )


def _said(message: discord.Message, me: discord.abc.User) -> tuple[Said | None, str | None]:
    """What a message says to us, and which message of ours it answers.

    Without the privileged intent the text of what is not meant for us is empty.
    """
    text = _without_mention(message.content, me.id)
    answered = message.reference.message_id if message.reference is not None else None
    says = bool(text or message.attachments)
    to_us = _answers(message, me)
    about = str(answered) if answered is not None and to_us else thread_of(message.channel)
    if message.guild is None or _calls(message.content, me.id):
        return (Mentioned(text) if says else None), about
    if answered is not None and to_us is None:
        # Somebody answers somebody else.
        return None, None
    if to_us:
        return (Replied(text) if says else None), about
    return (Replied(text, addressed=False) if says else None), about


def _is_astray(message: discord.Message) -> bool:
    """Whether it is from a server that we are not in; it looks like a direct message else."""
    known = message.guild is not None
    of_server = isinstance(message.author, discord.Member)
    return not known and (of_server or getattr(message.channel, "guild_id", None) is not None)


def _answers(message: discord.Message, me: discord.abc.User) -> bool | None:
    """Whether a message answers one of ours: None says that it answers somebody else's."""
    if message.reference is None or message.reference.message_id is None:
        return False
    original = message.reference.resolved
    if isinstance(original, discord.Message):
        return True if original.author.id == me.id else None
    # A person whom discord.py could not read whole may be one without an id.
    return any(getattr(user, "id", None) == me.id for user in message.mentions) or None


def _calls(text: str, my_id: int) -> bool:
    return re.search(rf"<@!?{my_id}>", text) is not None


def _without_mention(text: str, my_id: int) -> str:
    """The words without our name in front or behind; inside they stay, as part of a sentence."""
    return re.sub(rf"^(\s*<@!?{my_id}>[\s,:]*)+|(\s*<@!?{my_id}>\s*)+$", "", text).strip()


def _place(message: discord.Message) -> Place:
    guild_id = message.guild.id if message.guild is not None else None
    return place_of(guild_id, message.channel.id, parent_of(message.channel))


def _runs_it(permissions: discord.Permissions) -> bool:
    return permissions.administrator or permissions.manage_guild
