"""`rounds post`: today's prompt of a group at once, sent by whatever serves its platform."""

from __future__ import annotations

import asyncio

import click

from bot.bootstrap import open_core
from bot.domain.group import Group
from bot.domain.posting import Posting
from bot.groups import group_called, post
from bot.settings import Settings, read_settings


@click.command("post")
@click.option("--group", "called", required=True, help="The group, by its number or its name.")
def command(called: str) -> None:
    """Post a group's prompt now; the running processes send it within seconds.

    A group gets one prompt a day, however it is posted.
    """
    group, posting = asyncio.run(_post(read_settings(), called))
    click.echo(
        f"Posted to group {group.id}, {group.name}: {posting.prompt_id}. "
        "Whatever runs “rounds serve” sends it."
    )


async def _post(settings: Settings, called: str) -> tuple[Group, Posting]:
    core = await open_core(settings)
    try:
        group = await group_called(core.deps, called)
        return group, await post(core.deps, group)
    finally:
        await core.close()
