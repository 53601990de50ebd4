"""What is said through a response_url, or as the answer to a command."""

from __future__ import annotations

from tests.slack.fake import text
from tests.slack.fake.blocks.check import check_message
from tests.slack.fake.blocks.keeping import kept
from tests.slack.fake.errors import Json, Malformed, SlackError, invalid
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.posting import change, compose, publish, remove, whisper
from tests.slack.fake.world.trigger import HOOK_LIFE_S, USES, Hook
from tests.slack.fake.world.world import World


def respond(world: World, hook: Hook, body: Json) -> None:
    """A post to a response_url: five of them, within thirty minutes."""
    if world.clock.since(hook.made_at) > HOOK_LIFE_S:
        raise SlackError("expired_url")
    if hook.uses >= USES:
        raise SlackError("used_url")
    if problems := check_message(body.get("blocks") or []):
        raise invalid("invalid_blocks", problems)
    hook.uses += 1
    original = hook.message
    if body.get("delete_original") and original is not None:
        _take_away(world, original)
    elif body.get("replace_original") and original is not None:
        _replace(world, hook, original, body)
    else:
        say(world, hook, body)


def say(world: World, hook: Hook, body: Json) -> Message:
    """A new message: for the one person, unless the body says `in_channel`."""
    raw, blocks = str(body.get("text") or ""), body.get("blocks") or []
    if not raw.strip() and not blocks:
        raise Malformed("no_text")
    if blocks and not raw.strip():
        world.warnings.append("an answer through a response_url: blocks without text")
    made = compose(
        world,
        hook.channel,
        hook.by.user,
        text.kept(raw),
        blocks=kept(blocks, world.ids),
        by=hook.by,
        thread_ts=body.get("thread_ts"),
    )
    if body.get("response_type") == "in_channel":
        publish(world, made)
    else:
        made.only_for = hook.user
        whisper(world, made)
    return made


def _replace(world: World, hook: Hook, original: Message, body: Json) -> None:
    if original.deleted:
        raise SlackError("message_not_found")
    before = original.payload()
    original.earlier.append(original.blocks)
    original.raw = text.kept(str(body.get("text") or ""))
    original.blocks = kept(body.get("blocks") or [], world.ids)
    if original.ephemeral:
        world.changes.happened()
    else:
        change(world, original, before, hook.by.user)


def _take_away(world: World, original: Message) -> None:
    if not original.ephemeral:
        remove(world, original)
        return
    original.deleted = True
    assert original.only_for is not None
    world.ephemerals[original.only_for.id].remove(original)
    world.changes.happened()
