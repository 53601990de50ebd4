"""Commands in a text as they are typed on a platform."""

from __future__ import annotations

from dataclasses import replace

from bot.views.model import Block, Bullets, Facts


def spelled(block: Block, before: str) -> Block:
    """The same with `before` in front of every command that it lists, as people type it there."""
    match block:
        case Facts(commands=True):
            return replace(block, pairs=tuple((before + one, about) for one, about in block.pairs))
        case Bullets(commands=True):
            return replace(block, items=tuple(before + said for said in block.items))
        case _:
            return block
