"""What runs a Rounds installation from the shell: database care, content check, facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.content.batch import blank
from bot.content.catalogue import read_catalogue
from bot.content.check import CheckResult, run_check
from bot.content.intake import Taken, take_in
from bot.content.library import default_folder
from bot.grading.exemplars import met_by_question, misjudged
from bot.settings import Settings
from bot.store import backup as store_backup
from bot.store import forgotten, migrate, moving
from bot.store.backup import Restored
from bot.store.facts import Facts, facts
from bot.store.migrate import Upgrade
from bot.store.moving import Moved


def content_folder(settings: Settings) -> Path:
    """The content folder in use."""
    return settings.content or default_folder()


def check_content(folder: Path) -> CheckResult:
    """Every fault of a content folder, its exemplars tried on the offline grader."""
    return run_check(folder, misjudged=misjudged, met_by_question=met_by_question)


def import_prompts(batch: Path, folder: Path, *, partial: bool) -> Taken:
    """Take a batch of prompts into a content folder, checked as the folder itself is."""
    return take_in(batch, folder, check_content, partial=partial)


def blank_prompts(folder: Path, questions: Sequence[tuple[int, str]]) -> str:
    """Suggested questions, by their numbers, as heads for an author to complete."""
    catalogue, _ = read_catalogue(folder)
    heads = [
        blank(number, question, list(catalogue.topics), list(catalogue.skills))
        for number, question in questions
    ]
    return "---\n".join(heads)


async def upgrade(settings: Settings) -> Upgrade:
    """Bring the database to this version's schema."""
    return await migrate.upgrade(settings.database_url)


async def backup(settings: Settings, target: Path) -> None:
    """Copy the database to a new file, checked."""
    await store_backup.backup(settings.database_url, target)


async def restore(settings: Settings, source: Path) -> Restored:
    """Put a backup in the database's place, without those who asked to be forgotten since."""
    return await store_backup.restore(settings.database_url, source)


async def write_forgotten(settings: Settings, target: Path) -> int:
    """Write who asked to be forgotten to a file, hashed; returns how many."""
    return await forgotten.write(settings.database_url, target)


async def forget(settings: Settings, source: Path) -> int:
    """Leave those in such a file out of the database; returns how many were there."""
    return await forgotten.forget(settings.database_url, source)


async def export(settings: Settings, target: Path) -> int:
    """Write every row to a JSONL file; returns how many."""
    return await store_backup.export(settings.database_url, target)


async def copy(settings: Settings, target: str) -> Moved:
    """Copy every row into the empty database of that address, each compared."""
    return await moving.copy(settings.database_url, target)


async def database_facts(settings: Settings) -> Facts:
    """How the database is; nothing is changed."""
    return await facts(settings.database_url)
