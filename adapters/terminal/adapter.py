"""The terminal as an adapter: what the core sends to this member is drawn on the screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from adapters.adapter import CannotSend
from adapters.terminal.inbound import PLATFORM
from bot.domain.message import MessageKind
from bot.outgoing import Outgoing
from bot.views.model import Reply


class TerminalAdapter:
    """Shows messages to whoever sits at the terminal; others' private ones wait for them."""

    def __init__(self, show: Callable[[Reply], None], account_key: str) -> None:
        self._show = show
        self.account_key = account_key
        self.greets = False
        """Whether today's prompt is about to be shown anyway, so that its posting is not."""

    @property
    def platform(self) -> str:
        """The name of the local platform."""
        return PLATFORM

    @property
    def recipients(self) -> Sequence[str]:
        """The member at the terminal, and nobody else."""
        return [self.account_key]

    @property
    def workspaces(self) -> Sequence[str] | None:
        """There is but one."""
        return None

    @property
    def steps(self) -> Collection[MessageKind]:
        """A screen has no threads and no pins."""
        return ()

    async def send(self, outgoing: Outgoing) -> str:
        """Draw the message; its reference is its key, since a screen keeps no ids."""
        if outgoing.reply is None:
            raise CannotSend("nothing to show", for_good=True)
        if not (self.greets and outgoing.message.kind is MessageKind.POSTING):
            self._show(outgoing.reply)
        return outgoing.message.key
