"""Link: make accounts on different platforms one member's."""

from __future__ import annotations

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.services import linking as service
from bot.views import linking as views
from bot.views.model import Reply


async def _link(ask: Ask) -> Reply:
    code = ask.values.get("code", "").strip()
    if not code:
        return views.code(await service.new_code(ask.deps, ask.visitor, ask.at))
    done = await service.link(ask.deps, ask.visitor, code, event_key=ask.event_key, at=ask.at)
    return views.linked(done)


LINKING = (
    Command(
        "link",
        "make another account yours as well: a code here, the code with it there",
        _link,
        (Option("code", "the code that your other account was given", OptionKind.TEXT),),
        examples=("link", "link 7KQM-2XHD"),
        hosts_only=False,
    ),
)
