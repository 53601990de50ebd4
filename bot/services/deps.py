"""What every service works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from bot.ports.backups import Backups
from bot.ports.clock import Clock
from bot.ports.companies import Companies
from bot.ports.course import Course
from bot.ports.grader import Grader
from bot.ports.loops import LoopBank
from bot.ports.prompts import PromptBank
from bot.ports.rescorer import Rescorer
from bot.ports.spacing import Spacing
from bot.ports.store import Store
from bot.ports.trial import Trial
from bot.services.tally import Tally
from bot.services.tries import Tries


@dataclass(frozen=True, slots=True)
class Deps:
    """The world as the services see it; `bot.bootstrap` fills it."""

    store: Store
    bank: PromptBank
    course: Course
    loops: LoopBank
    companies: Companies
    grader: Grader
    quick: Grader
    """Answers within milliseconds, while somebody waits: the offline one."""
    rescorer: Rescorer
    spacing: Spacing
    clock: Clock
    chance: Random
    secrets: Random
    """Chance that nobody can foresee, for codes."""
    backups: Backups | None = None
    """Where backups are made by ourselves."""
    trials: dict[str, Trial] = field(default_factory=dict)
    """By platform, what can be tried in its places; adapters put theirs in when they are up."""
    refused: dict[str, str] = field(default_factory=dict)
    """By platform, why it will not have us; told by whoever tried."""
    tries: Tries = field(default_factory=Tries)
    """Wrong codes so far, by member."""
    tally: Tally = field(default_factory=Tally)
    """What this process took in."""
