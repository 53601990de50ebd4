"""Which handler answers which route, as Discord documents them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tests.discord.fake.rest import (
    callbacks,
    channels,
    commands,
    guilds,
    login,
    messages,
    pins,
    reactions,
    threads,
    webhooks,
)
from tests.discord.fake.rest.call import Answer, Call

Handler = Callable[[Call], Answer]
PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")


@cache
def routes() -> list[tuple[str, str, re.Pattern[str], Handler]]:
    """Method, template, pattern and handler; fixed words come before placeholders."""
    rooms = (
        login,
        commands,
        callbacks,
        webhooks,
        channels,
        messages,
        pins,
        reactions,
        threads,
        guilds,
    )
    every = [(route, handler) for room in rooms for route, handler in room.ROUTES.items()]
    every.sort(key=lambda item: [part.startswith("{") for part in item[0].split("/")])
    made = []
    for route, handler in every:
        method, template = route.split(" ")
        pattern = PLACEHOLDER.sub(r"(?P<\1>[^/]+)", re.escape(template))
        made.append((method, template, re.compile(pattern), handler))
    return made


def find(method: str, path: str) -> tuple[str, dict[str, str], Handler] | None:
    """Template, values of its placeholders, handler."""
    for one, template, pattern, handler in routes():
        if one == method and (found := pattern.fullmatch(path)):
            params = found.groupdict()
            numbers = {key: value for key, value in params.items() if key.endswith("_id")}
            if all(value.isdigit() for value in numbers.values()):
                return template, params, handler
    return None
