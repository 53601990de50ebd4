"""`rounds group`: set a group up without the chat, and list the groups."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import click

from bot.bootstrap import open_core
from bot.clock import machine_zone
from bot.domain.group import FeedbackPlace, Group, Place
from bot.errors import BadInput
from bot.groups import Wanted, all_groups, set_group
from bot.settings import Settings, read_settings
from bot.views import words
from bot.views.setup import next_prompt

_PLATFORMS = ("discord", "slack")
_LONGEST_ID = 80


@click.group("group")
def command() -> None:
    """Set up the study groups of this installation."""


@command.command("set")
@click.option("--platform", required=True, type=click.Choice(_PLATFORMS), help="Where it chats.")
@click.option("--workspace", required=True, metavar="ID", help="The server or team, by its id.")
@click.option("--channel", required=True, metavar="ID", help="Where it is posted to, by its id.")
@click.option("--name", help="Its name (default: Study group).")
@click.option("--zone", help="Its time zone, such as Europe/Berlin (default: the machine's).")
@click.option("--time", "at", metavar="HH:MM", help="When the prompt comes (default: 09:00).")
@click.option("--days", help="On which days, such as mon-fri (default: daily).")
@click.option("--private", "feedback", flag_value="private", help="Feedback to each alone.")
@click.option("--open", "feedback", flag_value="thread", help="Feedback in the thread.")
def set_up(
    platform: str,
    workspace: str,
    channel: str,
    name: str | None,
    zone: str | None,
    at: str | None,
    days: str | None,
    feedback: str | None,
) -> None:
    """Make the group of a channel, or change it; it posts from then on.

    A channel without a group gets one. What is not given stays as it is, and saying the same again
    changes nothing.
    """
    place = Place(platform, _id(workspace, "--workspace"), _id(channel, "--channel"))
    where = None if feedback is None else FeedbackPlace(feedback)
    wanted = Wanted(name=name, zone=zone, time=at, days=days, feedback=where)
    group = asyncio.run(_set(read_settings(), place, wanted))
    click.echo(f"Group {group.id}: {group.name}")
    click.echo(f"Next prompt: {next_prompt(group)}")


def _id(text: str, option: str) -> str:
    clean = text.strip()
    if not 0 < len(clean) <= _LONGEST_ID or not clean.isprintable() or " " in clean:
        raise BadInput(f"{option} takes an id as the platform shows it, not “{text[:40]}”.")
    return clean


async def _set(settings: Settings, place: Place, wanted: Wanted) -> Group:
    core = await open_core(settings)
    try:
        zone = settings.zone or machine_zone()
        return await set_group(core.deps, place, wanted, usual_zone=zone)
    finally:
        await core.close()


@command.command("list")
def list_all() -> None:
    """Every group: its number, its name, where it is, when it posts next."""
    groups = asyncio.run(_groups(read_settings()))
    if not groups:
        click.echo("No group yet. Set one up with rounds group set, or say setup in the chat.")
    for group, places in groups:
        click.echo(f"{group.id}  {group.name}")
        for place in places:
            click.echo(f"   {place.platform}, workspace {place.workspace}, channel {place.channel}")
        if group.paused:
            click.echo("   paused")
            continue
        days = words.weekdays(group.schedule.weekdays)
        click.echo(f"   {days} at {group.schedule.local_time:%H:%M}, next {next_prompt(group)}")


async def _groups(settings: Settings) -> Sequence[tuple[Group, Sequence[Place]]]:
    core = await open_core(settings)
    try:
        return await all_groups(core.deps)
    finally:
        await core.close()
