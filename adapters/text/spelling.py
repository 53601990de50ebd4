"""Commands in a text as they are typed on a platform."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.views.model import Block, Bullets, Facts, Paragraph

_TO_SAY = re.compile(r"\b([Ss]ay )(([a-z]+)(?: [a-z]+)?)\b")


def spelled(block: Block, before: str) -> Block:
    """The same with `before` in front of every command that it lists, as people type it there."""
    match block:
        case Facts(commands=True):
            return replace(block, pairs=tuple((before + one, about) for one, about in block.pairs))
        case Bullets(commands=True):
            return replace(block, items=tuple(before + said for said in block.items))
        case _:
            return block


def to_be_typed(block: Block, before: str, is_command: Callable[[str], bool]) -> Block:
    """The same with `before` in front of a command that a sentence asks somebody to say.

    For platforms on which a command alone, without a mention, is no command.
    """
    if not isinstance(block, Paragraph):
        return block

    def typed(found: re.Match[str]) -> str:
        say, two, one = found.groups()
        return f"{say}{before}{two}" if is_command(one) or is_command(two) else found[0]

    return replace(block, text=_TO_SAY.sub(typed, block.text))
