"""The port for an outside model that judges a reply: text goes out, text comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """One question to the model.

    `schema` is the JSON Schema of the answer, for servers that can hold a model to one;
    `most_tokens` bounds the answer.
    """

    system: str
    task: str
    schema: dict[str, Any]
    most_tokens: int


@dataclass(frozen=True, slots=True)
class JudgeAnswer:
    """What came back, word for word; token counts where the server tells them."""

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None


class Trouble(StrEnum):
    """Why a model gave no answer that can be used."""

    SLOW = "slow"
    UNREACHABLE = "unreachable"
    BUSY = "busy"
    """It asks to be called less often."""
    BROKEN = "broken"
    """The server failed."""
    REFUSED = "refused"
    """The key, the model or the request is not accepted; trying again does not help."""
    GARBLED = "garbled"
    """What came back is no answer."""
    OVER_BUDGET = "over-budget"
    RESTING = "resting"
    """It failed several times in a row and is left alone for a while."""


PASSING = frozenset({Trouble.SLOW, Trouble.UNREACHABLE, Trouble.BUSY, Trouble.BROKEN})
"""Troubles after which the same call may succeed at once."""


class JudgeUnavailable(Exception):
    """No answer can be had now.

    Carries the kind of trouble and nothing that was sent or received. `retry_after` is what the
    server asked for, in seconds.
    """

    def __init__(self, trouble: Trouble, *, retry_after: float | None = None) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.retry_after = retry_after


class Judge(Protocol):
    """A model behind an address; knows nothing of rubrics."""

    @property
    def model(self) -> str:
        """The model's name, which every score from it carries."""
        ...

    async def complete(self, request: JudgeRequest) -> JudgeAnswer:
        """Ask once. Raises JudgeUnavailable and nothing else; may take any time."""
        ...
