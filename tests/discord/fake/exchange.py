"""What a person gets to see of the bot's answer to something they did."""

from __future__ import annotations

from tests.discord.fake.errors import Json
from tests.discord.fake.interaction import Callback, Interaction
from tests.discord.fake.modal import Modal
from tests.discord.fake.world.message import Message
from tests.support.changes import Changes

PATIENCE_S = 5.0


class Exchange:
    """One thing a person did and its answer; goes on showing what comes later."""

    def __init__(self, interaction: Interaction, changes: Changes) -> None:
        self.interaction = interaction
        self._changes = changes

    def __repr__(self) -> str:
        return f"<Exchange {self.kind} in {self.seconds} s: {self.text!r}>"

    @property
    def acknowledged(self) -> bool:
        """False: the person was told that the application did not respond."""
        return self.interaction.answer is not None

    @property
    def seconds(self) -> float | None:
        """From the act to the acknowledgement, by the fake's clock."""
        if self.interaction.answered_at is None:
            return None
        return (self.interaction.answered_at - self.interaction.made_at).total_seconds()

    @property
    def kind(self) -> str | None:
        """message, deferred, deferred_update, update, choices, modal; None without an answer."""
        answer = self.interaction.answer
        return None if answer is None else answer.name.lower()

    @property
    def message(self) -> Message | None:
        """The answer itself, or the message the pressed button sits on where that was updated."""
        return self.interaction.original

    @property
    def ephemeral(self) -> bool:
        """Whether only this person sees the answer."""
        return self.message is not None and self.message.ephemeral

    @property
    def thinking(self) -> bool:
        """The person sees that the bot is thinking, and nothing else yet."""
        return self.message is not None and self.message.loading

    @property
    def modal(self) -> Modal | None:
        return self.interaction.modal

    @property
    def choices(self) -> list[Json]:
        """Of an autocomplete: each with name and value."""
        return self.interaction.choices

    @property
    def followups(self) -> list[Message]:
        """Messages after the first, oldest first; the one that fills a deferral is the first."""
        return [one for one in self.interaction.followups if not one.deleted]

    @property
    def messages(self) -> list[Message]:
        """All that the person was sent, as it stands now."""
        first = self.message
        fresh = self.interaction.answer not in {Callback.UPDATE, Callback.DEFERRED_UPDATE}
        kept = [first] if first is not None and fresh and not first.deleted else []
        return kept + self.followups

    @property
    def text(self) -> str:
        """All that the person reads: messages, or the form."""
        if self.modal is not None:
            return self.modal.text
        read = self.messages
        if self.interaction.answer is Callback.UPDATE and self.message is not None:
            read = [self.message, *read]
        return "\n".join(one.text for one in read)

    async def settled(self, within: float = PATIENCE_S) -> Message:
        """The first message of the answer once it says something; fails after `within` seconds."""

        def look() -> Message | None:
            said = [one for one in self.messages if not one.loading]
            if self.interaction.answer is Callback.UPDATE and self.message is not None:
                said.append(self.message)
            return said[0] if said else None

        found = await self._changes.until(look, within)
        assert found is not None, f"no message came within {within} s: {self!r}"
        return found

    async def followup(self, number: int = 1, within: float = PATIENCE_S) -> Message:
        """The so-manieth followup; fails when it does not come within so many seconds."""
        enough = await self._changes.until(lambda: len(self.followups) >= number, within)
        assert enough, f"only {len(self.followups)} followups within {within} s: {self!r}"
        return self.followups[number - 1]
