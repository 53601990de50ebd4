"""Progress: a member's skills, level and days, with a picture."""

from __future__ import annotations

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.services.progress import progress
from bot.views import progress as views
from bot.views.model import Reply
from bot.views.pictures.palette import Theme


async def _progress(ask: Ask) -> Reply:
    theme = Theme(ask.values.get("theme", Theme.LIGHT))
    return views.progress(await progress(ask.deps, ask.visitor, ask.at), theme)


PROGRESS = (
    Command(
        "progress",
        "your skills, level and days at a glance, with a picture",
        _progress,
        (
            Option(
                "theme",
                "a picture on a light or a dark ground",
                OptionKind.CHOICE,
                tuple(theme.value for theme in Theme),
            ),
        ),
        examples=("progress", "progress dark"),
        hosts_only=False,
    ),
)
