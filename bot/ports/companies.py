"""The port for the kinds of companies that plans are made for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.plan import Company


class Companies(Protocol):
    """The kinds of companies of one content folder."""

    def companies(self) -> Sequence[Company]:
        """All of them, the one for every company first; empty where the folder has none."""
        ...
