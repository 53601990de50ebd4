"""Hearing: what an event from a platform asks for, and who answers it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.commands.command import Ask, Command
from bot.commands.lines import check_values, read_line, read_mention
from bot.commands.registry import Registry
from bot.domain.attempt import active
from bot.domain.group import USUAL_NAME, Founding
from bot.domain.member import Role
from bot.errors import BadInput, NotAllowed
from bot.handed import Unread, joined
from bot.inbound import Chosen, Edited, Inbound, Mentioned, Replied, Typed
from bot.refusals import groups as group_refusals
from bot.refusals import replies as reply_refusals
from bot.refusals import rounds as round_refusals
from bot.services.arrival import Standing, Visitor, arrive, home_of
from bot.services.context import Context, answered_already, context_of, prompt_in_private
from bot.services.corrections import edit
from bot.services.deps import Deps
from bot.services.founding import found_group
from bot.services.mock.hearing import round_of
from bot.views import practice as practice_views
from bot.views.model import Reply

SILENCE = Reply(())
"""The answer to what was not meant for us."""

NEW_GROUP = Founding(USUAL_NAME, "UTC", paused=True)
"""What a group begins with whose host has yet to say when it practises."""

_OF_ROUNDS = re.compile(r"\s*mock\s+\w", re.IGNORECASE)

_FEWEST_WORDS = 8
"""Overheard under a posting, fewer are talk rather than another answer."""


async def answer(deps: Deps, registry: Registry, inbound: Inbound) -> Reply:
    """What is answered to an event; raises the RoundsErrors whose sentences are the answer."""
    context = await _context(deps, inbound)
    session_id = await _round(deps, inbound, context)
    overheard = isinstance(inbound.said, Replied) and not inbound.said.addressed
    about_prompt = context is not None and context.prompt_id is not None
    if overheard and (_is_picture(inbound) or not (about_prompt or session_id)):
        return SILENCE
    in_round = context is not None and context.session_id is not None
    if session_id is None and in_round and isinstance(inbound.said, Replied):
        # A round is not open to whoever says something under it.
        return SILENCE
    if inbound.author not in {None, inbound.account.key}:
        raise NotAllowed(reply_refusals.NOT_YOUR_MESSAGE)
    here = await _located(deps, inbound, context)
    if isinstance(here.said, Edited):
        return await _correct(deps, here)
    here = _with_files(here)
    command, values = _read(registry, here, session_id, in_round=in_round)
    if command.keeps and await _is_in_already(deps, here):
        if here.author is None:
            return SILENCE
        raise BadInput(reply_refusals.ALREADY_HANDLED)
    if command.founds and (here.trusted or here.may_host):
        await found_group(deps, here.place, NEW_GROUP)
    visitor = await _arrive(deps, here)
    if overheard and session_id is None and await _is_talk(deps, visitor, values["text"], context):
        return SILENCE
    if command.hosts_only and visitor.role is not Role.HOST:
        raise NotAllowed(group_refusals.HOSTS_ONLY)
    check_values(command, values)
    prompt_id = await _prompt(deps, visitor, here, context)
    reply = await command.handler(_ask(deps, registry, here, visitor, values, prompt_id))
    await _remember(deps, visitor, here, prompt_id, reply)
    return practice_views.with_unread(reply, inbound.files)


def _with_files(inbound: Inbound) -> Inbound:
    """The same with what its files hold as part of what was said.

    A file that comes without a word of its own is an answer. Raises BadInput when there is nothing
    to read, and for an edit of which a part is missing: the rest would replace the whole.
    """
    said = inbound.said
    if not inbound.files or not isinstance(said, Replied | Mentioned | Edited):
        return inbound
    text = joined(said.text, inbound.files)
    unread = [one for one in inbound.files if one.unread is not None]
    if not text or (isinstance(said, Edited) and any(one.is_missing for one in unread)):
        reasons = [reply_refusals.unread_file(one.name, one.unread) for one in unread if one.unread]
        raise BadInput(" ".join(reasons) or reply_refusals.HANDED_IN_NOTHING)
    if isinstance(said, Mentioned) and not said.text.strip():
        return inbound.saying(Replied(text))
    return inbound.saying(replace(said, text=text))


def _ask(
    deps: Deps,
    registry: Registry,
    here: Inbound,
    visitor: Visitor,
    values: Mapping[str, str],
    prompt_id: str | None,
) -> Ask:
    return Ask(
        deps=deps,
        registry=registry,
        visitor=visitor,
        values=values,
        at=here.at,
        event_key=here.event_key,
        prompt_id=prompt_id,
        message=here.message,
        place=here.place,
        account=here.account.key,
        private=here.private,
    )


async def _context(deps: Deps, inbound: Inbound) -> Context | None:
    if inbound.about is None:
        return None
    async with deps.store.read() as work:
        return await context_of(work, inbound.place.platform, inbound.about)


async def _located(deps: Deps, inbound: Inbound, context: Context | None) -> Inbound:
    """The same event at the place of a group: what is said in private is said at home."""
    if not inbound.private:
        return inbound
    if context is not None:
        return replace(inbound, place=context.place)
    async with deps.store.read() as work:
        return replace(inbound, place=await home_of(work, inbound.place, inbound.account))


async def _arrive(deps: Deps, here: Inbound) -> Visitor:
    standing = Standing(may_host=here.may_host, trusted=here.trusted, roles=here.roles)
    return await arrive(deps, here.place, here.account, here.at, standing)


async def _round(deps: Deps, inbound: Inbound, context: Context | None) -> int | None:
    """The mock round that plain words belong to."""
    said = inbound.said
    if not isinstance(said, Replied | Mentioned):
        return None
    direct = isinstance(said, Replied) and said.addressed and inbound.about is None
    async with deps.store.read() as work:
        session = await round_of(
            work,
            inbound.account.key,
            inbound.place,
            context,
            inbound.at,
            private=inbound.private,
            direct=direct,
        )
    return None if session is None else session.id


def _read(
    registry: Registry, inbound: Inbound, session_id: int | None = None, *, in_round: bool = False
) -> tuple[Command, Mapping[str, str]]:
    """The command with its values; words `in_round` stand under one that does not take them."""
    if session_id is not None and isinstance(inbound.said, Replied | Mentioned):
        return _in_round(registry, inbound.said, session_id)
    match inbound.said:
        case Typed(line):
            return read_line(registry, line)
        case Chosen(words, values):
            return registry.named(words), dict(values)
        case Mentioned(text):
            found = read_mention(registry, text)
            if found is None and in_round:
                raise BadInput(round_refusals.NOT_IN_THIS_ROUND)
            return found or (registry.named("answer"), {"text": text})
        case Replied(text):
            return registry.named("answer"), {"text": text}
        case Edited():
            raise AssertionError("a correction is no command")


def _in_round(
    registry: Registry, said: Replied | Mentioned, session_id: int
) -> tuple[Command, Mapping[str, str]]:
    """Plain words in a round are for the interviewer, but for those that are a command.

    One of a host is none here: “pause” is a decision in a simulation.
    """
    found = read_mention(registry, said.text) if _may_be_command(said) else None
    if found is not None and (said.text.lstrip().startswith("/") or not found[0].hosts_only):
        return found
    values = {"session": str(session_id), "plain": "yes", "text": said.text}
    return registry.named("mock answer"), values


def _may_be_command(said: Replied | Mentioned) -> bool:
    """Overheard words are one only where they begin as the round's own do, as we tell people."""
    return isinstance(said, Mentioned) or _OF_ROUNDS.match(said.text) is not None


