"""The core's front door: what is said goes in, a reply comes out; time passes; messages leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from bot.commands.registry import Registry
from bot.domain.group import Founding, Group, Place
from bot.domain.points import Recomputed
from bot.domain.regrading import Regrading
from bot.groups import all_groups
from bot.mailing import Mailing
from bot.ports.trial import Trial
from bot.ports.vitals import Vitals
from bot.reception import Reception
from bot.services.departure import depart
from bot.services.deps import Deps
from bot.services.founding import found_group
from bot.services.grading import grade_waiting
from bot.services.housekeeping import take_duty, tidy
from bot.services.leases import give_leases_back, take_leases
from bot.services.mock.alarms import mind_rounds
from bot.services.mock.judging import judge_waiting
from bot.services.postings import close_due, open_due
from bot.services.recompute import recompute
from bot.services.regrading import apply_regrading, regrading, scope_of
from bot.services.reminders import remind_due
from bot.services.suggestions import approved


class Core(Reception, Mailing):
    """Everything that an adapter and a ticker may ask of Rounds."""

    def __init__(self, deps: Deps, registry: Registry) -> None:
        Mailing.__init__(self, deps)
        Reception.__init__(self, deps, registry)

    @property
    def deps(self) -> Deps:
        """What the services work with; for the shell's own commands."""
        return self._deps

    def offer_trial(self, platform: str, trial: Trial) -> None:
        """What can be tried in the places of a platform, once its adapter is up."""
        self._deps.trials[platform] = trial

    def refused(self, platform: str, reason: str) -> None:
        """A platform will not have us; its hosts are told so where they still can be."""
        self._deps.refused[platform] = reason

    async def homes(self, platform: str) -> list[tuple[Group, Place]]:
        """Every group's places on a platform, oldest group first."""
        return [
            (group, place)
            for group, places in await all_groups(self._deps)
            for place in places
            if place.platform == platform
        ]

    async def found(self, place: Place, founding: Founding) -> Group:
        """The group of a place, which is founded when there is none."""
        return await found_group(self._deps, place, founding)

    async def tick(self, now: datetime) -> None:
        """Close, open and remind of what is due by now, however much that is."""
        while await close_due(self._deps, now):
            pass
        while await open_due(self._deps, now):
            pass
        while await remind_due(self._deps, now):
            pass
        while await mind_rounds(self._deps, now):
            pass

    async def grade(self, now: datetime) -> int:
        """Grade some of the replies and mock rounds that wait; returns how many were taken."""
        return await grade_waiting(self._deps, now) + await judge_waiting(self._deps, now)

    async def take_leases(
        self,
        names: Sequence[str],
        holder: str,
        now: datetime,
        number: int,
        is_gone: Callable[[str], bool],
    ) -> list[str]:
        """Take or renew that number of leases of these names: all of them, or none."""
        return await take_leases(self._deps, names, holder, now, number, is_gone)

    async def give_leases_back(self, names: Sequence[str], holder: str) -> None:
        """What the holder has of these is free at once."""
        await give_leases_back(self._deps, names, holder)

    async def vitals(self, now: datetime) -> Vitals:
        """What waits, and for how long; raises StoreError when nobody can tell."""
        async with self._deps.store.read() as work:
            return await work.vitals.read(now)

    async def keep_house(self, holder: str, now: datetime) -> bool:
        """Once a day, by whoever comes first: remove what has served its time. True when it was us.

        Raises what the store raises.
        """
        if not await take_duty(self._deps, holder, now):
            return False
        await tidy(self._deps, now)
        return True

    async def departed(self, platform: str, workspace: str, now: datetime) -> list[int]:
        """We were removed from a workspace: its groups are paused. Returns their ids."""
        return await depart(self._deps, platform, workspace, now)

    async def recompute(self) -> Recomputed:
        """Rebuild points and streaks from the stored attempts."""
        return await recompute(self._deps)

    async def regrade(
        self,
        now: datetime,
        *,
        prompt_id: str | None = None,
        group: str | None = None,
        since: date | None = None,
    ) -> Regrading:
        """Judge stored replies again and compare; nothing is changed. BadInput for a wrong name."""
        scope = await scope_of(self._deps, prompt_id=prompt_id, group=group, since=since)
        return await regrading(self._deps, scope, now)

    async def apply_regrading(self, found: Regrading, now: datetime) -> int:
        """Store the new grades outside closed seasons; returns how many."""
        return await apply_regrading(self._deps, found, now)

    async def approved_suggestions(self) -> list[tuple[int, str]]:
        """The questions that hosts of any group want in the bank, by their numbers."""
        return [(one.id, one.text) for one in await approved(self._deps)]

    async def close(self) -> None:
        """Release the store."""
        await self._deps.store.close()
