"""Meanwhile: what people wrote under a message of ours before anybody knew that it is out."""

from __future__ import annotations

from collections.abc import Collection

from adapters.discord.catchup import CatchUp
from adapters.discord.places import PLATFORM
from adapters.handling import Handling
from bot.core import Core
from bot.domain.message import MessageKind
from bot.outgoing import Outgoing
from bot.ports.clock import Clock

BEGINS = {MessageKind.POSTING, MessageKind.MOCK}
"""What a conversation may begin with: a post in a forum, or whatever somebody opens a thread on."""


class Meanwhile:
    """Hears anew what was said where an earlier try to send got through, and nobody was told so.

    When it was said it stood under nothing that we knew of, and was taken for talk.
    """

    def __init__(
        self, core: Core, catch_up: CatchUp, clock: Clock, steps: Collection[MessageKind]
    ) -> None:
        self._core = core
        self._catch_up = catch_up
        self._clock = clock
        self._steps = steps

    async def hear(self, outgoing: Outgoing, reference: str, reading: Handling) -> None:
        """The message is out under that id, maybe since an earlier try; begins to read behind it.

        Written down first: what is said is about it only once it is known. Raises StoreError.
        """
        message = outgoing.message
        begins = message.kind in BEGINS and message.recipient is None
        if not (message.tries and begins and reference.isdigit()):
            return
        now = self._clock.now()
        await self._core.came_through(PLATFORM, message.key, reference, now, self._steps)
        reading.begin(self._catch_up.behind(int(reference)))