def _is_picture(inbound: Inbound) -> bool:
    """Whether nothing was said but with pictures, which people show each other."""
    words = isinstance(inbound.said, Replied) and inbound.said.text.strip()
    return not words and all(one.unread is Unread.PICTURE for one in inbound.files)


async def _correct(deps: Deps, here: Inbound) -> Reply:
    if here.message is None:
        return SILENCE
    async with deps.store.read() as work:
        if not await work.attempts.of_message(here.message):
            return SILENCE
    said = _with_files(here).said
    assert isinstance(said, Edited)
    visitor = await _arrive(deps, here)
    stored = await edit(
        deps, visitor, here.message, said.text, event_key=here.event_key, at=here.at
    )
    return SILENCE if stored is None else practice_views.received(stored)


async def _is_in_already(deps: Deps, here: Inbound) -> bool:
    """Whether its message is an answer by now: handed in by hand, and overheard besides."""
    if here.message is None:
        return False
    async with deps.store.read() as work:
        return bool(active(await work.attempts.of_message(here.message)))


async def _is_talk(deps: Deps, visitor: Visitor, text: str, context: Context | None) -> bool:
    if len(text.split()) >= _FEWEST_WORDS or context is None or context.posting_id is None:
        return False
    async with deps.store.read() as work:
        return await answered_already(work, visitor, context.posting_id)


async def _prompt(
    deps: Deps, visitor: Visitor, here: Inbound, context: Context | None
) -> str | None:
    if here.prompt_id is not None or (context is not None and context.prompt_id is not None):
        return here.prompt_id or (context.prompt_id if context is not None else None)
    if not here.private:
        return None
    async with deps.store.read() as work:
        return await prompt_in_private(work, visitor, here.at)


async def _remember(
    deps: Deps, visitor: Visitor, here: Inbound, before: str | None, reply: Reply
) -> None:
    """Keep the prompt that was shown in private: plain words there answer it from now on."""
    if not here.private or reply.prompt_id is None or reply.prompt_id == before:
        return
    async with deps.store.write(visitor.group.id) as work:
        await work.members.show_prompt(
            visitor.group.id, visitor.member.id, reply.prompt_id, here.at
        )
