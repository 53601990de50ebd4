"""Later: to be reminded of today's prompt once more."""

from __future__ import annotations

from bot.commands.command import Ask, Command, Option
from bot.commands.values import read_number
from bot.services.reminders import remind_later
from bot.views import reminders as views
from bot.views.model import Reply

USUAL_HOURS = 3
MOST_HOURS = 72


async def _later(ask: Ask) -> Reply:
    given = ask.values.get("hours")
    hours = USUAL_HOURS if given is None else read_number(given, 1, MOST_HOURS)
    then = await remind_later(ask.deps, ask.visitor, hours=hours, at=ask.at)
    return views.put_off(then, ask.visitor.zone)


LATER = (
    Command(
        "later",
        "be reminded of today's prompt in a few hours, three if you name none",
        _later,
        (Option("hours", "how many hours from now"),),
        examples=("later", "later 5"),
        hosts_only=False,
    ),
)
