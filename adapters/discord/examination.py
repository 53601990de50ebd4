"""What `rounds doctor` finds out about Discord: token, servers, and every group's channel."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.discord.faults import FAULTS
from adapters.discord.login import LoggedIn
from adapters.discord.places import PLATFORM
from adapters.discord.settings import DiscordSettings
from adapters.discord.trial import DiscordTrial
from adapters.finding import Finding
from bot.core import Core
from bot.errors import BadSettings


async def examine(settings: DiscordSettings, core: Core) -> Sequence[Finding]:
    """Log in and try, in each group's channel, everything that posting there needs."""
    try:
        async with LoggedIn(settings) as client:
            findings = [Finding(True, "Discord", f"logged in as {client.user}")]
            servers = [guild.name async for guild in client.fetch_guilds(limit=None)]
            told = ", ".join(sorted(servers)) or "none yet: rounds discord invite prints the link"
            findings.append(Finding(bool(servers), "Discord servers", told))
            trial = DiscordTrial(client)
            for group, place in await core.homes(PLATFORM):
                for step in await trial.try_place(place, group):
                    found = "works" if step.passed else step.remedy
                    findings.append(Finding(step.passed, f"{group.name}, {step.name}", found))
            return findings
    except BadSettings as error:
        return [Finding(False, "Discord", error.sentence)]
    except FAULTS as error:
        return [Finding(False, "Discord", f"cannot be asked: {type(error).__name__}")]
