"""Refused: an adapter in place of a platform's own while that platform will not have us."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from adapters.adapter import CannotSend
from bot.domain.message import MessageKind
from bot.outgoing import Outgoing

PATIENT_TRIES = 3
"""So often, some two minutes, a message is left to another process, which may be let in."""


class Refused:
    """Implements `adapters.adapter.Adapter`: sends nothing, so that hosts hear why elsewhere.

    What is for everybody, or for hosts, is given up with the reason. Letters to members wait: they
    are sent when we are let in again.
    """

    recipients: Sequence[str] | None = None
    workspaces: Sequence[str] | None = None
    steps: Collection[MessageKind] = ()

    def __init__(self, platform: str, reason: str) -> None:
        self.platform = platform
        # It is told within a sentence.
        self._reason = reason.removesuffix(".")

    async def send(self, outgoing: Outgoing) -> str:
        """Raises CannotSend."""
        message = outgoing.message
        is_told = message.recipient is None or message.kind is MessageKind.HOST_NOTE
        raise CannotSend(self._reason, for_good=is_told and message.tries >= PATIENT_TRIES)
