"""The tables of the store; importing this package knows them all."""

from __future__ import annotations

from bot.store.tables.activity import (
    appeals,
    attempts,
    grades,
    grading_jobs,
    hints_taken,
    postings,
)
from bot.store.tables.boards import credits_earned, standings, streaks
from bot.store.tables.judging import judge_calls, judge_verdicts
from bot.store.tables.learning import cards_opened, drill_turns
from bot.store.tables.mail import audit, cursors, inbox, outbox
from bot.store.tables.operations import erasures, leases
from bot.store.tables.people import (
    absences,
    accounts,
    day_marks,
    groups,
    link_codes,
    members,
    memberships,
    places,
    weekday_rules,
    workspaces,
)
from bot.store.tables.practice import (
    plans,
    prompts_shown,
    recalls,
    reviews,
    stories,
    story_uses,
    suggestions,
)
from bot.store.tables.rounds import (
    mock_debriefs,
    mock_marks,
    mock_seats,
    mock_sessions,
    mock_turns,
)
from bot.store.tables.schema import METADATA

__all__ = [
    "METADATA",
    "absences",
    "accounts",
    "appeals",
    "attempts",
    "audit",
    "cards_opened",
    "credits_earned",
    "cursors",
    "day_marks",
    "drill_turns",
    "erasures",
    "grades",
    "grading_jobs",
    "groups",
    "hints_taken",
    "inbox",
    "judge_calls",
    "judge_verdicts",
    "leases",
    "link_codes",
    "members",
    "memberships",
    "mock_debriefs",
    "mock_marks",
    "mock_seats",
    "mock_sessions",
    "mock_turns",
    "outbox",
    "places",
    "plans",
    "postings",
    "prompts_shown",
    "recalls",
    "reviews",
    "standings",
    "stories",
    "story_uses",
    "streaks",
    "suggestions",
    "weekday_rules",
    "workspaces",
]
