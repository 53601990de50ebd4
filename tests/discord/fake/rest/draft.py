"""What a body says about a message, checked, and put into one."""

from __future__ import annotations

import re
from typing import Any

from tests.discord.fake.errors import MISSING_PERMISSIONS, ApiError, Json, invalid_form
from tests.discord.fake.limits import check_message, check_not_empty, loses_v2
from tests.discord.fake.rest.call import Call
from tests.discord.fake.world import component, embed
from tests.discord.fake.world.attachment import attached
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import Message, MessageFlag
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.user import User

SETTABLE = (
    MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2
)
USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")


def check_new(call: Call, body: Json) -> None:
    """Raises what Discord would say against a new message of this body."""
    flags = MessageFlag(int(body.get("flags") or 0))
    check_message(body, v2=bool(flags & MessageFlag.COMPONENTS_V2))
    check_not_empty(body, len(call.request.files))


def fill(call: Call, message: Message, body: Json, *, settable: MessageFlag = SETTABLE) -> None:
    """Puts a new message's body into it."""
    message.flags |= MessageFlag(int(body.get("flags") or 0)) & settable
    message.content = (body.get("content") or "").strip()
    message.embeds = embed.completed(body.get("embeds") or [])
    message.components = component.completed(body.get("components") or [])
    message.attachments = _files(call, body)
    ping(call, message, body)


def revise(call: Call, message: Message, body: Json) -> None:
    """An edit: what is not named stays, null empties."""
    if loses_v2(message.flags, body):
        words = "The flag for components v2 cannot be removed"
        raise invalid_form("flags", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", words)
    asked = MessageFlag(int(body.get("flags") or 0))
    v2 = bool((message.flags | asked) & MessageFlag.COMPONENTS_V2)
    check_message(body, v2=v2)
    _check_left(call, message, body)
    if "flags" in body:
        message.flags = (message.flags & ~SETTABLE) | (asked & SETTABLE)
    if "content" in body:
        message.content = (body["content"] or "").strip()
    if "embeds" in body:
        message.embeds = embed.completed(body["embeds"] or [])
    if "components" in body:
        message.components = component.completed(body["components"] or [])
    if "attachments" in body or call.request.files:
        kept = {str(one["id"]) for one in body.get("attachments") or [] if "id" in one}
        old = [one for one in message.attachments if one["id"] in kept]
        message.attachments = old + _files(call, body)
    if "content" in body:
        ping(call, message, body)
    message.edited_at = call.world.clock.now()


def ping(call: Call, message: Message, body: Json) -> None:
    """Whom the message reaches, after its `allowed_mentions`; without any, all that it names."""
    allowed = body.get("allowed_mentions")
    text = "\n".join([message.content, *component.texts(message.components)])
    everything = allowed is None
    parse = ("users", "roles", "everyone") if everything else (allowed or {}).get("parse") or ()
    users = [int(one) for one in USER.findall(text)]
    roles = [int(one) for one in ROLE.findall(text)]
    if "users" not in parse:
        named = {int(one) for one in (allowed or {}).get("users") or []}
        users = [one for one in users if one in named]
    if "roles" not in parse:
        named = {int(one) for one in (allowed or {}).get("roles") or []}
        roles = [one for one in roles if one in named]
    message.mentions = _people(call, users)
    _ping_groups(call, message, roles, everyone="everyone" in parse, text=text)
    above = message.replied
    answering = everything or bool((allowed or {}).get("replied_user"))
    if above is not None and answering:
        message.pings_replied = True
        if above.author not in message.mentions:
            message.mentions.append(above.author)


def _ping_groups(
    call: Call, message: Message, roles: list[int], *, everyone: bool, text: str
) -> None:
    guild = message.channel.guild
    if guild is None:
        return
    may = bool(message.channel.allowed(call.world.bot) & Permission.MENTION_EVERYONE)
    known = [guild.roles[one] for one in dict.fromkeys(roles) if one in guild.roles]
    message.mention_roles = [one.id for one in known if one.mentionable or may]
    named = "@everyone" in text or "@here" in text
    message.mention_everyone = everyone and may and named


def _people(call: Call, numbers: list[int]) -> list[User]:
    return [call.world.users[one] for one in dict.fromkeys(numbers) if one in call.world.users]


def _files(call: Call, body: Json) -> list[Json]:
    """The uploaded files; `attachments` may describe them by their number."""
    told: dict[str, Json] = {str(one["id"]): one for one in body.get("attachments") or []}
    made = []
    for part, (name, data) in call.request.files.items():
        number = part.removeprefix("files[").removesuffix("]")
        note = told.get(number, {})
        shown = note.get("filename") or name
        made.append(attached(call.world, shown, data, note.get("description")))
    return made


def _check_left(call: Call, message: Message, body: Json) -> None:
    """After an edit there is still something to read."""
    after: dict[str, Any] = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
    }
    after |= {key: body[key] for key in after if key in body}
    kept = body.get("attachments", message.attachments) or []
    check_not_empty(after, len(call.request.files) + len(kept))


def permitted(call: Call, channel: Channel, body: Json, *, new: bool) -> Json:
    """The body as far as the bot's rights go; files need theirs.

    Embeds without the right to embed are left out silently, unless a new message has nothing else
    (discord-api-docs issue 2601).
    """
    if call.request.files:
        call.require(channel, Permission.ATTACH_FILES)
    may = channel.allowed(call.world.bot) & Permission.EMBED_LINKS
    if may or not body.get("embeds"):
        return body
    if new and not (body.get("content") or body.get("components") or call.request.files):
        raise ApiError(*MISSING_PERMISSIONS)
    return {key: value for key, value in body.items() if key != "embeds"}
