"""The parts of `make torture`: tables, each with rows that are laid by themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from tests.support import postgres
from tests.torture.halfway import Halves, halfway, on_postgresql, on_sqlite
from tests.torture.limits import HAIL, Limited, limits
from tests.torture.outage import OUTAGES, Endured
from tests.torture.plan import Plan, Road
from tests.torture.power import LIFE, Outages, power_siege
from tests.torture.siege import siege
from tests.torture.storm import Passed, gateway_storm, socket_storm
from tests.torture.toll import Toll

SHARES: dict[str, tuple[tuple[Road, str, int, int], ...]] = {
    "discord": (
        (Road.DISCORD, "postgresql", 4, 2),
        (Road.DISCORD, "sqlite", 1, 1),
        (Road.DISCORD, "sqlite", 3, 1),
    ),
    "slack": (
        (Road.SOCKETS, "postgresql", 4, 2),
        (Road.HTTP, "postgresql", 3, 2),
        (Road.SOCKETS, "sqlite", 1, 1),
        (Road.HTTP, "sqlite", 3, 1),
    ),
}
"""Of each platform: how it is reached, the database, processes, and parts of the kills."""

SKEWS = (0.0, 15.0, -15.0)
"""Seconds by which the clocks of three processes are ahead."""

GROUPS_OUT = 12
GROUPS_LIMITED = 40
"""Each with a posting and three members who answer it."""

ROWS = 5000
"""In each table that a year fills, of each revision."""

GATEWAY_BREAKS = 200
SOCKET_BREAKS = 50


class Found(Protocol):
    """What came of a row."""

    @property
    def bad(self) -> int:
        """All that should not be."""
        ...

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        ...


@dataclass(frozen=True, slots=True)
class Given:
    """How much is done, as the command was told."""

    kills: int = 500
    cuts: int = 300
    outage: float = 60.0
    upgrades: int = 50
    skewed: int = 60
    skews: tuple[float, ...] = SKEWS
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the command."""

    title: str
    columns: tuple[str, ...]
    lays: Callable[[Given], Sequence[Callable[[Path], Found]]]


Laying = Callable[[Plan, Path], Found]


def _laid(laying: Laying, plan: Plan, database: str, folder: Path) -> Found:
    """On a database of its own."""
    if database == "sqlite":
        return laying(replace(plan, url=_file(folder)), folder)
    with postgres.server() as server, postgres.database(server, f"rounds_{uuid4().hex}") as url:
        return laying(replace(plan, url=url), folder)


def _file(folder: Path) -> str:
    return f"sqlite:///{folder / 'rounds.db'}"


def _besieged(plan: Plan, folder: Path) -> Toll:
    return asyncio.run(siege(plan, folder))


def _cut(plan: Plan, folder: Path) -> Outages:
    return asyncio.run(power_siege(plan, folder))


def _kills(platform: str, given: Given) -> list[Callable[[Path], Found]]:
    """The kills are divided over the sieges of a platform."""
    shares = SHARES[platform]
    whole = sum(part for *_, part in shares)
    found: list[Callable[[Path], Found]] = []
    for road, database, processes, part in shares:
        kills = max(1, round(given.kills * part / whole))
        name = f"{road}, {database}-{processes}"
        plan = Plan(name, "", processes, kills, max(4, kills), 3, road, given.seed)
        found.append(partial(_laid, _besieged, plan, database))
    return found


def _clocks(given: Given) -> list[Callable[[Path], Found]]:
    """Three processes that do not agree on the time."""
    found: list[Callable[[Path], Found]] = []
    for road in (Road.DISCORD, Road.HTTP):
        name, kills = f"{road}, {', '.join(f'{one:+.0f}' for one in given.skews)} s", given.skewed
        plan = Plan(name, "", len(given.skews), kills, kills, 3, road, given.seed)
        plan = replace(plan, skews=given.skews)
        found.append(partial(_laid, _besieged, plan, "postgresql"))
    return found


def _power(given: Given) -> list[Callable[[Path], Found]]:
    plan = Plan("sqlite-1", "", 1, given.cuts, max(4, given.cuts), 3, seed=given.seed, life=LIFE)
    return [partial(_laid, _cut, plan, "sqlite")]


def _outages(given: Given) -> list[Callable[[Path], Found]]:
    return [partial(_endured, name, given.outage) for name in OUTAGES]


def _endured(name: str, lasts: float, folder: Path) -> Endured:
    return OUTAGES[name](name, folder, lasts, GROUPS_OUT)


def _upgrades(given: Given) -> list[Callable[[Path], Found]]:
    return [partial(_halved, database, given) for database in ("sqlite", "postgresql")]


def _halved(database: str, given: Given, folder: Path) -> Halves:
    if database == "sqlite":
        return halfway(database, lambda: on_sqlite(folder, ROWS), given.upgrades, given.seed)
    with postgres.server() as server:
        return halfway(database, lambda: on_postgresql(server, ROWS), given.upgrades, given.seed)


def _storms(_: Given) -> list[Callable[[Path], Found]]:
    return [_by_gateway, _by_sockets]


def _by_gateway(folder: Path) -> Passed:
    return asyncio.run(gateway_storm(folder, GATEWAY_BREAKS))


def _by_sockets(folder: Path) -> Passed:
    return asyncio.run(socket_storm(folder, SOCKET_BREAKS))


def _limits(given: Given) -> list[Callable[[Path], Found]]:
    found: list[Callable[[Path], Found]] = []
    for road in (Road.DISCORD, Road.SOCKETS):
        name = f"{road}, sqlite-2"
        plan = Plan(name, "", 2, 0, GROUPS_LIMITED, 3, road, given.seed, hail=HAIL)
        found.append(partial(_laid, limits, plan, "sqlite"))
    return found


_WEATHER = "SIGKILL, every third SIGTERM, 10 % 5xx, 5 % 429, 2 % lost lines"

PARTS: dict[str, Part] = {
    "discord": Part(f"kills, Discord: {_WEATHER}", Toll.COLUMNS, partial(_kills, "discord")),
    "slack": Part(f"kills, Slack: {_WEATHER}", Toll.COLUMNS, partial(_kills, "slack")),
    "clocks": Part("kills, and clocks that do not agree", Toll.COLUMNS, _clocks),
    "power": Part("power: cut, and with it what was not synced", Outages.COLUMNS, _power),
    "outages": Part(
        "outages: the database is away while a crowd answers", Endured.COLUMNS, _outages
    ),
    "upgrades": Part(
        "upgrades: killed at any moment, from every revision", Halves.COLUMNS, _upgrades
    ),
    "storms": Part("storms: connections that break while a crowd writes", Passed.COLUMNS, _storms),
    "limits": Part("limits: 30 % 429 while a crowd practises", Limited.COLUMNS, _limits),
}
"""By name, the longest first."""
