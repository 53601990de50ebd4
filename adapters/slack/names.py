"""Names and trust of people, asked of Slack once in a while: events carry ids alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.newest import Newest
from adapters.slack.faults import FAULTS
from adapters.slack.places import team_id, user_id
from bot.domain.member import Account
from bot.inbound import Inbound
from bot.ports.clock import Clock

LASTS = timedelta(minutes=10)
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Person:
    """What Slack tells of somebody; `trusted` runs the workspace, and is of it."""

    name: str
    trusted: bool


class Names:
    """Asks for people and remembers them for some minutes."""

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._known: Newest[str, tuple[Person, datetime]] = Newest(_MOST)

    async def of(self, user: str, team: str, otherwise: str = "") -> Person:
        """A person; when Slack does not answer, nothing is trusted.

        Their name is then the one that is given, else their id.
        """
        person, at = self._known.get(user) or (None, self._clock.now())
        if person is not None and self._clock.now() - at < LASTS:
            return person
        try:
            answer = await self._client.users_info(user=user)
        except FAULTS:
            return person or Person(otherwise or user, trusted=False)
        found = _person(answer.get("user", {}), team)
        self._known.put(user, (found, self._clock.now()))
        return found

    def remembered(self, inbound: Inbound) -> Inbound:
        """The event by the name that is known already, else as it is; trusted with nothing."""
        account = inbound.account
        person, _ = self._known.get(user_id(account.key)) or (None, None)
        name = account.name or user_id(account.key) if person is None else person.name
        return inbound.with_person(Account(account.key, name), trusted=False)

    async def known(self, inbound: Inbound) -> Inbound:
        """The event by the name that others see; an interaction tells only that of the account."""
        account = inbound.account
        person = await self.of(user_id(account.key), team_id(account.key), account.name)
        return inbound.with_person(Account(account.key, person.name), trusted=person.trusted)


def _person(user: dict[str, Any], team_id: str) -> Person:
    profile = user.get("profile", {})
    name = profile.get("display_name") or user.get("real_name") or user.get("name") or user["id"]
    ours = user.get("team_id", team_id) == team_id and not user.get("is_stranger", False)
    runs_it = bool(user.get("is_admin") or user.get("is_owner"))
    return Person(str(name), trusted=ours and runs_it)
