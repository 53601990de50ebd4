"""The commands on Discord's side, replaced only when they differ from ours."""

from __future__ import annotations

import discord
import structlog

from adapters.discord.commands import normal, payloads
from bot.commands.registry import Registry

_log = structlog.get_logger(__name__)


async def sync(client: discord.Client, registry: Registry) -> bool:
    """Make Discord know our commands as they are now; returns whether it had to be told.

    A restart must not use up the changes that Discord allows in a day. Raises what discord.py
    raises.
    """
    application_id = client.application_id
    assert application_id is not None
    wanted = payloads(registry)
    known = await client.http.get_global_commands(application_id)
    if normal(known) == normal(wanted):
        return False
    await client.http.bulk_upsert_global_commands(application_id, wanted)
    _log.info("commands.synced", commands=len(wanted))
    return True
