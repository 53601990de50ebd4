"""The catalogue of all commands, in the order in which help lists them."""

from __future__ import annotations

from bot.commands.best import BEST
from bot.commands.help import HELP
from bot.commands.hosting import HOSTING
from bot.commands.later import LATER
from bot.commands.learning import LEARNING
from bot.commands.linking import LINKING
from bot.commands.mock import MOCK
from bot.commands.plan import PLAN
from bot.commands.practice import PRACTICE
from bot.commands.progress import PROGRESS
from bot.commands.registry import Registry
from bot.commands.review import HOST_REVIEW, REVIEW
from bot.commands.settings import SETTINGS
from bot.commands.setup import SETUP
from bot.commands.standing import STANDING
from bot.commands.stories import STORIES
from bot.commands.suggestions import HOST_SUGGESTIONS, SUGGEST


def all_commands() -> Registry:
    """Every command there is; adapters derive their menus, manifests and parsers from it."""
    return Registry(
        (
            *PRACTICE,
            *MOCK,
            *LATER,
            *LEARNING,
            *PLAN,
            *REVIEW,
            *STANDING,
            *PROGRESS,
            *STORIES,
            *BEST,
            *SETTINGS,
            *LINKING,
            *SUGGEST,
            *HELP,
            *SETUP,
            *HOSTING,
            *HOST_REVIEW,
            *HOST_SUGGESTIONS,
        )
    )
