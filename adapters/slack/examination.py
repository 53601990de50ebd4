"""What `rounds doctor` finds out about Slack: the token, and every group's channel."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.finding import Finding
from adapters.slack.client import connected
from adapters.slack.faults import FAULTS, cannot_send
from adapters.slack.places import PLATFORM
from adapters.slack.settings import SlackSettings
from adapters.slack.trial import SlackTrial
from bot.core import Core


async def examine(settings: SlackSettings, core: Core) -> Sequence[Finding]:
    """Log in and try, in each group's channel, everything that posting there needs."""
    async with connected(settings) as client:
        try:
            known = await client.auth_test()
        except FAULTS as error:
            return [Finding(False, "Slack", str(cannot_send(error)))]
        findings = [Finding(True, "Slack", f"logged in to {known['team']} as {known['user']}")]
        trial = SlackTrial(client)
        for group, place in await core.homes(PLATFORM):
            if place.workspace != known["team_id"]:
                continue
            for step in await trial.try_place(place, group):
                found = "works" if step.passed else step.remedy
                findings.append(Finding(step.passed, f"{group.name}, {step.name}", found))
        return findings
