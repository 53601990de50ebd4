"""`rounds regrade`: stored answers graded again, the differences shown before any is applied."""

from __future__ import annotations

import asyncio
import sys
from datetime import date, datetime

import click

from adapters.cli.outside import outside_judge
from adapters.terminal.render import console, draw, put
from bot.bootstrap import open_core
from bot.core import Core
from bot.settings import Settings, read_settings
from bot.views.regrading import regrading


@click.command("regrade")
@click.option("--prompt", metavar="ID", help="Answers to this prompt only.")
@click.option("--group", metavar="NAME", help="Answers in this group only.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Answers from this practice date on, such as 2026-11-21.",
)
@click.option("--apply", "do_it", is_flag=True, help="Store the new grades.")
def command(prompt: str | None, group: str | None, since: datetime | None, do_it: bool) -> None:
    """Grade stored answers again after a rubric or the grader changed, and show what differs.

    Nothing is stored without --apply. Grades that a host settled and answers of a closed season, an
    earlier calendar quarter, stay as they are. Members hear of it when their level moved.
    """
    day = since.date() if since is not None else None
    asyncio.run(_regrade(read_settings(), prompt, group, day, do_it=do_it))


async def _regrade(
    settings: Settings, prompt: str | None, group: str | None, since: date | None, *, do_it: bool
) -> None:
    core: Core = await open_core(settings, judge=outside_judge(settings))
    try:
        now = core.deps.clock.now()
        found = await core.regrade(now, prompt_id=prompt, group=group, since=since)
        applied = await core.apply_regrading(found, now) if do_it else None
    finally:
        await core.close()
    screen = console(colour=sys.stdout.isatty(), file=sys.stdout)
    put(screen, draw(regrading(found, applied=applied, every=True)))
