"""How much each benchmark does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Counts of things; every benchmark runs at any of them."""

    rounds: int
    """Turns that ours and plain sqlite3 take, one after the other."""
    replies: int
    """Replies stored in each turn."""
    tasks: int
    """Who store replies at once."""
    attempts: int
    """Stored attempts behind the boards, the half of them in one group."""
    crowd: int
    """Members of that group."""
    board_calls: int
    """Times that each board is asked for."""
    naive_calls: int
    """Times that a board is added up from the attempts themselves."""
    groups: int
    """Groups that are due within one minute."""
    idle_ticks: int
    starts: int
    """Times that each program is started."""
    prompts: int
    """Prompts of the bank that are answered, all when there are fewer."""
    graded: int
    """Replies graded, of each length."""
    members: int
    """Who answer at once on a platform."""
    waves: int
    """Times that all of them do."""
    servers: int
    """Servers that one process is on, in the largest case."""
    turns: int
    """Times that each number of processes does the same work."""
    fleet_groups: int
    fleet_replies: int
    """Replies of as many members, spread over those groups."""


FULL = Sizes(
    rounds=5,
    replies=400,
    tasks=20,
    attempts=1_000_000,
    crowd=5_000,
    board_calls=300,
    naive_calls=3,
    groups=10_000,
    idle_ticks=500,
    starts=10,
    prompts=1_000,
    graded=600,
    members=200,
    waves=3,
    servers=500,
    turns=3,
    fleet_groups=300,
    fleet_replies=900,
)
"""What the aims are about."""

SMALL = Sizes(
    rounds=2,
    replies=20,
    tasks=20,
    attempts=4_000,
    crowd=40,
    board_calls=6,
    naive_calls=2,
    groups=300,
    idle_ticks=20,
    starts=1,
    prompts=15,
    graded=45,
    members=10,
    waves=2,
    servers=1,
    turns=1,
    fleet_groups=6,
    fleet_replies=24,
)
"""Tells in less than a minute that everything runs; its times say little."""
