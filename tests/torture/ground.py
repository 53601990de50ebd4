"""The ground of a siege: a platform of the tests with rooms, and people who practise in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.group import Place
from tests.torture.seen import Feedback

SAFE = "your words are safe"
"""What somebody is told whose answer is on the disk; an apology says nothing of the kind."""


class Weather(Protocol):
    """The platform's failing, by chance."""

    falling: bool
    """Whether it does fail."""

    fell: int
    """How often it did."""


class Ground(Protocol):
    """What a siege needs of a platform."""

    written: set[str]
    """Words in messages, where the platform tells nobody whether those arrived."""

    @property
    def weather(self) -> Weather:
        """How the platform fails."""
        ...

    @property
    def places(self) -> Sequence[Place]:
        """Where the groups are, one each."""
        ...

    @property
    def settings(self) -> Mapping[str, str]:
        """What every process is started with."""
        ...

    def own_settings(self, number: int) -> Mapping[str, str]:
        """What the process in that place is started with besides."""
        ...

    @property
    def asked(self) -> int:
        """How many requests the platform has had so far."""
        ...

    @property
    def invalid(self) -> int:
        """How many of them it turned away: 401, 403, 429."""
        ...

    def shift(self, seconds: float) -> None:
        """Move the platform's time on."""
        ...

    def prompts(self, number: int) -> int:
        """How many prompts stand in the place of that number."""
        ...

    def doubled(self) -> int:
        """How many other messages of ours, feedback apart, stand somewhere once too often."""
        ...

    def unfinished(self) -> int:
        """How many steps the prompts that are out lack: their thread, their pin."""
        ...

    def feedback(self) -> Feedback:
        """What people were told about their answers."""
        ...

    async def practise(self, number: int, acknowledged: set[str]) -> None:
        """Wait for the prompt there, then everybody answers it until the platform has it.

        Words of which the platform was told that they arrived are `acknowledged`.
        """
        ...
