"""`rounds chat`: practise in the terminal."""

from __future__ import annotations

import asyncio
import os

import click

from adapters.cli.outside import outside_judge
from adapters.terminal.chat import Sitting, chat, prepare_streams
from bot.bootstrap import data_folder
from bot.logs import configure_logs
from bot.settings import read_settings

LOG_FILE = "rounds.log"
"""Beside the database: what goes wrong is never written on the screen of a chat."""


@click.command("chat")
@click.option("--as", "name", metavar="NAME", help="Who practises (default: the user's name).")
@click.option(
    "--now",
    metavar="TIMESTAMP",
    help="Rehearse at this time, such as 2026-11-21T09:00; /now sets it again.",
)
@click.option("--echo", is_flag=True, help="Repeat each input line, for transcripts.")
def command(name: str | None, now: str | None, echo: bool) -> None:
    """Practise in the terminal: no account, no network.

    Lines beginning with / are commands, other lines answer the prompt shown last. A line of three
    double quotes opens and closes a longer answer. /help lists the commands, /quit ends.
    """
    settings = read_settings()
    configure_logs(settings.log_level, data_folder(settings) / LOG_FILE)
    source, out = prepare_streams()
    who = name if name is not None else os.environ.get("USER") or "me"
    judge = outside_judge(settings)
    asyncio.run(chat(settings, Sitting(who, now, echo), source, out, judge=judge))
