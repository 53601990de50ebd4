"""Best: the best answer to a closed prompt, where its author lets the group see it."""

from __future__ import annotations

from bot.commands.command import Ask, Command, Option
from bot.commands.values import read_date
from bot.services.closing import shared_answer
from bot.views import closing as views
from bot.views.model import Reply


async def _best(ask: Ask) -> Reply:
    given = ask.values.get("day")
    day = None if given is None else read_date(given, ask.at, ask.group.zone)
    return views.best(*await shared_answer(ask.deps, ask.visitor, day, ask.at))


BEST = (
    Command(
        "best",
        "the best answer to the last closed prompt, if its author shares it",
        _best,
        (Option("day", "the date of another prompt"),),
        examples=("best", "best 2026-11-20"),
        hosts_only=False,
    ),
)
