"""Limits: a platform answers three requests of ten with a 429 while a crowd practises."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.torture.field import Field
from tests.torture.plan import Hail, Plan
from tests.torture.siege import siege
from tests.torture.toll import Toll

HAIL = Hail(broken=0.0, limited=0.3, cut=0.0)

MOST_INVALID = 10_000
"""Requests with a 401, 403 or 429 in ten minutes, after which Discord shuts an address out."""


@dataclass(frozen=True, slots=True)
class Limited:
    """What the limits left."""

    toll: Toll
    invalid: int
    """Requests that the platform turned away: 401, 403, 429."""

    COLUMNS = ("429 storm", "429s", "invalid requests", *Toll.LEFT)

    @property
    def bad(self) -> int:
        """All that should not be, and whether the platform would have shut us out."""
        in_ten_minutes = self.invalid * 600 / max(self.toll.seconds, 600.0)
        return self.toll.bad + (in_ten_minutes >= MOST_INVALID)

    def cells(self) -> tuple[str, ...]:
        """The row under COLUMNS."""
        counts = f"{self.toll.troubles:,}", f"{self.invalid:,}"
        return self.toll.name, *counts, *self.toll.left()


def limits(plan: Plan, folder: Path) -> Limited:
    """Nobody is killed; the platform fails until the end."""
    turned_away: list[int] = []
    toll = asyncio.run(siege(plan, folder, partial(_note, turned_away)))
    return Limited(toll, turned_away[0])


def _note(found: list[int], stage: Field) -> None:
    found.append(stage.ground.invalid)
