"""Writing, changing and deleting messages, reacting, opening the Home tab."""

from __future__ import annotations

from uuid import uuid4

from tests.slack.fake import text as wire
from tests.slack.fake.acts.sending import begin, check_place, check_sight, noted
from tests.slack.fake.errors import CannotDo, Json
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.world.channel import Channel, Kind
from tests.slack.fake.world.events import tell, tell_all
from tests.slack.fake.world.file import File
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.posting import change, compose, publish, remove
from tests.slack.fake.world.user import User
from tests.slack.fake.world.world import World


async def write(
    world: World,
    user: User,
    channel: Channel,
    typed: str,
    *,
    mentions: list[str],
    root: Message | None,
    broadcast: bool,
    files: dict[str, bytes],
) -> Exchange:
    """A message as a person's client sends it: entities, mentions, rich text beside it."""
    check_place(user, channel)
    if root is not None:
        check_sight(user, root)
    message = compose(
        world,
        channel,
        user,
        " ".join([*mentions, wire.sent_by_person(typed)]),
        client_msg_id=str(uuid4()),
        thread_ts=(root.thread_ts or root.ts) if root else None,
        subtype="thread_broadcast" if broadcast else "file_share" if files else None,
        files=[_file(world, user, name, data) for name, data in files.items()],
    )
    message.blocks = _rich(world, mentions, typed)
    exchange = begin(world, user, _by(user, channel), channel, message)
    return await noted(exchange, publish(world, message))


async def edit(world: World, user: User, message: Message, typed: str) -> Exchange:
    """One's own message, with other words."""
    check_sight(user, message)
    if message.author is not user:
        raise CannotDo("people edit only their own messages")
    before = message.payload()
    message.raw = wire.sent_by_person(typed)
    message.blocks = _rich(world, [], typed)
    exchange = begin(world, user, _by(user, message.channel), message.channel, message)
    return await noted(exchange, change(world, message, before, user))


async def delete(world: World, user: User, message: Message) -> Exchange:
    """One's own message; admins delete everybody's."""
    check_sight(user, message)
    if message.author is not user and user.role not in {"admin", "owner"}:
        raise CannotDo(f"{user.real_name} may not delete this")
    exchange = begin(world, user, _by(user, message.channel), message.channel, message)
    return await noted(exchange, remove(world, message))


async def react(world: World, user: User, message: Message, name: str) -> Exchange:
    """Adds one's reaction, by its name without colons."""
    check_sight(user, message)
    exchange = begin(world, user, _by(user, message.channel), message.channel)
    people = message.reactions.setdefault(name, [])
    if user in people:
        return exchange
    people.append(user)
    event: Json = {
        "type": "reaction_added",
        "user": user.id,
        "reaction": name,
        "item_user": message.author.id,
        "item": {"type": "message", "channel": message.channel.id, "ts": message.ts},
        "event_ts": world.clock.ts(),
    }
    return await noted(exchange, tell_all(world, message.channel, event))


async def open_home(world: World, user: User, tab: str) -> Exchange:
    """The application's `home` or `messages` tab."""
    by = user.team.bot
    if not (by.app.has_home if tab == "home" else by.app.has_messages):
        raise CannotDo(f"{by.app.name} has no {tab} tab")
    channel = world.conversation(by, user)
    event: Json = {
        "type": "app_home_opened",
        "user": user.id,
        "channel": channel.id,
        "tab": tab,
        "event_ts": world.clock.ts(),
    }
    view = world.homes.get((user.id, by.app.id))
    if tab == "home" and view is not None:
        event["view"] = view.payload()
    exchange = begin(world, user, by, channel)
    return await noted(exchange, tell(world, by, event))


def _by(user: User, channel: Channel) -> Installation | None:
    """Whose direct messages are looked at for an answer."""
    known = [*user.team.installations, *channel.team.installations]
    if channel.kind is Kind.DIRECT:
        known = [one for one in known if one.user in channel.members]
    return known[0] if known else None


def _rich(world: World, mentions: list[str], typed: str) -> list[Json]:
    """What a client sends beside the text: the same, without entities."""
    parts: list[Json] = [{"type": "user", "user_id": one[2:-1]} for one in mentions]
    parts.append({"type": "text", "text": (" " if parts else "") + typed})
    section = {"type": "rich_text_section", "elements": parts}
    return [{"type": "rich_text", "block_id": world.ids.secret()[:5], "elements": [section]}]


def _file(world: World, user: User, name: str, data: bytes) -> File:
    number = world.ids("F")
    url = f"{world.base_url}/files-pri/{user.team.id}-{number}/{name}"
    created = int(world.clock.epoch())
    made = File(number, name, len(data), user, user.team, created, url, data=data, complete=True)
    world.files[number] = made
    return made
