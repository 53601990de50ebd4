"""`rounds serve`: every adapter whose settings are there, until a signal says stop."""

from __future__ import annotations

import asyncio
import signal
from functools import partial

import click
import structlog

from adapters.cli.outside import outside_judge
from adapters.discord.settings import DiscordSettings
from adapters.door import Door
from adapters.http_settings import HttpSettings
from adapters.server import Server
from adapters.slack.settings import SlackSettings
from bot.backups import back_up, backups_of
from bot.bootstrap import open_core, open_grader
from bot.clock import SystemClock
from bot.errors import BadSettings
from bot.logs import configure_logs
from bot.ports.clock import Clock
from bot.settings import Settings, read_adapter_settings, read_settings

_NOTHING_TO_SERVE = (
    "Nothing to serve: no platform is set. Put ROUNDS_DISCORD_TOKEN or ROUNDS_SLACK_BOT_TOKEN into "
    "the environment (docs/discord.md and docs/slack.md say where to get them), or practise here "
    "with “rounds chat”."
)

_log = structlog.get_logger(__name__)


@click.command("serve")
def command() -> None:
    """Connect to every platform that is set, post on time, grade and answer, until stopped."""
    settings = read_settings()
    discord = read_adapter_settings(DiscordSettings)
    slack = read_adapter_settings(SlackSettings)
    if discord.token is None and slack.bot_token is None:
        raise BadSettings(_NOTHING_TO_SERVE)
    configure_logs(settings.log_level)
    asyncio.run(serve(settings, discord, slack, SystemClock()))


async def serve(
    settings: Settings, discord: DiscordSettings, slack: SlackSettings, clock: Clock
) -> None:
    """Serve the platforms that have a token, by that clock, until a signal says stop."""
    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    core = await open_core(
        settings,
        clock=clock,
        # A third of a second, in which nobody is answered: not when a whole group waits.
        grader=open_grader(settings, at_once=True),
        judge=outside_judge(settings),
        backups=backups_of(settings),
    )
    try:
        door = Door(read_adapter_settings(HttpSettings))
        server = Server(core, clock, door)
        server.daily = partial(back_up, settings)
        if discord.token is not None:
            # Only with a token: its library takes half a second and 30 MB to load.
            from adapters.discord.service import DiscordService  # noqa: PLC0415

            server.add(DiscordService(core, discord, clock, server.ring))
        if slack.bot_token is not None:
            # As above.
            from adapters.slack.service import SlackService  # noqa: PLC0415

            server.add(SlackService(core, slack, door, clock, server.ring))
        await server.run(stop)
    finally:
        await core.close()
    _log.info("stopped")
