"""Short sieges: a few kills, cuts or seconds without a database each, as part of `make test`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.support import postgres
from tests.torture.limits import HAIL, Limited, limits
from tests.torture.outage import OUTAGES, Endured
from tests.torture.plan import Plan, Road
from tests.torture.power import Outages, power_siege
from tests.torture.siege import siege
from tests.torture.toll import Toll

Found = Toll | Outages | Endured | Limited


@dataclass(frozen=True, slots=True)
class Short:
    """How it is laid in a folder of its own, and what has to be counted afterwards."""

    lay: Callable[[Path], Found]
    kills: int
    due: int
    acknowledged: int


def _on_sqlite(folder: Path) -> Toll:
    plan = Plan("sqlite-1", _file(folder), 1, kills=4, groups=5, replies=3)
    return asyncio.run(siege(plan, folder))


def _by_sockets(folder: Path) -> Toll:
    plan = Plan("sockets", _file(folder), 2, kills=3, groups=4, replies=3, road=Road.SOCKETS)
    return asyncio.run(siege(plan, folder))


def _on_postgresql(folder: Path) -> Toll:
    with postgres.server() as server, postgres.database(server, "rounds_siege") as url:
        plan = Plan("postgresql-2", url, 2, kills=4, groups=6, replies=3)
        return asyncio.run(siege(plan, folder))


def _limited(road: Road, folder: Path) -> Limited:
    plan = Plan("429", _file(folder), 1, kills=0, groups=4, replies=3, road=road, hail=HAIL)
    return limits(plan, folder)


def _behind_a_balancer(folder: Path) -> Toll:
    with postgres.server() as server, postgres.database(server, "rounds_balanced") as url:
        plan = Plan("balanced", url, 3, kills=3, groups=4, replies=3, road=Road.HTTP)
        return asyncio.run(siege(plan, folder))


def _power_cuts(folder: Path) -> Outages:
    plan = Plan("sqlite-1", _file(folder), 1, kills=5, groups=5, replies=3)
    return asyncio.run(power_siege(plan, folder))


def _outage(name: str, folder: Path) -> Endured:
    return OUTAGES[name](name, folder, 6.0, 3)


def _file(folder: Path) -> str:
    return f"sqlite:///{folder / 'rounds.db'}"


SHORTS: Mapping[str, Short] = {
    "one process on sqlite": Short(_on_sqlite, 4, 5, 15),
    "two processes on postgresql": Short(_on_postgresql, 4, 6, 18),
    "power cuts on sqlite": Short(_power_cuts, 5, 5, 15),
    "slack by sockets, two processes on sqlite": Short(_by_sockets, 3, 4, 12),
    "sqlite's disk full": Short(partial(_outage, "sqlite's disk full"), 0, 3, 9),
    "postgresql shut down": Short(partial(_outage, "postgresql shut down"), 0, 3, 9),
    "sqlite locked": Short(partial(_outage, "sqlite locked"), 0, 3, 9),
    "postgresql frozen": Short(partial(_outage, "postgresql frozen"), 0, 3, 9),
    "429 storm on slack": Short(partial(_limited, Road.SOCKETS), 0, 4, 12),
    "429 storm on discord": Short(partial(_limited, Road.DISCORD), 0, 4, 12),
    "slack behind a balancer, three processes on postgresql": Short(_behind_a_balancer, 3, 4, 12),
}
"""By name, the longest first."""
