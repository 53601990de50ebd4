"""Where a member stands: leaderboard, streak, history."""

from __future__ import annotations

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.domain.board import BoardKind, Window
from bot.services.boards import board
from bot.services.records import history
from bot.services.today import current_streak
from bot.views import boards as board_views
from bot.views import history as history_views
from bot.views import streaks as streak_views
from bot.views.model import Reply


async def _leaderboard(ask: Ask) -> Reply:
    shown = await board(
        ask.deps,
        ask.visitor,
        kind=BoardKind(ask.values.get("kind", BoardKind.POINTS)),
        window=Window(ask.values.get("window", Window.WEEK)),
        at=ask.at,
    )
    return board_views.board_reply(shown)


async def _streak(ask: Ask) -> Reply:
    async with ask.deps.store.read() as work:
        streak = await current_streak(work, ask.visitor, ask.at)
    if "why" in ask.values:
        return streak_views.streak_proof(streak)
    return streak_views.streak_reply(streak)


async def _history(ask: Ask) -> Reply:
    prompt_id = ask.values.get("prompt")
    past = await history(ask.deps, ask.visitor, prompt_id, ask.at)
    if prompt_id is None:
        return history_views.history(past)
    return history_views.prompt_history(past.rows)


STANDING = (
    Command(
        "leaderboard",
        "the board: today, week, month, season or all; points, streak, improvement or groups",
        _leaderboard,
        (
            Option(
                "window",
                "which dates count",
                OptionKind.CHOICE,
                tuple(window.value for window in Window),
            ),
            Option(
                "kind", "what is ranked", OptionKind.CHOICE, tuple(kind.value for kind in BoardKind)
            ),
        ),
        examples=("leaderboard", "leaderboard month", "leaderboard all streak"),
        hosts_only=False,
    ),
    Command(
        "streak",
        "your streak; with why, its day-by-day proof",
        _streak,
        (Option("why", "the proof, day by day", OptionKind.CHOICE, ("why",)),),
        hosts_only=False,
    ),
    Command(
        "history",
        "your past answers; one prompt in full by its id",
        _history,
        (Option("prompt", "one prompt, by its id", OptionKind.PROMPT),),
        hosts_only=False,
    ),
)
