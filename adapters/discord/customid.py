"""A press as Discord's custom id, within its hundred characters."""

from __future__ import annotations

from adapters import press as presses
from adapters.discord.limits import CUSTOM_ID
from adapters.press import Press


def encode(press: Press, nth: int = 1) -> str:
    """The custom id; `nth` tells the like ones of one message apart. Raises TooLong."""
    return presses.encode(press, CUSTOM_ID, nth)


def decode(custom_id: str) -> Press | None:
    """What it means; None for whatever `encode` has not made."""
    return presses.decode(custom_id) if len(custom_id) <= CUSTOM_ID else None
