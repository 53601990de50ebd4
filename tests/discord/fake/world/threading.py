"""Threads beginning, and people coming into them."""

from __future__ import annotations

from tests.discord.fake.gateway.event import plain
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.world.thread import Thread
from tests.discord.fake.world.user import User
from tests.discord.fake.world.world import World


def started(world: World, thread: Thread) -> None:
    """Puts a thread into its server and tells of it."""
    thread.guild.threads[thread.id] = thread
    world.channels[thread.id] = thread
    if thread.parent.thread is None:
        thread.parent.last_message_id = thread.id
    mine = {"member": thread.seat(world.bot)} if world.bot.id in thread.joined else {}
    data = thread.payload() | {"newly_created": True} | mine
    world.tell(plain("THREAD_CREATE", data, Intent.GUILDS))


def joined(world: World, thread: Thread, user: User) -> None:
    """Somebody becomes a member of the thread."""
    if user.id in thread.joined:
        return
    thread.joined[user.id] = world.clock.now()
    data = {
        "id": str(thread.id),
        "guild_id": str(thread.guild.id),
        "member_count": len(thread.joined),
        "added_members": [thread.seat(user)],
    }
    world.tell(plain("THREAD_MEMBERS_UPDATE", data, Intent.GUILDS))


def updated(world: World, thread: Thread) -> None:
    world.tell(plain("THREAD_UPDATE", thread.payload(), Intent.GUILDS))
