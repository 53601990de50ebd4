"""The companies of a content folder, read when they are first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.content.plans import read_companies
from bot.domain.plan import Company


class FileCompanies:
    """Implements `bot.ports.companies.Companies`; what cannot be read is left out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._companies: tuple[Company, ...] | None = None

    def companies(self) -> Sequence[Company]:
        """All of them, in the order of the file."""
        if self._companies is None:
            self._companies = tuple(read_companies(self._folder)[0])
        return self._companies
