"""What every service works with."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bot.ports.clock import Clock
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank
from bot.ports.rescorer import Rescorer
from bot.ports.store import Store


@dataclass(frozen=True, slots=True)
class Deps:
    """The world as the services see it; `bot.bootstrap` fills it."""

    store: Store
    bank: PromptBank
    grader: Grader
    rescorer: Rescorer
    clock: Clock
    chance: Random
