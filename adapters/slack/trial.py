"""The dry run: everything that posting will need is done once, and undone."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.faults import FAULTS
from bot.domain.group import Group, Place
from bot.ports.trial import TrialStep

_WORDS = "This is a dry run; it is gone in a moment."


class SlackTrial:
    """Implements `bot.ports.trial.Trial`."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def try_place(self, place: Place, group: Group) -> Sequence[TrialStep]:
        """Try a channel; each step with its result, in the order tried."""
        steps: list[TrialStep] = []
        channel = place.channel
        seen = await _step(
            steps,
            "see the channel",
            "invite me there: /invite @Rounds",
            self._client.conversations_info(channel=channel),
        )
        if seen is None:
            return steps
        if seen["channel"].get("is_archived"):
            steps.append(TrialStep("post in it", False, "it is archived: choose another"))
            return steps
        posted = await _step(
            steps,
            "post in it",
            "invite me there: /invite @Rounds",
            self._client.chat_postMessage(channel=channel, text=_WORDS),
        )
        if posted is not None:
            await self._try_message(steps, channel, str(posted["ts"]), group)
        return steps

    async def _try_message(
        self, steps: list[TrialStep], channel: str, ts: str, group: Group
    ) -> None:
        again = "install the app again from the manifest"
        await _step(
            steps,
            "read what I posted",
            again,
            self._client.conversations_history(channel=channel, latest=ts, inclusive=True, limit=1),
        )
        answer = await _step(
            steps,
            "write in its thread",
            again,
            self._client.chat_postMessage(channel=channel, text=_WORDS, thread_ts=ts),
        )
        await _step(
            steps,
            "mark answers",
            again,
            self._client.reactions_add(channel=channel, timestamp=ts, name="white_check_mark"),
        )
        if group.pins:
            await _step(
                steps, "pin the prompt", again, self._client.pins_add(channel=channel, timestamp=ts)
            )
        if answer is not None:
            await _quietly(self._client.chat_delete(channel=channel, ts=str(answer["ts"])))
        await _step(steps, "take it back", again, self._client.chat_delete(channel=channel, ts=ts))


async def _step(
    steps: list[TrialStep], name: str, remedy: str, doing: Awaitable[Any]
) -> Any | None:  # noqa: ANN401
    """Do one thing and write down how it went; what came of it, None when it failed."""
    try:
        done = await doing
    except FAULTS:
        steps.append(TrialStep(name, False, remedy))
        return None
    steps.append(TrialStep(name, True))
    return done


async def _quietly(doing: Awaitable[Any]) -> None:
    try:
        await doing
    except FAULTS:
        return
