"""What every service works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from bot.ports.clock import Clock
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank
from bot.ports.rescorer import Rescorer
from bot.ports.store import Store
from bot.ports.trial import Trial


@dataclass(frozen=True, slots=True)
class Deps:
    """The world as the services see it; `bot.bootstrap` fills it."""

    store: Store
    bank: PromptBank
    grader: Grader
    rescorer: Rescorer
    clock: Clock
    chance: Random
    trials: dict[str, Trial] = field(default_factory=dict)
    """By platform, what can be tried in its places; adapters put theirs in when they are up."""
